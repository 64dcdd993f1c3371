//! Classical and heteroskedasticity-consistent covariances.

use std::fmt;
use std::str::FromStr;

use nalgebra::DMatrix;

use super::compensated::CompensatedSum;
use super::{EconometricsError, Ols};

/// Below this distance from 1, a leverage is 1 up to rounding error.
const FULL_LEVERAGE: f64 = 1e-11;

/// Names an estimator of the covariance of OLS coefficients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CovarianceKind {
    /// Equal variances: σ²(XᵀX)⁻¹.
    Classical,
    /// White (1980): squared residuals.
    Hc0,
    /// Hinkley (1977): HC0 times n/(n − k); Stata's `robust`.
    Hc1,
    /// Horn, Horn and Duncan (1975): squared residuals over 1 − h.
    Hc2,
    /// MacKinnon and White (1985), as simplified by Davidson and MacKinnon
    /// (1993): squared residuals over (1 − h)².
    Hc3,
}

impl CovarianceKind {
    /// Lists every kind, in the order of the enum.
    pub const ALL: [Self; 5] = [Self::Classical, Self::Hc0, Self::Hc1, Self::Hc2, Self::Hc3];

    /// Returns the name that [`FromStr`] reads, for settings and table notes.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Classical => "classical",
            Self::Hc0 => "HC0",
            Self::Hc1 => "HC1",
            Self::Hc2 => "HC2",
            Self::Hc3 => "HC3",
        }
    }
}

impl fmt::Display for CovarianceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for CovarianceKind {
    type Err = EconometricsError;

    /// Reads a name, in capitals or small letters.
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.name().eq_ignore_ascii_case(name))
            .ok_or_else(|| EconometricsError::UnknownCovarianceKind { name: name.to_owned() })
    }
}

impl Ols {
    /// Estimates the k × k covariance of the coefficients.
    ///
    /// V = X⁺·diag(ω)·X⁺ᵀ with X⁺ = R⁻¹Qᵀ refined in twice the working
    /// precision, and ωᵢ = σ² (classical), eᵢ² (HC0), eᵢ²·n/(n − k) (HC1),
    /// eᵢ²/(1 − hᵢ) (HC2), eᵢ²/(1 − hᵢ)² (HC3). Rows and columns are in the
    /// order of the design; entries are in units of one coefficient times the
    /// other.
    ///
    /// Fails when an observation has leverage 1 and the kind is HC2 or HC3.
    ///
    /// Definitions: White (1980), Econometrica 48; MacKinnon and White (1985),
    /// J. Econometrics 29. Equals R `sandwich::vcovHC(lm, type = "const")`,
    /// `"HC0"`, …, `"HC3"`, and Stata `e(V)` after `regress` with no option,
    /// `vce(robust)` (HC1), `vce(hc2)`, `vce(hc3)`.
    pub fn covariance(&self, kind: CovarianceKind) -> Result<DMatrix<f64>, EconometricsError> {
        let weights = self.error_variances(kind)?;
        let inverse = self.factorization.pseudo_inverse_transposed();
        Ok(weighted_cross_product(&inverse, &weights))
    }

    /// Estimates the variance ωᵢ of each error, n numbers in squared units of y.
    pub(super) fn error_variances(&self, kind: CovarianceKind) -> Result<Vec<f64>, EconometricsError> {
        let inflation = self.n_obs() as f64 / self.df_resid() as f64;
        let divisible = |row: usize| {
            let rest = 1.0 - self.leverage()[row];
            if rest > FULL_LEVERAGE {
                Ok(rest)
            } else {
                Err(EconometricsError::FullLeverage { kind, row })
            }
        };
        let variance = |(row, residual): (usize, &f64)| {
            let square = residual * residual;
            Ok(match kind {
                CovarianceKind::Classical => self.rss() / self.df_resid() as f64,
                CovarianceKind::Hc0 => square,
                CovarianceKind::Hc1 => square * inflation,
                CovarianceKind::Hc2 => square / divisible(row)?,
                CovarianceKind::Hc3 => {
                    let deleted = residual / divisible(row)?;
                    deleted * deleted
                }
            })
        };
        self.residuals().iter().enumerate().map(variance).collect()
    }
}

/// Computes `Aᵀ·diag(w)·A`, k × k and exactly symmetric, for A of n × k.
pub(super) fn weighted_cross_product(matrix: &DMatrix<f64>, weights: &[f64]) -> DMatrix<f64> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip() {
        for kind in CovarianceKind::ALL {
            assert_eq!(kind.to_string().parse(), Ok(kind));
        }
        assert_eq!("hc1".parse(), Ok(CovarianceKind::Hc1));
        let error = "HC9".parse::<CovarianceKind>().map_err(|e| e.to_string());
        assert_eq!(
            error,
            Err("`HC9` is not a covariance kind: use classical, HC0, HC1, HC2 or HC3".to_owned())
        );
    }
}
