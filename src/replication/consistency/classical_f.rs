use std::collections::BTreeMap;

use serde::Serialize;

use super::finding::{CellReading, Evidence, Finding, Rule};
use crate::published::{Interval, PrintedNumber, PublishedTable, Quantity, RowId};

/// Other numbers of observations are tried up to this one, or the table's own up to a thousand.
const MOST_OBSERVATIONS: usize = 60;

/// The F of a row against the classical F of its R².
///
/// F = R²/(1 − R²) · (n − k)/(k − 1) grows with R², so that the interval of R² that rounds to the printed
/// one gives an interval of F. A robust Wald F need not lie in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClassicalF {
    #[serde(flatten)]
    pub row: RowId,
    pub f: PrintedNumber,
    pub r_squared: PrintedNumber,
    pub n_obs: usize,
    pub n_params: usize,
    /// The classical F of the printed R².
    pub implied: Interval,
    /// Whether some value that rounds to the printed F lies in it.
    pub fits: bool,
    /// The numbers of observations with which it would.
    pub fitting_n_obs: Vec<usize>,
}

/// Compares every row that prints F and R².
pub(super) fn classical_f(table: &PublishedTable) -> Vec<ClassicalF> {
    let rows = table.rows.values().filter_map(|row| {
        let (f, r_squared) = (row.get(Quantity::F)?, row.get(Quantity::RSquared)?);
        let share = shares(r_squared, table.r_squared.scale());
        let (n_obs, n_params) = (table.n_obs_of(row), table.n_params);
        let fits = |n_obs: &usize| implied(share, *n_obs, n_params).overlaps(f.rounding_cell());
        Some(ClassicalF {
            row: row.id.clone(),
            f: f.clone(),
            r_squared: r_squared.clone(),
            n_obs,
            n_params,
            implied: implied(share, n_obs, n_params),
            fits: fits(&n_obs),
            fitting_n_obs: (n_params + 2..=MOST_OBSERVATIONS.max(n_obs.min(1000)))
                .filter(fits)
                .collect(),
        })
    });
    rows.collect()
}

/// For each number of observations, how many rows it makes fit.
pub(super) fn rows_fitting(rows: &[ClassicalF]) -> BTreeMap<usize, usize> {
    let mut fitting = BTreeMap::new();
    for n_obs in rows.iter().flat_map(|row| &row.fitting_n_obs) {
        *fitting.entry(*n_obs).or_default() += 1;
    }
    fitting
}

impl ClassicalF {
    pub(super) fn finding(&self) -> Option<Finding> {
        if self.fits {
            return None;
        }
        let cells = [(Quantity::F, &self.f), (Quantity::RSquared, &self.r_squared)];
        let evidence = Evidence::ClassicalF {
            implied: self.implied,
            n_obs: self.n_obs,
            n_params: self.n_params,
            other_n_obs: self.fitting_n_obs.clone(),
        };
        let cells = cells.map(|(quantity, printed)| CellReading {
            cell: self.row.cell(quantity),
            printed: printed.clone(),
        });
        let subject = self.row.to_string();
        Some(Finding::new(
            Rule::ClassicalFDoesNotFit,
            &subject,
            cells.into(),
            evidence,
        ))
    }
}

/// R² as a fraction, within [0, 1].
fn shares(r_squared: &PrintedNumber, scale: f64) -> Interval {
    let cell = r_squared.rounding_cell();
    Interval::new((cell.low / scale).clamp(0.0, 1.0), (cell.high / scale).clamp(0.0, 1.0))
}

fn implied(share: Interval, n_obs: usize, n_params: usize) -> Interval {
    let freedom = (n_obs - n_params) as f64 / (n_params - 1) as f64;
    // R² = 1 gives infinity
    let f = |share: f64| share / (1.0 - share) * freedom;
    Interval::new(f(share.low), f(share.high))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R² of 50 % with n = 10, k = 4: F = 2; the cell 49.5–50.5 % gives 1.960–2.040.
    #[test]
    fn the_implied_f_is_as_by_hand() {
        let printed: PrintedNumber = "50".parse().expect("a number");
        let found = implied(shares(&printed, 100.0), 10, 4);
        assert!((found.low - 0.495 / 0.505 * 2.0).abs() < 1e-14 && (found.high - 0.505 / 0.495 * 2.0).abs() < 1e-14);
        let all: PrintedNumber = "100".parse().expect("a number");
        assert_eq!(implied(shares(&all, 100.0), 10, 4).high, f64::INFINITY);
    }
}
