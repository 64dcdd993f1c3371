//! Ordinary least squares with robust covariances on plain matrices.
//!
//! The module owns the chain design → fit → covariance → inference and the
//! distribution functions which that chain needs:
//!
//! 1. [`Design`] checks the regressors: shapes, names, finite numbers;
//! 2. [`Ols`] fits by Householder QR of scaled columns with iterative
//!    refinement, and names the column that makes a design rank deficient;
//! 3. [`Ols::covariance`] estimates the covariance of the coefficients
//!    without ever forming `XᵀX`;
//! 4. [`Ols::inference`] and [`Ols::slopes_test`] turn it into t tests,
//!    confidence intervals and the Wald F of all slopes.
//!
//! It knows nothing of trade, sectors, significance stars or output formats:
//! what a column means, and how a figure is rounded, is decided by the caller.
//! Every sum runs in a fixed order and every transcendental function comes
//! from `libm`, so that the same input gives the same bits on every machine.

mod beta;
mod compensated;
mod covariance;
mod design;
mod distributions;
mod error;
mod factorization;
mod inference;
mod ols;
mod refinement;
mod wald;

#[cfg(test)]
mod failure_tests;
#[cfg(test)]
mod longley;
#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod published_tests;

pub use covariance::CovarianceKind;
pub use design::Design;
pub use distributions::{f_upper_tail, student_t_quantile, student_t_two_sided};
pub use error::EconometricsError;
pub use inference::{CoefficientInference, ConfidenceInterval, Inference};
pub use ols::Ols;
pub use wald::WaldTest;
