//! Replaces references, citations and footnote marks by links; whatever is unknown is an error.

use super::citations::{Bibliography, Cited};
use super::document::{Block, ExhibitContent, Inline, JumpKind, Origin, Pending, Placeholder, ReferenceForm};
use super::functions::Scope;
use super::numbering::{Numbered, Target};
use super::templates::Templates;
use crate::diagnostic::Diagnostic;
use crate::settings::nearest;

/// The text in its final form.
pub(super) struct Resolved {
    pub abstract_: Vec<Block>,
    pub body: Vec<Block>,
    pub footnotes: Vec<Vec<Block>>,
    /// What the claims say.
    pub sentences: Vec<Vec<Inline>>,
}

pub(super) fn resolve(
    mut numbered: Numbered,
    mut sentences: Vec<Vec<Inline>>,
    bibliography: &Bibliography,
    scope: &Scope,
    templates: &Templates,
) -> Result<Resolved, Vec<Diagnostic>> {
    let mut keys: Vec<(String, Option<Origin>)> = Vec::new();
    let notes = numbered.footnotes.values_mut();
    for blocks in [&mut numbered.abstract_, &mut numbered.body].into_iter().chain(notes) {
        each_inline(blocks, &mut |inline| {
            if let Inline::Pending(Pending::Citation { items, .. }, origin) = inline {
                keys.extend(items.iter().map(|item| (item.key.clone(), *origin)));
            }
        });
    }
    let mut errors = Vec::new();
    keys.retain(|(key, origin)| match bibliography.knows(key) {
        Ok(()) => true,
        Err(unknown) => {
            let hint = match unknown.near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "add the work to templates/bibliography.bib".to_owned(),
            };
            let message = format!("the bibliography has no work `{key}`");
            errors.push(super::at(templates, *origin, message).hint(hint));
            false
        }
    });
    if let Some((key, origin)) = keys.first()
        && !lists_works(&numbered.body)
    {
        let message = format!("`{key}` is cited, but the text has no list of works");
        let hint = "put `![](bibliography:)` alone in a paragraph where the list shall stand";
        errors.push(super::at(templates, *origin, message).hint(hint));
    }
    let cited = Cited::new(bibliography, keys.iter().map(|(key, _)| key.as_str()));
    let Ok(cited) = cited else { return Err(errors) };
    let mut resolver = Resolver {
        numbered: &numbered,
        cited,
        scope,
        templates,
        order: Vec::new(),
        errors,
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
    if !resolver.errors.is_empty() {
        return Err(resolver.errors);
    }
    for sentence in &mut sentences {
        content_of(sentence, &mut |content| resolver.contents(content));
        sentence.retain(|inline| !matches!(inline, Inline::Footnote(_)));
    }
    Ok(Resolved {
        abstract_,
        body,
        footnotes,
        sentences,
    })
}

struct Resolver<'a> {
    numbered: &'a Numbered,
    cited: Cited<'a>,
    scope: &'a Scope,
    templates: &'a Templates,
    /// Labels of footnotes in the order of their marks.
    order: Vec<String>,
    errors: Vec<Diagnostic>,
}

