use serde::{Deserialize, Serialize};

use super::TableOutline;
use crate::model::{Activity, Economy, Year};

/// One year's inter-country input-output table, in USD million at current prices.
///
/// `n` cells (economy × activity; a split economy such as CHN has several cells with one economy)
/// and `m` economies.
#[derive(Debug, Clone)]
pub struct IcioTable {
    pub year: Year,
    /// The `m` economies, in the order of the file.
    pub economies: Vec<Economy>,
    /// The `n` cells, in the order of the file.
    pub cells: Vec<Cell>,
    /// Z, row-major `n × n`: what the column's cell buys from the row's.
    pub intermediate: Vec<f64>,
    /// Y, row-major `n × m`: final sales of the row's cell to an economy, all categories together.
    pub final_demand: Vec<f64>,
    /// x, length `n`.
    pub output: Vec<f64>,
    /// Value added without taxes on products, length `n`.
    pub value_added: Vec<f64>,
    /// Taxes less subsidies on products, length `n`.
    pub taxes: Vec<f64>,
    /// The line of each cell's row in the file, length `n`.
    pub lines: Vec<u64>,
    /// The column of each cell in the file, length `n`.
    pub columns: Vec<usize>,
    /// The last line of the file that was read.
    pub last_line: u64,
}

/// A row or column of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Position in [`IcioTable::economies`].
    pub economy: usize,
    pub activity: Activity,
}

impl IcioTable {
    pub fn n_cells(&self) -> usize {
        self.cells.len()
    }

    pub fn economy_index(&self, economy: &Economy) -> Option<usize> {
        self.economies.iter().position(|known| known == economy)
    }

    /// Gross exports of one cell by destination economy, USD million, length `m`; zero at home.
    ///
    /// `E[p,j→r] = Σ_k Z[(p,j),(r,k)] + Y[(p,j),r]` for `r ≠ p`: intermediate plus final sales.
    pub fn exports_by_partner(&self, cell: usize) -> Vec<f64> {
        self.exports_from(&self.intermediate, cell)
    }

    /// The same with Z apart from the table.
    pub fn exports_from(&self, intermediate: &[f64], cell: usize) -> Vec<f64> {
        let (n, m) = (self.n_cells(), self.economies.len());
        let mut exports = self.final_demand[cell * m..(cell + 1) * m].to_vec();
        for (user, value) in self.cells.iter().zip(&intermediate[cell * n..(cell + 1) * n]) {
            exports[user.economy] += value;
        }
        exports[self.cells[cell].economy] = 0.0;
        exports
    }

    /// The sums of each cell, and where it stands; `imbalanced` is what the check of the balance has counted. Exports
    /// are those of exporters, which are found when they are decomposed.
    pub fn outline(&self, imbalanced: usize) -> TableOutline {
        let value_added = self.value_added.iter().zip(&self.taxes).map(|(va, tls)| va + tls);
        TableOutline {
            year: self.year,
            economies: self.economies.clone(),
            cells: self.cells.clone(),
            output: Some(self.output.clone()),
            value_added: Some(value_added.collect()),
            exports: vec![0.0; self.n_cells()],
            lines: self.lines.clone(),
            span: (self.lines.iter().copied().min().unwrap_or(1), self.last_line),
            imbalanced,
        }
    }

    /// How a cell is called in messages: `KAZ_C26`.
    pub fn cell_name(&self, index: usize) -> String {
        let cell = &self.cells[index];
        format!("{}_{}", self.economies[cell.economy], cell.activity)
    }
}
