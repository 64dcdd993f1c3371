//! Cites works and lists them, through hayagriva and the styles of the CSL project.
//!
//! Russian: GOST R 7.0.5-2008 with numbers, works in Cyrillic first. English: author–date.

use std::collections::BTreeMap;

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::{FontStyle, FontWeight, IndependentStyle, Locale, LocaleCode, Style};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, CitePurpose, ElemChild, ElemChildren,
    Entry, Formatting, Library,
};

use super::document::{CitedWork, Inline, JumpKind, Reference};
use super::error::LiterateError;
use crate::project::{Project, built_in_template};
use crate::settings::{Language, nearest};

const FILE: &str = "bibliography.bib";

/// The works that templates can cite, in one language.
pub(super) struct Bibliography {
    language: Language,
    library: Library,
    style: IndependentStyle,
    locales: Vec<Locale>,
}

impl Bibliography {
    /// Reads the program's bibliography and the project's own, whose entries come first.
    pub(super) fn load(language: Language, project: &Project) -> Result<Self, LiterateError> {
        let mut library = parse(FILE, built_in_template(FILE).unwrap_or_default())?;
        let own = project.own_template(FILE).map_err(|error| LiterateError::Unreadable {
            path: FILE.into(),
            message: error.to_string(),
        })?;
        if let Some((path, text)) = own {
            for entry in parse(&path, &text)?.iter() {
                library.push(entry);
            }
        }
        let archived = match language {
            Language::Ru => ArchivedStyle::GostR7052008Numeric,
            Language::En => ArchivedStyle::AmericanPsychologicalAssociation,
        };
        let Style::Independent(style) = archived.get() else {
            return Err(LiterateError::Bibliography {
                path: FILE.into(),
                message: "the citation style is incomplete".into(),
            });
        };
        Ok(Self {
            language,
            library,
            style,
            locales: hayagriva::archive::locales(),
        })
    }

    /// The works that a document cites, numbered; fails with the first unknown key.
    pub(super) fn cited<'a>(&'a self, keys: impl IntoIterator<Item = &'a str>) -> Result<Cited<'a>, UnknownKey> {
        let mut entries: Vec<(&str, &Entry)> = Vec::new();
        for key in keys {
            if entries.iter().all(|(known, _)| *known != key) {
                entries.push((key, self.entry(key)?));
            }
        }
        entries.sort_by_cached_key(|(key, entry)| sort_key(entry, key));
        let numbers = entries.iter().enumerate().map(|(i, (key, _))| (*key, i + 1)).collect();
        Ok(Cited {
            bibliography: self,
            entries,
            numbers,
        })
    }

    /// The entry of a key in the document's language: its twin `KEY-en` for an English document.
    fn entry(&self, key: &str) -> Result<&Entry, UnknownKey> {
        let twin = (self.language == Language::En)
            .then(|| self.library.get(&format!("{key}-en")))
            .flatten();
        twin.or_else(|| self.library.get(key)).ok_or_else(|| UnknownKey {
            key: key.to_owned(),
            near: nearest(key, self.library.keys()).map(str::to_owned),
        })
    }

    /// The locale that an entry's own words (Vol., Т.) are written in.
    fn locale_of(&self, entry: &Entry) -> LocaleCode {
        let russian = entry
            .language()
            .is_some_and(|language| language.language.as_str() == "ru");
        LocaleCode(if russian { "ru-RU" } else { "en-GB" }.to_owned())
    }
}

/// A cited key that no bibliography holds.
#[derive(Debug)]
pub(super) struct UnknownKey {
    pub key: String,
    pub near: Option<String>,
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

/// The works cited by one document, in the order of its list.
pub(super) struct Cited<'a> {
    bibliography: &'a Bibliography,
    entries: Vec<(&'a str, &'a Entry)>,
    numbers: BTreeMap<&'a str, usize>,
}

