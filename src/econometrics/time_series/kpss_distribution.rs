//! The exact distribution of the KPSS statistic in small samples.

use nalgebra::{DMatrix, RowDVector};

use super::super::basis::orthogonal_complement;
use super::super::imhof::sign_of_quadratic_form;
use super::super::{CriticalValues, EconometricsError, Lag};
use super::Deterministic;
use super::series::factor_deterministic;

/// Steps of root finding that always suffice.
const MAX_STEPS: usize = 100;

/// How far the logarithm of a tail may be off at a critical value.
const PRECISION: f64 = 1e-10;

/// Share of a probability below which a tail counts as this share.
const FLOOR: f64 = 1e-6;

/// Holds the distribution of the KPSS statistic for n observations and L lags
/// of independent normal errors.
///
/// The statistic is a ratio of quadratic forms ξᵀAξ/ξᵀBξ in n − 1 (constant) or
/// n − 2 (trend) standard normal variables, so that P(statistic > c) =
/// P(ξᵀ(A − cB)ξ > 0), the integral of Imhof (1961), Biometrika 48. For
/// large n and small L/n the critical values tend to 0.739, 0.463, 0.347
/// (constant) and 0.216, 0.146, 0.119 (trend), the table of Kwiatkowski et al.
/// (1992). The work grows with n³: keep the value where several series of one
/// length are tested.
#[derive(Debug, Clone)]
pub struct KpssDistribution {
    n_obs: usize,
    deterministic: Deterministic,
    lag: usize,
    /// A, of partial sums.
    numerator: DMatrix<f64>,
    /// B, of the long-run variance.
    denominator: DMatrix<f64>,
}

/// Computes the KPSS statistics that are exceeded with 1, 5 and 10 % probability.
///
/// Exact for this n and L, see [`KpssDistribution`], and fails as
/// [`KpssDistribution::new`] does.
pub fn kpss_critical_values(
    n_obs: usize,
    deterministic: Deterministic,
    lag: Lag,
) -> Result<CriticalValues, EconometricsError> {
    Ok(KpssDistribution::new(n_obs, deterministic, lag)?.critical_values())
}

impl KpssDistribution {
    /// Builds the two quadratic forms.
    ///
    /// Fails when the deterministic part is none, when fewer than two
    /// observations more than deterministic columns are given, and when the
    /// lag is not less than n − 2: from there on the statistic is the same for
    /// every series, 1/2 with n − 1 lags.
    pub fn new(n_obs: usize, deterministic: Deterministic, lag: Lag) -> Result<Self, EconometricsError> {
        let least = match deterministic {
            Deterministic::None => {
                let test = "KPSS";
                return Err(EconometricsError::UnsupportedDeterministic { test, deterministic });
            }
            Deterministic::Constant => 3,
            Deterministic::Trend => 4,
        };
        if n_obs < least {
            return Err(EconometricsError::SeriesTooShort { n_obs, least });
        }
        let lag = lag.resolve(n_obs)?;
        if lag + 2 >= n_obs {
            return Err(EconometricsError::LagTooLong { lag, n_obs });
        }
        let errors = orthogonal_complement(&factor_deterministic(n_obs, deterministic)?.orthonormal_basis());
        let partial_sums = window_sums(&errors, n_obs, n_obs - 1);
        let moving_sums = window_sums(&errors, lag + 1, n_obs + lag);
        let n = n_obs as f64;
        Ok(Self {
            n_obs,
            deterministic,
            lag,
            numerator: partial_sums.tr_mul(&partial_sums) / (n * n),
            denominator: moving_sums.tr_mul(&moving_sums) / (n * (lag as f64 + 1.0)),
        })
    }

    /// Returns n.
    pub fn n_obs(&self) -> usize {
        self.n_obs
    }

    /// Returns the deterministic part of the series.
    pub fn deterministic(&self) -> Deterministic {
        self.deterministic
    }

    /// Returns L, the number of autocovariances in the long-run variance.
    pub fn lag(&self) -> usize {
        self.lag
    }

    /// Computes the probability that the statistic exceeds a value.
    pub fn p_value(&self, statistic: f64) -> f64 {
        sign_of_quadratic_form(&self.numerator - &self.denominator * statistic).positive
    }

    /// Finds the values that are exceeded with 1, 5 and 10 % probability.
    pub fn critical_values(&self) -> CriticalValues {
        let ten = self.quantile(0.10, 0.0);
        let five = self.quantile(0.05, ten);
        let one = self.quantile(0.01, five);
        CriticalValues { one, five, ten }
    }

