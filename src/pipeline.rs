//! The run, one line a stage.
//!
//! settings → ingest → value added → stages → exhibits → literate → outputs

mod error;
mod publish;
mod request;
mod study;
mod timings;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

pub use error::PipelineError;
pub use request::{Countries, Format, Request};
pub use timings::{Phase, Timings};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::exhibits::{self, Exhibits};
use crate::ingest::{self, ReadFile};
use crate::literate::{self, Composed, EarlierClaims, Material};
use crate::memory::Memory;
use crate::model::Economy;
use crate::outputs::write;
use crate::outputs::{Formula, OutputFile, results_json};
use crate::settings::{Language, Settings};
use crate::stages::Results;
use crate::value_added::ExportOrigin;
use timings::Clock;

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

/// What earlier runs of the same process have made, by the hashes of what they read.
#[derive(Debug, Default)]
pub struct Memories {
    files: Memory<ReadFile>,
    origins: Memory<ExportOrigin>,
    studies: Memory<Study>,
    drawings: Memory<String>,
    formulas: Memory<BTreeMap<Formula, String>>,
}

impl Memories {
    /// Forgets what the last run did not need.
    pub fn end_round(&self) {
        self.files.end_round();
        self.origins.end_round();
        self.studies.end_round();
        self.drawings.end_round();
        self.formulas.end_round();
    }
}

/// The data, analysed: everything that documents are composed from.
#[derive(Debug)]
pub struct Study {
    pub settings: Settings,
    pub results: Arc<Results>,
    pub exhibits: Exhibits,
    pub warnings: Vec<Diagnostic>,
}

/// One report of a study: the documents of all its languages.
pub struct Report {
    pub country: Option<Economy>,
    pub documents: Vec<Composed>,
}

/// Makes every output in memory; nothing is written.
pub fn run(request: &Request, memories: &Memories, progress: &dyn Fn(Phase)) -> Result<Built, PipelineError> {
    let mut clock = Timings::start(progress);
    let study = analyse(request, memories, &mut clock)?;
    let reports = clock.time(Phase::Literate, || compose(request, &study))?;
    let files = clock.time(Phase::Outputs, || outputs(&study, &reports, &request.formats, memories))?;
    let findings = reports.iter().flat_map(|report| &report.documents);
    let findings = findings.flat_map(|composed| composed.findings.clone());
    Ok(Built {
        folder: folder(request, &study.settings),
        files,
        warnings: study.warnings.iter().cloned().chain(findings).collect(),
        out_of_step: reports
            .iter()
            .flat_map(|report| out_of_step(&report.documents))
            .collect(),
        timings: clock.finish(),
    })
}

/// Puts the outputs of a run in place.
pub fn write(built: &Built) -> Result<(), PipelineError> {
    Ok(write::write(&built.folder, &built.files)?)
}

/// Reads the data and runs the three stages.
pub fn study(request: &Request, memories: &Memories, progress: &dyn Fn(Phase)) -> Result<Arc<Study>, PipelineError> {
    analyse(request, memories, &mut Timings::start(progress))
}

/// Where settings and every file read are the same, the study is the same.
fn analyse(request: &Request, memories: &Memories, clock: &mut Clock<'_>) -> Result<Arc<Study>, PipelineError> {
    let settings = request.settings()?;
    let files = clock.time(Phase::Ingest, || {
        ingest::read(&settings, &request.project, &memories.files)
    })?;
    let key = format!("{}\n{}", serde_json::to_string(&settings)?, files.digest());
    memories.studies.recall(key, || {
        let inputs = clock.time(Phase::Checks, || files.into_inputs(&settings))?;
        let known = &memories.origins;
        let origins = clock.time(Phase::ValueAdded, || study::decompose(&settings, &inputs, known))?;
        let results = Arc::new(clock.time(Phase::Stages, || study::results(&settings, &inputs, &origins))?);
        let exhibits = clock.time(Phase::Exhibits, || exhibits::build(&results));
        let warnings = inputs.warnings.iter();
        Ok(Study {
            warnings: warnings
                .map(|text| Diagnostic::error(text.as_str()).warning())
                .collect(),
            settings,
            results,
            exhibits,
        })
    })
}

/// Composes the documents of every report that is asked for.
pub fn compose(request: &Request, study: &Study) -> Result<Vec<Report>, PipelineError> {
    let folder = folder(request, &study.settings);
    let languages = request.languages(&study.settings);
    let countries = request.countries(&study.settings)?;
    let reports = countries.into_iter().map(|country| {
        let earlier = earlier_claims(&folder, country.as_ref());
        let material = Material {
            results: &study.results,
            exhibits: &study.exhibits,
            project: &request.project,
            earlier: &earlier,
        };
        let compose = |language: &Language| literate::compose(&material, *language, country.as_ref());
        let documents = all_or_errors(languages.par_iter().map(compose).collect())?;
        Ok(Report { country, documents })
    });
    reports.collect()
}

/// The files of all reports, in the formats asked for, with their data and the manifest.
pub fn outputs(
    study: &Study,
    reports: &[Report],
    formats: &[Format],
    memories: &Memories,
) -> Result<Vec<OutputFile>, PipelineError> {
    let results = &study.results;
    let results_file = OutputFile::new(publish::RESULTS, results_json(results)?);
    let mut files = Vec::new();
    for report in reports {
        let data = publish::data(&study.exhibits, &report.documents)?;
        let parts = publish::Parts {
            results,
            results_file: &results_file,
            data: &data,
            memories,
        };
        let made = publish::documents(&parts, &report.documents, formats)?;
        let of_report = made.into_iter().chain(data);
        files.extend(of_report.map(|file| publish::under(report.country.as_ref(), file)));
    }
    files.push(results_file);
    publish::with_manifest(results, files)
}

/// The HTML pages of all reports.
pub fn pages(study: &Study, reports: &[Report], memories: &Memories) -> Result<Vec<OutputFile>, PipelineError> {
    let mut pages = Vec::new();
    for report in reports {
        let made = publish::pages(&study.results, &report.documents, memories)?;
        pages.extend(
            made.into_iter()
                .map(|file| publish::under(report.country.as_ref(), file)),
        );
    }
    Ok(pages)
}

/// Where the outputs of a request go.
pub fn folder(request: &Request, settings: &Settings) -> PathBuf {
    let root = request.out.clone();
    root.unwrap_or_else(|| request.project.output_root().join(&settings.study.report))
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
            Err(Diagnostics(found)) => {
                for error in found {
                    if !errors.contains(&error) {
                        errors.push(error);
                    }
                }
            }
        }
    }
    if errors.is_empty() {
        Ok(all)
    } else {
        Err(Diagnostics(errors))
    }
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
