//! Numbers sections, exhibits and formulas in the order of the text, and knows them by their ids.

use std::collections::BTreeMap;

use super::captions;
use super::document::{AdmonitionKind, AuthorImage, Block, Exhibit, ExhibitContent, Inline, Origin, Placeholder};
use super::functions::Scope;
use super::markdown::Parsed;
use super::templates::Templates;
use crate::diagnostic::Diagnostic;
use crate::exhibits::Exhibits;
use crate::project::Project;
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
    Table(String),
    Figure(String),
    Section(String),
    Equation(String),
}

/// What numbering looks things up in.
pub(super) struct Surroundings<'a> {
    pub exhibits: &'a Exhibits,
    pub scope: &'a Scope,
    pub templates: &'a Templates,
    pub project: &'a Project,
    /// What stands before the numbers of exhibits: `A` in an appendix.
    pub prefix: &'a str,
}

pub(super) fn number(
    abstract_text: Parsed,
    body: Parsed,
    surroundings: &Surroundings<'_>,
) -> Result<Numbered, Vec<Diagnostic>> {
    let formulas = body.blocks.iter().filter_map(|block| match block {
        Block::Equation { id, .. } => Some(id.clone()),
        _ => None,
    });
    let mut counter = Counter {
        formulas: formulas.collect(),
        surroundings,
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
    /// The ids of the formulas of the body.
    formulas: Vec<String>,
    surroundings: &'a Surroundings<'a>,
    targets: BTreeMap<String, Target>,
    sections: [usize; 6],
    tables: usize,
    figures: usize,
    equations: usize,
    anonymous: usize,
    errors: Vec<Diagnostic>,
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
                origin,
            } => {
                let number = number.map(|_| self.section(level));
                let id = if id.is_empty() { self.anonymous("sec") } else { id };
                self.define(&id, Target::Section(number.clone().unwrap_or_default()), origin);
                Block::Heading {
                    level,
                    number,
                    id,
                    content,
                    origin,
                }
            }
            Block::Equation {
                id, math, alt, origin, ..
            } => {
                self.equations += 1;
                let number = format!("({})", self.equations);
                let id = if id.is_empty() { self.anonymous("eq") } else { id };
                self.define(&id, Target::Equation(number.clone()), origin);
                Block::Equation {
                    id,
                    number,
                    math,
                    alt,
                    origin,
                }
            }
            Block::Placeholder(Placeholder::Exhibit(id), origin) => {
                Block::Exhibit(Box::new(self.exhibit(&id, origin)?))
            }
            Block::Placeholder(Placeholder::Image(image), origin) => {
                Block::Exhibit(Box::new(self.image(*image, origin)?))
            }
            Block::Placeholder(Placeholder::CaptionedTable { id, caption, table }, origin) => {
                let content = ExhibitContent::AuthorTable(table);
                Block::Exhibit(Box::new(self.of_author(id, caption, content, origin)?))
            }
            Block::Placeholder(Placeholder::Claims, _) => Block::Claims,
            Block::Admonition { kind, content, .. } => {
                let key = if kind == AdmonitionKind::Warning {
                    "warning"
                } else {
                    "note"
                };
                let title = self.surroundings.scope.lexicon.phrase(key).unwrap_or_default();
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

    fn exhibit(&mut self, id: &str, origin: Option<Origin>) -> Option<Exhibit> {
        let exhibits = self.surroundings.exhibits;
        let is_table = exhibits.table(id).is_some();
        let number = if is_table { self.tables + 1 } else { self.figures + 1 };
        match captions::exhibit(id, number, self.surroundings, &self.formulas) {
            Ok(Some(exhibit)) => {
                let shown = format!("{}{number}", self.surroundings.prefix);
                let target = if is_table {
                    self.tables += 1;
                    Target::Table(shown)
                } else {
                    self.figures += 1;
                    Target::Figure(shown)
                };
                self.define(id, target, origin);
                Some(exhibit)
            }
            Ok(None) => {
                let known = exhibits.tables.iter().map(|table| table.id.as_str());
                let known: Vec<&str> = known
                    .chain(exhibits.figures.iter().map(|figure| figure.id.as_str()))
                    .collect();
                let hint = match nearest(id, known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("this project has {}", known.join(", ")),
                };
                self.fail(origin, format!("there is no exhibit `{id}`"), hint);
                None
            }
            Err(error) => {
                self.errors.push(error);
                None
            }
        }
    }

    fn define(&mut self, id: &str, target: Target, origin: Option<Origin>) {
        if self.targets.insert(id.to_owned(), target).is_some() {
            self.fail(
                origin,
                format!("`{id}` stands in the text twice"),
                "give each section, exhibit and formula its own id".into(),
            );
        }
    }

    fn anonymous(&mut self, kind: &str) -> String {
        self.anonymous += 1;
        format!("{kind}-unnamed-{}", self.anonymous)
    }

    /// A picture of the project's, with its bytes.
    fn image(&mut self, image: AuthorImage, origin: Option<Origin>) -> Option<Exhibit> {
        let AuthorImage { path, id, alt, caption } = image;
        let extension = path.rsplit('.').next().unwrap_or_default().to_lowercase();
        let kinds = [("svg", "svg"), ("png", "png"), ("jpg", "jpg"), ("jpeg", "jpg")];
        let Some((_, kind)) = kinds.into_iter().find(|(ending, _)| *ending == extension) else {
            let hint = "pictures are SVG, PNG or JPEG files under templates/ of the project".to_owned();
            self.fail(origin, format!("`{path}` is not a picture"), hint);
            return None;
        };
        match self.surroundings.project.own_picture(&path) {
            Ok(bytes) => {
                let content = ExhibitContent::Image {
                    alt,
                    kind,
                    bytes: bytes.into(),
                };
                self.of_author(id, caption, content, origin)
            }
            Err(error) => {
                let hint = "the path is relative to templates/ of the project, and stays in it".to_owned();
                self.fail(origin, format!("the picture `{path}` cannot be read: {error}"), hint);
                None
            }
        }
    }

    /// An exhibit whose words and content are the author's.
    fn of_author(
        &mut self,
        id: String,
        caption: Vec<Inline>,
        content: ExhibitContent,
        origin: Option<Origin>,
    ) -> Option<Exhibit> {
        let is_table = matches!(content, ExhibitContent::AuthorTable(_));
        let (kind, prefix) = if is_table { ("table", "tbl") } else { ("figure", "fig") };
        let number = if is_table { self.tables + 1 } else { self.figures + 1 };
        let id = if id.is_empty() { self.anonymous(prefix) } else { id };
        if !id.starts_with(prefix) {
            let hint = format!("begin it with `{prefix}-`, as its cross-reference does");
            self.fail(origin, format!("`{id}` is not the id of a {kind}"), hint);
            return None;
        }
        let shown = format!("{}{number}", self.surroundings.prefix);
        let target = if is_table {
            self.tables = number;
            Target::Table(shown.clone())
        } else {
            self.figures = number;
            Target::Figure(shown.clone())
        };
        self.define(&id, target, origin);
        let lexicon = &self.surroundings.scope.lexicon;
        let label = format!("{} {shown}", lexicon.phrase(kind).unwrap_or_default());
        Some(Exhibit {
            id,
            number,
            label,
            separator: lexicon.phrase("caption-separator").unwrap_or_default(),
            caption,
            notes: Vec::new(),
            source: None,
            content,
            method: None,
        })
    }

    fn fail(&mut self, origin: Option<Origin>, message: String, hint: String) {
        let error = super::at(self.surroundings.templates, origin, message).hint(hint);
        self.errors.push(error);
    }
}
