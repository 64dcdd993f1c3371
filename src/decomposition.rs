//! The origin of the value added in exports, from tables of any size to tidy files, without a project.
//!
//! 1. every file is read and decomposed, some years at a time, as memory allows;
//! 2. `tidy` sums the cells of split economies and puts the rows in order;
//! 3. the rows go to staged files, which take their names when all is there.

mod sources;
mod tidy;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::ingest::{self, IngestError, Place, Problem};
use crate::model::Economy;
use crate::outputs::write::Staged;
use crate::settings::ValueAddedDefinition;
use crate::value_added::{ExportOrigin, decompose_once};
use sources::Source;

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// All economies of the tables by default.
    pub exporters: Option<Vec<Economy>>,
    pub sources: Option<Vec<Economy>>,
    pub definition: ValueAddedDefinition,
    /// The file of origins; exports by partner stand beside it.
    pub out: PathBuf,
    /// How much memory the tables in work may take, in bytes.
    pub memory: u64,
}

/// Set when the user wants the run to end: nothing is left half written.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Asks a run to end after the years in work.
pub fn interrupt() {
    INTERRUPTED.store(true, Ordering::Relaxed);
}

/// Decomposes all tables and writes both files; returns their names.
///
/// Fails with everything that is wrong with the tables that were read, and leaves earlier files as they were.
pub fn run(files: &[PathBuf], wanted: &Wanted, tell: &(dyn Fn(&str) + Sync)) -> Result<Vec<PathBuf>, Vec<Diagnostic>> {
    let sources = sources::of(files).map_err(|errors| placed(&errors))?;
    let staged = |path: &Path, header: &str| Staged::create(path, header).map_err(|error| vec![failed(&error)]);
    let exports_path = beside(&wanted.out);
    let mut origins = staged(&wanted.out, tidy::ORIGIN_HEADER)?;
    let mut exports = staged(&exports_path, tidy::EXPORT_HEADER)?;
    for group in sources::groups(&sources, wanted) {
        let years: Vec<Option<Result<Decomposed, IngestError>>> = group
            .par_iter()
            .map(|source| {
                let is_wanted = !INTERRUPTED.load(Ordering::Relaxed);
                let done = is_wanted.then(|| one(source, wanted))?;
                if done.is_ok() {
                    tell(&format!("{} done", source.year));
                }
                Some(done)
            })
            .collect();
        if INTERRUPTED.load(Ordering::Relaxed) {
            tell("interrupted: nothing was written");
            return Err(Vec::new());
        }
        let (mut done, mut errors) = (Vec::new(), Vec::new());
        for year in years.into_iter().flatten() {
            match year {
                Ok(year) => done.push(year),
                Err(error) => errors.push(error),
            }
        }
        if !errors.is_empty() {
            return Err(placed(&errors));
        }
        for decomposed in done {
            let written = origins
                .write(&decomposed.origins)
                .and_then(|()| exports.write(&decomposed.exports));
            written.map_err(|error| vec![failed(&error)])?;
        }
    }
    for staged in [origins, exports] {
        staged.finish().map_err(|error| vec![failed(&error)])?;
    }
    Ok(vec![wanted.out.clone(), exports_path])
}

fn failed(error: &crate::outputs::write::WriteError) -> Diagnostic {
    let text = error.to_string();
    match text.split_once("\n  hint: ") {
        Some((message, hint)) => Diagnostic::error(message).hint(hint),
        None => Diagnostic::error(text),
    }
}

fn placed(errors: &[IngestError]) -> Vec<Diagnostic> {
    errors.iter().map(IngestError::diagnostic).collect()
}

fn unsolvable(path: &str, message: &str) -> IngestError {
    IngestError::new(Place::file(path), Problem::Unsolvable(message.to_owned()))
}

/// `origin.csv` → `origin_exports.csv`.
fn beside(out: &Path) -> PathBuf {
    let stem = out.file_stem().unwrap_or_default().to_string_lossy();
    let ending = out.extension().map(|ending| format!(".{}", ending.to_string_lossy()));
    out.with_file_name(format!("{stem}_exports{}", ending.unwrap_or_default()))
}

/// One year as lines of both files.
struct Decomposed {
    origins: Vec<u8>,
    exports: Vec<u8>,
}

fn one(source: &Source, wanted: &Wanted) -> Result<Decomposed, IngestError> {
    let table = ingest::read_table(&source.path, source.entry.as_deref(), source.year)?;
    let exporters = match &wanted.exporters {
        Some(exporters) => exporters.clone(),
        None => table.economies.clone(),
    };
    let chosen = exporters.iter().chain(wanted.sources.iter().flatten());
    ingest::check_economies(&source.name(), &table, chosen)?;
    let origin: ExportOrigin = decompose_once(table, &exporters, wanted.definition)
        .map_err(|error| unsolvable(&source.name(), &error.to_string()))?;
    Ok(Decomposed {
        origins: tidy::origins(&origin, wanted.sources.as_deref()),
        exports: tidy::exports(&origin),
    })
}
