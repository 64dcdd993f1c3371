use crate::ingest::Cell;
use crate::model::{Economy, Sector, Year};

/// Where the value added in the exports of some economies comes from, in one year; USD million.
#[derive(Debug, Clone)]
pub struct ExportOrigin {
    pub year: Year,
    pub economies: Vec<Economy>,
    pub cells: Vec<Cell>,
    /// Value added in the output of each cell.
    pub(super) produced: Vec<f64>,
    /// One entry for each cell of an exporting economy.
    pub(super) columns: Vec<Column>,
}

/// The exports of one cell.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// Position in `cells`.
    pub cell: usize,
    /// Gross exports by destination, length `m`.
    pub exports_by_partner: Vec<f64>,
    /// Gross exports, their sum.
    pub gross_exports: f64,
    /// Value added by source cell, length `n`; sums to `gross_exports`.
    pub value_added: Vec<f64>,
}

impl ExportOrigin {
    /// Puts together what was computed or published: `produced` has the length n, and each exporting cell, by its
    /// position in `cells`, its exports by partner (length m) and its value added by source cell (length n).
    pub fn from_parts(
        year: Year,
        economies: Vec<Economy>,
        cells: Vec<Cell>,
        produced: Vec<f64>,
        exporting: impl IntoIterator<Item = (usize, Vec<f64>, Vec<f64>)>,
    ) -> Self {
        let column = |(cell, exports_by_partner, value_added): (usize, Vec<f64>, Vec<f64>)| Column {
            cell,
            gross_exports: exports_by_partner.iter().sum(),
            exports_by_partner,
            value_added,
        };
        Self {
            year,
            economies,
            cells,
            produced,
            columns: exporting.into_iter().map(column).collect(),
        }
    }

    /// Value added in the output of each cell, in the order of the cells.
    pub fn produced_by_cell(&self) -> &[f64] {
        &self.produced
    }

    /// The positions in `cells` of the exporting cells, with exports by partner and value added by source cell.
    pub fn parts(&self) -> impl ExactSizeIterator<Item = (usize, &[f64], &[f64])> {
        let columns = self.columns.iter();
        columns.map(|column| {
            (
                column.cell,
                column.exports_by_partner.as_slice(),
                column.value_added.as_slice(),
            )
        })
    }

    /// Gross exports of an exporter's sector to the economies that `to` accepts.
    pub fn gross_exports(&self, exporter: &Economy, sector: &Sector, to: impl Fn(&Economy) -> bool) -> f64 {
        let destinations: Vec<usize> = (0..self.economies.len()).filter(|&i| to(&self.economies[i])).collect();
        self.columns_of(exporter, sector)
            .flat_map(|column| destinations.iter().map(|&r| column.exports_by_partner[r]))
            .sum::<f64>()
            + 0.0
    }

    /// Value added of `source` in the exports of an exporter's sector: Σ over the source activities
    /// that `of` accepts and the exporting activities of the sector.
    pub fn value_added(
        &self,
        source: &Economy,
        of: impl Fn(&Cell) -> bool,
        exporter: &Economy,
        sector: &Sector,
    ) -> f64 {
        let sources: Vec<usize> = (0..self.cells.len())
            .filter(|&i| self.economies[self.cells[i].economy] == *source && of(&self.cells[i]))
            .collect();
        self.columns_of(exporter, sector)
            .flat_map(|column| sources.iter().map(|&i| column.value_added[i]))
            .sum::<f64>()
            + 0.0
    }

    /// Value added that an economy's sector produces, whoever uses it.
    pub fn produced(&self, economy: &Economy, sector: &Sector) -> f64 {
        let cells = self.cells.iter().zip(&self.produced);
        cells
            .filter(|(cell, _)| self.economies[cell.economy] == *economy && sector.contains(&cell.activity))
            .map(|(_, produced)| produced)
            .sum::<f64>()
            + 0.0
    }

    /// Value added by source economy and activity against the exporting activity, as a flat list:
    /// (source cell, exporting cell, USD million). For checks and exports of the whole result.
    pub fn entries(&self) -> impl Iterator<Item = (&Cell, &Cell, f64)> {
        self.columns.iter().flat_map(|column| {
            let exporting = &self.cells[column.cell];
            self.cells
                .iter()
                .zip(&column.value_added)
                .map(move |(source, &value)| (source, exporting, value))
        })
    }

    /// Value added by source cell, in the order of the cells, for every exporting cell; USD million.
    pub fn origins(&self) -> impl Iterator<Item = (&Cell, &[f64])> {
        let columns = self.columns.iter();
        columns.map(|column| (&self.cells[column.cell], column.value_added.as_slice()))
    }

    /// Gross exports by destination, in the order of the economies, for every exporting cell; USD million.
    pub fn exports(&self) -> impl Iterator<Item = (&Cell, &[f64])> {
        let columns = self.columns.iter();
        columns.map(|column| (&self.cells[column.cell], column.exports_by_partner.as_slice()))
    }

    /// Gross exports of every exporting cell with the sum of their origins.
    pub fn totals(&self) -> impl Iterator<Item = (&Cell, f64, f64)> {
        self.columns.iter().map(|column| {
            (
                &self.cells[column.cell],
                column.gross_exports,
                column.value_added.iter().sum::<f64>(),
            )
        })
    }

    fn columns_of<'a>(&'a self, exporter: &'a Economy, sector: &'a Sector) -> impl Iterator<Item = &'a Column> {
        self.columns.iter().filter(move |column| {
            let cell = &self.cells[column.cell];
            self.economies[cell.economy] == *exporter && sector.contains(&cell.activity)
        })
    }
}
