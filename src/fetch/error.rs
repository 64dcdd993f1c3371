use std::fmt;

use super::service::Service;
use super::trouble::Trouble;
use crate::diagnostic::Diagnostic;

/// Why a file has not been made, or only a part of what was asked for is in it, and what can be done.
#[derive(Debug, thiserror::Error)]
pub struct FetchError {
    /// The place of the file, as messages call it.
    pub(super) file: String,
    /// What was asked for, in words.
    pub(super) what: String,
    pub(super) url: String,
    /// How often it was tried.
    pub(super) attempts: u32,
    pub(super) service: Service,
    pub(super) trouble: Trouble,
}

impl FetchError {
    /// The limit of the OECD ends a run for all that is left of the OECD.
    pub(super) fn is_limit(&self) -> bool {
        matches!(self.trouble, Trouble::Limit { .. })
    }

    fn message(&self) -> String {
        let times = match self.attempts {
            0 | 1 => String::new(),
            times => format!(", after {times} attempts"),
        };
        format!(
            "{}: {} could not be had: {}{times}\n  asked: {}",
            self.file, self.what, self.trouble, self.url
        )
    }

    pub fn diagnostic(&self) -> Diagnostic {
        Diagnostic::error(self.message()).hint(self.trouble.hint(self.service, &self.file))
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.diagnostic().fmt(f)
    }
}
