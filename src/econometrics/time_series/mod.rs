//! Tests of single series and of long-run relations between them.
//!
//! [`adf()`] takes a unit root as its null, [`kpss()`] stationarity, and
//! [`engle_granger()`] the absence of cointegration. The first and the last are
//! referred to MacKinnon's response surfaces; KPSS to its exact distribution
//! in a sample of the given length.

mod adf;
mod deterministic;
mod engle_granger;
mod kpss;
mod kpss_distribution;
mod lag_choice;
mod mackinnon;
mod mackinnon_tables;
mod series;

pub use adf::{AdfTest, adf};
pub use deterministic::Deterministic;
pub use engle_granger::{CointegrationTest, engle_granger};
pub use kpss::{KpssTest, kpss};
pub use kpss_distribution::{KpssDistribution, kpss_critical_values};
pub use lag_choice::LagChoice;
