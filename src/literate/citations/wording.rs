//! What hayagriva renders, as inline content, with the abbreviations that the standards ask for.

use hayagriva::citationberg::{FontStyle, FontWeight};
use hayagriva::{ElemChild, ElemChildren, Formatting};

use crate::literate::document::Inline;
use crate::settings::Language;

/// The words of one reference in the list of a document.
///
/// `note` is what the style leaves out of an author–date list: the language of the original.
/// `dated` gives a year with the letter that goes after it in an author–date list.
pub(super) fn reference(
    rendered: &ElemChildren,
    document: Language,
    russian_work: bool,
    dated: Option<(String, char)>,
    note: Option<&str>,
) -> Vec<Inline> {
    let mut inlines = Vec::new();
    flatten(rendered, &mut inlines);
    let corrections: &[_] = match document {
        Language::Ru if russian_work => &RUSSIAN,
        Language::Ru => &FOREIGN,
        Language::En => &UNDATED,
    };
    correct(&mut inlines, corrections);
    if let (Language::En, Some((year, letter))) = (document, dated) {
        let from = format!("({year}");
        correct(&mut inlines, &[(&from, &format!("{from}{letter}"))]);
    }
    let mut inlines = trim(inlines);
    if let (Language::En, Some(note)) = (document, note) {
        push_text(&mut inlines, &format!(" [{note}]"));
    }
    inlines
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
