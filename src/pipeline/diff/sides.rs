//! One side of a comparison: a folder of an earlier build, or a project that is built in memory.

use std::collections::{BTreeMap, BTreeSet};

use super::refused;
use crate::comparison::{Document, DocumentId, Snapshot, claims_of};
use crate::diagnostic::{Diagnostic, Place};
use crate::fingerprint::sha256;
use crate::outputs::write::MANIFEST;
use crate::outputs::{OutputFile, read_page, results_json};
use crate::pipeline::publish::{CLAIMS, RESULTS};
use crate::pipeline::timings::{Clock, Phase};
use crate::pipeline::{Memories, PipelineError, Request, analyse, compose, pages, publish};
use crate::project::ReportFolder;
use crate::settings::Language;

/// One of two builds that are compared.
#[derive(Debug, Clone)]
pub struct DiffSide {
    /// What the user calls it.
    pub name: String,
    pub source: DiffSource,
}

/// Where a build comes from.
#[derive(Debug, Clone)]
pub enum DiffSource {
    Report(ReportFolder),
    Project(Box<Request>),
}

/// A build that has been read.
pub(super) struct ReadSide<'a> {
    pub snapshot: Snapshot,
    /// The SHA-256 of its results.
    pub sha256: String,
    pub warnings: Vec<Diagnostic>,
    /// Where it is a project.
    pub request: Option<&'a Request>,
}

/// The files of a build that are compared, by path.
#[derive(Default)]
struct Files {
    content: BTreeMap<String, Vec<u8>>,
    /// What there is in any format.
    documents: BTreeSet<DocumentId>,
    warnings: Vec<Diagnostic>,
}

impl DiffSide {
    pub(super) fn read(&self, memories: &Memories, clock: &mut Clock<'_>) -> Result<ReadSide<'_>, PipelineError> {
        let (files, request) = match &self.source {
            DiffSource::Report(folder) => (Files::of_folder(folder)?, None),
            DiffSource::Project(request) => (Files::of_project(request, memories, clock)?, Some(&**request)),
        };
        let mut warnings = files.warnings.clone();
        let snapshot = files.snapshot(&self.name)?;
        for (id, document) in &snapshot.documents {
            if !document.has_page() {
                let message = format!(
                    "{}: {} has no HTML page in `{}`: its exhibits and sentences are not compared",
                    self.name, id.name, id.language
                );
                let hint = "build the report with --format html";
                warnings.push(Diagnostic::error(message).warning().hint(hint));
            }
        }
        Ok(ReadSide {
            sha256: sha256(files.content.get(RESULTS).map(Vec::as_slice).unwrap_or_default()),
            snapshot,
            warnings,
            request,
        })
    }
}

impl Files {
    /// What an earlier build has written, as its manifest lists it.
    fn of_folder(folder: &ReportFolder) -> Result<Self, PipelineError> {
        let name = folder.name();
        let read = |path: &str| {
            folder.read(path).map_err(|error| {
                let hint = "name a folder that `rvc-report build` has written, or a project";
                refused(Diagnostic::error(format!("{name}/{path}: cannot be read: {error}")).hint(hint))
            })
        };
        let mut files = Self::default();
        let manifest = read(MANIFEST)?;
        let listed: serde_json::Value = serde_json::from_slice(&manifest).map_err(|error| {
            let message = format!("{name}/{MANIFEST}: not the JSON that `build` writes: {error}");
            refused(Diagnostic::error(message).hint("build the report again"))
        })?;
        for (path, hash) in listed["outputs"].as_object().into_iter().flatten() {
            files.documents.extend(document_id(path));
            if !is_wanted(path) {
                continue;
            }
            let content = read(path)?;
            if hash.as_str() != Some(sha256(&content).as_str()) {
                let message = format!("{name}/{path}: not the file that the build has written");
                let hint = "it was changed afterwards: build the report again";
                files.warnings.push(Diagnostic::error(message).warning().hint(hint));
            }
            files.content.insert(path.clone(), content);
        }
        if !files.content.contains_key(RESULTS) {
            let message = format!("{name}/{MANIFEST}: lists no {RESULTS}");
            return Err(refused(Diagnostic::error(message).hint("build the report again")));
        }
        files.content.insert(MANIFEST.to_owned(), manifest);
        Ok(files)
    }

    /// The same files, made in memory.
    fn of_project(request: &Request, memories: &Memories, clock: &mut Clock<'_>) -> Result<Self, PipelineError> {
        let study = analyse(request, memories, clock)?;
        let reports = clock.time(Phase::Literate, || compose(request, &study, memories))?;
        let made = clock.time(Phase::Outputs, || {
            let mut made = pages(&study, &reports, memories)?;
            for report in &reports {
                let data = publish::data(&study.exhibits, &report.documents)?;
                let claims = data.into_iter().filter(|file| file.path == CLAIMS);
                made.extend(claims.map(|file| report.placed(file)));
            }
            made.push(OutputFile::new(RESULTS, results_json(&study.results)?));
            publish::with_manifest(&study.results, made)
        })?;
        Ok(Self {
            documents: made.iter().filter_map(|file| document_id(&file.path)).collect(),
            content: made.into_iter().map(|file| (file.path, file.bytes)).collect(),
            warnings: study.warnings.clone(),
        })
    }

    fn snapshot(&self, name: &str) -> Result<Snapshot, PipelineError> {
        let text = |path: &str| self.content.get(path).map(|bytes| String::from_utf8_lossy(bytes));
        let (results, manifest) = (text(RESULTS).unwrap_or_default(), text(MANIFEST));
        let mut snapshot = Snapshot::read(name, &results, manifest.as_deref())?;
        for id in &self.documents {
            let document = self.document(name, id)?;
            snapshot.documents.insert(id.clone(), document);
        }
        Ok(snapshot)
    }

    /// The claims and the page of a document, as far as they are there.
    fn document(&self, name: &str, id: &DocumentId) -> Result<Document, PipelineError> {
        let text = |path: &str| self.content.get(path).map(|bytes| String::from_utf8_lossy(bytes));
        let folder = id.name.rsplit_once('/').map(|(folder, _)| format!("{folder}/"));
        let path = format!("{}{CLAIMS}", folder.unwrap_or_default());
        let claims = text(&path)
            .map(|text| claims_of(&format!("{name}: {path}"), &text))
            .transpose()?;
        let path = format!("{}.{}.html", id.name, id.language);
        let page = text(&path).map(|text| read_page(&text)).transpose();
        let page = page.map_err(|error| {
            let place = Place::file(&format!("{name}/{path}"));
            refused(
                Diagnostic::error(error.to_string())
                    .at(place)
                    .hint("build the report again"),
            )
        })?;
        Ok(Document {
            claims: claims
                .and_then(|mut claims| claims.remove(&id.language))
                .unwrap_or_default(),
            page: page.unwrap_or_default(),
        })
    }
}

/// Whether a file of a build is compared.
fn is_wanted(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    path == RESULTS || name == CLAIMS || path.ends_with(".html")
}

/// The document that a page or a PDF shows.
fn document_id(path: &str) -> Option<DocumentId> {
    let stem = path.strip_suffix(".html").or_else(|| path.strip_suffix(".pdf"))?;
    let (name, language) = stem.rsplit_once('.')?;
    language.parse::<Language>().ok()?;
    Some(DocumentId {
        name: name.to_owned(),
        language: language.to_owned(),
    })
}
