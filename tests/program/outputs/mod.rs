//! What a build leaves on the disk.

mod failures;
mod files;
mod hostile_names;
mod offices;
mod pages;
mod results;
