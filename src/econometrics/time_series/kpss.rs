//! The test of Kwiatkowski, Phillips, Schmidt and Shin for stationarity.

use super::super::compensated::{CompensatedSum, sum, sum_of_squares};
use super::super::design::check_finite;
use super::super::{CriticalValues, EconometricsError, Lag};
use super::series::{check_variation, factor_deterministic};
use super::{Deterministic, KpssDistribution};

/// Holds the test that a series is stationary, which it rejects for large statistics.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KpssTest {
    /// The statistic.
    pub statistic: f64,
    /// How many autocovariances enter the long-run variance.
    pub lag: usize,
    /// The length of the series.
    pub n_obs: usize,
    /// The values that the statistic must exceed, exact for `n_obs` and `lag`.
    pub critical: CriticalValues,
    /// The exact probability of a larger statistic under independent normal errors.
    pub p_value: f64,
}

/// Tests whether a series is stationary around a constant or a trend.
///
/// The statistic is Σₜ Sₜ²/(n²·s²), with e the residuals of the series on its
/// deterministic part, Sₜ = e₁ + … + eₜ, and the long-run variance
/// s² = (Σ eₜ² + 2·Σₗ (1 − l/(L + 1))·Σₜ eₜ·eₜ₋ₗ)/n. Critical and p values are
/// exact for this n and L if the errors are independent and normal, where
/// tables hold the limit for large n; see [`KpssDistribution`].
///
/// Fails as [`KpssDistribution::new`] and [`KpssDistribution::test`] do.
///
/// Definition: Kwiatkowski et al. (1992), J. Econometrics 54. The statistic
/// equals R `urca::ur.kpss(y, type = "mu"|"tau", use.lag =)`, statsmodels
/// `kpss(y, regression="c"|"ct", nlags=)` and Stata `kpss` from SSC.
pub fn kpss(series: &[f64], deterministic: Deterministic, lag: Lag) -> Result<KpssTest, EconometricsError> {
    let distribution = KpssDistribution::new(series.len(), deterministic, lag)?;
    let critical = distribution.critical_values();
    distribution.test(series, critical)
}

impl KpssDistribution {
    /// Tests one series, as [`kpss()`] does, given the critical values once found.
    ///
    /// Fails when the series has another length than the distribution or a
    /// number that is NaN or infinite, and when it is its deterministic part
    /// but for rounding errors, so that the statistic is 0/0.
    pub fn test(&self, series: &[f64], critical: CriticalValues) -> Result<KpssTest, EconometricsError> {
        let (n_obs, lag) = (self.n_obs(), self.lag());
        if series.len() != n_obs {
            return Err(EconometricsError::LengthMismatch {
                what: "series".to_owned(),
                expected: n_obs,
                actual: series.len(),
            });
        }
        check_finite("series", series.iter())?;
        let (_, residuals) = factor_deterministic(n_obs, self.deterministic())?.least_squares(series);
        check_variation(&residuals, series, "the series around its deterministic part")?;
        let mut partial = CompensatedSum::default();
        let accumulate = |e: &f64| {
            partial.add(*e);
            partial.value()
        };
        let partial_sums: Vec<f64> = residuals.iter().map(accumulate).collect();
        // Bartlett weights make the variance a sum of squares of moving sums
        let windows = (0..n_obs + lag).map(|end| &residuals[end.saturating_sub(lag)..=end.min(n_obs - 1)]);
        let moving: Vec<f64> = windows.map(|window| sum(window.iter().copied())).collect();
        let variance = sum_of_squares(&moving) / (lag as f64 + 1.0);
        let statistic = sum_of_squares(&partial_sums) / (variance * n_obs as f64);
        Ok(KpssTest {
            statistic,
            lag,
            n_obs,
            critical,
            p_value: self.p_value(statistic),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// e = (−1, 0, 1, 0), S = (−1, −1, 0, 0): 2/16 over s², which
    /// is 2/4 for no lag and for one, since neighbours multiply to zero.
    #[test]
    fn four_observations_by_hand() -> Result<(), EconometricsError> {
        for lag in [0, 1] {
            let test = kpss(&[4.0, 5.0, 6.0, 5.0], Deterministic::Constant, Lag::Fixed(lag))?;
            assert!((test.statistic - 0.25).abs() < 1e-15, "{}", test.statistic);
            assert_eq!((test.n_obs, test.lag), (4, lag));
        }
        Ok(())
    }

    #[test]
    fn an_exact_trend_has_no_statistic() {
        let trend: Vec<f64> = (0..20).map(|t| 0.1 + 0.3 * f64::from(t)).collect();
        let message = kpss(&trend, Deterministic::Trend, Lag::Automatic).map_err(|e| e.to_string());
        let expected = "no variation is left in the series around its deterministic part: the test is undefined";
        assert_eq!(message, Err(expected.to_owned()));
        let constant = kpss(&[0.1; 20], Deterministic::Constant, Lag::Automatic).map_err(|e| e.to_string());
        assert_eq!(constant, Err(expected.to_owned()));
        assert!(kpss(&trend, Deterministic::Constant, Lag::Automatic).is_ok());
    }

    #[test]
    fn level_and_scale_do_not_matter() -> Result<(), EconometricsError> {
        let series = [1.0, 3.0, 2.0, 5.0, 4.0, 4.0, 6.0, 5.0, 7.0, 9.0];
        let first = kpss(&series, Deterministic::Trend, Lag::Automatic)?;
        let moved = kpss(&series.map(|y| 1e9 + 8.0 * y), Deterministic::Trend, Lag::Automatic)?;
        assert!((moved.statistic / first.statistic - 1.0).abs() < 1e-12);
        assert!(first.p_value > 0.0 && first.p_value < 1.0);
        Ok(())
    }

    #[test]
    fn a_series_must_fit_the_distribution() -> Result<(), EconometricsError> {
        let distribution = KpssDistribution::new(5, Deterministic::Constant, Lag::Fixed(0))?;
        let critical = distribution.critical_values();
        let message = |series: &[f64]| distribution.test(series, critical).map_err(|e| e.to_string());
        let expected = "`series` has 2 entries where 5 are expected".to_owned();
        assert_eq!(message(&[1.0, 2.0]), Err(expected));
        let expected = "`series` has NaN in row 1, where a finite number is expected".to_owned();
        assert_eq!(message(&[1.0, f64::NAN, 2.0, 3.0, 4.0]), Err(expected));
        Ok(())
    }
}
