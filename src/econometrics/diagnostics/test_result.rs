//! A statistic, the distribution it is referred to, and the p value.

use super::super::chi_squared::chi2_upper_tail;
use super::super::distributions::f_upper_tail;

/// Names the distribution of a statistic under the null hypothesis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reference {
    /// Chi-squared.
    ChiSquared {
        /// Degrees of freedom.
        df: usize,
    },
    /// Fisher's F.
    F {
        /// Degrees of freedom of the numerator.
        numerator: usize,
        /// Degrees of freedom of the denominator.
        denominator: usize,
    },
}

impl Reference {
    /// Computes the probability of a statistic at least this large.
    pub fn upper_tail(self, statistic: f64) -> f64 {
        match self {
            Self::ChiSquared { df } => chi2_upper_tail(statistic, df as f64),
            Self::F { numerator, denominator } => f_upper_tail(statistic, numerator as f64, denominator as f64),
        }
    }
}

/// Holds the outcome of a test that rejects for large statistics.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TestResult {
    /// The statistic.
    pub statistic: f64,
    /// Its distribution under the null, exact or asymptotic as the test says.
    pub distribution: Reference,
    /// P(statistic at least this large) under the null.
    pub p_value: f64,
}

impl TestResult {
    pub(super) fn new(statistic: f64, distribution: Reference) -> Self {
        let p_value = distribution.upper_tail(statistic);
        Self {
            statistic,
            distribution,
            p_value,
        }
    }
}
