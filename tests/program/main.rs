//! Runs the real program on small projects in fresh folders, as a user would.

mod dataset;
mod errors_in_data;
mod grid;
mod project;
