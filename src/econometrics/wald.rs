//! The joint test of all slopes.

use nalgebra::{DMatrix, DVector};

use super::covariance::weighted_cross_product;
use super::distributions::f_upper_tail;
use super::{CovarianceKind, EconometricsError, Ols};

/// Holds the Wald F of all slopes under one covariance kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WaldTest {
    /// The covariance behind the statistic.
    pub kind: CovarianceKind,
    /// The statistic, W/q.
    pub f_statistic: f64,
    /// q, the number of slopes.
    pub df_numerator: usize,
    /// n − k.
    pub df_denominator: usize,
    /// P(F ≥ `f_statistic`) with F of (q, n − k) degrees of freedom.
    pub p_value: f64,
}

impl Ols {
    /// Tests that every coefficient except the constant is zero.
    ///
    /// F = βₛᵀ·Vₛₛ⁻¹·βₛ/q over the q slopes, V from [`Ols::covariance`]. With
    /// the constant factored first, this is zᵀ·M⁻¹·z/q for z = Q₂ᵀŷ and
    /// M = Q₂ᵀ·diag(ω)·Q₂, which spares the inversion of an ill-conditioned
    /// Vₛₛ. Without a constant all k coefficients are tested. The classical
    /// kind gives the F of the analysis of variance.
    ///
    /// Fails when there is no slope, when an observation has leverage 1 and
    /// the kind is HC2 or HC3, and when Vₛₛ is singular.
    ///
    /// Equals Stata `e(F)` after `regress, vce(robust)` (HC1), and R
    /// `lmtest::waldtest(lm, vcov = sandwich::vcovHC)` or, for the classical
    /// kind, `summary(lm)$fstatistic`.
    pub fn slopes_test(&self, kind: CovarianceKind) -> Result<WaldTest, EconometricsError> {
        let n_slopes = self.n_slopes();
        if n_slopes == 0 {
            return Err(EconometricsError::NoSlopes);
        }
        let slopes_q = self.factorization.trailing_q(n_slopes);
        let effects = slopes_q.tr_mul(&DVector::from_vec(self.fitted_deviations()));
        let meat = weighted_cross_product(&slopes_q, &self.error_variances(kind)?);
        let wald = inverse_quadratic_form(meat, &effects).ok_or(EconometricsError::SingularCovariance { kind })?;
        let f_statistic = wald / n_slopes as f64;
        let df_denominator = self.df_resid();
        Ok(WaldTest {
            kind,
            f_statistic,
            df_numerator: n_slopes,
            df_denominator,
            p_value: f_upper_tail(f_statistic, n_slopes as f64, df_denominator as f64),
        })
    }
}

/// Computes zᵀM⁻¹z by Cholesky, or nothing when M is singular up to rounding.
fn inverse_quadratic_form(matrix: DMatrix<f64>, z: &DVector<f64>) -> Option<f64> {
    let diagonal = matrix.diagonal();
    let lower = matrix.cholesky()?.unpack();
    let tolerance = 4.0 * f64::EPSILON * diagonal.len() as f64;
    for (pivot, entry) in lower.diagonal().iter().zip(&diagonal) {
        let share = pivot * pivot / entry;
        if share.is_nan() || share <= tolerance {
            return None;
        }
    }
    Some(lower.solve_lower_triangular(z)?.norm_squared())
}
