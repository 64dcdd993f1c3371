//! Ordinary least squares, what can be said of its precision, and tests of its assumptions.
//!
//! The module owns the chain design → fit → covariance → inference, the tests
//! around it and the distribution functions which they need:
//!
//! 1. [`Design`] checks the regressors: shapes, names, finite numbers;
//! 2. [`Ols`] fits by Householder QR of scaled columns with iterative
//!    refinement, and names the column that makes a design rank deficient;
//! 3. [`Ols::covariance`] estimates the covariance of the coefficients
//!    without ever forming `XᵀX`;
//! 4. [`Ols::inference`], [`Ols::slopes_test`] and [`Ols::wald_test`] turn it
//!    into t tests, confidence intervals and Wald tests, and
//!    [`wild_bootstrap()`] does without its distribution;
//! 5. methods of [`Ols`] test what it assumes: autocorrelation,
//!    heteroskedasticity, functional form, normality, stability, collinearity,
//!    influence;
//! 6. [`adf()`], [`kpss()`] and [`engle_granger()`] test series in levels;
//! 7. [`holm`], [`benjamini_hochberg`] and [`benjamini_yekutieli`] correct p
//!    values for their number.
//!
//! It knows nothing of trade, sectors, significance stars or output formats:
//! what a column means, and how a figure is rounded, is decided by the caller.
//! Every sum runs in a fixed order and every transcendental function comes
//! from `libm`, so that the same input gives the same bits on every machine.

mod basis;
mod beta;
mod chi_squared;
mod compensated;
mod covariance;
mod covariance_kind;
mod critical_values;
mod design;
mod diagnostics;
mod distributions;
mod error;
mod factorization;
mod fit_statistics;
mod gamma;
mod imhof;
mod inference;
mod lag;
mod multiplicity;
mod normal;
mod ols;
mod refinement;
mod time_series;
mod wald;
mod wild_bootstrap;

#[cfg(test)]
mod failure_tests;
#[cfg(test)]
mod longley;
#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod published_tests;

pub use chi_squared::chi2_upper_tail;
pub use covariance_kind::CovarianceKind;
pub use critical_values::CriticalValues;
pub use design::Design;
pub use diagnostics::{BreakCandidate, BreuschGodfrey, DurbinWatson, JarqueBera, QuandtAndrews, Reference, TestResult};
pub use distributions::{f_upper_tail, student_t_quantile, student_t_two_sided};
pub use error::EconometricsError;
pub use inference::{CoefficientInference, ConfidenceInterval, Inference};
pub use lag::{Lag, max_lag};
pub use multiplicity::{benjamini_hochberg, benjamini_yekutieli, holm};
pub use normal::{normal_two_sided, normal_upper_tail};
pub use ols::Ols;
pub use time_series::{
    AdfTest, CointegrationTest, Deterministic, KpssDistribution, KpssTest, LagChoice, adf, engle_granger, kpss,
    kpss_critical_values,
};
pub use wald::WaldTest;
pub use wild_bootstrap::{BootstrapTest, WildBootstrap, wild_bootstrap};
