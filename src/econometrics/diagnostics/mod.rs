//! Tests of what a regression assumes, as methods of [`super::Ols`].
//!
//! A file a test. Each auxiliary regression starts from the orthonormal basis
//! of the design, so that collinear regressors cost it no digits, and takes
//! its explained sum of squares from fitted values, not from a difference of
//! two residual sums.

mod auxiliary;
mod breusch_godfrey;
mod breusch_pagan;
mod chow;
mod collinearity;
mod durbin_watson;
mod influence;
mod jarque_bera;
mod quandt_andrews;
mod reset;
mod test_result;
mod white;

#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod published_tests;

pub use breusch_godfrey::BreuschGodfrey;
pub use durbin_watson::DurbinWatson;
pub use jarque_bera::JarqueBera;
pub use quandt_andrews::{BreakCandidate, QuandtAndrews};
pub use test_result::{Reference, TestResult};
