//! Numbers sections, exhibits and formulas in the order of the text, and knows them by their ids.

use std::collections::BTreeMap;

use super::captions;
use super::document::{AdmonitionKind, Block, Exhibit, ExhibitContent, Placeholder};
use super::error::LiterateError;
use super::functions::Scope;
use super::markdown::Parsed;
use super::templates::Templates;
use crate::exhibits::Exhibits;
use crate::settings::nearest;

/// A text whose exhibits stand in their places; references are still to be resolved.
pub(super) struct Numbered {
    pub abstract_: Vec<Block>,
    pub body: Vec<Block>,
    pub footnotes: BTreeMap<String, Vec<Block>>,
    pub targets: BTreeMap<String, Target>,
}

/// What a cross-reference can point at, with its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    Table(usize),
    Figure(usize),
    Section(String),
    Equation(String),
}

pub(super) fn number(
    abstract_text: Parsed,
    body: Parsed,
    exhibits: &Exhibits,
    scope: &Scope,
    templates: &Templates,
) -> Result<Numbered, Vec<LiterateError>> {
    let mut counter = Counter {
        exhibits,
        scope,
        templates,
        targets: BTreeMap::new(),
        sections: [0; 6],
        tables: 0,
        figures: 0,
        equations: 0,
        anonymous: 0,
        errors: Vec::new(),
    };
    let abstract_ = counter.blocks(abstract_text.blocks);
    let blocks = counter.blocks(body.blocks);
    if !counter.errors.is_empty() {
        return Err(counter.errors);
    }
    let mut footnotes = abstract_text.footnotes;
    footnotes.extend(body.footnotes);
    Ok(Numbered {
        abstract_,
        body: blocks,
        footnotes,
        targets: counter.targets,
    })
}

struct Counter<'a> {
    exhibits: &'a Exhibits,
    scope: &'a Scope,
    templates: &'a Templates,
    targets: BTreeMap<String, Target>,
    sections: [usize; 6],
    tables: usize,
    figures: usize,
    equations: usize,
    anonymous: usize,
    errors: Vec<LiterateError>,
}

impl Counter<'_> {
    fn blocks(&mut self, blocks: Vec<Block>) -> Vec<Block> {
        blocks.into_iter().filter_map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: Block) -> Option<Block> {
        Some(match block {
            Block::Heading {
                level,
                number,
                id,
                content,
            } => {
                let number = number.map(|_| self.section(level));
                let id = if id.is_empty() { self.anonymous("sec") } else { id };
                self.define(&id, Target::Section(number.clone().unwrap_or_default()));
                Block::Heading {
                    level,
                    number,
                    id,
                    content,
                }
            }
            Block::Equation { id, math, alt, .. } => {
                self.equations += 1;
                let number = format!("({})", self.equations);
                let id = if id.is_empty() { self.anonymous("eq") } else { id };
                self.define(&id, Target::Equation(number.clone()));
                Block::Equation { id, number, math, alt }
            }
            Block::Placeholder(Placeholder::Exhibit(id)) => Block::Exhibit(Box::new(self.exhibit(&id)?)),
            Block::Admonition { kind, content, .. } => {
                let key = if kind == AdmonitionKind::Warning {
                    "warning"
                } else {
                    "note"
                };
                let title = self.scope.lexicon.phrase(key).unwrap_or_default();
                Block::Admonition {
                    kind,
                    title,
                    content: self.blocks(content),
                }
            }
            Block::Quote(content) => Block::Quote(self.blocks(content)),
            Block::List { first, items } => Block::List {
                first,
                items: items.into_iter().map(|item| self.blocks(item)).collect(),
            },
            other => other,
        })
    }

    /// The next number at a level: `2`, `2.1`.
    fn section(&mut self, level: u8) -> String {
        let depth = usize::from(level.clamp(1, 6));
        self.sections[depth - 1] += 1;
        self.sections[depth..].fill(0);
        self.sections[..depth]
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(".")
    }

    fn exhibit(&mut self, id: &str) -> Option<Exhibit> {
        let is_table = self.exhibits.table(id).is_some();
        let number = if is_table { self.tables + 1 } else { self.figures + 1 };
        match captions::exhibit(id, number, self.exhibits, self.scope, self.templates) {
            Ok(Some(exhibit)) => {
                let target = match exhibit.content {
                    ExhibitContent::Table(_) => {
                        self.tables += 1;
                        Target::Table(number)
                    }
                    ExhibitContent::Figure { .. } => {
                        self.figures += 1;
                        Target::Figure(number)
                    }
                };
                self.define(id, target);
                Some(exhibit)
            }
            Ok(None) => {
                let known = self.exhibits.tables.iter().map(|table| table.id.as_str());
                let known: Vec<&str> = known
                    .chain(self.exhibits.figures.iter().map(|figure| figure.id.as_str()))
                    .collect();
                let hint = match nearest(id, known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("this project has {}", known.join(", ")),
                };
                self.fail(&format!("exhibit:{id}"), format!("there is no exhibit `{id}`"), hint);
                None
            }
            Err(error) => {
                self.errors.push(error);
                None
            }
        }
    }

    fn define(&mut self, id: &str, target: Target) {
        if self.targets.insert(id.to_owned(), target).is_some() {
            self.fail(
                id,
                format!("`{id}` stands in the text twice"),
                "give each section, exhibit and formula its own id".into(),
            );
        }
    }

    fn anonymous(&mut self, kind: &str) -> String {
        self.anonymous += 1;
        format!("{kind}-unnamed-{}", self.anonymous)
    }

    fn fail(&mut self, text: &str, message: String, hint: String) {
        self.errors.push(LiterateError::Reference {
            place: self.templates.find(text),
            message,
            hint,
        });
    }
}
