//! Formulas for HTML: Typst's own MathML, so that both outputs set the same source.

use std::collections::BTreeMap;

use typst_html::{HtmlDocument, HtmlOptions};

use super::world::{MemoryWorld, Problem, TypstError, finish};
use crate::literate::document::{Block, Document, ExhibitContent, Inline};

/// What messages call the task.
const WHAT: &str = "a formula cannot be set";

/// A formula and whether it stands on a line of its own.
pub type Formula = (String, bool);

/// All formulas of a document.
pub fn formulas_of(document: &Document) -> Vec<Formula> {
    let mut formulas = Vec::new();
    let parts = [&document.abstract_, &document.body]
        .into_iter()
        .chain(&document.footnotes);
    parts.for_each(|blocks| collect(blocks, &mut formulas));
    formulas.sort();
    formulas.dedup();
    formulas
}

/// Sets formulas as MathML elements, all in one compilation.
pub fn mathml(formulas: &[Formula]) -> Result<BTreeMap<Formula, String>, TypstError> {
    if formulas.is_empty() {
        return Ok(BTreeMap::new());
    }
    let source: String = formulas
        .iter()
        .map(|(math, display)| {
            if *display {
                format!("#block[$ {math} $]\n\n")
            } else {
                format!("#block[– ${math}$]\n\n")
            }
        })
        .collect();
    let fail = |problems| TypstError { what: WHAT, problems };
    let world = MemoryWorld::new(&source);
    let mut compiled = typst::compile::<HtmlDocument>(&world);
    // Typst says that its HTML export is experimental; only its MathML is used.
    compiled.warnings.clear();
    let document = finish(&world, WHAT, compiled)?;
    let html =
        typst_html::html(&document, &HtmlOptions { pretty: false }).map_err(|errors| fail(world.problems(&errors)))?;
    let elements: Vec<String> = html.split("<math").skip(1).filter_map(element).collect();
    if elements.len() != formulas.len() {
        let message = format!("{} formulas gave {} elements", formulas.len(), elements.len());
        return Err(fail(vec![Problem {
            message,
            hints: Vec::new(),
            formula: None,
            excerpt: None,
        }]));
    }
    Ok(formulas.iter().cloned().zip(elements).collect())
}

fn element(after_tag: &str) -> Option<String> {
    let end = after_tag.find("</math>")?;
    Some(format!("<math{}</math>", &after_tag[..end]))
}

fn collect(blocks: &[Block], formulas: &mut Vec<Formula>) {
    for block in blocks {
        match block {
            Block::Equation { math, .. } => formulas.push((math.clone(), true)),
            Block::Heading { content, .. } | Block::Paragraph(content) => collect_inline(content, formulas),
            Block::Quote(content) | Block::Admonition { content, .. } => collect(content, formulas),
            Block::List { items, .. } => items.iter().for_each(|item| collect(item, formulas)),
            Block::Table { header, rows, .. } => {
                header
                    .iter()
                    .chain(rows.iter().flatten())
                    .for_each(|cell| collect_inline(cell, formulas));
            }
            Block::Exhibit(exhibit) => {
                collect_inline(&exhibit.caption, formulas);
                exhibit
                    .notes
                    .iter()
                    .chain(&exhibit.source)
                    .for_each(|note| collect_inline(note, formulas));
                if let Some(method) = &exhibit.method {
                    collect_inline(method, formulas);
                }
                if let ExhibitContent::AuthorTable(table) = &exhibit.content {
                    collect(std::slice::from_ref(table), formulas);
                }
            }
            Block::Code(_) | Block::Rule | Block::Bibliography(_) | Block::Claims | Block::Placeholder(..) => {}
        }
    }
}

fn collect_inline(content: &[Inline], formulas: &mut Vec<Formula>) {
    for inline in content {
        match inline {
            Inline::Math(math, _) => formulas.push((math.clone(), false)),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { content: inner, .. } => {
                collect_inline(inner, formulas);
            }
            _ => {}
        }
    }
}
