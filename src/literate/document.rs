//! The document that every output is written from: all words final, all references resolved.

use crate::exhibits::{Align, ChartSpec, Size};
use crate::settings::{Author, Date, Language};

/// A report in one language.
#[derive(Debug, Clone)]
pub struct Document {
    pub language: Language,
    pub title: String,
    pub subtitle: Option<String>,
    pub running_title: String,
    pub authors: Vec<Author>,
    pub keywords: Vec<String>,
    pub date: Date,
    pub date_label: String,
    /// Stands on every page; says that the data are synthetic.
    pub notice: Option<String>,
    pub abstract_: Vec<Block>,
    pub body: Vec<Block>,
    /// In the order of their numbers, from 1.
    pub footnotes: Vec<Vec<Block>>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    Heading {
        level: u8,
        number: Option<String>,
        id: String,
        content: Vec<Inline>,
    },
    Paragraph(Vec<Inline>),
    List {
        first: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Quote(Vec<Block>),
    Admonition {
        kind: AdmonitionKind,
        title: String,
        content: Vec<Block>,
    },
    Code(String),
    Rule,
    /// A table of the author's, not numbered.
    Table {
        columns: Vec<Align>,
        header: Vec<Vec<Inline>>,
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A formula on a line of its own, in Typst's math syntax.
    Equation {
        id: String,
        number: String,
        math: String,
        alt: String,
    },
    Exhibit(Box<Exhibit>),
    Bibliography(Vec<Reference>),
    /// A place for an exhibit or the bibliography; never left after composition.
    Placeholder(Placeholder),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Placeholder {
    Exhibit(String),
    Bibliography,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AdmonitionKind {
    Note,
    Warning,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    Text(String),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Code(String),
    Math(String),
    Link {
        url: String,
        content: Vec<Inline>,
    },
    /// A link inside the document.
    Jump {
        target: String,
        kind: JumpKind,
        text: String,
    },
    /// The number of a footnote.
    Footnote(usize),
    LineBreak,
    /// Something to be looked up; never left after composition.
    Pending(Pending),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JumpKind {
    CrossReference,
    Citation,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pending {
    /// `@tbl-x`; `@Tbl-x` begins a sentence.
    Reference {
        target: String,
        begins_sentence: bool,
    },
    Citation {
        items: Vec<CitedWork>,
        in_prose: bool,
    },
    Footnote(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedWork {
    pub key: String,
    /// A page or another place in the work, as written.
    pub locator: Option<String>,
}

/// An item of the list of cited works.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    pub id: String,
    /// The number by which it is cited; none in an author–date style.
    pub number: Option<String>,
    pub content: Vec<Inline>,
}

/// A numbered table or figure with its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Exhibit {
    pub id: String,
    pub number: usize,
    /// "Table 1".
    pub label: String,
    /// What stands between label and caption.
    pub separator: String,
    pub caption: Vec<Inline>,
    pub notes: Vec<Vec<Inline>>,
    pub source: Option<Vec<Inline>>,
    pub content: ExhibitContent,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ExhibitContent {
    Table(TextTable),
    Figure {
        alt: String,
        chart: ChartSpec,
        data_title: String,
        data: TextTable,
    },
}

impl Exhibit {
    /// The name of its file, without folder and ending: `table-1`, `figure-2`.
    pub fn file_stem(&self) -> String {
        let kind = if matches!(self.content, ExhibitContent::Table(_)) {
            "table"
        } else {
            "figure"
        };
        format!("{kind}-{}", self.number)
    }
}

/// A table whose numbers have become text.
#[derive(Debug, Clone, PartialEq)]
pub struct TextTable {
    pub columns: Vec<Align>,
    pub header: Vec<Vec<TextHeader>>,
    pub rows: Vec<TextRow>,
    pub size: Size,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TextHeader {
    pub text: String,
    pub columns: usize,
    pub rows: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub enum TextRow {
    /// A heading over the rows that follow.
    Group(String),
    Cells(Vec<TextCell>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct TextCell {
    pub text: String,
    pub kind: CellKind,
    /// How many rows the cell spans; none where it is covered by the cell above.
    pub rows: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CellKind {
    Text,
    /// With the value behind the text, for sorting and downloads.
    Number(f64),
    Missing,
}

/// The plain text of inline content.
pub fn plain_text(content: &[Inline]) -> String {
    let mut text = String::new();
    for inline in content {
        match inline {
            Inline::Text(part) | Inline::Code(part) | Inline::Math(part) => text.push_str(part),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { content: inner, .. } => {
                text.push_str(&plain_text(inner));
            }
            Inline::Jump { text: part, .. } => text.push_str(part),
            Inline::LineBreak => text.push(' '),
            Inline::Footnote(_) | Inline::Pending(_) => {}
        }
    }
    text
}
