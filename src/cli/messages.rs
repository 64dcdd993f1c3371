use std::fmt::Display;
use std::io::{Write, stderr};
use std::process::ExitCode;

use super::FAILED;
use super::arguments::MessageFormat;
use crate::diagnostic::{Diagnostic, Severity};

/// How errors and warnings are shown, and what they mean for the exit code.
pub(super) struct Messages {
    format: MessageFormat,
    /// Warnings are errors.
    pub strict: bool,
}

impl Messages {
    pub(super) fn new(format: MessageFormat, strict: bool) -> Self {
        Self { format, strict }
    }

    /// Whether people read the messages.
    pub(super) fn are_plain(&self) -> bool {
        self.format == MessageFormat::Human
    }

    /// Shows errors; the exit code of a run that failed.
    pub(super) fn fail(&self, errors: &[Diagnostic]) -> ExitCode {
        errors.iter().for_each(|error| self.show(error));
        ExitCode::from(FAILED)
    }

    /// Shows warnings, as errors where the run is strict; whether the run has failed by them.
    pub(super) fn warn(&self, warnings: &[Diagnostic]) -> bool {
        for warning in warnings {
            let mut shown = warning.clone();
            if self.strict {
                shown.severity = Severity::Error;
            }
            self.show(&shown);
        }
        self.strict && !warnings.is_empty()
    }

    fn show(&self, diagnostic: &Diagnostic) {
        match (self.format, diagnostic.severity) {
            (MessageFormat::Json, _) => say(&mut stderr(), diagnostic.json()),
            (MessageFormat::Human, Severity::Error) => say(&mut stderr(), format_args!("error: {diagnostic}")),
            (MessageFormat::Human, Severity::Warning) => say(&mut stderr(), format_args!("warning: {diagnostic}")),
        }
    }
}

/// Writes a line. A reader that has gone away, or a full disk behind a stream, is no failure of the
/// run: its outcome is the exit code.
pub(super) fn say(stream: &mut dyn Write, line: impl Display) {
    let _ = writeln!(stream, "{line}");
}
