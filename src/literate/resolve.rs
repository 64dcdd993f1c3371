//! Replaces references, citations and footnote marks by links; whatever is unknown is an error.

use super::citations::{Bibliography, Cited};
use super::document::{Block, Inline, JumpKind, Pending, Placeholder};
use super::error::LiterateError;
use super::functions::Scope;
use super::numbering::{Numbered, Target};
use super::templates::Templates;
use crate::settings::nearest;

/// The text in its final form.
pub(super) struct Resolved {
    pub abstract_: Vec<Block>,
    pub body: Vec<Block>,
    pub footnotes: Vec<Vec<Block>>,
}

pub(super) fn resolve(
    mut numbered: Numbered,
    bibliography: &Bibliography,
    scope: &Scope,
    templates: &Templates,
) -> Result<Resolved, Vec<LiterateError>> {
    let mut keys = Vec::new();
    let notes = numbered.footnotes.values_mut();
    for blocks in [&mut numbered.abstract_, &mut numbered.body].into_iter().chain(notes) {
        each_inline(blocks, &mut |inline| {
            if let Inline::Pending(Pending::Citation { items, .. }) = inline {
                keys.extend(items.iter().map(|item| item.key.clone()));
            }
        });
    }
    let cited = Cited::new(bibliography, keys.iter().map(String::as_str)).map_err(|unknown| {
        let hint = match unknown.near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "add the work to templates/bibliography.bib".to_owned(),
        };
        vec![LiterateError::Reference {
            place: templates.find(&format!("@{}", unknown.key)),
            message: format!("the bibliography has no work `{}`", unknown.key),
            hint,
        }]
    })?;
    let mut resolver = Resolver {
        numbered: &numbered,
        cited,
        scope,
        templates,
        order: Vec::new(),
        errors: Vec::new(),
    };
    let (mut abstract_, mut body) = (numbered.abstract_.clone(), numbered.body.clone());
    resolver.blocks(&mut abstract_);
    resolver.blocks(&mut body);
    // Footnotes may refer to further footnotes, which then come after them.
    let mut footnotes = Vec::new();
    while let Some(label) = resolver.order.get(footnotes.len()).cloned() {
        let mut content = numbered.footnotes.get(&label).cloned().unwrap_or_default();
        resolver.blocks(&mut content);
        footnotes.push(content);
    }
    if resolver.errors.is_empty() {
        Ok(Resolved {
            abstract_,
            body,
            footnotes,
        })
    } else {
        Err(resolver.errors)
    }
}

struct Resolver<'a> {
    numbered: &'a Numbered,
    cited: Cited<'a>,
    scope: &'a Scope,
    templates: &'a Templates,
    /// Labels of footnotes in the order of their marks.
    order: Vec<String>,
    errors: Vec<LiterateError>,
}

impl Resolver<'_> {
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks.iter_mut() {
            if matches!(block, Block::Placeholder(Placeholder::Bibliography)) {
                *block = Block::Bibliography(self.cited.references());
            }
        }
        each_content(blocks, &mut |content| self.contents(content));
    }

    fn contents(&mut self, content: &mut Vec<Inline>) {
        let mut resolved = Vec::with_capacity(content.len());
        for inline in content.drain(..) {
            match inline {
                Inline::Pending(pending) => resolved.extend(self.pending(pending)),
                other => resolved.push(other),
            }
        }
        *content = resolved;
    }

    fn pending(&mut self, pending: Pending) -> Vec<Inline> {
        match pending {
            Pending::Citation { items, in_prose } => self.cited.citation(&items, in_prose),
            Pending::Reference {
                target,
                begins_sentence,
            } => self.reference(&target, begins_sentence),
            Pending::Footnote(label) => {
                if !self.numbered.footnotes.contains_key(&label) {
                    self.fail(
                        &format!("[^{label}]"),
                        format!("the footnote `{label}` has no text"),
                        format!("write `[^{label}]: …` on a line of its own"),
                    );
                }
                let position = self.order.iter().position(|known| *known == label).unwrap_or_else(|| {
                    self.order.push(label);
                    self.order.len() - 1
                });
                vec![Inline::Footnote(position + 1)]
            }
        }
    }

    fn reference(&mut self, target: &str, begins_sentence: bool) -> Vec<Inline> {
        let Some(found) = self.numbered.targets.get(target) else {
            let known = self.numbered.targets.keys().map(String::as_str);
            let hint = match nearest(target, known) {
                Some(near) => format!("did you mean `@{near}`?"),
                None => "the text has no section, exhibit or formula of that id".to_owned(),
            };
            self.fail(
                &format!("@{target}"),
                format!("the cross-reference `@{target}` points at nothing"),
                hint,
            );
            return Vec::new();
        };
        let (phrase, number) = match found {
            Target::Table(number) => ("table", number.to_string()),
            Target::Figure(number) => ("figure", number.to_string()),
            Target::Section(number) => ("section", number.clone()),
            Target::Equation(number) => ("equation", number.clone()),
        };
        let lexicon = &self.scope.lexicon;
        // A language may have a short form for the middle of a sentence: «табл. 1».
        let short = lexicon
            .phrase(&format!("{phrase}-short"))
            .ok()
            .filter(|_| !begins_sentence);
        let word = short.or_else(|| lexicon.phrase(phrase).ok()).unwrap_or_default();
        let text = if word.is_empty() {
            number
        } else {
            format!("{word}\u{a0}{number}")
        };
        vec![Inline::Jump {
            target: target.to_owned(),
            kind: JumpKind::CrossReference,
            text,
        }]
    }

    fn fail(&mut self, text: &str, message: String, hint: String) {
        self.errors.push(LiterateError::Reference {
            place: self.templates.find(text),
            message,
            hint,
        });
    }
}

/// Visits every run of inline content, innermost first.
fn each_content(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => content_of(content, visit),
            Block::List { items, .. } => items.iter_mut().for_each(|item| each_content(item, visit)),
            Block::Quote(content) | Block::Admonition { content, .. } => each_content(content, visit),
            Block::Table { header, rows, .. } => {
                header
                    .iter_mut()
                    .chain(rows.iter_mut().flatten())
                    .for_each(|cell| content_of(cell, visit));
            }
            Block::Exhibit(exhibit) => {
                content_of(&mut exhibit.caption, visit);
                exhibit
                    .notes
                    .iter_mut()
                    .chain(&mut exhibit.source)
                    .for_each(|note| content_of(note, visit));
            }
            Block::Code(_) | Block::Rule | Block::Equation { .. } | Block::Bibliography(_) | Block::Placeholder(_) => {}
        }
    }
}

fn content_of(content: &mut Vec<Inline>, visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    for inline in content.iter_mut() {
        if let Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { content: inner, .. } = inline {
            content_of(inner, visit);
        }
    }
    visit(content);
}

fn each_inline(blocks: &mut [Block], visit: &mut dyn FnMut(&Inline)) {
    each_content(blocks, &mut |content| content.iter().for_each(&mut *visit));
}
