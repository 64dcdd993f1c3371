//! The run, one line a stage.
//!
//! settings → ingest → value added → stages → exhibits → literate → outputs

mod publish;
mod study;
mod timings;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

pub use timings::{Phase, Timings};

use crate::exhibits;
use crate::ingest::{self, IngestErrors};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::literate::{self, Composed, EarlierClaims, Material};
use crate::model::Economy;
use crate::outputs::write::{self, WriteError};
use crate::outputs::{ChartError, MathError, OutputFile, PageError, PdfError, results_json};
use crate::project::Project;
use crate::settings::{Language, Settings, SettingsError, is_plain};
use crate::stages::StageError;
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
    pub warnings: Vec<Diagnostic>,
    /// Where the languages of a report differ.
    pub out_of_step: Vec<Diagnostic>,
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
    Stage(#[from] StageError),
    #[error(transparent)]
    Literate(#[from] Diagnostics),
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
    let root = request.out.clone();
    let folder = root.unwrap_or_else(|| request.project.output_root().join(&settings.study.report));
    let documents = clock.time(Phase::Literate, || {
        let compose = |country: &Option<Economy>| {
            let earlier = earlier_claims(&folder, country.as_ref());
            let material = Material {
                results: &results,
                exhibits: &exhibits,
                project: &request.project,
                earlier: &earlier,
            };
            let compose = |language: &Language| literate::compose(&material, *language, country.as_ref());
            all_or_errors(languages.par_iter().map(compose).collect())
        };
        countries.iter().map(compose).collect::<Result<Vec<_>, _>>()
    })?;
    let files = clock.time(Phase::Outputs, || {
        let results_file = OutputFile::new(publish::RESULTS, results_json(&results)?);
        let mut files = Vec::new();
        for (country, composed) in countries.iter().zip(&documents) {
            let data = publish::data(&exhibits, composed)?;
            let made = publish::documents(&results, &results_file, &data, composed, &request.formats)?;
            let of_country = made.into_iter().chain(data);
            files.extend(of_country.map(|file| publish::under(country.as_ref(), file)));
        }
        files.push(results_file);
        publish::with_manifest(&results, files)
    })?;
    let warnings = inputs.warnings.iter().map(|text| Diagnostic::error(text.as_str()).warning());
    let findings = documents.iter().flatten().flat_map(|composed| composed.findings.clone());
    Ok(Built {
        folder,
        files,
        warnings: warnings.chain(findings).collect(),
        out_of_step: documents.iter().flat_map(|documents| out_of_step(documents)).collect(),
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

/// The claims of the last build; none where there was none.
fn earlier_claims(folder: &Path, country: Option<&Economy>) -> EarlierClaims {
    let folder = country.map_or_else(|| folder.to_owned(), |economy| folder.join(economy.code()));
    let text = write::earlier(&folder, publish::CLAIMS).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// Every result, or the errors of all that failed.
fn all_or_errors<T>(made: Vec<Result<T, Diagnostics>>) -> Result<Vec<T>, Diagnostics> {
    let (mut all, mut errors) = (Vec::new(), Vec::new());
    for result in made {
        match result {
            Ok(one) => all.push(one),
            Err(Diagnostics(found)) => errors.extend(found.into_iter().filter(|error| !errors.contains(error)).collect::<Vec<_>>()),
        }
    }
    if errors.is_empty() { Ok(all) } else { Err(Diagnostics(errors)) }
}

/// Where the languages of one report differ.
fn out_of_step(documents: &[Composed]) -> Vec<Diagnostic> {
    match documents {
        [one, rest @ ..] => rest
            .iter()
            .flat_map(|other| literate::out_of_step(&one.document, &other.document))
            .collect(),
        [] => Vec::new(),
    }
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
