//! A series as the tests see it: finite, and with some variation left.

use nalgebra::DMatrix;

use super::super::design::check_finite;
use super::super::factorization::Factorization;
use super::super::{Design, EconometricsError};
use super::Deterministic;

/// Units of rounding error in a series that count as no variation.
const NOISE: f64 = 16.0 * f64::EPSILON;

/// Fails when values derived from a series are no more than its rounding errors.
pub(super) fn check_variation(derived: &[f64], series: &[f64], what: &str) -> Result<(), EconometricsError> {
    let largest = |values: &[f64]| values.iter().fold(0.0, |max: f64, value| max.max(value.abs()));
    if largest(derived) > NOISE * largest(series) {
        Ok(())
    } else {
        let what = what.to_owned();
        Err(EconometricsError::NoVariation { what })
    }
}

/// Fails when a series has too few entries, or one that is NaN or infinite.
pub(super) fn check_series(series: &[f64], least: usize) -> Result<(), EconometricsError> {
    let n_obs = series.len();
    if n_obs < least {
        return Err(EconometricsError::SeriesTooShort { n_obs, least });
    }
    check_finite("series", series.iter())
}

/// Factors the deterministic columns for n observations.
pub(super) fn factor_deterministic(
    n_obs: usize,
    deterministic: Deterministic,
) -> Result<Factorization, EconometricsError> {
    let columns = deterministic.columns(n_obs);
    let names = (0..columns.len()).map(|position| position.to_string());
    let matrix = DMatrix::from_vec(n_obs, columns.len(), columns.concat());
    Factorization::new(&Design::new(names.collect(), matrix)?)
}
