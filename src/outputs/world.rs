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

    /// Diagnostics as text, each with its place in the generated source.
    pub(super) fn explain(&self, diagnostics: &[SourceDiagnostic]) -> String {
        let lines = diagnostics.iter().map(|diagnostic| {
            let place = diagnostic.span.id().and_then(|id| {
                let range = self.range(diagnostic.span)?;
                let source = self.source(id).ok()?;
                let text = source.text();
                let line = text[..range.start.min(text.len())].matches('\n').count() + 1;
                let excerpt: String = text
                    .lines()
                    .nth(line - 1)
                    .unwrap_or_default()
                    .chars()
                    .take(160)
                    .collect();
                Some(format!(
                    "{}:{line}: {}\n  | {excerpt}",
                    id.vpath().get_with_slash(),
                    diagnostic.message
                ))
            });
            let mut message = place.unwrap_or_else(|| diagnostic.message.to_string());
            for hint in &diagnostic.hints {
                message.push_str(&format!("\n  hint: {}", hint.v));
            }
            message
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// The result of a compilation, with every diagnostic as one message.
pub(super) fn finish<T>(
    world: &MemoryWorld,
    compiled: Warned<Result<T, typst::ecow::EcoVec<SourceDiagnostic>>>,
) -> Result<T, String> {
    match compiled.output {
        Ok(output) if compiled.warnings.is_empty() => Ok(output),
        // A warning means a page that is not as it should be: an unknown font, a text that overflows.
        Ok(_) => Err(world.explain(&compiled.warnings)),
        Err(errors) => Err(world.explain(&errors)),
    }
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
