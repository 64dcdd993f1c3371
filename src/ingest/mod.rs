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
mod files;
mod format;
mod gdp;
#[cfg(test)]
mod hostile_tests;
mod icio;
mod lines;
mod parquet;
mod plausibility;
mod published;
mod records;
mod single;
mod sources;
mod tiva;
mod trade;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::Serialize;

pub use container::text_of;
pub use error::{IngestError, Place, Problem};
pub use evidence::{Evidence, RowPlace, Span, TableRows};
pub use file::ReadFile;
pub use files::{Files, FoundTable, Hash, read};
pub use format::Format;
pub use gdp::GdpPerCapita;
pub use icio::{Cell, IcioTable, Sums, TableOutline};
pub use published::Published;
pub use single::check_bytes;
pub use sources::{TableSource, check_economies, tables_of};
pub use tiva::{
    Area, Content as TivaContent, Exports, Industry, Origins, ShareKey, TivaColumn, TivaFile, TivaPart, TivaYear,
    read_plain as read_tiva,
};
pub use trade::{Group, Partner, TradeData, comtrade_number};

use crate::model::{Economy, Year};
use crate::settings::Bloc;

/// Everything that the study reads.
#[derive(Debug)]
pub struct Inputs {
    /// One table a year, or a year of TiVA, sorted, covering every year that the settings need.
    pub tables: Vec<SourceYear>,
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
        let rows = self.tables.iter().map(|year| (year.outline.year, TableRows::new(year)));
        Evidence {
            trade: self.trade.clone(),
            gdp_per_capita: self.gdp_per_capita.clone(),
            tables: Arc::new(rows.collect()),
        }
    }

    /// The members of a bloc that the tables of all years show: focus economies first.
    pub fn coverage(&self, bloc: &Bloc) -> Coverage {
        let others = bloc.members.iter().filter(|member| !bloc.focus.contains(member));
        let shown = |economy: &&Economy| {
            self.tables
                .iter()
                .all(|year| year.outline.economy_index(economy).is_some())
        };
        let (covered, uncovered) = bloc
            .focus
            .iter()
            .chain(others)
            .cloned()
            .partition(|economy| shown(&economy));
        Coverage { covered, uncovered }
    }
}

/// What a year shows, and in which file.
#[derive(Debug, Clone)]
pub struct SourceYear {
    /// The table, or the first file of TiVA that has origins of this year.
    pub path: String,
    pub outline: Arc<TableOutline>,
    /// Of TiVA, where each exporter's data stand; empty for a table.
    pub exporters: BTreeMap<Economy, ExporterPlaces>,
}

/// Where the data of an exporter stand in one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExporterPlaces {
    pub origins: Span,
    pub exports: Span,
}

impl SourceYear {
    /// The file that the origins of an economy's exports come from.
    pub fn path_of(&self, economy: &Economy) -> &str {
        self.exporters
            .get(economy)
            .map_or(&self.path, |places| &places.origins.path)
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