impl Cited<'_> {
    /// The list of references.
    pub(super) fn references(&self) -> Vec<Reference> {
        let numbered = self.bibliography.language == Language::Ru;
        let items = self.entries.iter().enumerate();
        items
            .map(|(i, (key, entry))| Reference {
                id: reference_id(key),
                number: numbered.then(|| (i + 1).to_string()),
                content: self.item(entry),
            })
            .collect()
    }

    /// What a citation reads in the text.
    pub(super) fn citation(&self, items: &[CitedWork], in_prose: bool) -> Vec<Inline> {
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
        match (entry.date_any().map(|date| date.year), in_prose) {
            (Some(year), true) => format!("{authors} ({year})"),
            (Some(year), false) => format!("{authors}, {year}"),
            (None, _) => authors,
        }
    }

    /// One formatted reference, without its number.
    fn item(&self, entry: &Entry) -> Vec<Inline> {
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
        let mut inlines = Vec::new();
        if let Some(item) = item {
            flatten(&item.content, &mut inlines);
        }
        let russian = bibliography.locale_of(entry).0 == "ru-RU";
        let corrections: &[_] = match bibliography.language {
            Language::Ru if russian => &RUSSIAN,
            Language::Ru => &FOREIGN,
            Language::En => &UNDATED,
        };
        correct(&mut inlines, corrections);
        trim(inlines)
    }
}

/// GOST R 7.0.5 writes «С.» for one page and for several; a foreign work keeps its own
/// abbreviations. None is parted from its number.
const RUSSIAN: [(&str, &str); 4] = [
    ("Сс. ", "С. "),
    (" С. ", " С.\u{a0}"),
    ("№ ", "№\u{a0}"),
    (" Т. ", " Т.\u{a0}"),
];
const FOREIGN: [(&str, &str); 5] = [
    ("№ ", "No.\u{a0}"),
    ("Pp. ", "P.\u{a0}"),
    ("Vol. ", "Vol.\u{a0}"),
    ("Сс. ", "P.\u{a0}"),
    ("№\u{a0}", "No.\u{a0}"),
];

/// The style leaves marks of dates that a web page without day and month does not have.
const UNDATED: [(&str, &str); 2] = [(",)", ")"), ("Retrieved ", "")];

/// Corrects what the style makes of an entry.
fn correct(inlines: &mut [Inline], replacements: &[(&str, &str)]) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => {
                for (from, to) in replacements {
                    *text = text.replace(from, to);
                }
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) => correct(inner, replacements),
            _ => {}
        }
    }
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

fn flatten(children: &ElemChildren, inlines: &mut Vec<Inline>) {
    for child in &children.0 {
        match child {
            ElemChild::Text(text) if text.formatting == Formatting::default() => push_text(inlines, &text.text),
            ElemChild::Text(text) => {
                let plain = Inline::Text(text.text.clone());
                inlines.push(if text.formatting.font_style == FontStyle::Italic {
                    Inline::Emphasis(vec![plain])
                } else if text.formatting.font_weight == FontWeight::Bold {
                    Inline::Strong(vec![plain])
                } else {
                    plain
                });
            }
            ElemChild::Elem(element) => flatten(&element.children, inlines),
            ElemChild::Markup(text) => push_text(inlines, text),
            ElemChild::Link { text, url } => {
                inlines.push(Inline::Link {
                    url: url.clone(),
                    content: vec![Inline::Text(text.text.clone())],
                });
            }
            ElemChild::Transparent { .. } => {}
        }
    }
}

/// Joins neighbouring pieces of plain text.
fn push_text(inlines: &mut Vec<Inline>, text: &str) {
    match inlines.last_mut() {
        Some(Inline::Text(last)) => last.push_str(text),
        _ => inlines.push(Inline::Text(text.to_owned())),
    }
}

/// Without spaces at both ends.
fn trim(mut inlines: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline::Text(first)) = inlines.first_mut() {
        *first = first.trim_start().to_owned();
    }
    if let Some(Inline::Text(last)) = inlines.last_mut() {
        *last = last.trim_end().to_owned();
    }
    inlines
}

fn parse(path: &str, text: &str) -> Result<Library, LiterateError> {
    hayagriva::io::from_biblatex_str(text).map_err(|errors| {
        let messages: Vec<String> = errors.iter().map(ToString::to_string).collect();
        LiterateError::Bibliography {
            path: path.to_owned(),
            message: messages.join("; "),
        }
    })
}
