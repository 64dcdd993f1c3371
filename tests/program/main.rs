//! Runs the real program on small projects in fresh folders, as a user would.

#![allow(clippy::disallowed_methods, reason = "tests make and read files of their own")]

mod accepted_data;
mod dataset;
mod errors_in_data;
mod errors_in_settings;
mod errors_in_templates;
mod grid;
mod project;
