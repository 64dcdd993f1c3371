use serde::Serialize;

use super::{Agreement, CellComparison, Comparison, StarComparison};
use crate::published::CellId;

/// One comparison as a row of a CSV file; what does not apply is empty.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FlatRow {
    pub exporter: String,
    pub sector: String,
    pub direction: &'static str,
    pub quantity: String,
    /// Empty for what no covariance kind changes.
    pub covariance: String,
    pub printed: String,
    pub printed_value: f64,
    pub computed: Option<f64>,
    pub difference: Option<f64>,
    pub agreement: Option<Agreement>,
    pub sign_agrees: Option<bool>,
    pub within_noise: Option<bool>,
    pub printed_stars: Option<usize>,
    pub computed_stars: Option<usize>,
    pub p: Option<f64>,
    pub stars_agree: Option<bool>,
    pub borderline: Option<bool>,
}

impl Comparison {
    /// Every comparison as flat rows: coefficients and R² once, all else under each covariance kind.
    pub fn flat_rows(&self) -> Vec<FlatRow> {
        let mut rows: Vec<FlatRow> = self.cells.iter().map(|cell| FlatRow::number(cell, "")).collect();
        for kind in &self.kinds {
            let name = kind.kind.to_string();
            rows.extend(kind.cells.iter().map(|cell| FlatRow::number(cell, &name)));
            let printed_of = |stars: &StarComparison| {
                let cells = self.cells.iter().chain(&kind.cells);
                cells.into_iter().find(|cell| cell.cell == stars.cell)
            };
            let stars = kind.stars.iter().filter_map(|stars| {
                let printed = printed_of(stars)?;
                Some(FlatRow::stars(stars, printed, &name))
            });
            rows.extend(stars);
        }
        rows
    }
}

impl FlatRow {
    fn new(cell: &CellId, covariance: &str, printed: &CellComparison) -> Self {
        Self {
            exporter: cell.row.exporter.to_string(),
            sector: cell.row.sector.clone(),
            direction: cell.row.direction.id(),
            quantity: cell.quantity.to_string(),
            covariance: covariance.to_owned(),
            printed: printed.printed.text().to_owned(),
            printed_value: printed.printed.value(),
            computed: None,
            difference: None,
            agreement: None,
            sign_agrees: None,
            within_noise: None,
            printed_stars: None,
            computed_stars: None,
            p: None,
            stars_agree: None,
            borderline: None,
        }
    }

    fn number(cell: &CellComparison, covariance: &str) -> Self {
        Self {
            computed: cell.computed,
            difference: cell.difference(),
            agreement: Some(cell.agreement),
            sign_agrees: cell.sign_agrees,
            within_noise: Some(cell.within_noise),
            ..Self::new(&cell.cell, covariance, cell)
        }
    }

    fn stars(stars: &StarComparison, printed: &CellComparison, covariance: &str) -> Self {
        Self {
            printed_stars: Some(stars.printed),
            computed_stars: Some(stars.computed),
            p: Some(stars.p),
            stars_agree: Some(stars.agrees),
            borderline: Some(stars.borderline),
            ..Self::new(&stars.cell, covariance, printed)
        }
    }
}
