//! White's test for heteroskedasticity.

use super::super::{EconometricsError, Ols};
use super::auxiliary::Auxiliary;
use super::test_result::TestResult;

const NAME: &str = "White";

impl Ols {
    /// Tests whether the variance of the errors depends on the regressors,
    /// their squares and their cross products.
    ///
    /// LM = n·R² of e² on a constant, all columns, all squares and all cross
    /// products of two; chi-squared with a degree of freedom for each column
    /// that does not depend on the others: the square of an indicator, or of a
    /// column whose square is in the design already, is not counted. The
    /// products are taken of orthogonalised columns, which span the same.
    ///
    /// Fails when there is no slope, when the residuals are zero, and when the
    /// columns and products fit every observation.
    ///
    /// Definition: White (1980), Econometrica 48. Equals Stata
    /// `estat imtest, white`, statsmodels `het_white` where no column is
    /// redundant, and R `lmtest::bptest(lm, ~ x * z + I(x^2) + I(z^2))`.
    pub fn white(&self) -> Result<TestResult, EconometricsError> {
        let squares = self.squared_residual_deviations()?;
        let mut columns = self.basis_with_constant();
        let regressors = columns[1..].to_vec();
        for (position, left) in regressors.iter().enumerate() {
            for right in &regressors[position..] {
                columns.push(left.iter().zip(right).map(|(a, b)| a * b).collect());
            }
        }
        Auxiliary::fit(NAME, &squares, columns)?.lagrange_multiplier(NAME, 1)
    }
}