    /// Finds the value that is exceeded with a probability by false position
    /// (Illinois) in the logarithm of the tail, which is nearly linear;
    /// `low` is exceeded with more.
    fn quantile(&self, probability: f64, mut low: f64) -> f64 {
        // the floor keeps the values that no statistic reaches from spoiling the slope
        let excess = |value: f64| libm::log((self.p_value(value) / probability).max(FLOOR));
        // about half the 10 % value for large n
        let step = match self.deterministic {
            Deterministic::Trend => 0.05,
            Deterministic::None | Deterministic::Constant => 0.2,
        };
        let (mut above, mut high) = (excess(low), low + step);
        let mut below = excess(high);
        // the statistic is bounded, since B is positive definite: the loop ends
        while below > 0.0 {
            (low, above) = (high, below);
            high += step;
            below = excess(high);
        }
        let mut last_was_low = None;
        for _ in 0..MAX_STEPS {
            let middle = (low * below - high * above) / (below - above);
            let value = excess(middle);
            if value.abs() <= PRECISION {
                return middle;
            }
            let is_low = value > 0.0;
            let twice = last_was_low == Some(is_low);
            if is_low {
                (low, above) = (middle, value);
                below *= if twice { 0.5 } else { 1.0 };
            } else {
                (high, below) = (middle, value);
                above *= if twice { 0.5 } else { 1.0 };
            }
            last_was_low = Some(is_low);
        }
        0.5 * (low + high)
    }
}

/// Sums the rows over every window of `width` rows, the first `count` windows
/// that meet the sample.
fn window_sums(matrix: &DMatrix<f64>, width: usize, count: usize) -> DMatrix<f64> {
    let n_obs = matrix.nrows();
    let mut sums = DMatrix::zeros(count, matrix.ncols());
    let mut current = RowDVector::zeros(matrix.ncols());
    for end in 0..count {
        if end < n_obs {
            current += matrix.row(end);
        }
        if end >= width {
            current -= matrix.row(end - width);
        }
        sums.set_row(end, &current);
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn close(actual: f64, expected: f64, tolerance: f64) {
        let error = ((actual - expected) / expected).abs();
        assert!(error <= tolerance, "{actual} for {expected}: {error:e}");
    }

    /// With two free errors of angle φ uniform on the circle, P(statistic > c)
    /// is the share of the circle where (a cos² + b cos·sin + d sin²) > c.
    #[test]
    fn three_observations_by_hand() -> Result<(), EconometricsError> {
        // residuals x(1, −1, 0)/√2 + y(1, 1, −2)/√6 have partial sums
        // x/√2 + y/√6, 2y/√6: the statistic is (x²/2 + xy/√3 + 5y²/6)/3 over
        // x² + y², in polar form (2 + (1/√3)·sin 2φ − (1/3)·cos 2φ)/9·(…)
        let distribution = KpssDistribution::new(3, Deterministic::Constant, Lag::Fixed(0))?;
        let mean = (0.5 + 5.0 / 6.0) / 6.0;
        let amplitude = ((1.0 / 3.0_f64 + 1.0 / 9.0) / 36.0).sqrt();
        for share in [-0.9, -0.3, 0.0, 0.5, 0.99] {
            // cos exceeds `share` on the fraction acos(share)/π of the circle
            let p = distribution.p_value(mean + share * amplitude);
            close(p, libm::acos(share) / std::f64::consts::PI, 1e-12);
        }
        let critical = distribution.critical_values();
        close(
            critical.ten,
            mean + amplitude * libm::cos(0.1 * std::f64::consts::PI),
            1e-10,
        );
        close(
            critical.one,
            mean + amplitude * libm::cos(0.01 * std::f64::consts::PI),
            1e-10,
        );
        Ok(())
    }

    #[test]
    fn tends_to_the_tables() -> Result<(), EconometricsError> {
        for (deterministic, [one, five, ten]) in [
            (Deterministic::Constant, [0.739, 0.463, 0.347]),
            (Deterministic::Trend, [0.216, 0.146, 0.119]),
        ] {
            let critical = kpss_critical_values(100, deterministic, Lag::Fixed(0))?;
            close(critical.one, one, 0.02);
            close(critical.five, five, 0.02);
            close(critical.ten, ten, 0.02);
        }
        Ok(())
    }

    #[test]
    fn critical_values_have_their_probabilities() -> Result<(), EconometricsError> {
        for n_obs in [4, 5, 12, 26] {
            for lag in [0, 1, n_obs / 3, n_obs - 3] {
                for deterministic in [Deterministic::Constant, Deterministic::Trend] {
                    let distribution = KpssDistribution::new(n_obs, deterministic, Lag::Fixed(lag))?;
                    let CriticalValues { one, five, ten } = distribution.critical_values();
                    close(distribution.p_value(one), 0.01, 1e-8);
                    close(distribution.p_value(five), 0.05, 1e-8);
                    close(distribution.p_value(ten), 0.10, 1e-8);
                }
            }
        }
        Ok(())
    }

    #[test]
    fn needs_a_deterministic_part_and_room() {
        let message = |n_obs, deterministic, lag| {
            KpssDistribution::new(n_obs, deterministic, Lag::Fixed(lag))
                .map_or_else(|e| e.to_string(), |_| String::new())
        };
        assert_eq!(
            [
                message(20, Deterministic::None, 1),
                message(2, Deterministic::Constant, 1),
                message(3, Deterministic::Trend, 1),
                message(20, Deterministic::Trend, 18),
            ],
            [
                "the KPSS test is not defined with the deterministic part `none`",
                "the series has 2 observations, where at least 3 are needed",
                "the series has 3 observations, where at least 4 are needed",
                "lag 18 is too long for 20 observations",
            ]
        );
    }
}
