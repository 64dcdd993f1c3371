//! The document that every output is written from: all words final, all references resolved.

use std::sync::Arc;

use crate::diagnostic::Place;
use crate::exhibits::{Align, ChartSpec, Size};
use crate::settings::{Author, Date, Language};

use super::walk::{Part, walk};

pub use super::claims::Claim;
pub use super::record::PrintedValue;

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
    /// What stands above the abstract.
    pub abstract_label: String,
    pub abstract_: Vec<Block>,
    pub body: Vec<Block>,
    /// In the order of their numbers, from 1.
    pub footnotes: Vec<Vec<Block>>,
    /// The numbers that stand in it, as its inlines and tables refer to them.
    pub values: Vec<PrintedValue>,
    /// In the order of the text.
    pub claims: Vec<Claim>,
    /// What the same report in another language must have as well.
    pub outline: Vec<OutlineItem>,
}

/// A place in a text of the author's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Origin {
    /// Position in the list of sources.
    pub file: u32,
    /// Bytes from its start.
    pub offset: u32,
}

/// Something that both languages of a report must have, in the same order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineItem {
    pub kind: OutlineKind,
    pub id: String,
    pub place: Option<Place>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OutlineKind {
    Section,
    Exhibit,
    Formula,
    Claim,
    Reference,
    Citation,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    Heading {
        level: u8,
        number: Option<String>,
        id: String,
        content: Vec<Inline>,
        origin: Option<Origin>,
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
        origin: Option<Origin>,
    },
    Exhibit(Box<Exhibit>),
    Bibliography(Vec<Reference>),
    /// A place for an exhibit or the bibliography; never left after composition.
    Placeholder(Placeholder, Option<Origin>),
    /// The claims of the document; the list itself is `Document::claims`.
    Claims,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Placeholder {
    Exhibit(String),
    Bibliography,
    Claims,
    /// A picture of the project's, with a caption.
    Image(Box<AuthorImage>),
    /// A table of the author's with a caption.
    CaptionedTable {
        id: String,
        caption: Vec<Inline>,
        table: Box<Block>,
    },
}

/// A picture as the text asks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct AuthorImage {
    /// Relative to `templates/` of the project.
    pub path: String,
    pub id: String,
    pub alt: String,
    pub caption: Vec<Inline>,
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
    Math(String, Option<Origin>),
    /// A number with its origin: a position in `Document::values`.
    Value {
        text: String,
        value: usize,
    },
    /// Where a claim begins; the position in `Document::claims`.
    ClaimMark(usize),
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
    Pending(Pending, Option<Origin>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JumpKind {
    CrossReference,
    Citation,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pending {
    /// `@tbl-x`; `@Tbl-x` begins a sentence; `@tbl-x{loc}` stands in a case; `[-@tbl-x]` is the
    /// number alone.
    Reference {
        target: String,
        form: ReferenceForm,
    },
    Citation {
        items: Vec<CitedWork>,
        in_prose: bool,
    },
    Footnote(String),
    /// A picture or an exhibit that does not stand alone in its paragraph.
    Image(String),
    /// A picture whose attributes cannot be read.
    Attributes(String),
}

/// How a cross-reference reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReferenceForm {
    InSentence,
    BeginsSentence,
    /// A grammatical case, such as `loc`.
    Case(String),
    NumberOnly,
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
    /// How its numbers were computed, where it shows results.
    pub method: Option<Vec<Inline>>,
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
    /// A picture of the author's.
    Image {
        alt: String,
        /// `svg`, `png` or `jpg`.
        kind: &'static str,
        bytes: Arc<Vec<u8>>,
    },
    /// A table of the author's.
    AuthorTable(Box<Block>),
}

impl Exhibit {
    /// The name of its file, without folder and ending: `table-1`, `figure-2`.
    pub fn file_stem(&self) -> String {
        let kind = if matches!(self.content, ExhibitContent::Table(_) | ExhibitContent::AuthorTable(_)) {
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
    /// How strongly the ground is coloured: 0 not, to 3.
    pub heat: usize,
    /// How many rows the cell spans; none where it is covered by the cell above.
    pub rows: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CellKind {
    Text,
    /// With the value behind the text, for sorting and downloads.
    Number(f64),
    /// With its origin: a position in `Document::values`.
    Value(usize),
    Missing,
}

impl Document {
    /// The numbered tables and figures, in the order of the text.
    pub fn exhibits(&self) -> impl Iterator<Item = &Exhibit> {
        self.body.iter().filter_map(|block| match block {
            Block::Exhibit(exhibit) => Some(&**exhibit),
            _ => None,
        })
    }

    /// Where a formula first stands in the author's text.
    pub fn formula(&self, formula: &str) -> Option<Origin> {
        let mut found = None;
        let mut visit = |part: Part<'_>| match part {
            Part::Block(Block::Equation { math, origin, .. }) if math == formula => found = found.or(*origin),
            Part::Inline(Inline::Math(math, origin)) if math.trim() == formula => found = found.or(*origin),
            _ => {}
        };
        let parts = [&self.abstract_, &self.body].into_iter().chain(&self.footnotes);
        parts.for_each(|part| walk(part, &mut visit));
        found
    }
}

/// The plain text of inline content.
pub fn plain_text(content: &[Inline]) -> String {
    let mut text = String::new();
    for inline in content {
        match inline {
            Inline::Text(part) | Inline::Code(part) | Inline::Math(part, _) | Inline::Value { text: part, .. } => {
                text.push_str(part);
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { content: inner, .. } => {
                text.push_str(&plain_text(inner));
            }
            Inline::Jump { text: part, .. } => text.push_str(part),
            Inline::LineBreak => text.push(' '),
            Inline::Footnote(_) | Inline::Pending(..) | Inline::ClaimMark(_) => {}
        }
    }
    text
}
