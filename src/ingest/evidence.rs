use std::collections::BTreeMap;
use std::sync::Arc;

use super::{ExporterPlaces, GdpPerCapita, SourceYear, TradeData};
use crate::model::{Activity, Economy, Sector, Year};

/// Where in the files each value stands: what provenance ends at.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    pub trade: Option<Arc<TradeData>>,
    pub gdp_per_capita: Arc<GdpPerCapita>,
    pub tables: Arc<BTreeMap<Year, TableRows>>,
}

/// A row of a file, and a field of it where one is meant; both count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowPlace {
    pub path: Arc<str>,
    pub line: u64,
    pub column: Option<usize>,
}

/// The lines of a year's input-output table, or of the files of TiVA.
#[derive(Debug, Clone)]
pub struct TableRows {
    pub path: String,
    /// The row of each economy's activity.
    rows: Vec<(Economy, Activity, u64)>,
    /// The first and the last line that hold flows.
    pub first: u64,
    pub last: u64,
    /// Of TiVA, where each exporter's data stand; empty for a table.
    exporters: BTreeMap<Economy, ExporterPlaces>,
}

/// Some lines of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    pub path: String,
    pub first: u64,
    pub last: u64,
}

impl Span {
    pub fn lines(&self) -> Vec<u64> {
        (self.first..=self.last).collect()
    }
}

impl TableRows {
    pub(super) fn new(shown: &SourceYear) -> Self {
        let SourceYear {
            path,
            outline,
            exporters,
        } = shown;
        let cells = outline.cells.iter().zip(&outline.lines);
        let rows = cells.map(|(cell, line)| (outline.economies[cell.economy].clone(), cell.activity.clone(), *line));
        let (first, last) = outline.span;
        Self {
            path: path.clone(),
            first,
            last,
            rows: rows.collect(),
            exporters: exporters.clone(),
        }
    }

    /// Of TiVA, where an exporter's data stand.
    pub fn places_of(&self, exporter: &Economy) -> Option<&ExporterPlaces> {
        self.exporters.get(exporter)
    }

    /// The lines of a table, sorted, that hold the sales of an economy's sector.
    pub fn lines_of(&self, economy: &Economy, sector: &Sector) -> Vec<u64> {
        let own = self
            .rows
            .iter()
            .filter(|(owner, activity, _)| owner == economy && sector.contains(activity));
        let mut lines: Vec<u64> = own.map(|(_, _, line)| *line).collect();
        lines.sort_unstable();
        lines
    }
}
