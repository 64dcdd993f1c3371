//! What Typst sees of the world: a few files in memory and the embedded fonts. No disk, no clock.

use std::collections::HashMap;

use typst::diag::{FileError, FileResult, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World, WorldExt};

use super::fonts::FONTS;

/// Files in memory, one of them the main source.
pub(super) struct MemoryWorld {
    library: LazyHash<Library>,
    main: FileId,
    files: HashMap<FileId, Bytes>,
}

impl MemoryWorld {
    pub(super) fn new(main: &str) -> Self {
        let library = Library::builder()
            .with_features([Feature::Html].into_iter().collect())
            .build();
        let id = file_id("/main.typ");
        let files = HashMap::from([(id, Bytes::from_string(main.to_owned()))]);
        Self {
            library: LazyHash::new(library),
            main: id,
            files,
        }
    }

    pub(super) fn with_file(mut self, path: &str, content: impl Into<Vec<u8>>) -> Self {
        self.files.insert(file_id(path), Bytes::new(content.into()));
        self
    }

    /// What Typst has to say, with the formula that it is about.
    pub(super) fn problems(&self, diagnostics: &[SourceDiagnostic]) -> Vec<Problem> {
        diagnostics.iter().map(|diagnostic| self.problem(diagnostic)).collect()
    }

    fn problem(&self, diagnostic: &SourceDiagnostic) -> Problem {
        let place = diagnostic.span.id().filter(|id| *id == self.main).and_then(|id| {
            let range = self.range(diagnostic.span)?;
            Some((self.source(id).ok()?, range.start))
        });
        let formula = place
            .as_ref()
            .and_then(|(source, at)| formula_around(source.text(), *at));
        let excerpt = place.map(|(source, at)| {
            let text = source.text();
            let line = text[..at.min(text.len())].matches('\n').count();
            text.lines().nth(line).unwrap_or_default().chars().take(160).collect()
        });
        Problem {
            message: diagnostic.message.to_string(),
            hints: diagnostic.hints.iter().map(|hint| hint.v.to_string()).collect(),
            formula,
            excerpt,
        }
    }
}

/// Something that Typst cannot set, or sets with a warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub message: String,
    pub hints: Vec<String>,
    /// The formula as the author wrote it, and a byte of it.
    pub formula: Option<(String, usize)>,
    /// The line of the generated source.
    pub excerpt: Option<String>,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)?;
        if let Some(excerpt) = &self.excerpt {
            write!(f, "\n  | {excerpt}")?;
        }
        self.hints.iter().try_for_each(|hint| write!(f, "\n  hint: {hint}"))
    }
}

/// Why Typst cannot set a document.
#[derive(Debug, thiserror::Error)]
#[error("{what}:\n{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct TypstError {
    pub what: &'static str,
    pub problems: Vec<Problem>,
}

/// The text between the dollar signs around a byte, and where in it the byte is.
fn formula_around(source: &str, at: usize) -> Option<(String, usize)> {
    let start = source.get(..at)?.rfind('$')? + 1;
    let end = at + source.get(at..)?.find('$')?;
    let inner = source.get(start..end)?;
    let trimmed = inner.trim_start();
    let lead = inner.len() - trimmed.len();
    Some((trimmed.trim_end().to_owned(), at.saturating_sub(start + lead)))
}

/// The result of a compilation, with every diagnostic.
pub(super) fn finish<T>(
    world: &MemoryWorld,
    what: &'static str,
    compiled: Warned<Result<T, typst::ecow::EcoVec<SourceDiagnostic>>>,
) -> Result<T, TypstError> {
    let problems = match compiled.output {
        Ok(output) if compiled.warnings.is_empty() => return Ok(output),
        // A warning means a page that is not as it should be: an unknown font, a text that overflows.
        Ok(_) => world.problems(&compiled.warnings),
        Err(errors) => world.problems(&errors),
    };
    Err(TypstError { what, problems })
}

fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("paths here are absolute and plain");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for MemoryWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        FONTS.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let bytes = self.file(id)?;
        let text = bytes.as_str().map_err(|_| FileError::InvalidUtf8)?;
        Ok(Source::new(id, text.to_owned()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let found = self.files.get(&id).cloned();
        found.ok_or_else(|| FileError::NotFound(id.vpath().get_with_slash().into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
