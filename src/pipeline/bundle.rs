//! A package for reviewers, and what comes of building it again.

use std::path::Path;
use std::sync::Arc;

use super::{Format, Memories, Phase, PipelineError, Request, Study, Timings, analyse, compose, outputs, run};
use crate::bundle::{self, BundleError, Contents, Entry, Material, Part};
use crate::diagnostic::Diagnostic;
use crate::origins::Resources;
use crate::outputs::OutputFile;
use crate::outputs::write::Staged;
use crate::project::Project;
use crate::reproduce::{self, Outcome, ReproduceError, Verdict};

/// A bundle that can be written.
#[derive(Debug)]
pub struct Bundled {
    pub entries: Vec<Entry>,
    pub warnings: Vec<Diagnostic>,
}

/// Builds a project twice and brings everything together; fails where the builds differ.
pub fn bundle(request: &Request, progress: &dyn Fn(Phase)) -> Result<Bundled, PipelineError> {
    let made = make(request, progress)?;
    let again = again(request)?;
    if let Some(path) = unstable(&made.files, &again) {
        return Err(BundleError::Unstable { path }.into());
    }
    let Contents { entries, warnings } = made.contents;
    Ok(Bundled {
        entries,
        warnings: made.study.warnings.iter().cloned().chain(warnings).collect(),
    })
}

/// Packs a bundle into a file.
pub fn write_bundle(bundled: &Bundled, path: &Path) -> Result<(), PipelineError> {
    let mut staged = Staged::create(path)?;
    bundle::pack(&bundled.entries, &mut staged)?;
    Ok(staged.finish()?)
}

/// Unpacks a bundle, builds it twice and compares.
///
/// `data` is a folder with the files that the bundle may not hold; `memory` is what tables in work may take, in bytes.
pub fn reproduce(
    zip: &Path,
    data: Option<&Path>,
    memory: u64,
    progress: &dyn Fn(Phase),
) -> Result<Verdict, PipelineError> {
    let mut unpacked = reproduce::unpack(zip)?;
    let mut verdict = Verdict::new(&mut unpacked);
    if !verdict.passes() {
        return Ok(verdict);
    }
    verdict.checks.extend(unpacked.supply(data));
    if !verdict.passes() {
        verdict.outcome = Outcome::Incomplete;
        return Ok(verdict);
    }
    let request = Request {
        project: Project::open(&unpacked.project()).map_err(ReproduceError::NoProject)?,
        report: None,
        languages: None,
        formats: vec![Format::Html, Format::Pdf],
        country: None,
        out: None,
        locked: false,
        // What is kept of tables is not part of the bundle.
        resources: Resources { memory, cache: None },
    };
    let made = make(&request, progress)?;
    let first = "a first build makes the outputs of the bundle";
    verdict.checks.push(reproduce::outputs(first, &made.files, &unpacked));
    let second = "a second build, on one thread, makes the outputs of the bundle";
    verdict
        .checks
        .push(reproduce::outputs(second, &again(&request)?, &unpacked));
    // Another program has another README.
    if verdict.is_same_program() {
        let documents = reproduce::documents(&made.contents.entries, &unpacked);
        verdict.checks.push(documents);
    }
    verdict.outcome = if verdict.passes() {
        Outcome::Reproduced
    } else {
        Outcome::Differs
    };
    Ok(verdict)
}

/// A project, built, with everything that goes into its bundle.
struct Made {
    study: Arc<Study>,
    files: Vec<OutputFile>,
    contents: Contents,
}

fn make(request: &Request, progress: &dyn Fn(Phase)) -> Result<Made, PipelineError> {
    let memories = Memories::default();
    let mut clock = Timings::start(progress);
    let study = analyse(request, &memories, &mut clock)?;
    let reports = clock.time(Phase::Literate, || compose(request, &study, &memories))?;
    let files = clock.time(Phase::Outputs, || {
        outputs(&study, &reports, &request.formats, &memories)
    })?;
    let parts: Vec<Part<'_>> = reports
        .iter()
        .map(|report| Part {
            name: &report.name,
            folder: report.folder.as_deref(),
            documents: &report.documents,
        })
        .collect();
    let contents = bundle::contents(&Material {
        project: &request.project,
        settings: &study.settings,
        results: &study.results,
        parts: &parts,
        outputs: &files,
    })?;
    Ok(Made { study, files, contents })
}

/// More than any thread of a build takes.
const STACK: usize = 16 << 20;

/// The outputs of one more build: nothing is remembered from the first, no cache is read, one thread does it all.
fn again(request: &Request) -> Result<Vec<OutputFile>, PipelineError> {
    let request = Request {
        resources: Resources {
            cache: None,
            ..request.resources.clone()
        },
        ..request.clone()
    };
    let build = || run(&request, &Memories::default(), &|_| {});
    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build();
    let built = match one_thread {
        Ok(pool) => pool.install(build),
        // The system gives no more threads: those that are there do it.
        Err(_) => build(),
    };
    Ok(built?.files)
}

/// The first file in which two builds differ.
fn unstable(one: &[OutputFile], other: &[OutputFile]) -> Option<String> {
    if one.len() != other.len() {
        return Some("the list of outputs".to_owned());
    }
    let mut pairs = one.iter().zip(other);
    let different = pairs.find(|(one, other)| one != other);
    different.map(|(one, _)| one.path.clone())
}
