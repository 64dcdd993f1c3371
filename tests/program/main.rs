//! Runs the real program on small projects in fresh folders, as a user would.

mod accepted_data;
mod dataset;
mod grid;
mod project;
