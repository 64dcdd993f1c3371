use std::fmt;

use super::NumberError;
use crate::diagnostic::{Diagnostic, Excerpt, Place};

/// What is wrong in a file of a published article, where, and what the user can do about it.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}", self.diagnostic())]
pub struct PublishedError {
    pub place: Box<Place>,
    pub problem: Box<Problem>,
    pub hint: String,
    pub excerpt: Option<Box<Excerpt>>,
}

/// Everything that is wrong, in the order of the files.
#[derive(Debug, Clone, thiserror::Error)]
pub struct PublishedErrors(pub Vec<PublishedError>);

/// Each way in which a published article can be unusable; the variants carry the evidence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// What the TOML parser says: syntax, an unknown or missing key, a wrong type.
    #[error("{0}")]
    Toml(String),
    #[error("the file has no header")]
    Empty,
    #[error("the table has no rows")]
    NoRows,
    #[error("the file cannot be read as CSV: {0}")]
    Csv(String),
    #[error("`{0}` is not a column of a published table")]
    UnknownColumn(String),
    #[error("column `{0}` is missing")]
    MissingColumn(&'static str),
    #[error("column `{0}` is given twice")]
    DuplicateColumn(String),
    #[error("the row has {found} fields where the header has {expected}")]
    FieldCount { found: usize, expected: usize },
    #[error("`{0}` is not an economy: three capital letters such as `KAZ` are expected")]
    Economy(String),
    #[error("`{text}` is not {what}: {expected} is expected")]
    NotOneOf {
        text: String,
        what: &'static str,
        expected: String,
    },
    #[error("`{0}` is not an id: small letters, digits, `_` and `-` are expected")]
    Id(String),
    #[error("`{text}` is not a printed number: {reason}")]
    Number { text: String, reason: NumberError },
    #[error("`{text}` is not a number of observations: a whole number above the {n_params} coefficients is expected")]
    Observations { text: String, n_params: usize },
    #[error("too many stars in `{text}`: {}", .allowed.describe())]
    Stars { text: String, allowed: StarsAllowed },
    #[error("a standard error is not negative, but `{0}` is")]
    NegativeStdError(String),
    #[error("R² of `{text}` lies outside 0 and {limit}")]
    RSquared { text: String, limit: u32 },
    #[error("row `{row}` is given twice: first in line {first}")]
    DuplicateRow { row: String, first: usize },
    #[error("`{0}` is the id of something before")]
    DuplicateId(String),
    #[error("{what} {found} where {expected} expected")]
    Mismatch {
        what: &'static str,
        found: String,
        expected: String,
    },
}

/// How many stars a number may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StarsAllowed {
    None,
    UpTo(usize),
}

impl StarsAllowed {
    fn describe(self) -> String {
        match self {
            Self::None => "only coefficients and F have stars".to_owned(),
            Self::UpTo(most) => format!("`table.star_levels` has {most} levels"),
        }
    }
}

impl PublishedError {
    pub fn diagnostic(&self) -> Diagnostic {
        let diagnostic = Diagnostic::error(self.problem.to_string())
            .at(Place::clone(&self.place))
            .hint(self.hint.as_str());
        match &self.excerpt {
            Some(excerpt) => diagnostic.showing(Excerpt::clone(excerpt)),
            None => diagnostic,
        }
    }
}

impl PublishedErrors {
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.0.iter().map(PublishedError::diagnostic).collect()
    }
}

impl From<PublishedError> for PublishedErrors {
    fn from(error: PublishedError) -> Self {
        Self(vec![error])
    }
}

impl fmt::Display for PublishedErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let messages: Vec<String> = self.0.iter().map(PublishedError::to_string).collect();
        f.write_str(&messages.join("\n"))
    }
}
