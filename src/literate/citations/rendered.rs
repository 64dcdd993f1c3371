//! What hayagriva renders, as inline content.

use hayagriva::citationberg::{FontStyle, FontWeight};
use hayagriva::{ElemChild, ElemChildren, Formatting};

use crate::literate::document::Inline;

/// Changes every piece of text but those of links.
pub(super) fn each_text(inlines: &mut [Inline], change: &mut dyn FnMut(&mut String)) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => change(text),
            Inline::Emphasis(inner) | Inline::Strong(inner) => each_text(inner, change),
            _ => {}
        }
    }
}

/// One rendered reference.
pub(super) fn flat(rendered: &ElemChildren) -> Vec<Inline> {
    let mut inlines = Vec::new();
    flatten(rendered, &mut inlines);
    inlines
}

fn flatten(children: &ElemChildren, inlines: &mut Vec<Inline>) {
    for child in &children.0 {
        match child {
            ElemChild::Text(text) if text.formatting == Formatting::default() => push_text(inlines, &text.text),
            ElemChild::Text(text) => {
                let plain = Inline::Text(text.text.clone());
                if text.formatting.font_style == FontStyle::Italic {
                    match inlines.last_mut() {
                        Some(Inline::Emphasis(inner)) => push_text(inner, &text.text),
                        _ => inlines.push(Inline::Emphasis(vec![plain])),
                    }
                } else if text.formatting.font_weight == FontWeight::Bold {
                    inlines.push(Inline::Strong(vec![plain]));
                } else {
                    push_text(inlines, &text.text);
                }
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
pub(super) fn push_text(inlines: &mut Vec<Inline>, text: &str) {
    match inlines.last_mut() {
        Some(Inline::Text(last)) => last.push_str(text),
        _ => inlines.push(Inline::Text(text.to_owned())),
    }
}

/// Without spaces at both ends.
pub(super) fn trimmed(mut inlines: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline::Text(first)) = inlines.first_mut() {
        *first = first.trim_start().to_owned();
    }
    if let Some(Inline::Text(last)) = inlines.last_mut() {
        *last = last.trim_end().to_owned();
    }
    inlines
}
