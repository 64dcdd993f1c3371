//! The run, one line a stage.
//!
//! settings → ingest → value added → stages → exhibits → literate → outputs

mod bundle;
mod data;
mod error;
mod lock;
mod publish;
mod replicate;
mod request;
mod study;
mod timings;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

pub use bundle::{Bundled, bundle, reproduce, write_bundle};
pub use error::PipelineError;
pub use lock::{LockState, lock, write_lock};
pub use request::{Countries, Format, Request};
pub use timings::{Phase, Timings};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::exhibits::{self, Exhibits};
use crate::fingerprint::sha256;
use crate::ingest::{self, ReadFile};
use crate::literate::{self, Composed, EarlierClaims, Material};
use crate::memory::Memory;
use crate::model::Economy;
use crate::origins::YearOrigin;
use crate::outputs::write;
use crate::outputs::{Formula, OutputFile, results_json};
use crate::replication::Replication;
use crate::settings::{Language, Settings};
use crate::stages::Results;
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
    origins: Memory<YearOrigin>,
    studies: Memory<Study>,
    documents: Memory<Composed>,
    drawings: Memory<String>,
    formulas: Memory<BTreeMap<Formula, String>>,
    /// Finished pages and PDFs.
    made: Memory<Vec<u8>>,
}

impl Memories {
    /// Forgets what the last run did not need.
    pub fn end_round(&self) {
        self.files.end_round();
        self.origins.end_round();
        self.studies.end_round();
        self.documents.end_round();
        self.drawings.end_round();
        self.formulas.end_round();
        self.made.end_round();
    }
}

/// The data, analysed: everything that documents are composed from.
#[derive(Debug)]
pub struct Study {
    /// The hash of everything that it depends on.
    pub id: String,
    pub settings: Settings,
    pub results: Arc<Results>,
    pub exhibits: Exhibits,
    pub warnings: Vec<Diagnostic>,
}

/// One report of a study, or what accompanies it: the documents of all its languages.
pub struct Report {
    /// The folder of its templates, and the name of its files.
    pub name: String,
    pub country: Option<Economy>,
    /// Where its files stand, under the folder of the build.
    pub folder: Option<String>,
    pub documents: Vec<Arc<Composed>>,
    /// The hash of everything but the project's texts that the documents were composed from.
    material: String,
}

/// The appendix that answers a referee: a document of its own.
const APPENDIX: &str = "robustness";

/// Makes every output in memory; nothing is written.
pub fn run(request: &Request, memories: &Memories, progress: &dyn Fn(Phase)) -> Result<Built, PipelineError> {
    let mut clock = Timings::start(progress);
    let study = analyse(request, memories, &mut clock)?;
    let reports = clock.time(Phase::Literate, || compose(request, &study, memories))?;
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
    let Request { project, resources, .. } = request;
    let files = clock.time(Phase::Ingest, || {
        ingest::read(&settings, project, &memories.files, &|file| resources.sha256_of(file))
    });
    let key = format!("{}\n{}", serde_json::to_string(&settings)?, files.digest());
    let id = sha256(key.as_bytes());
    let old = lock::OldLock::read(request)?;
    let key = format!("{key}\n{} {}", request.locked, old.key(&settings));
    memories.studies.recall(key, || {
        let known = &memories.origins;
        let data = clock.time(Phase::ValueAdded, || {
            data::data(&settings, project, files, resources, known)
        })?;
        let differences = old.check(request, &settings, &data)?;
        let results = Arc::new(study::results(&settings, &data, clock)?);
        let differences = differences.into_iter().chain(publish::differences(&results.comparison));
        let exhibits = clock.time(Phase::Exhibits, || exhibits::build(&results));
        let warnings = data.inputs.warnings.iter();
        Ok(Study {
            id,
            warnings: warnings
                .map(|text| Diagnostic::error(text.as_str()).warning())
                .chain(differences)
                .collect(),
            settings,
            results,
            exhibits,
        })
    })
}

/// Composes the documents of every report that is asked for, and of what accompanies it.
///
/// A document is composed again where the study or any text that went into it has changed.
pub fn compose(request: &Request, study: &Study, memories: &Memories) -> Result<Vec<Report>, PipelineError> {
    let main = study.settings.study.report.as_str();
    let mut wanted: Vec<Wanted<'_>> = Vec::new();
    for country in request.countries(&study.settings)? {
        wanted.push(Wanted {
            name: main,
            folder: country.as_ref().map(Economy::to_string),
            country,
        });
    }
    if study.settings.has_appendix() && request.country.is_none() {
        wanted.push(Wanted {
            name: APPENDIX,
            folder: Some(APPENDIX.to_owned()),
            country: None,
        });
    }
    let folder = folder(request, &study.settings);
    let material = Material {
        report: main,
        results: &study.results,
        replication: None,
        exhibits: &study.exhibits,
        project: &request.project,
        earlier: &EarlierClaims::default(),
    };
    let languages = request.languages(&study.settings);
    let reports = wanted.into_iter().map(|wanted| {
        let earlier = earlier_claims(&folder, wanted.folder.as_deref());
        let material = Material {
            report: wanted.name,
            earlier: &earlier,
            ..material
        };
        wanted.compose(&material, &study.id, &languages, &memories.documents)
    });
    reports.collect()
}

