//! The data lock: what the data files held when they were accepted, in short, so that a later version of a file
//! can be compared with one that nobody has any more.
//!
//! 1. [`summarise`] turns inputs into one [`InputSummary`] a file; [`table_figures`] does it for tables;
//! 2. a [`Lock`] holds all of them, and is read from and written as `rvc.lock`;
//! 3. [`compare`] finds what differs between two locks;
//! 4. a [`Finding`] says what differs, and which exhibits it touches.
//!
//! Of trade data only totals and fingerprints are kept: their terms of use forbid to pass on the rows. Nothing here
//! touches the disk.

mod amounts;
mod change;
mod compare;
#[cfg(test)]
mod compare_tests;
mod error;
mod file;
mod files;
mod finding;
mod held;
mod revision;
mod revisions;
mod series;
mod summary;
mod tables;
mod touched;
mod years;

pub use change::Change;
pub use compare::compare;
pub use error::{LockError, Problem};
pub use file::{Basis, Lock, VERSION};
pub use finding::Finding;
pub use revision::Revision;
pub use series::{Measure, Series, Topic};
pub use summary::{InputSummary, summarise};
pub use tables::{TableFigures, table_figures};
pub use touched::Touched;
pub use years::ByYear;
