//! Loads the Markdown templates of a report and renders them with MiniJinja.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value};

use super::document::{Block, plain_text};
use super::error::{LiterateError, SourcePlace, TemplateError};
use super::functions::{self, Scope};
use super::markdown;
use crate::project::Project;
use crate::settings::Language;

/// Templates of one report in one language, ready to be rendered.
pub(super) struct Templates {
    environment: Environment<'static>,
    context: BTreeMap<&'static str, Value>,
    sources: Sources,
    report: String,
    language: Language,
}

/// The files that were read: template name → (path, text).
type Sources = Arc<Mutex<BTreeMap<String, (String, String)>>>;

impl Templates {
    pub(super) fn new(project: &Project, report: &str, scope: &Scope) -> Result<Self, LiterateError> {
        let language = scope.lexicon.language;
        let sources = Sources::default();
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
        environment.set_formatter(functions::refuse_raw_numbers);
        // `{#` would collide with heading attributes.
        let syntax = SyntaxConfig::builder()
            .comment_delimiters("{*", "*}")
            .build()
            .map_err(|error| LiterateError::Unreadable {
                path: "template syntax".into(),
                message: error.to_string(),
            })?;
        environment.set_syntax(syntax);
        functions::register(&mut environment, scope);
        let (loader_project, loader_report, seen) = (project.clone(), report.to_owned(), sources.clone());
        environment.set_loader(move |name| {
            let path = format!("{loader_report}/{name}.{}.md", language.tag());
            let found = loader_project
                .template(&path)
                .map_err(|error| Error::new(ErrorKind::InvalidOperation, format!("templates/{path}: {error}")))?;
            Ok(found.map(|(path, text)| {
                if let Ok(mut seen) = seen.lock() {
                    seen.insert(name.to_owned(), (path, text.clone()));
                }
                text
            }))
        });
        Ok(Self {
            environment,
            context: functions::context(scope),
            sources,
            report: report.to_owned(),
            language,
        })
    }

    /// Renders a template file, with everything that it includes.
    pub(super) fn render(&self, name: &str) -> Result<String, LiterateError> {
        let rendered = self
            .environment
            .get_template(name)
            .and_then(|template| template.render(&self.context));
        rendered.map_err(|error| self.explain(&error, name))
    }

    /// Whether any template that was read uses a variable.
    pub(super) fn use_variable(&self, variable: &str) -> bool {
        let names: Vec<String> = self
            .sources
            .lock()
            .map(|sources| sources.keys().cloned().collect())
            .unwrap_or_default();
        let mut templates = names.iter().filter_map(|name| self.environment.get_template(name).ok());
        templates.any(|template| template.undeclared_variables(false).contains(variable))
    }

    /// Renders a phrase of the lexicon with some variables of its own.
    pub(super) fn render_phrase(
        &self,
        key: &str,
        text: &str,
        variables: &[(&'static str, Value)],
    ) -> Result<String, LiterateError> {
        if !text.contains("{{") {
            return Ok(text.to_owned());
        }
        let mut context = self.context.clone();
        context.extend(variables.iter().cloned());
        self.environment
            .render_named_str(key, text, context)
            .map_err(|error| self.explain(&error, key))
    }

    /// The file of a template that was read.
    fn path_of(&self, name: &str) -> String {
        let sources = self.sources.lock();
        let path = sources
            .ok()
            .and_then(|sources| sources.get(name).map(|(path, _)| path.clone()));
        path.unwrap_or_else(|| name.to_owned())
    }

    /// A phrase of the lexicon as plain text: what its Markdown reads.
    pub(super) fn render_plain(
        &self,
        key: &str,
        text: &str,
        variables: &[(&'static str, Value)],
    ) -> Result<String, LiterateError> {
        let rendered = self.render_phrase(key, text, variables)?;
        Ok(match markdown::parse(&rendered).blocks.first() {
            Some(Block::Paragraph(content)) => plain_text(content),
            _ => String::new(),
        })
    }

    /// Where a piece of text first stands, as a whole word, in the templates that were read.
    pub(super) fn find(&self, text: &str) -> SourcePlace {
        let sources = self.sources.lock().map(|sources| sources.clone()).unwrap_or_default();
        for (path, source) in sources.values() {
            let ends = |at: &usize| {
                !source[at + text.len()..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'))
            };
            if let Some(offset) = source.match_indices(text).map(|(at, _)| at).find(ends) {
                let line_start = source[..offset].rfind('\n').map_or(0, |i| i + 1);
                return SourcePlace {
                    path: path.clone(),
                    line: Some(source[..offset].matches('\n').count() + 1),
                    column: Some(source[line_start..offset].chars().count() + 1),
                };
            }
        }
        SourcePlace {
            path: "templates".into(),
            line: None,
            column: None,
        }
    }

    /// MiniJinja's innermost error, placed in the author's file.
    fn explain(&self, error: &Error, root: &str) -> LiterateError {
        let innermost = innermost(error);
        if innermost.kind() == ErrorKind::TemplateNotFound {
            // MiniJinja names the template in quotes.
            let missing = innermost
                .detail()
                .and_then(|detail| detail.split(['"', '\'']).nth(1))
                .unwrap_or(root);
            let path = format!("{}/{missing}.{}.md", self.report, self.language.tag());
            let place = placed(error).map(|(name, line)| SourcePlace {
                path: self.path_of(name),
                line: Some(line),
                column: None,
            });
            return LiterateError::NoTemplate { path, place };
        }
        let name = innermost.name().unwrap_or(root);
        let source = self.sources.lock().ok().and_then(|sources| sources.get(name).cloned());
        let (path, text) = source.unwrap_or_else(|| (name.to_owned(), String::new()));
        let line = innermost.line();
        let excerpt = line.and_then(|line| text.lines().nth(line - 1)).map(str::to_owned);
        let range = innermost.range().filter(|range| text.get(range.clone()).is_some());
        let column = range.as_ref().map(|range| {
            let start = text[..range.start].rfind('\n').map_or(0, |i| i + 1);
            text[start..range.start].chars().count() + 1
        });
        let width = range.map_or(1, |range| {
            text[range].lines().next().map_or(1, |first| first.chars().count())
        });
        let message = match innermost.detail() {
            Some(detail) => format!("{}: {detail}", innermost.kind()),
            None => innermost.kind().to_string(),
        };
        LiterateError::Template(TemplateError {
            path,
            line,
            column,
            message,
            excerpt,
            width,
        })
    }
}

/// The innermost template and line of a chain of errors.
fn placed(error: &Error) -> Option<(&str, usize)> {
    let inner = std::error::Error::source(error).and_then(|source| source.downcast_ref::<Error>());
    inner.and_then(placed).or_else(|| Some((error.name()?, error.line()?)))
}

/// The cause at the end of the chain that MiniJinja itself made.
fn innermost(error: &Error) -> &Error {
    let mut current = error;
    while let Some(inner) = std::error::Error::source(current).and_then(|source| source.downcast_ref::<Error>()) {
        current = inner;
    }
    current
}