/// A report to be composed.
struct Wanted<'a> {
    name: &'a str,
    country: Option<Economy>,
    folder: Option<String>,
}

impl Wanted<'_> {
    fn compose(
        self,
        material: &Material<'_>,
        study: &str,
        languages: &BTreeSet<Language>,
        known: &Memory<Composed>,
    ) -> Result<Report, PipelineError> {
        let Self { name, country, .. } = &self;
        let own = format!("{study} {name} {country:?}");
        let compose = |language: &Language| {
            let holds = |one: &Composed| one.read.still_holds(material.project);
            let key = format!("{own} {}", language.tag());
            known.recall_if(key, holds, || literate::compose(material, *language, country.as_ref()))
        };
        let documents = all_or_errors(languages.par_iter().map(compose).collect())?;
        Ok(Report {
            name: self.name.to_owned(),
            country: self.country,
            folder: self.folder,
            documents,
            material: own,
        })
    }
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
            reports,
            results_file: &results_file,
            data: &data,
            memories,
        };
        let made = publish::documents(&parts, report, formats)?;
        let of_report = made.into_iter().chain(data);
        files.extend(of_report.map(|file| report.placed(file)));
    }
    files.push(results_file);
    files.extend(publish::comparison(&results.comparison));
    publish::with_manifest(results, files)
}

/// The HTML pages of all reports.
pub fn pages(study: &Study, reports: &[Report], memories: &Memories) -> Result<Vec<OutputFile>, PipelineError> {
    let mut pages = Vec::new();
    for report in reports {
        let made = publish::pages(&study.results, report, reports, memories)?;
        pages.extend(made.into_iter().map(|file| report.placed(file)));
    }
    Ok(pages)
}

/// A published article, verified against a study: what was found, and the files that say it.
#[derive(Debug)]
pub struct Verified {
    pub built: Built,
    pub replication: Arc<Replication>,
}

/// The documents of a verification, and their folder under that of the report.
const VERIFICATION: &str = "verification";

/// Compares the published article of a project with its study; nothing is written.
pub fn verify(request: &Request, memories: &Memories, progress: &dyn Fn(Phase)) -> Result<Verified, PipelineError> {
    let mut clock = Timings::start(progress);
    let study = analyse(request, memories, &mut clock)?;
    let found = clock.time(Phase::Replication, || replicate::replicate(request, &study, memories))?;
    let replication = Arc::new(found);
    let exhibits = study.exhibits.with_replication(&study.results, &replication);
    let own = request.out.clone();
    let folder = own.unwrap_or_else(|| folder(request, &study.settings).join(VERIFICATION));
    let material = Material {
        report: VERIFICATION,
        results: &study.results,
        replication: Some(&replication),
        exhibits: &exhibits,
        project: &request.project,
        earlier: &earlier_claims(&folder, None),
    };
    let wanted = Wanted {
        name: VERIFICATION,
        country: None,
        folder: None,
    };
    let languages = request.languages(&study.settings);
    let id = sha256(format!("{}\n{}", study.id, serde_json::to_string(&*replication)?).as_bytes());
    let compose = || wanted.compose(&material, &id, &languages, &memories.documents);
    let report = clock.time(Phase::Literate, compose)?;
    let findings: Vec<Diagnostic> = report.documents.iter().flat_map(|one| one.findings.clone()).collect();
    let out_of_step = out_of_step(&report.documents);
    let files = clock.time(Phase::Outputs, || {
        let tried = Study {
            id,
            settings: study.settings.clone(),
            results: study.results.clone(),
            exhibits,
            warnings: Vec::new(),
        };
        let mut files = outputs(&tried, &[report], &request.formats, memories)?;
        files.extend(publish::verification(&replication)?);
        publish::with_manifest(&study.results, files)
    })?;
    Ok(Verified {
        built: Built {
            folder,
            files,
            warnings: study.warnings.iter().cloned().chain(findings).collect(),
            out_of_step,
            timings: clock.finish(),
        },
        replication,
    })
}

/// Where the outputs of a request go.
pub fn folder(request: &Request, settings: &Settings) -> PathBuf {
    let root = request.out.clone();
    root.unwrap_or_else(|| request.project.output_root().join(&settings.study.report))
}

/// The claims of the last build; none where there was none.
fn earlier_claims(folder: &Path, own: Option<&str>) -> EarlierClaims {
    let folder = own.map_or_else(|| folder.to_owned(), |own| folder.join(own));
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
fn out_of_step(documents: &[Arc<Composed>]) -> Vec<Diagnostic> {
    match documents {
        [one, rest @ ..] => rest
            .iter()
            .flat_map(|other| literate::out_of_step(&one.document, &other.document))
            .collect(),
        [] => Vec::new(),
    }
}
