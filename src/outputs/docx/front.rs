//! The title block and the abstract.

use std::collections::BTreeSet;

use super::Writer;
use super::blocks::Ground;
use super::xml::{BOLD, PLAIN, paragraph, run};
use crate::literate::document::Block;

impl Writer<'_> {
    pub(super) fn front(&mut self) -> String {
        let document = self.document;
        let mut out = paragraph("Title", "", &run(&document.title, PLAIN));
        if let Some(subtitle) = &document.subtitle {
            out += &paragraph("Subtitle", "", &run(subtitle, PLAIN));
        }
        out += &self.authors();
        out += &paragraph("Date", "", &run(&document.date_label, PLAIN));
        if let Some(notice) = &document.notice {
            out += &paragraph("Notice", "", &run(notice, PLAIN));
        }
        out + &self.summary()
    }

    /// Authors of one place stand on a line; others each above their own.
    fn authors(&self) -> String {
        let authors = &self.document.authors;
        let places: BTreeSet<&str> = authors.iter().map(|author| author.affiliation.as_str()).collect();
        let place = |place: &str| match place {
            "" => String::new(),
            place => paragraph("Affiliation", "", &run(place, PLAIN)),
        };
        match places.first() {
            Some(only) if places.len() == 1 => {
                let names: Vec<&str> = authors.iter().map(|author| author.name.as_str()).collect();
                paragraph("Author", "", &run(&names.join(", "), PLAIN)) + &place(only)
            }
            _ => authors
                .iter()
                .map(|author| paragraph("Author", "", &run(&author.name, PLAIN)) + &place(&author.affiliation))
                .collect(),
        }
    }

    /// The abstract and the keywords, each after its name.
    fn summary(&mut self) -> String {
        const STYLE: &str = "Abstract";
        let document = self.document;
        let name = |key: &str, sign: &str| {
            let phrase = self.lexicon.phrase(key).unwrap_or_default();
            run(&format!("{phrase}{sign} "), BOLD)
        };
        let keywords = match document.keywords.as_slice() {
            [] => String::new(),
            words => {
                let words = run(&format!("{}.", words.join(", ")), PLAIN);
                paragraph(STYLE, "", &format!("{}{words}", name("keywords", ":")))
            }
        };
        let name = name("abstract", ".");
        let ground = Ground::of(STYLE);
        let summary = match document.abstract_.split_first() {
            Some((Block::Paragraph(first), rest)) => {
                let first = format!("{name}{}", self.inlines(first, PLAIN));
                paragraph(STYLE, "", &first) + &self.blocks(rest, ground)
            }
            Some(_) => paragraph(STYLE, "", &name) + &self.blocks(&document.abstract_, ground),
            None => String::new(),
        };
        summary + &keywords
    }
}
