//! Ordinary least squares by refined Householder QR.

use super::compensated::{sum, sum_of_squares};
use super::design::check_finite;
use super::factorization::Factorization;
use super::{Design, EconometricsError};

/// Holds a fitted regression of n observations on k columns.
#[derive(Debug, Clone)]
pub struct Ols {
    names: Vec<String>,
    constant_column: Option<usize>,
    coefficients: Vec<f64>,
    fitted: Vec<f64>,
    residuals: Vec<f64>,
    leverage: Vec<f64>,
    rss: f64,
    explained: f64,
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
    /// when it does not vary (without a constant: is zero), when n ≤ k, when a column is zero or collinear with others (the error
    /// names it; of several, it is the last one, and the constant comes
    /// first), and when squares overflow.
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
        let fitted: Vec<f64> = y.iter().zip(&residuals).map(|(y, e)| y - e).collect();
        let ols = Self {
            names: design.names().to_vec(),
            constant_column,
            leverage: factorization.leverage(),
            rss: sum_of_squares(&residuals),
            explained: sum_of_squares(&deviations(&fitted, constant_column.is_some())),
            coefficients,
            fitted,
            residuals,
            factorization,
        };
        let total = ols.rss + ols.explained;
        if total.is_finite() && ols.coefficients.iter().all(|b| b.is_finite()) {
            Ok(ols)
        } else {
            Err(EconometricsError::OutOfRange)
        }
    }

    /// Returns the k column names, in the order of the design.
    pub fn names(&self) -> &[String] {
        &self.names
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

    /// Returns σ = √(Σ eᵢ²/(n − k)), the root mean squared error, in units of y.
    ///
    /// Equals R `sigma(lm)` and Stata `e(rmse)`.
    pub fn sigma(&self) -> f64 {
        (self.rss / self.df_resid() as f64).sqrt()
    }

    /// Computes R², the share of the variation of y that is fitted, in [0, 1].
    ///
    /// R² = S/(S + Σ eᵢ²). With a constant column S = Σ (ŷᵢ − ȳ)², the centered
    /// R²; without one S = Σ ŷᵢ², the uncentered R², and the two do not compare.
    ///
    /// Equals R `summary(lm)$r.squared` and Stata `e(r2)`.
    pub fn r_squared(&self) -> f64 {
        self.explained / (self.explained + self.rss)
    }

    /// Returns the fitted values as deviations from their mean, or as they are
    /// when the design has no constant.
    pub(super) fn fitted_deviations(&self) -> Vec<f64> {
        deviations(&self.fitted, self.constant_column.is_some())
    }
}

fn deviations(values: &[f64], centered: bool) -> Vec<f64> {
    let mean = if centered {
        sum(values.iter().copied()) / values.len() as f64
    } else {
        0.0
    };
    values.iter().map(|value| value - mean).collect()
}
