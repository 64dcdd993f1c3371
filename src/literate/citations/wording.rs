//! The words of a reference, with the abbreviations that the standards ask for.

use hayagriva::ElemChildren;

use super::rendered::{each_text, flat, push_text, trimmed};
use super::transliteration::{is_about_language, transliterate};
use crate::literate::document::Inline;

const NO_BREAK_SPACE: char = '\u{a0}';

/// What an author–date list says of a work beyond what the style renders.
pub(super) struct English {
    /// The year, or `n.d.`.
    pub undated: String,
    /// The same with the letter that tells works apart: 2023a.
    pub date: String,
    /// Whether the work is in Russian and to be printed in Latin letters.
    pub transliterated: bool,
    pub note: Option<String>,
}

/// GOST R 7.0.5 writes «С.» for one page and for several; a foreign work keeps its own abbreviations.
const RUSSIAN: [(&str, &str); 4] = [("Т.", "Т."), ("№", "№"), ("Сс.", "С."), ("С.", "С.")];
const FOREIGN: [(&str, &str); 5] = [
    ("Vol.", "Vol."),
    ("№", "No."),
    ("Pp.", "P."),
    ("Сс.", "P."),
    ("P.", "P."),
];

/// The style leaves marks of dates that a web page without day and month does not have, and begins the
/// roles of people with a capital in English works only.
const UNFINISHED: [(&str, &str); 7] = [
    (",)", ")"),
    ("(ed.)", "(Ed.)"),
    ("(eds.)", "(Eds.)"),
    (", ed.", ", Ed."),
    (", eds.", ", Eds."),
    (", trans.", ", Trans."),
    ("(trans.)", "(Trans.)"),
];

/// One reference of a numbered list.
pub(super) fn numbered(rendered: &ElemChildren, russian_words: bool) -> Vec<Inline> {
    let mut inlines = flat(rendered);
    let (abbreviations, roles): (&[_], _) = if russian_words {
        (&RUSSIAN, ("/ под ред. ", "/ ред. "))
    } else {
        (&FOREIGN, ("/ ed. ", "/ ed. by "))
    };
    each_text(&mut inlines, &mut |text| {
        for (from, to) in abbreviations {
            *text = before_number(text, from, to);
        }
        *text = after_number(text).replace(roles.0, roles.1);
        if !russian_words {
            *text = text
                .replace("/ trans. ", "/ transl. by ")
                .replace("; trans. ", "; transl. by ");
        }
    });
    trimmed(inlines)
}

/// One reference of an author–date list.
pub(super) fn author_date(rendered: &ElemChildren, work: &English) -> Vec<Inline> {
    let mut inlines = flat(rendered);
    if work.transliterated {
        each_text(&mut inlines, &mut |text| *text = transliterate(text));
    }
    each_text(&mut inlines, &mut |text| {
        for (from, to) in UNFINISHED {
            *text = text.replace(from, to);
        }
    });
    drop_empty_retrieval(&mut inlines);
    add_letter(&mut inlines, &work.undated, &work.date);
    let mut inlines = trimmed(inlines);
    let note = work
        .note
        .as_deref()
        .filter(|note| !work.transliterated || is_about_language(note));
    match note {
        Some(note) => push_text(&mut inlines, &format!(" [{note}]")),
        None if work.transliterated => push_text(&mut inlines, " [in Russian]"),
        None => {}
    }
    inlines
}

/// «Retrieved» stands before the address even where no date of retrieval follows.
fn drop_empty_retrieval(inlines: &mut [Inline]) {
    for position in 1..inlines.len() {
        if let ([.., Inline::Text(text)], [Inline::Link { .. }, ..]) = inlines.split_at_mut(position)
            && let Some(before) = text.strip_suffix("Retrieved ")
        {
            *text = before.to_owned();
        }
    }
}

/// The letter goes behind the first year in brackets; titles with years stand in italics or come later.
fn add_letter(inlines: &mut [Inline], undated: &str, date: &str) {
    let [comma, bracket] = [",", ")"].map(|end| format!("({undated}{end}"));
    let texts = inlines.iter_mut().filter_map(|inline| match inline {
        Inline::Text(text) => Some(text),
        _ => None,
    });
    for text in texts {
        let places = [text.find(&comma), text.find(&bracket)];
        if let Some(place) = places.into_iter().flatten().min() {
            text.replace_range(place + 1..place + 1 + undated.len(), date);
            return;
        }
    }
}

/// Writes `to` for the abbreviation `from`, without a break between it and its number; an initial stays as it is.
fn before_number(text: &str, from: &str, to: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(from) {
        let (before, after) = (&rest[..at], &rest[at + from.len()..]);
        written.push_str(before);
        let begins_word = written.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let number = after.strip_prefix([' ', NO_BREAK_SPACE]);
        let number = number.filter(|number| begins_word && number.starts_with(|c: char| c.is_ascii_digit()));
        if let Some(number) = number {
            written.push_str(to);
            written.push(NO_BREAK_SPACE);
            rest = number;
        } else {
            written.push_str(from);
            rest = after;
        }
    }
    written + rest
}

/// Keeps the number of pages and its unit together: «320 с.».
fn after_number(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = [" с.", " p."].iter().filter_map(|unit| rest.find(unit)).min() {
        written.push_str(&rest[..at]);
        let counts = rest[..at].ends_with(|c: char| c.is_ascii_digit());
        written.push(if counts { NO_BREAK_SPACE } else { ' ' });
        rest = &rest[at + 1..];
    }
    written + rest
}
