use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;

use super::PipelineError;
use crate::model::Economy;
use crate::origins::Resources;
use crate::project::Project;
use crate::settings::{Language, Settings, is_plain, nearest};

/// What a run is asked for.
#[derive(Debug, Clone)]
pub struct Request {
    pub project: Project,
    /// Another report than the project's own.
    pub report: Option<String>,
    /// All that the project has titles in by default.
    pub languages: Option<Vec<Language>>,
    pub formats: Vec<Format>,
    /// One report for each of these economies, instead of one for the study.
    pub country: Option<Countries>,
    /// Where to write; `reports/NAME/` of the project by default.
    pub out: Option<PathBuf>,
    /// Whether the data must be as the lock has them.
    pub locked: bool,
    /// Memory and cache of the tables.
    pub resources: Resources,
}

/// The economies of a report that is made for each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Countries {
    /// Every member of the bloc.
    All,
    /// One member, by its code.
    One(String),
}

/// A form of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    Html,
    Pdf,
}

impl Request {
    /// The settings of the project, with what the request changes.
    pub(super) fn settings(&self) -> Result<Settings, PipelineError> {
        let path = self.project.settings_path();
        let text = self.project.read_settings().map_err(|source| match source.kind() {
            io::ErrorKind::InvalidData => PipelineError::SettingsEncoding { path: path.clone() },
            _ => PipelineError::SettingsFile {
                path: path.clone(),
                source,
            },
        })?;
        let mut settings = Settings::parse(&text, &path)?;
        if let Some(report) = &self.report {
            if !is_plain(report) {
                return Err(PipelineError::ReportName { name: report.clone() });
            }
            settings.study.report.clone_from(report);
        }
        Ok(settings)
    }

    /// The languages that are asked for, each once, or all that the project has titles in.
    pub(super) fn languages(&self, settings: &Settings) -> BTreeSet<Language> {
        match &self.languages {
            Some(wanted) => wanted.iter().copied().collect(),
            None => settings.study.titles.keys().copied().collect(),
        }
    }

    /// The economies that a report is made for; one `None` for a report about the whole study.
    pub(super) fn countries(&self, settings: &Settings) -> Result<Vec<Option<Economy>>, PipelineError> {
        let members = &settings.bloc.members;
        let code = match &self.country {
            None => return Ok(vec![None]),
            Some(Countries::All) => return Ok(members.iter().cloned().map(Some).collect()),
            Some(Countries::One(code)) => code,
        };
        let found = members.iter().find(|member| member.code() == code).cloned();
        let near = nearest(code, members.iter().map(Economy::code));
        let hint = near
            .map(|near| format!("\n  hint: did you mean `{near}`?"))
            .unwrap_or_default();
        found
            .map(|member| vec![Some(member)])
            .ok_or_else(|| PipelineError::Country {
                code: code.clone(),
                hint,
            })
    }
}
