//! The texts that an author has written, and the way back to them from what is made of them.

use std::ops::Range;

use super::instrument::{self, Instrumented};
use crate::diagnostic::{Diagnostic, Excerpt, Place};
use crate::literate::document::Origin;

/// Every text that has been read for a document.
#[derive(Debug, Default)]
pub(in crate::literate) struct Sources {
    pub files: Vec<SourceFile>,
    /// What the marks in rendered text stand for.
    pub marks: Vec<Origin>,
    pub wordings: Vec<Wording>,
    /// The source of each operand of a claim's condition.
    pub operands: Vec<String>,
}

#[derive(Debug)]
pub(in crate::literate) struct SourceFile {
    /// What templates call it.
    pub name: String,
    /// What messages call it.
    pub path: String,
    /// Its path in the project: what records call it.
    pub relative: String,
    pub text: String,
    instrumented: Instrumented,
}

/// One wording of a claim.
#[derive(Debug, Clone)]
pub(in crate::literate) struct Wording {
    pub origin: Origin,
    /// The condition as written; none for the wording of all other cases.
    pub condition: Option<String>,
    /// The sentence as written.
    pub sentence: String,
}

impl Sources {
    /// Takes in a text and returns it ready for the template engine.
    ///
    /// `path` is what messages call it, `relative` its path in the project.
    pub(in crate::literate) fn add(&mut self, name: &str, path: &str, relative: &str, text: &str) -> String {
        if let Some(known) = self.files.iter().find(|file| file.name == name && file.text == text) {
            return known.instrumented.text.clone();
        }
        let file = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        let text = without_private_marks(text);
        let instrumented = instrument::instrument(&text, file, self);
        let ready = instrumented.text.clone();
        self.files.push(SourceFile {
            name: name.to_owned(),
            path: path.to_owned(),
            relative: relative.to_owned(),
            text,
            instrumented,
        });
        ready
    }

    pub(in crate::literate) fn by_name(&self, name: &str) -> Option<(u32, &SourceFile)> {
        let found = self.files.iter().rposition(|file| file.name == name)?;
        Some((u32::try_from(found).unwrap_or(u32::MAX), &self.files[found]))
    }

    /// An error that points at a stretch of `length` bytes.
    pub(in crate::literate) fn error(&self, origin: Origin, length: usize, message: impl Into<String>) -> Diagnostic {
        let message = message.into();
        match self.files.get(origin.file as usize) {
            Some(file) => file.at(origin.offset as usize..origin.offset as usize + length, message),
            None => Diagnostic::error(message),
        }
    }

    /// Where a place is, for messages.
    pub(in crate::literate) fn place(&self, origin: Origin) -> Option<Place> {
        self.error(origin, 0, "").place.map(|place| *place)
    }

    /// Where a place is, for records: the same wherever the project lies.
    pub(in crate::literate) fn place_in_project(&self, origin: Origin) -> Option<Place> {
        let file = self.files.get(origin.file as usize)?;
        let mut place = self.place(origin)?;
        place.path.clone_from(&file.relative);
        Some(place)
    }
}

impl SourceFile {
    /// A place in the text that the engine saw, as one in the author's.
    pub(in crate::literate) fn original(&self, range: Range<usize>) -> Range<usize> {
        let start = self.instrumented.original(range.start);
        start..self.instrumented.original(range.end).max(start)
    }

    /// The tag of a claim that has no end.
    pub(in crate::literate) fn unclosed(&self) -> Option<Range<usize>> {
        self.instrumented.unclosed.clone()
    }

    /// An error that points at a range of the text.
    pub(in crate::literate) fn at(&self, range: Range<usize>, message: impl Into<String>) -> Diagnostic {
        let excerpt = Excerpt::of(&self.text, range);
        Diagnostic::error(message)
            .at(Place::new(&self.path, excerpt.line, excerpt.column))
            .showing(excerpt)
    }
}

/// The program marks text with characters of private use; an author's own would be taken for marks.
pub(in crate::literate) fn without_private_marks(text: &str) -> String {
    let is_private = |c: char| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    if !text.contains(is_private) {
        return text.to_owned();
    }
    text.chars()
        .map(|c| if is_private(c) { '\u{fffd}' } else { c })
        .collect()
}
