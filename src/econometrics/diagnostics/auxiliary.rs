//! The regression behind a test.

use nalgebra::DMatrix;

use super::super::compensated::sum_of_squares;
use super::super::factorization::Factorization;
use super::super::ols::differences;
use super::super::{Design, EconometricsError, Ols};
use super::test_result::{Reference, TestResult};

/// Holds a regression on the columns of a fit and some more.
#[derive(Debug, Clone, Copy)]
pub(super) struct Auxiliary {
    /// Σ of squared fitted values, in squared units of the response.
    pub(super) explained: f64,
    /// Σ of squared residuals, in the same units.
    pub(super) rss: f64,
    /// How many columns are independent.
    pub(super) rank: usize,
    n_obs: usize,
}

impl Auxiliary {
    /// Regresses `response` on columns, leaving out those that depend on earlier ones.
    ///
    /// Fails when as many columns are independent as there are observations,
    /// since nothing is left then to compare with; `test` names the test.
    pub(super) fn fit(test: &'static str, response: &[f64], columns: Vec<Vec<f64>>) -> Result<Self, EconometricsError> {
        let n_obs = response.len();
        let mut kept: Vec<Vec<f64>> = Vec::new();
        let mut factorization = None;
        for column in columns {
            kept.push(column);
            match factor(&kept) {
                Ok(next) => factorization = Some(next),
                Err(EconometricsError::Collinear { .. } | EconometricsError::ZeroColumn { .. }) => {
                    kept.pop();
                }
                Err(error) => return Err(error),
            }
            if kept.len() == n_obs {
                return Err(EconometricsError::SaturatedTest { test, n_obs });
            }
        }
        let residuals = match factorization {
            Some(factorization) => factorization.least_squares(response).1,
            None => response.to_vec(),
        };
        Ok(Self {
            explained: sum_of_squares(&differences(response, &residuals)),
            rss: sum_of_squares(&residuals),
            rank: kept.len(),
            n_obs,
        })
    }

    /// Computes n·R² and refers it to chi-squared with a degree of freedom for
    /// each independent column beyond `base`.
    ///
    /// Fails when there is none.
    pub(super) fn lagrange_multiplier(self, test: &'static str, base: usize) -> Result<TestResult, EconometricsError> {
        let share = self.explained / (self.explained + self.rss);
        let df = self.added(test, base)?;
        Ok(TestResult::new(self.n_obs as f64 * share, Reference::ChiSquared { df }))
    }

    /// Computes the F of the independent columns beyond `base`, for a response
    /// orthogonal to the first `base` columns.
    ///
    /// Fails when there is none.
    pub(super) fn f_test(self, test: &'static str, base: usize) -> Result<TestResult, EconometricsError> {
        let numerator = self.added(test, base)?;
        let denominator = self.n_obs - self.rank;
        let statistic = (self.explained / numerator as f64) / (self.rss / denominator as f64);
        let distribution = Reference::F { numerator, denominator };
        Ok(TestResult::new(statistic, distribution))
    }

    /// Counts the independent columns beyond `base`.
    pub(super) fn added(self, test: &'static str, base: usize) -> Result<usize, EconometricsError> {
        match self.rank.saturating_sub(base) {
            0 => Err(EconometricsError::NothingAdded { test }),
            added => Ok(added),
        }
    }
}

fn factor(columns: &[Vec<f64>]) -> Result<Factorization, EconometricsError> {
    let n_obs = columns.first().map_or(0, Vec::len);
    let names = (0..columns.len()).map(|position| position.to_string());
    let matrix = DMatrix::from_vec(n_obs, columns.len(), columns.concat());
    Factorization::new(&Design::new(names.collect(), matrix)?)
}

impl Ols {
    /// Returns orthonormal columns with the span of the design.
    pub(super) fn basis_columns(&self) -> Vec<Vec<f64>> {
        let columns = self.basis.column_iter();
        columns.map(|column| column.iter().copied().collect()).collect()
    }

    /// Returns orthonormal columns with the span of the design and a constant,
    /// the constant first.
    pub(super) fn basis_with_constant(&self) -> Vec<Vec<f64>> {
        let mut columns = self.basis_columns();
        if self.constant_column().is_none() {
            columns.insert(0, vec![1.0; self.n_obs()]);
        }
        columns
    }

    /// Fails when the residuals are zero, so that a test of them has no meaning.
    pub(super) fn check_residuals(&self) -> Result<(), EconometricsError> {
        if self.rss() > 0.0 {
            Ok(())
        } else {
            let what = "the residuals".to_owned();
            Err(EconometricsError::NoVariation { what })
        }
    }
}
