use super::touched::touched;
use super::{Change, Touched};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::settings::Settings;

/// A difference between the data of today and those of the lock.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The files that it is about; none for what is nowhere any more.
    pub paths: Vec<String>,
    pub change: Change,
    /// What in the report depends on it.
    pub touches: Vec<Touched>,
}

impl Finding {
    pub(super) fn new(settings: &Settings, paths: Vec<String>, change: Change) -> Self {
        Self {
            touches: touched(settings, &change),
            paths,
            change,
        }
    }

    /// A unit that has slipped is an error even where differences are welcome.
    pub fn severity(&self) -> Severity {
        match self.change {
            Change::UnitSlip { .. } => Severity::Error,
            _ => Severity::Warning,
        }
    }

    /// The finding as a message that says how to accept it.
    pub fn diagnostic(&self) -> Diagnostic {
        let hint = match self.severity() {
            Severity::Error => "compare the units of the old and the new file; `rvc-report lock` accepts the new data",
            Severity::Warning => "`rvc-report lock` accepts the new data",
        };
        let touches: Vec<String> = self.touches.iter().map(Touched::to_string).collect();
        let touches = match touches.as_slice() {
            [] => "no exhibit".to_owned(),
            some => some.join(", "),
        };
        let message = format!("{}; touches {touches}", self.change);
        let mut diagnostic = Diagnostic::error(message).hint(hint);
        match self.paths.as_slice() {
            [] => {}
            [only] => diagnostic = diagnostic.at(Place::file(only)),
            [first, rest @ ..] => {
                diagnostic = diagnostic.at(Place::file(&format!("{first} and {} more", rest.len())));
            }
        }
        match self.severity() {
            Severity::Error => diagnostic,
            Severity::Warning => diagnostic.warning(),
        }
    }
}
