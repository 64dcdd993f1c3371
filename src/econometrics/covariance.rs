//! Classical, heteroskedasticity-consistent and autocorrelation-consistent covariances.

use nalgebra::DMatrix;

use super::compensated::CompensatedSum;
use super::{CovarianceKind, EconometricsError, Ols};

/// Below this distance from 1, a leverage is 1 up to rounding error.
pub(super) const FULL_LEVERAGE: f64 = 1e-11;

impl Ols {
    /// Estimates the k × k covariance of the coefficients.
    ///
    /// V = X⁺·Ω·X⁺ᵀ with X⁺ = R⁻¹Qᵀ refined in twice the working precision.
    /// For the kinds without autocorrelation Ω = diag(ω), where ωᵢ = σ²
    /// (classical), eᵢ² (HC0), eᵢ²·n/(n − k) (HC1), eᵢ²/(1 − hᵢ) (HC2),
    /// eᵢ²/(1 − hᵢ)² (HC3), eᵢ²/(1 − hᵢ)^δᵢ with δᵢ = min(4, nhᵢ/k) (HC4) or
    /// δᵢ = min(1, nhᵢ/k) + min(3/2, nhᵢ/k) (HC4m). For Newey–West with L lags
    /// Ωᵢⱼ = (1 − |i − j|/(L + 1))·eᵢ·eⱼ up to |i − j| = L, zero beyond, times
    /// n/(n − k) when adjusted; observations are in the order of time. Rows
    /// and columns are in the order of the design; entries are in units of
    /// one coefficient times the other.
    ///
    /// Fails when an observation has leverage 1 and the kind is one of HC2 to
    /// HC4m, and when the lag is not less than n.
    ///
    /// Definitions: White (1980), Econometrica 48; MacKinnon and White (1985),
    /// J. Econometrics 29; Cribari-Neto (2004), Comput. Statist. Data Anal.
    /// 45; Cribari-Neto and da Silva (2011), AStA Adv. Stat. Anal. 95; Newey
    /// and West (1987), Econometrica 55. Equals R
    /// `sandwich::vcovHC(lm, type = "const")`, `"HC0"`, …, `"HC4m"`, and
    /// `sandwich::NeweyWest(lm, lag =, prewhite = FALSE, adjust =)`; and Stata
    /// `e(V)` after `regress` with no option, `vce(robust)` (HC1), `vce(hc2)`,
    /// `vce(hc3)`, or after `newey, lag()` (adjusted).
    pub fn covariance(&self, kind: CovarianceKind) -> Result<DMatrix<f64>, EconometricsError> {
        self.meat(kind, &self.factorization.pseudo_inverse_transposed())
    }

    /// Computes `Aᵀ·Ω·A` for A of n × m, exactly symmetric and never negative on the diagonal.
    ///
    /// Bartlett weights make Newey–West a sum of squares of moving sums:
    /// AᵀΩA = Σₛ gₛgₛᵀ/(L + 1), where gₛ adds the up to L + 1 scores aᵢeᵢ that
    /// a window ending at s covers.
    pub(super) fn meat(&self, kind: CovarianceKind, matrix: &DMatrix<f64>) -> Result<DMatrix<f64>, EconometricsError> {
        let CovarianceKind::NeweyWest { lag, adjusted } = kind else {
            return Ok(weighted_cross_product(matrix, &self.error_variances(kind)?));
        };
        let lag = lag.resolve(self.n_obs())?;
        let sums = moving_sums(matrix, self.residuals(), lag);
        let factor = if adjusted { self.inflation() } else { 1.0 };
        let weights = vec![factor / (lag as f64 + 1.0); sums.nrows()];
        Ok(weighted_cross_product(&sums, &weights))
    }

    /// Estimates the variance ωᵢ of each error, n numbers in squared units of y.
    fn error_variances(&self, kind: CovarianceKind) -> Result<Vec<f64>, EconometricsError> {
        let factors = self.variance_factors(kind)?;
        if kind == CovarianceKind::Classical {
            return Ok(factors.iter().map(|_| self.rss() / self.df_resid() as f64).collect());
        }
        let variance = |(residual, factor): (&f64, &f64)| residual * residual * factor;
        Ok(self.residuals().iter().zip(&factors).map(variance).collect())
    }

    /// Computes ωᵢ/eᵢ², the n factors by which a kind corrects squared residuals.
    pub(super) fn variance_factors(&self, kind: CovarianceKind) -> Result<Vec<f64>, EconometricsError> {
        let divisible = |row: usize| {
            let rest = 1.0 - self.leverage()[row];
            if rest > FULL_LEVERAGE {
                Ok(rest)
            } else {
                Err(EconometricsError::FullLeverage { kind, row })
            }
        };
        let factor = |row: usize| {
            let relative_leverage = self.leverage()[row] * self.n_obs() as f64 / self.n_params() as f64;
            Ok(match kind {
                CovarianceKind::Classical | CovarianceKind::Hc0 => 1.0,
                CovarianceKind::Hc1 => self.inflation(),
                CovarianceKind::Hc2 => 1.0 / divisible(row)?,
                CovarianceKind::Hc3 => {
                    let rest = divisible(row)?;
                    1.0 / (rest * rest)
                }
                CovarianceKind::Hc4 => libm::pow(divisible(row)?, -relative_leverage.min(4.0)),
                CovarianceKind::Hc4m => {
                    let exponent = relative_leverage.min(1.0) + relative_leverage.min(1.5);
                    libm::pow(divisible(row)?, -exponent)
                }
                CovarianceKind::NeweyWest { adjusted: false, .. } => 1.0,
                CovarianceKind::NeweyWest { adjusted: true, .. } => self.inflation(),
            })
        };
        (0..self.n_obs()).map(factor).collect()
    }

    /// Returns n/(n − k).
    fn inflation(&self) -> f64 {
        self.n_obs() as f64 / self.df_resid() as f64
    }
}

/// Sums the rows aᵢeᵢ over every window of `lag` + 1 rows that meets the
/// sample: n + `lag` rows.
fn moving_sums(matrix: &DMatrix<f64>, residuals: &[f64], lag: usize) -> DMatrix<f64> {
    let n_obs = residuals.len();
    DMatrix::from_fn(n_obs + lag, matrix.ncols(), |end, column| {
        let window = end.saturating_sub(lag)..=end.min(n_obs - 1);
        let mut total = CompensatedSum::default();
        for row in window {
            total.add_product(matrix[(row, column)], residuals[row]);
        }
        total.value()
    })
}

/// Computes `Aᵀ·diag(w)·A`, k × k and exactly symmetric, for A of n × k.
fn weighted_cross_product(matrix: &DMatrix<f64>, weights: &[f64]) -> DMatrix<f64> {
    let k = matrix.ncols();
    let mut product = DMatrix::zeros(k, k);
    for left in 0..k {
        for right in 0..=left {
            let mut total = CompensatedSum::default();
            for (row, weight) in weights.iter().enumerate() {
                total.add_product(matrix[(row, left)] * weight, matrix[(row, right)]);
            }
            product[(left, right)] = total.value();
            product[(right, left)] = total.value();
        }
    }
    product
}
