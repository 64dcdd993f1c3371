//! Which tables there are: files, and the years inside of archives.

use std::path::PathBuf;

use crate::ingest::{self, IngestError};
use crate::model::Year;

/// A table: a file, or an entry of a zip.
#[derive(Debug, Clone)]
pub(super) struct Source {
    pub path: PathBuf,
    pub entry: Option<String>,
    pub year: Year,
    /// About how much memory its decomposition takes.
    bytes: u64,
}

impl Source {
    /// What messages call it.
    pub fn name(&self) -> String {
        match &self.entry {
            Some(entry) => format!("{}/{entry}", self.path.display()),
            None => self.path.display().to_string(),
        }
    }
}

/// All tables, by year.
pub(super) fn of(files: &[PathBuf]) -> Result<Vec<Source>, Vec<IngestError>> {
    let (mut sources, mut errors) = (Vec::new(), Vec::new());
    for path in files {
        match ingest::tables_in(path) {
            Ok(found) => sources.extend(found.into_iter().map(|table| Source {
                path: path.clone(),
                entry: table.entry,
                year: table.year,
                bytes: table.plain_bytes,
            })),
            Err(error) => errors.push(error),
        }
    }
    sources.sort_by(|a, b| (a.year, &a.path).cmp(&(b.year, &b.path)));
    if errors.is_empty() { Ok(sources) } else { Err(errors) }
}

/// As many tables at a time as the memory allows, at least one.
///
/// A table takes eight bytes a number, about what its text takes, and its factors the same memory.
pub(super) fn groups(sources: &[Source], memory: u64) -> Vec<&[Source]> {
    let largest = sources.iter().map(|source| source.bytes).max().unwrap_or(1).max(1);
    let at_once = (memory / largest).clamp(1, 64);
    let threads = rayon::current_num_threads() as u64;
    let size = usize::try_from(at_once.min(threads)).unwrap_or(1);
    sources.chunks(size).collect()
}
