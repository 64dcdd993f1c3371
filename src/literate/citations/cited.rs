use std::collections::BTreeMap;

use hayagriva::{BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, CitePurpose, Entry};

use super::bibliography::{Bibliography, UnknownKey};
use super::wording;
use crate::literate::document::{CitedWork, Inline, JumpKind, Reference};
use crate::settings::Language;

/// The works cited by one document, in the order of its list.
pub(in crate::literate) struct Cited<'a> {
    bibliography: &'a Bibliography,
    /// In the order of the list.
    entries: Vec<(&'a str, &'a Entry)>,
    numbers: BTreeMap<&'a str, usize>,
    /// Letters that tell works of the same authors and year apart: 2023a, 2023b.
    letters: BTreeMap<&'a str, char>,
}

impl<'a> Cited<'a> {
    /// Looks the keys up and puts the works in order; fails with the first unknown key.
    pub(in crate::literate) fn new(
        bibliography: &'a Bibliography,
        keys: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, UnknownKey> {
        let mut entries: Vec<(&str, &Entry)> = Vec::new();
        for key in keys {
            if entries.iter().all(|(known, _)| *known != key) {
                entries.push((key, bibliography.entry(key)?));
            }
        }
        entries.sort_by_cached_key(|(key, entry)| sort_key(entry, key));
        let numbers = entries.iter().enumerate().map(|(i, (key, _))| (*key, i + 1)).collect();
        let letters = letters(&entries);
        Ok(Self {
            bibliography,
            entries,
            numbers,
            letters,
        })
    }
}

impl Cited<'_> {
    /// The list of references.
    pub(in crate::literate) fn references(&self) -> Vec<Reference> {
        let numbered = self.bibliography.language == Language::Ru;
        let items = self.entries.iter().enumerate();
        items
            .map(|(i, (key, entry))| Reference {
                id: reference_id(key),
                number: numbered.then(|| (i + 1).to_string()),
                content: self.item(key, entry),
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
        if self.bibliography.language == Language::Ru {
            return self.numbers.get(key).map(ToString::to_string).unwrap_or_default();
        }
        let Some((_, entry)) = self.entries.iter().find(|(known, _)| *known == key) else {
            return String::new();
        };
        let authors = short_authors(entry);
        let letter = self.letters.get(key).map(char::to_string).unwrap_or_default();
        match (entry.date_any().map(|date| date.year), in_prose) {
            (Some(year), true) => format!("{authors} ({year}{letter})"),
            (Some(year), false) => format!("{authors}, {year}{letter}"),
            (None, true) => format!("{authors} (n.d.)"),
            (None, false) => format!("{authors}, n.d."),
        }
    }

    /// One formatted reference, without its number.
    fn item(&self, key: &str, entry: &Entry) -> Vec<Inline> {
        let bibliography = self.bibliography;
        let locale = Some(bibliography.locale_of(entry));
        let mut driver = BibliographyDriver::new();
        let items = vec![CitationItem::new(
            entry,
            None,
            locale.clone(),
            false,
            Some(CitePurpose::Full),
        )];
        driver.citation(CitationRequest::new(
            items,
            &bibliography.style,
            locale.clone(),
            &bibliography.locales,
            None,
        ));
        let rendered = driver.finish(BibliographyRequest::new(
            &bibliography.style,
            locale,
            &bibliography.locales,
        ));
        let item = rendered.bibliography.and_then(|list| list.items.into_iter().next());
        let russian = bibliography.is_russian(entry);
        let year = entry.date_any().map(|date| date.year.to_string());
        let note = entry.note().map(ToString::to_string);
        let dated = year.zip(self.letters.get(key).copied());
        item.map(|item| wording::reference(&item.content, bibliography.language, russian, dated, note.as_deref()))
            .unwrap_or_default()
    }
}

/// Cyrillic before Latin, then by author, year and title.
fn sort_key(entry: &Entry, key: &str) -> (bool, String, i32, String) {
    let names = entry.authors().map(|people| {
        people
            .iter()
            .map(|p| p.name_first(false, true))
            .collect::<Vec<_>>()
            .join(" ")
    });
    let title = entry.title().map(ToString::to_string).unwrap_or_default();
    let name = names.filter(|names| !names.is_empty()).unwrap_or_else(|| title.clone());
    let latin = name.chars().find(|c| c.is_alphabetic()).is_none_or(|c| c.is_ascii());
    let year = entry.date_any().map_or(0, |date| date.year);
    (latin, name.to_lowercase(), year, format!("{title} {key}"))
}

/// The anchor of a work in the list.
fn reference_id(key: &str) -> String {
    format!("ref-{key}")
}

/// Family names for a citation in the text; an institution or a title stands in for missing authors.
fn short_authors(entry: &Entry) -> String {
    let names: Vec<&str> = entry
        .authors()
        .into_iter()
        .flatten()
        .map(|person| person.name.as_str())
        .collect();
    match names.as_slice() {
        [] => entry
            .title()
            .map(ToString::to_string)
            .unwrap_or_else(|| entry.key().to_owned()),
        [one] => (*one).to_owned(),
        [one, two] => format!("{one} and {two}"),
        [one, ..] => format!("{one} et al."),
    }
}

/// A letter for each work whose authors and year another one shares, in the order of the list.
fn letters<'a>(entries: &[(&'a str, &Entry)]) -> BTreeMap<&'a str, char> {
    let label = |entry: &Entry| (short_authors(entry), entry.date_any().map(|date| date.year));
    let mut groups: BTreeMap<(String, Option<i32>), Vec<&'a str>> = BTreeMap::new();
    for (key, entry) in entries {
        groups.entry(label(entry)).or_default().push(key);
    }
    let shared = groups
        .into_iter()
        .filter(|((_, year), keys)| year.is_some() && keys.len() > 1);
    shared.flat_map(|(_, keys)| keys.into_iter().zip('a'..='z')).collect()
}
