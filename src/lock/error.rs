use super::VERSION;
use crate::diagnostic::{Diagnostic, Excerpt, Place};

/// Why there is no lock to compare with, or none can be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.diagnostic())]
pub struct LockError {
    pub path: String,
    pub problem: Problem,
    /// The line that is meant, where one is.
    pub excerpt: Option<Box<Excerpt>>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    #[error("there is no lock")]
    Missing,
    #[error("the built-in project has no lock")]
    BuiltIn,
    #[error("cannot be read: {0}")]
    Unreadable(String),
    #[error("the text is not UTF-8")]
    Encoding,
    /// What the TOML parser says, and the hint that follows from it.
    #[error("{message}")]
    Toml { message: String, hint: Option<String> },
    #[error("the lock has version {found}, and this program knows version {}", VERSION)]
    Version { found: i64, written_by: Option<String> },
    #[error("the lock cannot be written as TOML: {0}")]
    Unwritable(String),
}

/// The program that this is, as a lock names it.
pub(super) const PROGRAM: &str = concat!("rvc-report ", env!("CARGO_PKG_VERSION"));

impl LockError {
    pub fn new(path: &str, problem: Problem) -> Self {
        Self {
            path: path.to_owned(),
            problem,
            excerpt: None,
        }
    }

    pub fn diagnostic(&self) -> Diagnostic {
        let place = match &self.excerpt {
            Some(excerpt) => Place::new(&self.path, excerpt.line, excerpt.column),
            None => Place::file(&self.path),
        };
        let mut diagnostic = Diagnostic::error(self.problem.to_string())
            .at(place)
            .hint(self.problem.hint());
        diagnostic.excerpt.clone_from(&self.excerpt);
        diagnostic
    }
}

impl Problem {
    /// What the user can do.
    fn hint(&self) -> String {
        match self {
            Self::Missing => "`rvc-report lock` writes it from the data of today".to_owned(),
            Self::BuiltIn => "name a project of your own with --project".to_owned(),
            Self::Unreadable(_) => "check that it is a file, and its permissions".to_owned(),
            Self::Toml { hint: Some(hint), .. } => hint.clone(),
            Self::Encoding | Self::Toml { .. } => format!("restore it from version control, or {ANEW}"),
            Self::Version { written_by, .. } => match written_by {
                Some(program) => format!("use {program}, which wrote it; or {ANEW} with {PROGRAM}"),
                None => format!("{PROGRAM} writes version {VERSION}: {ANEW}"),
            },
            Self::Unwritable(_) => "this is a fault of the program: please report it".to_owned(),
        }
    }
}

/// The way out that always exists.
const ANEW: &str = "delete it and write it anew from the data of today: `rvc-report lock`";