impl Resolver<'_> {
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks.iter_mut() {
            if matches!(block, Block::Placeholder(Placeholder::Bibliography, _)) {
                *block = Block::Bibliography(self.cited.references());
            }
        }
        each_content(blocks, &mut |content| self.contents(content));
    }

    fn contents(&mut self, content: &mut Vec<Inline>) {
        let mut resolved = Vec::with_capacity(content.len());
        for inline in content.drain(..) {
            match inline {
                Inline::Pending(pending, origin) => {
                    let starts = begins_sentence(&resolved);
                    resolved.extend(self.pending(pending, origin, starts));
                }
                other => resolved.push(other),
            }
        }
        *content = resolved;
    }

    fn pending(&mut self, pending: Pending, origin: Option<Origin>, starts: bool) -> Vec<Inline> {
        match pending {
            Pending::Citation { items, in_prose } => self.cited.citation(&items, in_prose),
            Pending::Reference { target, form } => {
                if form == ReferenceForm::BeginsSentence && !starts {
                    self.fail(
                        origin,
                        format!("`@{}` with a capital letter stands inside a sentence", capital(&target)),
                        format!("write `@{target}`, or `@{target}{{gen}}` for the word in a case"),
                    );
                }
                self.reference(&target, &form, origin)
            }
            Pending::Image(url) => {
                let message = format!("`{url}` does not stand alone in its paragraph");
                self.fail(origin, message, "put an empty line before and after it".into());
                Vec::new()
            }
            Pending::Attributes(_) => {
                let message = "the attributes of the picture cannot be read".to_owned();
                let hint = "write them as {#fig-x alt=\"what it shows\"}".to_owned();
                self.fail(origin, message, hint);
                Vec::new()
            }
            Pending::Footnote(label) => {
                if !self.numbered.footnotes.contains_key(&label) {
                    self.fail(
                        origin,
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

    fn reference(&mut self, target: &str, form: &ReferenceForm, origin: Option<Origin>) -> Vec<Inline> {
        let Some(found) = self.numbered.targets.get(target) else {
            let known = self.numbered.targets.keys().map(String::as_str);
            let hint = match nearest(target, known) {
                Some(near) => format!("did you mean `@{near}`?"),
                None => "the text has no section, exhibit or formula of that id".to_owned(),
            };
            let message = format!("the cross-reference `@{target}` points at nothing");
            self.fail(origin, message, hint);
            return Vec::new();
        };
        let (phrase, number) = match found {
            Target::Table(number) => ("table", number.clone()),
            Target::Figure(number) => ("figure", number.clone()),
            Target::Section(number) => ("section", number.clone()),
            Target::Equation(number) => ("equation", number.clone()),
        };
        let word = match self.word(phrase, form) {
            Ok(word) => word,
            Err(message) => {
                let hint = "the cases are nom, gen, dat, acc, ins and loc; the lexicon holds them under [names.table] and so on";
                self.fail(origin, message, hint.to_owned());
                return Vec::new();
            }
        };
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

    /// The word before the number of a cross-reference.
    fn word(&self, phrase: &str, form: &ReferenceForm) -> Result<String, String> {
        let lexicon = &self.scope.lexicon;
        let full = || lexicon.phrase(phrase).unwrap_or_default();
        Ok(match form {
            ReferenceForm::NumberOnly => String::new(),
            ReferenceForm::BeginsSentence => full(),
            // A language may have a short form for the middle of a sentence: «табл. 1».
            ReferenceForm::InSentence => lexicon.phrase(&format!("{phrase}-short")).unwrap_or_else(|_| full()),
            ReferenceForm::Case(case) => lexicon.name(phrase, case).map_err(|error| error.to_string())?,
        })
    }

    fn fail(&mut self, origin: Option<Origin>, message: String, hint: String) {
        let error = super::at(self.templates, origin, message).hint(hint);
        self.errors.push(error);
    }
}

/// Whether what follows begins a sentence: nothing but space comes before, or the end of a sentence.
fn begins_sentence(before: &[Inline]) -> bool {
    if matches!(before.last(), Some(Inline::LineBreak | Inline::Footnote(_))) {
        return true;
    }
    let closing: &[char] = &[')', '"', '”', '’', '»', ']'];
    let text = super::document::plain_text(before);
    let said = text.trim_end().trim_end_matches(closing);
    said.is_empty() || said.ends_with(['.', '!', '?', '…', ':'])
}

/// `tbl-x` as `Tbl-x`.
fn capital(target: &str) -> String {
    let mut letters = target.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

fn lists_works(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Placeholder(Placeholder::Bibliography, _) => true,
        Block::Quote(content) | Block::Admonition { content, .. } => lists_works(content),
        _ => false,
    })
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
                if let Some(method) = &mut exhibit.method {
                    content_of(method, visit);
                }
                if let ExhibitContent::AuthorTable(table) = &mut exhibit.content {
                    each_content(std::slice::from_mut(&mut **table), visit);
                }
            }
            Block::Code(_)
            | Block::Rule
            | Block::Equation { .. }
            | Block::Bibliography(_)
            | Block::Claims
            | Block::Placeholder(..) => {}
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
