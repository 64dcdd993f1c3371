//! What a build leaves on the disk.

mod files;
mod hostile_names;
mod pages;
mod results;
