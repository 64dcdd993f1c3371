//! A document as its page shows it: text, exhibits, and the numbers in both.

use std::ops::Range;

use super::Trace;

/// A document in one language, read back from its page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// In the order of reading; what a reader has to open first is left out.
    pub parts: Vec<Part>,
    pub trace: Trace,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// The title of a section, with its number.
    Heading(String),
    Passage(Passage),
    Exhibit(Exhibit),
}

/// Running text: a paragraph, an item of a list, a caption, a row of a table in the text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Passage {
    pub text: String,
    /// In the order of the text.
    pub values: Vec<Shown>,
    /// Where claims begin, in bytes, with their ids.
    pub claims: Vec<(usize, String)>,
}

/// A number that stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Position among the nodes of the trace.
    pub node: usize,
}

/// A table, or a figure by the table behind it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Exhibit {
    /// The cross-reference, such as `tbl-response`.
    pub id: String,
    /// "Table 1".
    pub label: String,
    pub caption: Passage,
    /// The titles of the columns; those over several columns come first in each.
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
    pub notes: Vec<Passage>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// The heading over the group of rows that it belongs to.
    pub group: Option<String>,
    pub cells: Vec<Cell>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    pub text: String,
    pub kind: CellKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    Words,
    /// A number: a position among the nodes of the trace.
    Value(usize),
    /// A dash.
    Missing,
}

impl Page {
    pub(super) fn exhibits(&self) -> impl Iterator<Item = &Exhibit> {
        self.parts.iter().filter_map(|part| match part {
            Part::Exhibit(exhibit) => Some(exhibit),
            Part::Heading(_) | Part::Passage(_) => None,
        })
    }

    pub(super) fn exhibit(&self, id: &str) -> Option<&Exhibit> {
        self.exhibits().find(|exhibit| exhibit.id == id)
    }
}
