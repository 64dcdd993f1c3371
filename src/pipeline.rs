//! The run, one line a stage.
//!
//! settings → ingest → value added → stages → exhibits → literate → outputs

mod bundle;
mod compose;
mod data;
mod diff;
mod error;
mod lock;
mod publish;
mod replicate;
mod request;
mod study;
mod timings;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

pub use bundle::{Bundled, bundle, reproduce, write_bundle};
use compose::{Composition, Wanted, compose_all, earlier_claims, out_of_step};
pub use compose::{Report, compose};
pub use diff::{DiffRequest, DiffSide, DiffSource, Difference, diff};
pub use error::PipelineError;
pub use lock::{LockState, lock, write_lock};
pub use request::{Countries, Format, Request};
pub use timings::{Phase, Timings};

use crate::diagnostic::Diagnostic;
use crate::exhibits::{self, Exhibits};
use crate::fingerprint::sha256;
use crate::ingest::{self, ReadFile};
use crate::literate::{Composed, Material};
use crate::memory::Memory;
use crate::origins::YearOrigin;
use crate::outputs::write;
use crate::outputs::{Formula, OutputFile, results_json};
use crate::replication::Replication;
use crate::settings::Settings;
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
    /// Why some reports of many could not be made; the others were.
    pub failed: Vec<Diagnostic>,
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

/// Makes every output in memory; nothing is written.
pub fn run(request: &Request, memories: &Memories, progress: &dyn Fn(Phase)) -> Result<Built, PipelineError> {
    let mut clock = Timings::start(progress);
    let study = analyse(request, memories, &mut clock)?;
    let Composition { reports, failed } = clock.time(Phase::Literate, || compose_all(request, &study, memories))?;
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
        failed,
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
        comparison: None,
        briefed: &[],
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
            failed: Vec::new(),
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
