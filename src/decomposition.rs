//! The origin of the value added in exports, from tables of any size to tidy files, without a project.
//!
//! 1. every file is read and decomposed, some years at a time, as memory allows;
//! 2. `tidy` sums the cells of split economies and puts the rows in order;
//! 3. `output` encodes a year as CSV or Parquet, and adds it to staged files, which take their names when all is
//!    there.

mod output;
mod parquet;
mod text;
mod tidy;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::ingest::{self, IngestError, Place, Problem, TableSource};
use crate::model::Economy;
use crate::origins::{self, Resources};
use crate::outputs::write::{Staged, WriteError};
use output::{Form, Output};
use tidy::{EXPORT_COLUMNS, ORIGIN_COLUMNS};

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub origins: origins::Wanted,
    /// The economies whose value added is shown; all by default.
    pub sources: Option<Vec<Economy>>,
    /// The file of origins; exports by partner stand beside it.
    pub out: PathBuf,
    pub resources: Resources,
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
    let tables = tables(files, &wanted.resources).map_err(|errors| placed(&errors))?;
    let sizes: Vec<u64> = tables.iter().map(|table| table.source.plain_bytes).collect();
    let create = |path: &Path, columns: &[&str]| Output::create(path, columns).map_err(|error| vec![failed(&error)]);
    let exports_path = beside(&wanted.out);
    let mut origins = create(&wanted.out, &ORIGIN_COLUMNS)?;
    let mut exports = create(&exports_path, &EXPORT_COLUMNS)?;
    for batch in origins::batches(&sizes, &wanted.origins, wanted.resources.memory) {
        let years: Vec<Option<Result<Decomposed, IngestError>>> = tables[batch]
            .par_iter()
            .map(|table| {
                let is_wanted = !INTERRUPTED.load(Ordering::Relaxed);
                let done = is_wanted.then(|| one(table, wanted))?;
                if let Ok(year) = &done {
                    tell(&year.news(&table.source));
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
                .add(decomposed.origins)
                .and_then(|()| exports.add(decomposed.exports));
            written.map_err(|error| vec![failed(&error)])?;
        }
    }
    let complete: Result<Vec<Staged>, WriteError> = [origins, exports].into_iter().map(Output::complete).collect();
    let finished = complete.and_then(|files| files.into_iter().try_for_each(Staged::finish));
    finished.map_err(|error| vec![failed(&error)])?;
    Ok(vec![wanted.out.clone(), exports_path])
}

/// A table, with the hash of its file where a cache may know it.
struct Table {
    source: TableSource,
    sha256: Option<String>,
}

/// The tables of all files, by year.
fn tables(files: &[PathBuf], resources: &Resources) -> Result<Vec<Table>, Vec<IngestError>> {
    let found = files.par_iter().map(|path| {
        let sources = ingest::tables_of(path)?;
        let file = sources.first().map(|source| &source.file);
        let hashed = file
            .filter(|_| resources.cache.is_some())
            .map(|file| resources.sha256_of(file));
        let unreadable = |error| IngestError::new(Place::file(&path.display().to_string()), Problem::Unreadable(error));
        let sha256 = hashed.transpose().map_err(unreadable)?;
        let tables = sources.into_iter().map(|source| Table {
            source,
            sha256: sha256.clone(),
        });
        Ok(tables.collect::<Vec<Table>>())
    });
    let (mut tables, mut errors) = (Vec::new(), Vec::new());
    for result in found.collect::<Vec<_>>() {
        match result {
            Ok(found) => tables.extend(found),
            Err(error) => errors.push(error),
        }
    }
    tables.sort_by(|a: &Table, b| (a.source.year, &a.source.path).cmp(&(b.source.year, &b.source.path)));
    if errors.is_empty() { Ok(tables) } else { Err(errors) }
}

fn failed(error: &WriteError) -> Diagnostic {
    let text = error.to_string();
    match text.split_once("\n  hint: ") {
        Some((message, hint)) => Diagnostic::error(message).hint(hint),
        None => Diagnostic::error(text),
    }
}

fn placed(errors: &[IngestError]) -> Vec<Diagnostic> {
    errors.iter().map(IngestError::diagnostic).collect()
}

/// `origin.csv` → `origin_exports.csv`.
fn beside(out: &Path) -> PathBuf {
    let stem = out.file_stem().unwrap_or_default().to_string_lossy();
    let ending = out.extension().map(|ending| format!(".{}", ending.to_string_lossy()));
    out.with_file_name(format!("{stem}_exports{}", ending.unwrap_or_default()))
}

/// One year, encoded for both files.
struct Decomposed {
    /// How many sums differ from output.
    imbalanced: usize,
    origins: Vec<u8>,
    exports: Vec<u8>,
}

impl Decomposed {
    /// What is said when a year is done.
    fn news(&self, source: &TableSource) -> String {
        match self.imbalanced {
            0 => format!("{} done", source.year),
            n => format!(
                "{} done; {}: {n} sums differ from OUT by more than rounding",
                source.year,
                source.name()
            ),
        }
    }
}

fn one(table: &Table, wanted: &Wanted) -> Result<Decomposed, IngestError> {
    let source = &table.source;
    let year = origins::one(source, table.sha256.as_deref(), &wanted.origins, &wanted.resources)?;
    let exporters = wanted.origins.exporters.iter().flatten();
    let chosen = exporters.chain(wanted.sources.iter().flatten());
    ingest::check_economies(&source.name(), &year.outline.economies, chosen)?;
    let form = Form::of(&wanted.out);
    let origins = form.encode(&tidy::origins(&year.origin, wanted.sources.as_deref()), &ORIGIN_COLUMNS);
    let exports = form.encode(&tidy::exports(&year.origin), &EXPORT_COLUMNS);
    let unwritable = |message| IngestError::new(Place::file(&source.name()), Problem::Unsolvable(message));
    Ok(Decomposed {
        imbalanced: year.outline.imbalanced,
        origins: origins.map_err(unwritable)?,
        exports: exports.map_err(unwritable)?,
    })
}
