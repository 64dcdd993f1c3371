//! Cites works and lists them, through hayagriva and the styles of the CSL project.
//!
//! Russian: GOST R 7.0.5-2008 with numbers, works in Cyrillic first. English: author–date.

mod bibliography;
mod cited;
mod wording;

pub(super) use bibliography::Bibliography;
pub(super) use cited::Cited;
