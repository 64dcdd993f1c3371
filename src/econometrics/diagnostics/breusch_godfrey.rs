//! The test of Breusch and Godfrey for autocorrelation.

use super::super::{EconometricsError, Ols};
use super::auxiliary::Auxiliary;
use super::test_result::TestResult;

const NAME: &str = "Breusch–Godfrey";

/// Holds both forms of the test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BreuschGodfrey {
    /// n·R², asymptotically chi-squared.
    pub lm: TestResult,
    /// F of the lagged residuals.
    pub f: TestResult,
}

impl Ols {
    /// Tests for autocorrelation of the errors up to some order.
    ///
    /// Regresses e on the design and e lagged 1, …, `order` times, with zeros
    /// before the sample. LM = n·Σ ê²/Σ e², chi-squared with `order` degrees
    /// of freedom; F = (Σ ê²/p)/((Σ e² − Σ ê²)/(n − k − p)). A lag that depends
    /// on the other columns is left out and not counted. Observations are in
    /// the order of time; the statistics have no unit.
    ///
    /// Fails when `order` is 0 or not less than n, when the residuals are
    /// zero, and when design and lags fit every observation.
    ///
    /// Definitions: Breusch (1978), Australian Economic Papers 17; Godfrey
    /// (1978), Econometrica 46. Equals R `lmtest::bgtest(lm, order)` and
    /// `bgtest(lm, order, type = "F")`, and Stata `estat bgodfrey, lags()`
    /// (LM) and `estat bgodfrey, lags() small` (F).
    pub fn breusch_godfrey(&self, order: usize) -> Result<BreuschGodfrey, EconometricsError> {
        self.check_residuals()?;
        let n_obs = self.n_obs();
        if order == 0 {
            return Err(EconometricsError::InvalidOrder { test: NAME, least: 1 });
        }
        if order >= n_obs {
            return Err(EconometricsError::LagTooLong { lag: order, n_obs });
        }
        let residuals = self.residuals();
        let mut columns = self.basis_columns();
        for lag in 1..=order {
            let lagged = std::iter::repeat_n(0.0, lag).chain(residuals.iter().copied());
            columns.push(lagged.take(n_obs).collect());
        }
        let auxiliary = Auxiliary::fit(NAME, residuals, columns)?;
        Ok(BreuschGodfrey {
            lm: auxiliary.lagrange_multiplier(NAME, self.n_params())?,
            f: auxiliary.f_test(NAME, self.n_params())?,
        })
    }
}
