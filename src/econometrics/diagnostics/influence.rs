//! What single observations do to the estimate.

use nalgebra::DMatrix;

use super::super::covariance::FULL_LEVERAGE;
use super::super::{EconometricsError, Ols};

impl Ols {
    /// Computes how far each observation moves all fitted values: Cook's distances.
    ///
    /// Dᵢ = eᵢ²·hᵢ/(k·σ²·(1 − hᵢ)²), n numbers without unit.
    ///
    /// Fails when an observation has leverage 1, and when the residuals are
    /// zero.
    ///
    /// Definition: Cook (1977), Technometrics 19. Equals R
    /// `cooks.distance(lm)` and Stata `predict d, cooksd`.
    pub fn cooks_distances(&self) -> Result<Vec<f64>, EconometricsError> {
        self.check_residuals()?;
        let factor = 1.0 / (self.n_params() as f64 * self.sigma() * self.sigma());
        let distance = |row: usize| {
            let deleted = self.deleted_residual(row)?;
            Ok(factor * deleted * deleted * self.leverage()[row])
        };
        (0..self.n_obs()).map(distance).collect()
    }

    /// Computes the coefficients of the n fits that each leave one observation out.
    ///
    /// Row i is β − X⁺ᵢ·eᵢ/(1 − hᵢ), n × k in the units of β; no regression is
    /// run again.
    ///
    /// Fails when an observation has leverage 1, since its coefficients are
    /// not determined without it.
    ///
    /// Definition: Belsley, Kuh and Welsch (1980), *Regression Diagnostics*,
    /// 2.1. Equals R `coef(lm) - t(lm.influence(lm)$coefficients)` up to R 4.2
    /// and `coef(lm) - dfbeta(lm)`.
    pub fn leave_one_out_coefficients(&self) -> Result<DMatrix<f64>, EconometricsError> {
        let mut coefficients = self.factorization.pseudo_inverse_transposed();
        for (row, mut weights) in coefficients.row_iter_mut().enumerate() {
            let deleted = self.deleted_residual(row)?;
            for (weight, estimate) in weights.iter_mut().zip(self.coefficients()) {
                *weight = estimate - *weight * deleted;
            }
        }
        Ok(coefficients)
    }

    /// Returns eᵢ/(1 − hᵢ), the residual of an observation from the fit without it.
    fn deleted_residual(&self, row: usize) -> Result<f64, EconometricsError> {
        let rest = 1.0 - self.leverage()[row];
        if rest > FULL_LEVERAGE {
            Ok(self.residuals()[row] / rest)
        } else {
            Err(EconometricsError::UndefinedDeletion { row })
        }
    }
}
