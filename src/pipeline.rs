//! The run, one line a stage.
//!
//! settings → ingest → value added → stages → exhibits → literate → outputs

mod publish;
mod study;
mod timings;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

pub use timings::{Phase, Timings};

use crate::exhibits;
use crate::ingest::{self, IngestErrors};
use crate::literate::{self, LiterateErrors};
use crate::model::Economy;
use crate::outputs::write::{self, WriteError};
use crate::outputs::{ChartError, MathError, OutputFile, PageError, PdfError};
use crate::project::Project;
use crate::settings::{Language, Settings, SettingsError, is_plain};
use crate::stages::ResponseError;
use crate::value_added::DecompositionError;

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

/// What a run has made.
#[derive(Debug)]
pub struct Built {
    pub folder: PathBuf,
    pub files: Vec<OutputFile>,
    pub warnings: Vec<String>,
    pub timings: Timings,
}

/// Why a run stopped; the message is complete and meant for the user.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    #[error("{path}: {source}\n  hint: check the permissions of the settings file")]
    SettingsFile { path: String, source: io::Error },
    #[error("{path}: the text is not UTF-8\n  hint: save the file as UTF-8 and try again")]
    SettingsEncoding { path: String },
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(
        "`{name}` is not the name of a report\n  hint: use letters, digits, `-` and `_`: it names a folder under templates/"
    )]
    ReportName { name: String },
    #[error("`{code}` is not a member of the bloc{hint}")]
    Country { code: String, hint: String },
    #[error(transparent)]
    Ingest(#[from] IngestErrors),
    #[error(transparent)]
    Decomposition(#[from] DecompositionError),
    #[error(transparent)]
    Response(#[from] ResponseError),
    #[error(transparent)]
    Literate(#[from] LiterateErrors),
    #[error(transparent)]
    Chart(#[from] ChartError),
    #[error(transparent)]
    Math(#[from] MathError),
    #[error(transparent)]
    Pdf(#[from] PdfError),
    #[error(transparent)]
    Page(#[from] PageError),
    #[error("results cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Makes every output in memory; nothing is written.
pub fn run(request: &Request, progress: &dyn Fn(Phase)) -> Result<Built, PipelineError> {
    let mut clock = Timings::start(progress);
    let settings = settings(request)?;
    let languages = publish::languages(&settings, request);
    let inputs = clock.time(Phase::Ingest, || ingest::read(&settings, &request.project))?;
    let origins = clock.time(Phase::ValueAdded, || study::decompose(&settings, &inputs))?;
    let results = Arc::new(clock.time(Phase::Stages, || study::results(&settings, &inputs, &origins))?);
    let exhibits = clock.time(Phase::Exhibits, || exhibits::build(&results));
    let countries = publish::countries(&settings, request)?;
    let documents = clock.time(Phase::Literate, || {
        let compose = |country: &Option<Economy>| {
            let compose = |language: &Language| {
                literate::compose(&results, &exhibits, &request.project, *language, country.as_ref())
            };
            languages.par_iter().map(compose).collect::<Result<Vec<_>, _>>()
        };
        countries.iter().map(compose).collect::<Result<Vec<_>, _>>()
    })?;
    let files = clock.time(Phase::Outputs, || {
        let mut files = Vec::new();
        for (country, composed) in countries.iter().zip(&documents) {
            let made = publish::documents(&results, &exhibits, composed, &request.formats)?;
            files.extend(made.into_iter().map(|file| publish::under(country.as_ref(), file)));
        }
        publish::with_data(&results, files)
    })?;
    let root = request.out.clone();
    let folder = root.unwrap_or_else(|| request.project.output_root().join(&settings.study.report));
    Ok(Built {
        folder,
        files,
        warnings: inputs.warnings,
        timings: clock.finish(),
    })
}

/// Runs and puts the outputs in place.
pub fn build(request: &Request, progress: &dyn Fn(Phase)) -> Result<Built, PipelineError> {
    let built = run(request, progress)?;
    progress(Phase::Write);
    write::write(&built.folder, &built.files)?;
    Ok(built)
}

fn settings(request: &Request) -> Result<Settings, PipelineError> {
    let path = request.project.settings_path();
    let text = request.project.read_settings().map_err(|source| match source.kind() {
        io::ErrorKind::InvalidData => PipelineError::SettingsEncoding { path: path.clone() },
        _ => PipelineError::SettingsFile {
            path: path.clone(),
            source,
        },
    })?;
    let mut settings = Settings::parse(&text, &path)?;
    if let Some(report) = &request.report {
        if !is_plain(report) {
            return Err(PipelineError::ReportName { name: report.clone() });
        }
        settings.study.report.clone_from(report);
    }
    Ok(settings)
}
