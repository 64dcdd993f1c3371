use std::collections::BTreeMap;
use std::sync::Arc;

use super::{GdpPerCapita, SourceYear, TradeData};
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
    /// The first and the last line that hold origins or flows.
    pub first: u64,
    pub last: u64,
    /// Where gross exports stand, if not among these.
    exports: Option<Span>,
}

/// Some lines of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    pub path: String,
    pub first: u64,
    pub last: u64,
}

impl TableRows {
    pub(super) fn new(shown: &SourceYear) -> Self {
        let SourceYear { path, outline, exports } = shown;
        let cells = outline.cells.iter().zip(&outline.lines);
        let rows = cells.map(|(cell, line)| (outline.economies[cell.economy].clone(), cell.activity.clone(), *line));
        let (first, last) = outline.span;
        Self {
            path: path.clone(),
            first,
            last,
            rows: rows.collect(),
            exports: exports.clone(),
        }
    }

    /// The file and the lines, sorted, that hold the sales of an economy's sector.
    pub fn sales_of(&self, economy: &Economy, sector: &Sector) -> (&str, Vec<u64>) {
        if let Some(Span { path, first, last }) = &self.exports {
            return (path, (*first..=*last).collect());
        }
        let own = self
            .rows
            .iter()
            .filter(|(owner, activity, _)| owner == economy && sector.contains(activity));
        let mut lines: Vec<u64> = own.map(|(_, _, line)| *line).collect();
        lines.sort_unstable();
        (&self.path, lines)
    }
}
