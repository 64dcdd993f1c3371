//! Longley's data and what the tests share.

use super::*;

/// Holds the 16 years 1947–1962 of Longley (1967), JASA 62: employment, then
/// GNP deflator, GNP, unemployed, armed forces, population, year.
pub(super) const LONGLEY: [[f64; 7]; 16] = [
    [60323.0, 83.0, 234289.0, 2356.0, 1590.0, 107608.0, 1947.0],
    [61122.0, 88.5, 259426.0, 2325.0, 1456.0, 108632.0, 1948.0],
    [60171.0, 88.2, 258054.0, 3682.0, 1616.0, 109773.0, 1949.0],
    [61187.0, 89.5, 284599.0, 3351.0, 1650.0, 110929.0, 1950.0],
    [63221.0, 96.2, 328975.0, 2099.0, 3099.0, 112075.0, 1951.0],
    [63639.0, 98.1, 346999.0, 1932.0, 3594.0, 113270.0, 1952.0],
    [64989.0, 99.0, 365385.0, 1870.0, 3547.0, 115094.0, 1953.0],
    [63761.0, 100.0, 363112.0, 3578.0, 3350.0, 116219.0, 1954.0],
    [66019.0, 101.2, 397469.0, 2904.0, 3048.0, 117388.0, 1955.0],
    [67857.0, 104.6, 419180.0, 2822.0, 2857.0, 118734.0, 1956.0],
    [68169.0, 108.4, 442769.0, 2936.0, 2798.0, 120445.0, 1957.0],
    [66513.0, 110.8, 444546.0, 4681.0, 2637.0, 121950.0, 1958.0],
    [68655.0, 112.6, 482704.0, 3813.0, 2552.0, 123366.0, 1959.0],
    [69564.0, 114.2, 502601.0, 3931.0, 2514.0, 125368.0, 1960.0],
    [69331.0, 115.7, 518173.0, 4806.0, 2572.0, 127852.0, 1961.0],
    [70551.0, 116.9, 554894.0, 4007.0, 2827.0, 130081.0, 1962.0],
];

const LONGLEY_NAMES: [&str; 6] = ["deflator", "gnp", "unemployed", "armed", "population", "year"];

pub(super) type TestResult = Result<(), EconometricsError>;

/// Fails unless two numbers agree to a relative tolerance.
#[track_caller]
pub(super) fn close(actual: f64, expected: f64, tolerance: f64) {
    let error = (actual - expected).abs() / expected.abs();
    assert!(error <= tolerance, "{actual:e} for {expected:e}: off by {error:e}");
}

/// Returns one column of the data.
pub(super) fn column(rows: &[[f64; 7]], position: usize) -> Vec<f64> {
    rows.iter().map(|row| row[position]).collect()
}

/// Returns the six regressors under their names.
pub(super) fn longley_columns(rows: &[[f64; 7]]) -> Vec<(String, Vec<f64>)> {
    let named = |(i, name): (usize, &&str)| ((*name).to_owned(), column(rows, i + 1));
    LONGLEY_NAMES.iter().enumerate().map(named).collect()
}

/// Fits employment on a constant and the six regressors.
pub(super) fn fit_longley(rows: &[[f64; 7]]) -> Result<Ols, EconometricsError> {
    let design = Design::with_constant(longley_columns(rows))?;
    Ols::fit(&column(rows, 0), &design)
}

/// Builds a constant and one slope.
pub(super) fn simple(x: &[f64]) -> Result<Design, EconometricsError> {
    Design::with_constant(vec![("x".to_owned(), x.to_vec())])
}
