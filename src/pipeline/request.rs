use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;

use super::{PipelineError, Study};
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
    Docx,
    Xlsx,
    Markdown,
    /// A file a table.
    Latex,
    /// The figures for print, beside the SVG that is always there.
    Figures,
}

impl Format {
    /// What takes longest comes first.
    pub const ALL: [Self; 7] = [
        Self::Pdf,
        Self::Docx,
        Self::Figures,
        Self::Html,
        Self::Xlsx,
        Self::Markdown,
        Self::Latex,
    ];

    /// How the name of a file in this form ends.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Markdown => "md",
            Self::Latex => "tex",
            Self::Figures => "png",
        }
    }
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
    ///
    /// Any economy of the tables can be named; all are the members.
    pub(super) fn countries(&self, study: &Study) -> Result<Vec<Option<Economy>>, PipelineError> {
        let members = &study.settings.bloc.members;
        let code = match &self.country {
            None => return Ok(vec![None]),
            Some(Countries::All) => return Ok(members.iter().cloned().map(Some).collect()),
            Some(Countries::One(code)) => code,
        };
        let first = study.results.stage2.first();
        let shown = first.into_iter().flat_map(|point| point.partner_share.keys());
        let known: Vec<&Economy> = members.iter().chain(shown).collect();
        let found = known.iter().find(|economy| economy.code() == code);
        let near = nearest(code, known.iter().map(|economy| economy.code()));
        let hint = near
            .map(|near| format!("\n  hint: did you mean `{near}`?"))
            .unwrap_or_default();
        found
            .map(|economy| vec![Some(Economy::clone(economy))])
            .ok_or_else(|| PipelineError::Country {
                code: code.clone(),
                hint,
            })
    }
}
