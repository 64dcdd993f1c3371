use serde::{Deserialize, Serialize};

use super::Cell;
use crate::model::{Economy, Year};

/// What is kept of a year after its exports have been decomposed: whom it shows, the sums of each cell, and
/// where they stand in the file. All sums in USD million.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableOutline {
    pub year: Year,
    /// The `m` economies, in the order of the file.
    pub economies: Vec<Economy>,
    /// The `n` cells, in the order of the file.
    pub cells: Vec<Cell>,
    /// Output, length `n`; published origins do not say it.
    pub output: Option<Vec<f64>>,
    /// Value added with taxes less subsidies on products, length `n`; published origins do not say it.
    pub value_added: Option<Vec<f64>>,
    /// Gross exports of the exporters that were asked for, length `n`; zero for others.
    pub exports: Vec<f64>,
    /// The line of each cell's row in the file, length `n`; empty where cells have no rows of their own.
    pub lines: Vec<u64>,
    /// The first and the last line that hold values.
    pub span: (u64, u64),
    /// How many sums differ from output by more than rounding.
    pub imbalanced: usize,
}

impl TableOutline {
    pub fn economy_index(&self, economy: &Economy) -> Option<usize> {
        self.economies.iter().position(|known| known == economy)
    }

    /// The sum of `values`, one a cell, over the cells of an economy; `None` for one that is not shown.
    pub fn sum_of(&self, economy: &Economy, values: &[f64]) -> Option<f64> {
        let index = self.economy_index(economy)?;
        let own = self.cells.iter().zip(values).filter(|(cell, _)| cell.economy == index);
        Some(own.map(|(_, value)| value).sum::<f64>() + 0.0)
    }
}
