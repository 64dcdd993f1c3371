//! The document as a Word file (Office Open XML) to go on working with: headings, captions, tables, footnotes and
//! formulas are Word's own.
//!
//! 1. `front`, `blocks`, `exhibits` write the text, with `inlines`, `tables` and `omml`;
//! 2. `parts` adds what stands around it: styles, lists, footnotes, header and footer, properties;
//! 3. `package` packs the parts, always to the same bytes.
//!
//! The styles stand in `templates/layout/word/`.

mod blocks;
mod exhibits;
mod front;
mod inlines;
mod omml;
mod package;
mod parts;
mod properties;
mod relations;
mod tables;
mod widths;
mod xml;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::math::Formula;
use crate::literate::Lexicon;
use crate::literate::document::Document;
pub use package::PackageError;
use relations::Relations;

/// Makes the Word file; `picture` gives the PNG of a figure by its file stem.
pub fn docx(
    document: &Document,
    lexicon: &Lexicon,
    formulas: &BTreeMap<Formula, String>,
    picture: &dyn Fn(&str) -> Option<Arc<Vec<u8>>>,
) -> Result<Vec<u8>, PackageError> {
    let mut relations = Relations::default();
    for (kind, target) in parts::RELATED {
        relations.add(kind, target);
    }
    let mut writer = Writer {
        document,
        lexicon,
        formulas,
        picture,
        relations,
        notes: Notes::default(),
        lists: Vec::new(),
        media: Vec::new(),
        marks: 0,
        inside_link: false,
        inside_note: false,
        landscape: false,
    };
    let front = writer.front();
    let body = writer.body(&document.body);
    package::package(parts::all(&writer, &format!("{front}{body}")))
}

/// Writes the text, and keeps what other parts of the file must hold because of it.
struct Writer<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    formulas: &'a BTreeMap<Formula, String>,
    picture: &'a dyn Fn(&str) -> Option<Arc<Vec<u8>>>,
    /// Of the part that is being written.
    relations: Relations,
    notes: Notes,
    /// Level and first number of every numbered list.
    lists: Vec<(usize, u64)>,
    /// Name and content of every picture.
    media: Vec<(String, Vec<u8>)>,
    /// How many bookmarks there are.
    marks: usize,
    /// Links do not stand in links, nor footnotes in footnotes.
    inside_link: bool,
    inside_note: bool,
    /// Whether the pages are turned sideways.
    landscape: bool,
}

/// The footnotes, in the order in which the text refers to them.
#[derive(Default)]
struct Notes {
    written: Vec<String>,
    relations: Relations,
}
