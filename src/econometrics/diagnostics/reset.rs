//! Ramsey's test of the functional form.

use super::super::{EconometricsError, Ols};
use super::auxiliary::Auxiliary;
use super::test_result::TestResult;

const NAME: &str = "RESET";

impl Ols {
    /// Tests whether powers of the fitted values belong into the regression.
    ///
    /// F of ŷ², …, ŷᵖ, p = `max_power`, added to the design, with (p − 1,
    /// n − k − p + 1) degrees of freedom; a power that depends on the other
    /// columns is left out and not counted. The powers are taken of the fitted
    /// values as shares of their largest deviation from the mean (without a
    /// constant: from zero), which spans the same and keeps the digits that raw
    /// powers lose.
    ///
    /// Fails when `max_power` is below 2, when no power is independent of the
    /// design, when the residuals are zero, and when design and powers fit
    /// every observation.
    ///
    /// Definition: Ramsey (1969), J. Royal Statistical Society B 31. Equals R
    /// `lmtest::resettest(lm, power = 2:p)`, and Stata `estat ovtest` for
    /// `max_power` 4.
    pub fn reset(&self, max_power: usize) -> Result<TestResult, EconometricsError> {
        self.check_residuals()?;
        if max_power < 2 {
            return Err(EconometricsError::InvalidOrder { test: NAME, least: 2 });
        }
        let fitted = self.fitted_deviations();
        let largest = fitted.iter().fold(0.0, |max: f64, value| max.max(value.abs()));
        if largest == 0.0 {
            return Err(EconometricsError::NothingAdded { test: NAME });
        }
        let shares: Vec<f64> = fitted.iter().map(|value| value / largest).collect();
        let mut columns = self.basis_columns();
        let mut powers = shares.clone();
        for _ in 2..=max_power {
            powers = powers.iter().zip(&shares).map(|(power, share)| power * share).collect();
            columns.push(powers.clone());
        }
        Auxiliary::fit(NAME, self.residuals(), columns)?.f_test(NAME, self.n_params())
    }
}
