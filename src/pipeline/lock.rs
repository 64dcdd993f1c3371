//! The data lock of a project: compared before the analysis, written on request.

use std::path::PathBuf;

use super::data::{self, Data};
use super::{Memories, PipelineError, Request};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::fingerprint::sha256;
use crate::ingest;
use crate::lock::{Finding, Lock, LockError, Problem, compare, summarise, table_figures};
use crate::outputs::write::Staged;
use crate::settings::Settings;

/// The data of today beside what is locked; nothing is written yet.
#[derive(Debug)]
pub struct LockState {
    /// Where the lock stands, or will stand.
    pub path: PathBuf,
    /// The lock of today's data.
    text: String,
    pub n_inputs: usize,
    /// Whether there is an old lock.
    pub exists: bool,
    findings: Vec<Finding>,
}

impl LockState {
    /// The differences as news, for somebody who accepts them.
    pub fn accepted(&self) -> Vec<Diagnostic> {
        let news = self.findings.iter().map(|finding| Diagnostic {
            hint: None,
            ..finding.diagnostic().warning()
        });
        news.collect()
    }

    /// The differences, or the missing lock, as errors.
    pub fn refused(&self) -> Vec<Diagnostic> {
        if self.exists {
            refused(&self.findings)
        } else {
            vec![LockError::new(&self.path.display().to_string(), Problem::Missing).diagnostic()]
        }
    }
}

/// Reads the data of a project, summarises them and compares them with the old lock, where there is one.
pub fn lock(request: &Request, memories: &Memories) -> Result<LockState, PipelineError> {
    let settings = request.settings()?;
    let old = OldLock::read(request)?;
    let Some(path) = request.project.lock_path() else {
        return Err(error(&LockError::new(
            &request.project.settings_path(),
            Problem::BuiltIn,
        )));
    };
    let new = of_project(request, memories)?;
    let text = new.text(&path.display().to_string());
    Ok(LockState {
        text: text.map_err(|found| error(&found))?,
        n_inputs: new.inputs.len(),
        exists: old.lock.is_some(),
        findings: old.findings(&settings, &new),
        path,
    })
}

/// The lock that the data of a project would have.
pub(super) fn of_project(request: &Request, memories: &Memories) -> Result<Lock, PipelineError> {
    let settings = request.settings()?;
    let Request { project, resources, .. } = request;
    let files = ingest::read(&settings, project, &memories.files, &|file| resources.sha256_of(file));
    let data = data::data(&settings, project, files, resources, &memories.origins)?;
    Ok(of_today(&settings, &data))
}

/// Puts the lock of today's data in place of the old one.
pub fn write_lock(state: &LockState) -> Result<(), PipelineError> {
    let mut staged = Staged::create(&state.path)?;
    staged.write(state.text.as_bytes())?;
    Ok(staged.finish()?)
}

/// The lock that a project has, before its data are read.
#[derive(Debug, Default)]
pub(super) struct OldLock {
    lock: Option<Lock>,
    /// Of the text; part of the key of a study.
    digest: String,
}

impl OldLock {
    /// Fails where the lock is damaged, or missing although the request depends on it.
    pub(super) fn read(request: &Request) -> Result<Self, PipelineError> {
        let project = &request.project;
        let path = match project.lock_path() {
            Some(path) => path.display().to_string(),
            None if request.locked => return Err(error(&LockError::new(&project.settings_path(), Problem::BuiltIn))),
            None => return Ok(Self::default()),
        };
        let fail = |problem| error(&LockError::new(&path, problem));
        let text = project.read_lock().map_err(|source| match source.kind() {
            std::io::ErrorKind::InvalidData => fail(Problem::Encoding),
            _ => fail(Problem::Unreadable(source.to_string())),
        })?;
        match text {
            Some(text) => Ok(Self {
                lock: Some(Lock::parse(&text, &path).map_err(|found| error(&found))?),
                digest: sha256(text.as_bytes()),
            }),
            None if request.locked => Err(fail(Problem::Missing)),
            None => Ok(Self::default()),
        }
    }

    /// What the comparison depends on besides data and settings.
    pub(super) fn key(&self, settings: &Settings) -> String {
        format!("{} {}", self.digest, settings.lock.threshold)
    }

    /// Compares the data of a run with the lock: differences are warnings.
    ///
    /// Fails with all of them where one is an error, or where the request accepts none.
    pub(super) fn check(
        &self,
        request: &Request,
        settings: &Settings,
        data: &Data,
    ) -> Result<Vec<Diagnostic>, PipelineError> {
        if self.lock.is_none() {
            return Ok(Vec::new());
        }
        let findings = self.findings(settings, &of_today(settings, data));
        if request.locked && !findings.is_empty() {
            return Err(PipelineError::Lock(Diagnostics(refused(&findings))));
        }
        let found: Vec<Diagnostic> = findings.iter().map(Finding::diagnostic).collect();
        if found.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
            return Err(PipelineError::Lock(Diagnostics(found)));
        }
        Ok(found)
    }

    fn findings(&self, settings: &Settings, new: &Lock) -> Vec<Finding> {
        let old = self.lock.as_ref();
        old.map(|old| compare(old, new, settings)).unwrap_or_default()
    }
}

/// The lock that today's data would have.
fn of_today(settings: &Settings, data: &Data) -> Lock {
    let inputs = &data.inputs;
    let tables = table_figures(settings, inputs, &data.origins);
    let trade = inputs.trade.as_deref();
    let summaries = summarise(settings, &inputs.files, trade, &inputs.gdp_per_capita, &tables);
    Lock::new(settings, summaries)
}

fn refused(findings: &[Finding]) -> Vec<Diagnostic> {
    let refused = findings.iter().map(|finding| Diagnostic {
        severity: Severity::Error,
        ..finding.diagnostic()
    });
    refused.collect()
}

fn error(found: &LockError) -> PipelineError {
    PipelineError::Lock(Diagnostics(vec![found.diagnostic()]))
}
