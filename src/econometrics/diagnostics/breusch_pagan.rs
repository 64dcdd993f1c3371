//! The test of Breusch and Pagan for heteroskedasticity, in both forms.

use super::super::ols::deviations;
use super::super::{EconometricsError, Ols};
use super::auxiliary::Auxiliary;
use super::test_result::{Reference, TestResult};

const NAME: &str = "Breusch–Pagan";

impl Ols {
    /// Tests whether the variance of the errors depends on the regressors,
    /// without relying on normal errors.
    ///
    /// LM = n·R² of e² on the design and a constant; chi-squared with as many
    /// degrees of freedom as there are slopes.
    ///
    /// Fails when there is no slope, and when the residuals are zero.
    ///
    /// Definition: Koenker (1981), J. Econometrics 17. Equals R
    /// `lmtest::bptest(lm)` and Stata `estat hettest, rhs iid`.
    pub fn breusch_pagan_koenker(&self) -> Result<TestResult, EconometricsError> {
        self.squares_on_regressors()?.lagrange_multiplier(NAME, 1)
    }

    /// Tests whether the variance of the errors depends on the regressors,
    /// assuming normal errors.
    ///
    /// LM = Σ ĝ²/2 with ĝ the fitted deviations of g = e²/(Σ e²/n) on the
    /// design and a constant; chi-squared with as many degrees of freedom as
    /// there are slopes.
    ///
    /// Fails when there is no slope, and when the residuals are zero.
    ///
    /// Definition: Breusch and Pagan (1979), Econometrica 47. Equals R
    /// `lmtest::bptest(lm, studentize = FALSE)` and Stata `estat hettest, rhs`.
    pub fn breusch_pagan_original(&self) -> Result<TestResult, EconometricsError> {
        let auxiliary = self.squares_on_regressors()?;
        let variance = self.rss() / self.n_obs() as f64;
        let statistic = 0.5 * auxiliary.explained / variance / variance;
        let df = auxiliary.added(NAME, 1)?;
        Ok(TestResult::new(statistic, Reference::ChiSquared { df }))
    }

    fn squares_on_regressors(&self) -> Result<Auxiliary, EconometricsError> {
        Auxiliary::fit(NAME, &self.squared_residual_deviations()?, self.basis_with_constant())
    }

    /// Returns eᵢ² less their mean, in squared units of y.
    pub(super) fn squared_residual_deviations(&self) -> Result<Vec<f64>, EconometricsError> {
        self.check_residuals()?;
        let squares: Vec<f64> = self.residuals().iter().map(|e| e * e).collect();
        Ok(deviations(&squares, true))
    }
}
