//! Cites works and lists them, through hayagriva and the styles of the CSL project.
//!
//! Russian: GOST R 7.0.5-2008 with numbers, works in Cyrillic first. English: author–date, works in
//! Russian by their twin `KEY-en` or in Latin letters.
//!
//! 1. `sources` reads the bibliographies, BibLaTeX (`bibtex`) and Hayagriva (`yaml`), and finds their `problems`;
//! 2. `entries` gives each work the form that the style prints right;
//! 3. `cited` numbers and orders the works of one document;
//! 4. `rendered` turns what hayagriva renders into inline content, `wording` corrects its abbreviations,
//!    `transliteration` its letters.

mod bibliography;
mod bibtex;
mod cited;
mod entries;
mod language;
mod names;
mod problems;
mod rendered;
mod sources;
mod style;
mod transliteration;
mod wording;
mod yaml;

#[cfg(test)]
mod tests;

pub(super) use bibliography::Bibliography;
pub(super) use cited::Cited;
