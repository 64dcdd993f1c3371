//! What can go wrong between a table of numbers and an estimate.

use super::{CovarianceKind, Deterministic};

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

    /// HC2 to HC4m divide by a power of 1 − h; `row` counts from 0.
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
    #[error(
        "`{name}` is not a covariance kind: use classical, HC0, HC1, HC2, HC3, HC4, HC4m, \
         NW or NW-adj, or with a lag of your own NW-2 or NW-2-adj"
    )]
    UnknownCovarianceKind { name: String },

    /// A lag that reaches beyond the sample.
    #[error("lag {lag} is too long for {n_obs} observations")]
    LagTooLong { lag: usize, n_obs: usize },

    /// A joint test of nothing.
    #[error("no column is given to test")]
    NoColumns,

    /// A position outside the design; it counts from 0.
    #[error("column {column} is not one of the {n_params} of the design, counted from 0")]
    NoSuchColumn { column: usize, n_params: usize },

    /// What a test looks at is zero, or the same in every row.
    #[error("no variation is left in {what}: the test is undefined")]
    NoVariation { what: String },

    /// The auxiliary regression of a test fits every observation.
    #[error("the {test} test is undefined: its regression fits each of the {n_obs} observations exactly")]
    SaturatedTest { test: &'static str, n_obs: usize },

    /// A test adds columns to a regression, and all of them depend on those already there.
    #[error("the {test} test is undefined: it adds no column that is independent of the design")]
    NothingAdded { test: &'static str },

    /// An order or a power below the least that makes sense.
    #[error("the order of the {test} test must be at least {least}")]
    InvalidOrder { test: &'static str, least: usize },

    /// A coefficient is determined by one observation alone; `row` counts from 0.
    #[error("the fit without the observation in row {row} is undefined: its leverage is 1")]
    UndefinedDeletion { row: usize },

    /// A break that leaves a regime without degrees of freedom.
    #[error("a break after {n_first} of {n_obs} observations leaves a regime too short for {n_params} coefficients")]
    InvalidBreak {
        n_first: usize,
        n_obs: usize,
        n_params: usize,
    },

    /// A share to be cut off at either end that leaves nothing.
    #[error("the trimming {trimming} is not between 0 and 0.5")]
    InvalidTrimming { trimming: f64 },

    /// A series shorter than a test needs.
    #[error("the series has {n_obs} observations, where at least {least} are needed")]
    SeriesTooShort { n_obs: usize, least: usize },

    /// A deterministic part with which a test is not defined.
    #[error("the {test} test is not defined with the deterministic part `{deterministic}`")]
    UnsupportedDeterministic {
        test: &'static str,
        deterministic: Deterministic,
    },

    /// A number of series for which no distribution has been tabulated.
    #[error("there are critical values for 1 to {most} series, not for {n_variables}")]
    NoSurface { n_variables: usize, most: usize },

    /// A bootstrap of no draws.
    #[error("a bootstrap needs at least one replication")]
    NoReplications,
}

fn quoted(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
