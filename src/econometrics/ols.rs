//! Ordinary least squares by refined Householder QR.

use nalgebra::DMatrix;

use super::basis::leverage;
use super::compensated::{sum, sum_of_squares};
use super::design::check_finite;
use super::factorization::Factorization;
use super::{Design, EconometricsError};

/// Holds a fitted regression of n observations on k columns.
#[derive(Debug, Clone)]
pub struct Ols {
    design: Design,
    response: Vec<f64>,
    constant_column: Option<usize>,
    coefficients: Vec<f64>,
    fitted: Vec<f64>,
    fitted_deviations: Vec<f64>,
    residuals: Vec<f64>,
    leverage: Vec<f64>,
    rss: f64,
    explained: f64,
    /// Orthonormal columns with the span of the design, n × k in factored order.
    pub(super) basis: DMatrix<f64>,
    pub(super) factorization: Factorization,
}

impl Ols {
    /// Fits `y = X·β + e` by least squares.
    ///
    /// β = R⁻¹Qᵀy, where X·D⁻¹ = Q·R is the Householder factorization of the
    /// columns scaled to about unit norm; β and the residuals are then refined
    /// with residuals in twice the working precision (Björck 1967). `y` has
    /// length n, the design is n × k; β is in units of y per unit of column.
    ///
    /// Fails when `y` has another length than the design or is not finite,
    /// when it does not vary (without a constant: is zero), when n ≤ k, when a
    /// column is zero or collinear with others (the error names it; of
    /// several, it is the last one, and the constant comes first), and when
    /// squares overflow.
    ///
    /// Equals Stata `regress y x…, [noconstant]` and R `lm(y ~ x…)`.
    pub fn fit(y: &[f64], design: &Design) -> Result<Self, EconometricsError> {
        let (n_obs, n_params) = (design.n_obs(), design.n_params());
        if y.len() != n_obs {
            return Err(EconometricsError::LengthMismatch {
                what: "response".to_owned(),
                expected: n_obs,
                actual: y.len(),
            });
        }
        check_finite("response", y.iter())?;
        if n_obs <= n_params {
            return Err(EconometricsError::TooFewObservations { n_obs, n_params });
        }
        let constant_column = design.constant_column();
        let reference = if constant_column.is_some() { y[0] } else { 0.0 };
        if y.iter().all(|&value| value == reference) {
            return Err(EconometricsError::ConstantResponse);
        }
        let factorization = Factorization::new(design)?;
        let (coefficients, residuals) = factorization.least_squares(y);
        let basis = factorization.orthonormal_basis();
        let fitted_deviations = differences(&deviations(y, constant_column.is_some()), &residuals);
        let ols = Self {
            design: design.clone(),
            response: y.to_vec(),
            constant_column,
            leverage: leverage(&basis),
            rss: sum_of_squares(&residuals),
            explained: sum_of_squares(&fitted_deviations),
            coefficients,
            fitted: differences(y, &residuals),
            fitted_deviations,
            residuals,
            basis,
            factorization,
        };
        let total = ols.rss + ols.explained;
        if total.is_finite() && ols.coefficients.iter().all(|b| b.is_finite()) {
            Ok(ols)
        } else {
            Err(EconometricsError::OutOfRange)
        }
    }

    /// Returns the design, n × k.
    pub fn design(&self) -> &Design {
        &self.design
    }

    /// Returns y, n numbers.
    pub fn response(&self) -> &[f64] {
        &self.response
    }

    /// Returns the k column names, in the order of the design.
    pub fn names(&self) -> &[String] {
        self.design.names()
    }

    /// Returns the position of the constant, if the design has one.
    pub fn constant_column(&self) -> Option<usize> {
        self.constant_column
    }

    /// Returns β, k numbers in the order of the design, in units of y per unit of column.
    pub fn coefficients(&self) -> &[f64] {
        &self.coefficients
    }

    /// Returns ŷ = y − e, n numbers in units of y.
    pub fn fitted(&self) -> &[f64] {
        &self.fitted
    }

    /// Returns e, n numbers in units of y.
    pub fn residuals(&self) -> &[f64] {
        &self.residuals
    }

    /// Returns hᵢ, the diagonal of Q·Qᵀ: n numbers in [0, 1] whose sum is k.
    ///
    /// Equals R `hatvalues(lm)` and Stata `predict h, leverage`.
    pub fn leverage(&self) -> &[f64] {
        &self.leverage
    }

    /// Returns n, the number of observations.
    pub fn n_obs(&self) -> usize {
        self.residuals.len()
    }

    /// Returns k, the number of coefficients, the constant included.
    pub fn n_params(&self) -> usize {
        self.coefficients.len()
    }

    /// Returns the number of coefficients other than the constant.
    pub fn n_slopes(&self) -> usize {
        self.n_params() - usize::from(self.constant_column.is_some())
    }

    /// Returns n − k, which is at least 1.
    pub fn df_resid(&self) -> usize {
        self.n_obs() - self.n_params()
    }

    /// Returns Σ eᵢ², in squared units of y.
    pub fn rss(&self) -> f64 {
        self.rss
    }

    /// Returns Σ (ŷᵢ − ȳ)², without a constant Σ ŷᵢ², in squared units of y.
    pub(super) fn explained(&self) -> f64 {
        self.explained
    }

    /// Returns the fitted values as deviations from their mean, or as they are
    /// when the design has no constant.
    ///
    /// They are (yᵢ − ȳ) − eᵢ, so that a mean far from zero costs no digits.
    pub(super) fn fitted_deviations(&self) -> &[f64] {
        &self.fitted_deviations
    }
}

/// Returns values less their mean, or as they are.
pub(super) fn deviations(values: &[f64], centered: bool) -> Vec<f64> {
    let mean = if centered {
        sum(values.iter().copied()) / values.len() as f64
    } else {
        0.0
    };
    values.iter().map(|value| value - mean).collect()
}

/// Returns a − b, entry by entry.
pub(super) fn differences(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}
