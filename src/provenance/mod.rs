//! Where a number comes from: its key, its formula, and the rows of files that it rests on.
//!
//! A [`Key`] names a result; a [`Number`] is a value that remembers its key, or the numbers that it
//! was computed from; [`explain`] goes one step back from a number. Nothing is stored beside the
//! results: every step is derived from them and from the [`Evidence`](crate::ingest::Evidence).

mod explain;
mod key;
mod number;
mod rows;
mod value;

pub use explain::{Explanation, explain};
pub use key::{Key, LinkageField, PanelField, Period, StatisticField, TermField};
pub use number::{Number, Operation, Origin};
pub use rows::SourceRows;
