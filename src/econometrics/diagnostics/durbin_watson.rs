//! The test of Durbin and Watson with its exact distribution.

use super::super::basis::orthogonal_complement;
use super::super::compensated::sum_of_squares;
use super::super::imhof::sign_of_quadratic_form;
use super::super::{EconometricsError, Ols};

/// Holds the statistic and its exact p values under independent normal errors.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DurbinWatson {
    /// d, in (0, 4); near 2 without first-order autocorrelation.
    pub statistic: f64,
    /// P(D ≤ d): small for positive autocorrelation.
    pub p_positive: f64,
    /// P(D ≥ d): small for negative autocorrelation.
    pub p_negative: f64,
    /// 2·min(`p_positive`, `p_negative`).
    pub p_two_sided: f64,
}

impl Ols {
    /// Tests for first-order autocorrelation of the errors.
    ///
    /// d = Σ (eₜ − eₜ₋₁)²/Σ eₜ² = eᵀAe/eᵀe. Its distribution given the design
    /// is that of a ratio of quadratic forms, P(D ≤ d) = P(ξᵀNᵀ(A − dI)Nξ ≤ 0)
    /// for ξ of n − k independent standard normal variables and N orthonormal
    /// columns orthogonal to the design; no bounds are needed. Observations
    /// are in the order of time. The regressors must not hold lags of y.
    ///
    /// Fails when the residuals are zero.
    ///
    /// Definitions: Durbin and Watson (1950, 1971), Biometrika 37 and 58; Imhof
    /// (1961), Biometrika 48. Equals R `lmtest::dwtest(lm, exact = TRUE)` with
    /// `alternative = "greater"` (`p_positive`), `"less"`, `"two.sided"`, and
    /// Stata `estat dwatson` (statistic).
    pub fn durbin_watson(&self) -> Result<DurbinWatson, EconometricsError> {
        self.check_residuals()?;
        let changes: Vec<f64> = self.residuals().windows(2).map(|pair| pair[1] - pair[0]).collect();
        let statistic = sum_of_squares(&changes) / self.rss();
        let complement = orthogonal_complement(&self.basis);
        let n_rows = complement.nrows();
        let changes = complement.rows(1, n_rows - 1) - complement.rows(0, n_rows - 1);
        let mut form = changes.tr_mul(&changes);
        for position in 0..form.nrows() {
            form[(position, position)] -= statistic;
        }
        let signs = sign_of_quadratic_form(form);
        Ok(DurbinWatson {
            statistic,
            p_positive: signs.negative,
            p_negative: signs.positive,
            p_two_sided: 2.0 * signs.negative.min(signs.positive),
        })
    }
}
