//! What a series is allowed to move around.

use std::fmt;

/// Names the deterministic part of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deterministic {
    /// Nothing: the series moves around zero.
    None,
    /// A constant.
    Constant,
    /// A constant and a linear trend.
    Trend,
}

impl Deterministic {
    /// Returns the columns for n observations: ones, then 1, …, n.
    pub(super) fn columns(self, n_obs: usize) -> Vec<Vec<f64>> {
        let ones = vec![1.0; n_obs];
        match self {
            Self::None => vec![],
            Self::Constant => vec![ones],
            Self::Trend => vec![ones, (1..=n_obs).map(|t| t as f64).collect()],
        }
    }
}

impl fmt::Display for Deterministic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::None => "none",
            Self::Constant => "constant",
            Self::Trend => "trend",
        })
    }
}
