//! Loads the Markdown templates of a report and renders them with MiniJinja.
//!
//! 1. `pieces` cuts a template into text and tags, `tokens` and `operators` its expressions;
//! 2. `instrument` marks where text comes from and turns operators and claims into calls;
//! 3. MiniJinja renders; `rendered` takes the marks out and keeps what they say;
//! 4. `explain` leads an error of MiniJinja back to what the author wrote.

mod explain;
mod instrument;
mod marks;
mod operators;
mod pieces;
mod rendered;
mod sources;
mod tokens;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{MutexGuard, PoisonError};

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value};

use super::document::{Block, plain_text};
use super::functions::{self, Scope};
use super::markdown;
use crate::diagnostic::Diagnostic;
use crate::project::Project;
use crate::settings::Language;

pub(super) use marks::{END, begin_mark, is_begin_mark, is_mark};
pub(super) use pieces::{PieceKind, pieces};
pub(super) use rendered::Rendered;
pub(super) use sources::{SourceFile, Sources, without_private_marks};

/// Templates of one report in one language, ready to be rendered.
pub(super) struct Templates {
    environment: Environment<'static>,
    context: BTreeMap<&'static str, Value>,
    scope: Scope,
    report: String,
    language: Language,
}

impl Templates {
    pub(super) fn new(project: &Project, report: &str, scope: &Scope) -> Result<Self, Diagnostic> {
        let language = scope.lexicon.language;
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
        environment.set_formatter(functions::writer(scope));
        // `{#` would collide with heading attributes.
        let syntax = SyntaxConfig::builder().comment_delimiters("{*", "*}").build();
        environment.set_syntax(syntax.map_err(|error| Diagnostic::error(error.to_string()))?);
        functions::register(&mut environment, scope);
        let (loader_project, loader_report, loader_scope) = (project.clone(), report.to_owned(), scope.clone());
        environment.set_loader(move |name| {
            // A text without words serves every language.
            for path in [
                format!("{loader_report}/{name}.{}.md", language.tag()),
                format!("{loader_report}/{name}.md"),
            ] {
                let found = loader_project
                    .template(&path)
                    .map_err(|error| Error::new(ErrorKind::InvalidOperation, format!("templates/{path}: {error}")))?;
                if let Some((shown, text)) = found {
                    let ready = loader_scope
                        .sources()
                        .add(name, &shown, &format!("templates/{path}"), &text);
                    return Ok(Some(ready));
                }
            }
            Ok(None)
        });
        Ok(Self {
            environment,
            context: functions::context(scope),
            scope: scope.clone(),
            report: report.to_owned(),
            language,
        })
    }

    /// Renders a template file, with everything that it includes.
    pub(super) fn render(&self, name: &str) -> Result<Rendered, Diagnostic> {
        let rendered = self
            .environment
            .get_template(name)
            .and_then(|template| template.render(&self.context));
        match rendered {
            Ok(text) => Ok(Rendered::new(&text, &self.sources())),
            Err(error) => Err(self.explain(&error, name)),
        }
    }

    /// Whether any template that was read uses a variable.
    pub(super) fn use_variable(&self, variable: &str) -> bool {
        let names: BTreeSet<String> = self.sources().files.iter().map(|file| file.name.clone()).collect();
        let mut templates = names.iter().filter_map(|name| self.environment.get_template(name).ok());
        templates.any(|template| template.undeclared_variables(false).contains(variable))
    }

    /// Renders a phrase of the lexicon with some variables of its own.
    pub(super) fn render_phrase(
        &self,
        key: &str,
        text: &str,
        variables: &[(&'static str, Value)],
    ) -> Result<Rendered, Diagnostic> {
        if !text.contains("{{") && !text.contains("{%") {
            return Ok(Rendered::plain(text));
        }
        let mut context = self.context.clone();
        context.extend(variables.iter().cloned());
        let path = format!("templates/lexicon/{}.toml: {key}", self.language.tag());
        let ready = self.sources().add(key, &path, &path, text);
        match self.environment.render_named_str(key, &ready, context) {
            Ok(text) => Ok(Rendered::new(&text, &self.sources())),
            Err(error) => Err(self.explain(&error, key)),
        }
    }

    /// A phrase of the lexicon as plain text: what its Markdown reads.
    pub(super) fn render_plain(
        &self,
        key: &str,
        text: &str,
        variables: &[(&'static str, Value)],
    ) -> Result<String, Diagnostic> {
        let rendered = self.render_phrase(key, text, variables)?;
        Ok(
            match markdown::parse(&rendered, &self.scope.stretches()).blocks.first() {
                Some(Block::Paragraph(content)) => plain_text(content),
                _ => String::new(),
            },
        )
    }

    /// The texts that have been read.
    pub(super) fn sources(&self) -> MutexGuard<'_, Sources> {
        self.scope.sources.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
