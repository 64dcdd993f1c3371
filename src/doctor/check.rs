use std::fmt;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Place, Severity};

/// How it stands with something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Ok,
    Warning,
    Error,
}

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Topic {
    Program,
    Words,
    Fonts,
    Cache,
    Project,
    Settings,
    Icio,
    Tiva,
    Trade,
    Gdp,
    /// The data together.
    Data,
    Coverage,
    Estimates,
    Names,
    Texts,
    Lock,
    Output,
}

/// A line of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    pub status: Status,
    pub topic: Topic,
    pub message: String,
    #[serde(flatten)]
    pub place: Option<Box<Place>>,
    /// What can be done.
    pub hint: Option<String>,
}

impl Check {
    pub fn ok(topic: Topic, message: impl Into<String>) -> Self {
        Self {
            status: Status::Ok,
            topic,
            message: message.into(),
            place: None,
            hint: None,
        }
    }

    pub fn warning(topic: Topic, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            status: Status::Warning,
            hint: Some(hint.into()),
            ..Self::ok(topic, message)
        }
    }

    pub fn error(topic: Topic, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            status: Status::Error,
            ..Self::warning(topic, message, hint)
        }
    }

    /// What a build would say.
    pub fn of(topic: Topic, diagnostic: &Diagnostic) -> Self {
        Self {
            status: match diagnostic.severity {
                Severity::Error => Status::Error,
                Severity::Warning => Status::Warning,
            },
            topic,
            message: diagnostic.message.clone(),
            place: diagnostic.place.clone(),
            hint: diagnostic.hint.clone(),
        }
    }
}

impl Status {
    pub fn id(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl Topic {
    pub fn id(self) -> &'static str {
        match self {
            Self::Program => "program",
            Self::Words => "words",
            Self::Fonts => "fonts",
            Self::Cache => "cache",
            Self::Project => "project",
            Self::Settings => "settings",
            Self::Icio => "icio",
            Self::Tiva => "tiva",
            Self::Trade => "trade",
            Self::Gdp => "gdp",
            Self::Data => "data",
            Self::Coverage => "coverage",
            Self::Estimates => "estimates",
            Self::Names => "names",
            Self::Texts => "texts",
            Self::Lock => "lock",
            Self::Output => "output",
        }
    }
}

/// The line as a terminal shows it.
impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<8} {:<9} ", self.status.id(), self.topic.id())?;
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        f.write_str(&self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "\n{:19}hint: {hint}", ""),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_status_topic_place_and_hint() {
        let diagnostic = Diagnostic::error("no such key")
            .at(Place::new("rvc.toml", 3, 1))
            .hint("take it out");
        let check = Check::of(Topic::Settings, &diagnostic);
        assert_eq!(
            check.to_string(),
            "error    settings  rvc.toml:3:1: no such key\n                   hint: take it out"
        );
        let json = serde_json::to_value(&check).expect("JSON");
        assert_eq!(
            json,
            serde_json::json!({
                "status": "error", "topic": "settings", "message": "no such key",
                "file": "rvc.toml", "line": 3, "column": 1, "hint": "take it out",
            })
        );
        assert_eq!(
            Check::ok(Topic::Gdp, "one file").to_string(),
            "ok       gdp       one file"
        );
    }
}
