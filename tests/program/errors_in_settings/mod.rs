//! What is wrong in the settings or on the command line stops the program before it writes.

mod command_line;
mod values;
