//! Recognises files, reads them against explicit schemas, checks them, and hands over data that the
//! rest of the program may trust.
//!
//! The only part that knows file formats. Every failure names file, line and column, what was
//! expected, and what to do; all unusable files are reported at once.

mod container;
mod content;
mod error;
mod evidence;
mod file;
mod format;
mod gdp;
mod icio;
mod lines;
mod plausibility;
mod records;
mod tables;
mod trade;

use std::fmt;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

pub use error::{IngestError, Place, Problem};
pub use evidence::{Evidence, RowPlace, TableRows};
pub use format::Format;
pub use gdp::GdpPerCapita;
pub use icio::{Cell, IcioTable};
pub use tables::{TableIn, check_economies, read_table, tables_in};
pub use trade::{Group, Partner, TradeData};

use crate::memory::Memory;
use crate::model::{Economy, Year};
use crate::project::Project;
use crate::settings::{Bloc, Settings};
use content::Content;
pub use file::ReadFile;
use file::read_file;

/// Everything that the study reads.
#[derive(Debug)]
pub struct Inputs {
    /// One table a year, sorted, covering every year that the settings need.
    pub tables: Vec<Arc<IcioTable>>,
    /// Absent from a project without trade data.
    pub trade: Option<Arc<TradeData>>,
    pub gdp_per_capita: Arc<GdpPerCapita>,
    /// Every file read, in the order of the settings.
    pub files: Vec<InputFile>,
    /// What is odd without being wrong.
    pub warnings: Vec<String>,
}

impl Inputs {
    /// Where in the files each value stands.
    pub fn evidence(&self) -> Evidence {
        let rows = self.tables.iter().filter_map(|table| {
            let file = self.files.iter().find(|file| file.year == Some(table.year))?;
            Some((table.year, TableRows::new(&file.path, table)))
        });
        Evidence {
            trade: self.trade.clone(),
            gdp_per_capita: self.gdp_per_capita.clone(),
            tables: Arc::new(rows.collect()),
        }
    }

    /// The members of a bloc that the tables of all years show: focus economies first.
    pub fn coverage(&self, bloc: &Bloc) -> Coverage {
        let others = bloc.members.iter().filter(|member| !bloc.focus.contains(member));
        let shown = |economy: &&Economy| self.tables.iter().all(|table| table.economy_index(economy).is_some());
        let (covered, uncovered) = bloc
            .focus
            .iter()
            .chain(others)
            .cloned()
            .partition(|economy| shown(&economy));
        Coverage { covered, uncovered }
    }
}

/// Which members of the bloc the input-output tables show.
#[derive(Debug, Clone, Serialize)]
pub struct Coverage {
    pub covered: Vec<Economy>,
    pub uncovered: Vec<Economy>,
}

impl Coverage {
    /// The other covered members: those whose trade and value added count as the bloc's.
    pub fn partners_of<'a>(&'a self, economy: &'a Economy) -> impl Iterator<Item = &'a Economy> {
        self.covered.iter().filter(move |partner| *partner != economy)
    }
}

/// A file as it was read.
#[derive(Debug, Clone, Serialize)]
pub struct InputFile {
    /// Relative to the project.
    pub path: String,
    pub kind: &'static str,
    pub edition: Option<String>,
    pub sha256: String,
    /// Data rows, without header and preamble.
    pub rows: usize,
    /// The year of an input-output table.
    #[serde(skip)]
    pub year: Option<Year>,
}

/// All files that cannot be used.
#[derive(Debug, thiserror::Error)]
pub struct IngestErrors(pub Vec<IngestError>);

impl fmt::Display for IngestErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let messages: Vec<String> = self.0.iter().map(IngestError::to_string).collect();
        f.write_str(&messages.join("\n"))
    }
}

impl From<IngestError> for IngestErrors {
    fn from(error: IngestError) -> Self {
        Self(vec![error])
    }
}

/// The files of a project, each read and checked on its own.
#[derive(Debug)]
pub struct Files(Vec<Arc<ReadFile>>);

impl Files {
    /// What was read: every path with the hash of its bytes.
    pub fn digest(&self) -> String {
        let files = self
            .0
            .iter()
            .map(|read| format!("{} {}\n", read.file.path, read.file.sha256));
        files.collect()
    }

    /// Brings the files together and checks them against each other.
    pub fn into_inputs(self, settings: &Settings) -> Result<Inputs, IngestErrors> {
        let mut content = Content::default();
        self.0.iter().for_each(|file| content.add(file));
        content.into_inputs(settings)
    }
}

/// Reads all files of a project; those whose bytes are known are not parsed again.
pub fn read(settings: &Settings, project: &Project, known: &Memory<ReadFile>) -> Result<Files, IngestErrors> {
    let data = &settings.data;
    let lists = [("icio", &data.icio), ("trade", &data.trade), ("gdp", &data.gdp)];
    let (mut wanted, mut errors) = (Vec::new(), Vec::new());
    for (list, patterns) in lists {
        for pattern in patterns {
            match expand(project, pattern) {
                Ok(paths) => wanted.extend(paths.into_iter().map(|path| (list, path))),
                Err(error) => errors.push(error),
            }
        }
    }
    let read: Vec<_> = wanted
        .into_par_iter()
        .filter_map(|(list, path)| read_file(settings, project, list, &path, known).transpose())
        .collect();
    let mut files = Vec::new();
    for file in read {
        match file {
            Ok(file) => files.push(file),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() {
        return Ok(Files(files));
    }
    errors.iter_mut().for_each(|error| file::show(project, error));
    Err(IngestErrors(errors))
}

fn expand(project: &Project, pattern: &str) -> Result<Vec<String>, IngestError> {
    let fail = |problem| IngestError::new(Place::file(pattern), problem);
    let paths = project
        .matching(pattern)
        .map_err(|_| fail(Problem::BadPattern(pattern.to_owned())))?;
    if paths.is_empty() {
        Err(fail(Problem::NoMatch))
    } else {
        Ok(paths)
    }
}
