//! Formulas for HTML: Typst's own MathML, so that both outputs set the same source.

mod tree;

use std::collections::BTreeMap;

use typst_html::{HtmlDocument, HtmlOptions};

use super::world::{MemoryWorld, Problem, TypstError, finish};
use crate::literate::document::{Block, Document, Inline};
use crate::literate::walk::{Part, inlines, walk};
pub(super) use tree::{Math, TokenKind};

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
    for blocks in parts {
        walk(blocks, &mut |part| match part {
            Part::Block(Block::Equation { math, .. }) => formulas.push((math.clone(), true)),
            Part::Block(Block::Exhibit(exhibit)) => {
                let method = exhibit.method.as_deref().unwrap_or_default();
                inlines(method, &mut |part| formulas.extend(in_line(part)));
            }
            part => formulas.extend(in_line(part)),
        });
    }
    formulas.sort();
    formulas.dedup();
    formulas
}

fn in_line(part: Part<'_>) -> Option<Formula> {
    match part {
        Part::Inline(Inline::Math(math, _)) => Some((math.clone(), false)),
        _ => None,
    }
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
