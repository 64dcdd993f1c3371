//! Which tables there are: files, and the years inside of archives.

use std::path::PathBuf;

use super::Wanted;
use crate::ingest::{self, IngestError};
use crate::model::Year;

/// As many as the tables of the OECD show.
const TYPICAL_ECONOMIES: u64 = 80;

/// A table: a file, or an entry of a zip.
#[derive(Debug, Clone)]
pub(super) struct Source {
    pub path: PathBuf,
    pub entry: Option<String>,
    pub year: Year,
    /// About the size of its text.
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
/// A table takes about as many bytes as its text, since its factors replace it. With all economies as exporters the
/// solution takes as much again, and its lines, as text, some six times as much.
pub(super) fn groups<'a>(sources: &'a [Source], wanted: &Wanted) -> Vec<&'a [Source]> {
    let exporters = wanted
        .exporters
        .as_ref()
        .map_or(TYPICAL_ECONOMIES, |exporters| exporters.len() as u64);
    let needed = |source: &Source| source.bytes + source.bytes * 7 * exporters / TYPICAL_ECONOMIES;
    let largest = sources.iter().map(needed).max().unwrap_or(1).max(1);
    let at_once = (wanted.memory / largest).max(1);
    let threads = rayon::current_num_threads() as u64;
    // Some more than threads, so that none waits for the last year of a group at every turn.
    let size = usize::try_from(at_once.min(4 * threads)).unwrap_or(1);
    sources.chunks(size).collect()
}
