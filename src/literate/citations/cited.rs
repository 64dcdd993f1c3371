use std::collections::BTreeMap;

use hayagriva::{BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, CitePurpose, Entry};

use super::bibliography::{Bibliography, UnknownKey};
use super::names::{SortKey, short_authors};
use super::style;
use super::wording::{self, English};
use crate::literate::document::{CitedWork, Inline, JumpKind, Reference};
use crate::settings::Language;

/// The works cited by one document, in the order of its list.
pub(in crate::literate) struct Cited<'a> {
    bibliography: &'a Bibliography,
    /// In the order of the list.
    works: Vec<Work<'a>>,
}

/// A cited work.
struct Work<'a> {
    key: &'a str,
    entry: &'a Entry,
    /// Its authors, as a citation names them.
    authors: String,
    /// Tells works of the same authors and year apart: 2023a, 2023b.
    letter: Option<char>,
}

impl<'a> Cited<'a> {
    /// Looks the keys up and puts the works in order; fails with the first unknown key.
    pub(in crate::literate) fn new(
        bibliography: &'a Bibliography,
        keys: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, UnknownKey> {
        let mut works: Vec<Work> = Vec::new();
        for key in keys {
            if works.iter().all(|known| known.key != key) {
                let entry = bibliography.entry(key)?;
                works.push(Work {
                    key,
                    entry,
                    authors: short_authors(entry, bibliography.transliterates(entry)),
                    letter: None,
                });
            }
        }
        works.sort_by_cached_key(|work| SortKey::of(work.entry, work.key, bibliography.transliterates(work.entry)));
        give_letters(&mut works);
        Ok(Self { bibliography, works })
    }
}

impl Cited<'_> {
    /// The list of references.
    pub(in crate::literate) fn references(&self) -> Vec<Reference> {
        let numbered = self.bibliography.language == Language::Ru;
        let works = self.works.iter().enumerate();
        works
            .map(|(i, work)| Reference {
                id: reference_id(work.key),
                number: numbered.then(|| (i + 1).to_string()),
                content: self.item(work),
            })
            .collect()
    }

    /// What a citation reads in the text.
    pub(in crate::literate) fn citation(&self, items: &[CitedWork], in_prose: bool) -> Vec<Inline> {
        let (open, close, between) = match (self.bibliography.language, in_prose) {
            (Language::Ru, _) => ("[", "]", "; "),
            (Language::En, true) => ("", "", " and "),
            (Language::En, false) => ("(", ")", "; "),
        };
        let mut inlines = vec![Inline::Text(open.to_owned())];
        for (position, item) in items.iter().enumerate() {
            if position > 0 {
                inlines.push(Inline::Text(between.to_owned()));
            }
            inlines.push(Inline::Jump {
                target: reference_id(&item.key),
                kind: JumpKind::Citation,
                text: self.cite_text(&item.key, in_prose),
            });
            if let Some(locator) = &item.locator {
                inlines.push(Inline::Text(format!(", {locator}")));
            }
        }
        inlines.push(Inline::Text(close.to_owned()));
        inlines.retain(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
        inlines
    }

    /// A number, or authors and year.
    fn cite_text(&self, key: &str, in_prose: bool) -> String {
        let Some(position) = self.works.iter().position(|work| work.key == key) else {
            return String::new();
        };
        let work = &self.works[position];
        match (self.bibliography.language, in_prose) {
            (Language::Ru, _) => (position + 1).to_string(),
            (Language::En, true) => format!("{} ({})", work.authors, work.date()),
            (Language::En, false) => format!("{}, {}", work.authors, work.date()),
        }
    }

    /// One formatted reference, without its number.
    fn item(&self, work: &Work) -> Vec<Inline> {
        let bibliography = self.bibliography;
        let locale = bibliography.locale_of(work.entry);
        let russian = locale.0.starts_with("ru");
        let locale = Some(locale);
        let full = Some(CitePurpose::Full);
        let mut driver = BibliographyDriver::new();
        driver.citation(CitationRequest::new(
            vec![CitationItem::new(work.entry, None, locale.clone(), false, full)],
            &bibliography.style,
            locale.clone(),
            style::terms(),
            None,
        ));
        let rendered = driver.finish(BibliographyRequest::new(&bibliography.style, locale, style::terms()));
        let item = rendered.bibliography.and_then(|list| list.items.into_iter().next());
        let Some(item) = item else {
            return Vec::new();
        };
        match bibliography.language {
            Language::Ru => wording::numbered(&item.content, russian),
            Language::En => {
                let details = English {
                    undated: work.undated(),
                    date: work.date(),
                    transliterated: bibliography.transliterates(work.entry),
                    note: work.entry.note().map(ToString::to_string),
                };
                wording::author_date(&item.content, &details)
            }
        }
    }
}

impl Work<'_> {
    /// The year without its letter.
    fn undated(&self) -> String {
        let year = self.entry.date_any().map(|date| date.year.to_string());
        year.unwrap_or_else(|| "n.d.".to_owned())
    }

    /// The year with its letter: 2023a, n.d.-a.
    fn date(&self) -> String {
        let hyphen = if self.entry.date_any().is_none() { "-" } else { "" };
        let letter = self
            .letter
            .map(|letter| format!("{hyphen}{letter}"))
            .unwrap_or_default();
        self.undated() + &letter
    }
}

/// A letter for each work whose authors and year another one shares, in the order of the list.
fn give_letters(works: &mut [Work]) {
    let mut groups: BTreeMap<(String, String), Vec<&mut Work>> = BTreeMap::new();
    for work in works {
        groups
            .entry((work.authors.clone(), work.undated()))
            .or_default()
            .push(work);
    }
    for group in groups.into_values().filter(|group| group.len() > 1) {
        for (work, letter) in group.into_iter().zip('a'..='z') {
            work.letter = Some(letter);
        }
    }
}

/// The anchor of a work in the list.
fn reference_id(key: &str) -> String {
    format!("ref-{key}")
}
