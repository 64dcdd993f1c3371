//! The joint test of several coefficients.

use std::collections::BTreeSet;

use nalgebra::{DMatrix, DVector};

use super::basis::inner_products;
use super::chi_squared::chi2_upper_tail;
use super::distributions::f_upper_tail;
use super::factorization::Factorization;
use super::{CovarianceKind, EconometricsError, Ols};

/// Holds the Wald F of some coefficients under one covariance kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WaldTest {
    /// The covariance behind the statistic.
    pub kind: CovarianceKind,
    /// The statistic, W/q.
    pub f_statistic: f64,
    /// q, the number of coefficients tested.
    pub df_numerator: usize,
    /// n − k.
    pub df_denominator: usize,
    /// P(F ≥ `f_statistic`) with F of (q, n − k) degrees of freedom.
    pub p_value: f64,
}

impl WaldTest {
    /// Computes P(X ≥ W) with W = q·F and X chi-squared of q degrees of freedom.
    ///
    /// The asymptotic p value, smaller than the one from F. Equals R
    /// `lmtest::waldtest(…, test = "Chisq")` and statsmodels
    /// `wald_test(…, use_f=False)`.
    pub fn chi2_p_value(&self) -> f64 {
        let q = self.df_numerator as f64;
        chi2_upper_tail(q * self.f_statistic, q)
    }
}

impl Ols {
    /// Tests that every coefficient except the constant is zero.
    ///
    /// F = βₛᵀ·Vₛₛ⁻¹·βₛ/q over the q slopes, V from [`Ols::covariance`]. With
    /// the constant factored first, this is zᵀ·M⁻¹·z/q for z = Q₂ᵀŷ and
    /// M = Q₂ᵀ·Ω·Q₂, which spares the inversion of an ill-conditioned Vₛₛ.
    /// Without a constant all k coefficients are tested. The classical kind
    /// gives the F of the analysis of variance.
    ///
    /// Fails when there is no slope, as [`Ols::covariance`] does, and when Vₛₛ
    /// is singular.
    ///
    /// Equals Stata `e(F)` after `regress, vce(robust)` (HC1) or `newey`, and R
    /// `lmtest::waldtest(lm, vcov = sandwich::vcovHC)` or, for the classical
    /// kind, `summary(lm)$fstatistic`.
    pub fn slopes_test(&self, kind: CovarianceKind) -> Result<WaldTest, EconometricsError> {
        let n_slopes = self.n_slopes();
        if n_slopes == 0 {
            return Err(EconometricsError::NoSlopes);
        }
        let slopes = self.basis.columns(self.n_params() - n_slopes, n_slopes);
        self.wald(kind, &slopes.into_owned(), self.fitted_deviations())
    }

    /// Tests that the coefficients at some positions of the design are zero.
    ///
    /// As [`Ols::slopes_test`], with the columns named put last; a position
    /// given twice counts once.
    ///
    /// Fails when no position is given or one is not below k, as
    /// [`Ols::covariance`] does, and when Vₛₛ is singular.
    ///
    /// Equals Stata `test x…` after `regress`, and R
    /// `car::linearHypothesis(lm, c("x = 0", …), vcov. =, test = "F")`.
    pub fn wald_test(&self, kind: CovarianceKind, columns: &[usize]) -> Result<WaldTest, EconometricsError> {
        let tested: BTreeSet<usize> = columns.iter().copied().collect();
        let Some(&last) = tested.last() else {
            return Err(EconometricsError::NoColumns);
        };
        self.check_column(last)?;
        let basis = Factorization::with_last(self.design(), &tested)?.orthonormal_basis();
        let trailing = basis.columns(self.n_params() - tested.len(), tested.len());
        let constant_is_tested = self.constant_column().is_some_and(|column| tested.contains(&column));
        let effects = if constant_is_tested {
            self.fitted()
        } else {
            self.fitted_deviations()
        };
        self.wald(kind, &trailing.into_owned(), effects)
    }

    /// Fails when a position lies outside the design.
    pub(super) fn check_column(&self, column: usize) -> Result<(), EconometricsError> {
        let n_params = self.n_params();
        if column < n_params {
            Ok(())
        } else {
            Err(EconometricsError::NoSuchColumn { column, n_params })
        }
    }

    /// Tests the part of the fit along orthonormal directions.
    fn wald(
        &self,
        kind: CovarianceKind,
        directions: &DMatrix<f64>,
        fitted: &[f64],
    ) -> Result<WaldTest, EconometricsError> {
        let effects = DVector::from_vec(inner_products(directions, fitted));
        let meat = self.meat(kind, directions)?;
        let wald = inverse_quadratic_form(meat, &effects).ok_or(EconometricsError::SingularCovariance { kind })?;
        let df_numerator = directions.ncols();
        let df_denominator = self.df_resid();
        let f_statistic = wald / df_numerator as f64;
        Ok(WaldTest {
            kind,
            f_statistic,
            df_numerator,
            df_denominator,
            p_value: f_upper_tail(f_statistic, df_numerator as f64, df_denominator as f64),
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

#[cfg(test)]
mod tests {
    use super::super::longley::{LONGLEY, TestResult, close, fit_longley};
    use super::*;

    #[test]
    fn one_coefficient_gives_the_square_of_its_t() -> TestResult {
        let ols = fit_longley(&LONGLEY)?;
        for kind in CovarianceKind::ALL {
            for (column, test) in ols.inference(kind)?.coefficients.iter().enumerate() {
                let wald = ols.wald_test(kind, &[column])?;
                close(wald.f_statistic, test.t_statistic * test.t_statistic, 1e-10);
                close(wald.chi2_p_value(), test.normal_p_value(), 1e-9);
                assert_eq!((wald.df_numerator, wald.df_denominator), (1, 9));
            }
        }
        Ok(())
    }

    #[test]
    fn all_slopes_in_any_order() -> TestResult {
        let ols = fit_longley(&LONGLEY)?;
        for kind in CovarianceKind::ALL {
            let expected = ols.slopes_test(kind)?;
            let test = ols.wald_test(kind, &[6, 1, 3, 3, 2, 5, 4])?;
            close(test.f_statistic, expected.f_statistic, 1e-13);
            assert_eq!(test.df_numerator, 6);
        }
        Ok(())
    }

    #[test]
    fn positions_must_exist() -> TestResult {
        let ols = fit_longley(&LONGLEY)?;
        let kind = CovarianceKind::Classical;
        let message = |columns: &[usize]| ols.wald_test(kind, columns).map_err(|e| e.to_string());
        assert_eq!(message(&[]), Err("no column is given to test".to_owned()));
        let expected = "column 7 is not one of the 7 of the design, counted from 0";
        assert_eq!(message(&[1, 7]), Err(expected.to_owned()));
        Ok(())
    }
}
