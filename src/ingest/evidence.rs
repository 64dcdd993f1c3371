use std::collections::BTreeMap;
use std::sync::Arc;

use super::{GdpPerCapita, IcioTable, TradeData};
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

/// The lines of an input-output table.
#[derive(Debug, Clone)]
pub struct TableRows {
    pub path: String,
    /// The row of each economy's activity.
    rows: Vec<(Economy, Activity, u64)>,
    /// The lines from the first activity to the last closing row.
    pub first: u64,
    pub last: u64,
}

impl TableRows {
    pub(super) fn new(path: &str, table: &IcioTable) -> Self {
        let rows: Vec<_> = table
            .cells
            .iter()
            .zip(&table.lines)
            .map(|(cell, line)| (table.economies[cell.economy].clone(), cell.activity.clone(), *line))
            .collect();
        Self {
            path: path.to_owned(),
            first: table.lines.iter().copied().min().unwrap_or(1),
            last: table.last_line,
            rows,
        }
    }

    /// The lines that hold the sales of an economy's sector, sorted.
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
