//! What can go wrong between a table of numbers and an estimate.

use super::CovarianceKind;

/// Reports why a regression cannot be set up, fitted or tested.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum EconometricsError {
    /// The design has no columns or no rows.
    #[error("the design is empty: {n_rows} rows, {n_columns} columns")]
    EmptyDesign { n_rows: usize, n_columns: usize },

    /// A column, the list of names or the response has another length than the design.
    #[error("`{what}` has {actual} entries where {expected} are expected")]
    LengthMismatch {
        what: String,
        expected: usize,
        actual: usize,
    },

    /// Two columns share a name, so that a message could not tell them apart.
    #[error("two columns are named `{column}`")]
    DuplicateColumn { column: String },

    /// A number is NaN or infinite; `row` counts from 0.
    #[error("`{column}` has {value} in row {row}, where a finite number is expected")]
    NotFinite { column: String, row: usize, value: f64 },

    /// There is no observation left to estimate the error variance from.
    #[error("{n_obs} observations are too few for {n_params} coefficients")]
    TooFewObservations { n_obs: usize, n_params: usize },

    /// The response does not vary around what the constant, or zero, already fits.
    #[error("the response is the same in every row: there is nothing to explain")]
    ConstantResponse,

    /// A column holds nothing but zeros.
    #[error("column `{column}` is zero in every row: leave it out")]
    ZeroColumn { column: String },

    /// A column is a linear combination of the others.
    #[error(
        "column `{column}` is collinear with {}: leave one of them out",
        quoted(.with)
    )]
    Collinear { column: String, with: Vec<String> },

    /// The numbers are too large to be squared.
    #[error("the numbers are too large or too small for double precision: change the units")]
    OutOfRange,

    /// HC2 and HC3 divide by 1 − h; `row` counts from 0.
    #[error(
        "{kind} is undefined: the observation in row {row} has leverage 1 \
         and is fitted exactly; use HC0 or HC1"
    )]
    FullLeverage { kind: CovarianceKind, row: usize },

    /// A coefficient has no sampling variation, so that its t is undefined.
    #[error("the {kind} standard error of `{column}` is zero: the fit is exact")]
    ZeroStdError { kind: CovarianceKind, column: String },

    /// The covariance of the slopes cannot be inverted in the Wald test.
    #[error(
        "the {kind} covariance of the slopes is singular: the fit is exact, or too few \
         observations have residuals other than zero"
    )]
    SingularCovariance { kind: CovarianceKind },

    /// The design has only a constant, so that there is no slope to test.
    #[error("the design has no slopes to test, only a constant")]
    NoSlopes,

    /// A confidence level outside the open interval (0, 1).
    #[error("the confidence level {level} is not between 0 and 1")]
    InvalidLevel { level: f64 },

    /// A name that is none of the covariance kinds.
    #[error("`{name}` is not a covariance kind: use classical, HC0, HC1, HC2 or HC3")]
    UnknownCovarianceKind { name: String },
}

fn quoted(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
