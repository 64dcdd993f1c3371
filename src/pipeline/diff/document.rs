//! The document about the differences: composed and written as any other.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::sides::ReadSide;
use super::{DiffRequest, refused};
use crate::comparison::Comparison;
use crate::diagnostic::Diagnostic;
use crate::exhibits::Exhibits;
use crate::fingerprint::sha256;
use crate::ingest::{Coverage, Evidence, InputFile};
use crate::literate::{EarlierClaims, Material};
use crate::outputs::OutputFile;
use crate::pipeline::publish::{self, DIFFERENCES, Parts};
use crate::pipeline::{Memories, PipelineError, Request, compose};
use crate::project::Project;
use crate::settings::{Date, Language, Settings, Study};
use crate::stages::{Results, SCHEMA, StudyRecord, examine};

/// The folder of its templates, and the name of its files.
const DOCUMENT: &str = "diff";

/// What the document is made from.
pub(super) struct Wanted<'a> {
    pub request: &'a DiffRequest,
    pub old: &'a ReadSide<'a>,
    pub new: &'a ReadSide<'a>,
    pub comparison: &'a Arc<Comparison>,
    pub memories: &'a Memories,
}

impl Wanted<'_> {
    /// Its files, and what the lint has found in its templates.
    pub(super) fn files(&self) -> Result<(Vec<OutputFile>, Vec<Diagnostic>), PipelineError> {
        let base = self.base();
        let mut settings = base.settings()?;
        if self.new.request.is_none() {
            settings.study = study(&self.new.snapshot.study).unwrap_or(settings.study);
        }
        let languages = self.languages(&settings)?;
        let results = Arc::new(self.results(settings));
        let mut json = serde_json::to_string_pretty(&**self.comparison)?;
        json.push('\n');
        let exhibits = Exhibits {
            tables: Vec::new(),
            figures: Vec::new(),
        };
        let material = Material {
            report: DOCUMENT,
            results: &results,
            replication: None,
            briefed: &[],
            comparison: Some(self.comparison),
            exhibits: &exhibits,
            project: &base.project,
            earlier: &EarlierClaims::default(),
        };
        let wanted = compose::Wanted {
            name: DOCUMENT,
            country: None,
            folder: None,
        };
        let id = sha256(json.as_bytes());
        let reports = [wanted.compose(&material, &id, &languages, &self.memories.documents)?];
        let findings = reports[0]
            .documents
            .iter()
            .flat_map(|one| one.findings.clone())
            .collect();
        let differences = OutputFile::new(DIFFERENCES, json);
        let parts = Parts {
            results: &results,
            reports: &reports,
            results_file: &differences,
            data: &[],
            memories: self.memories,
        };
        let mut files = publish::documents(&parts, &reports[0], &self.request.formats)?;
        files.push(differences);
        Ok((publish::with_manifest(&results, files)?, findings))
    }

    /// The project whose templates, names and settings are used: that of the new side, of the old one, or the
    /// demonstration project.
    fn base(&self) -> Request {
        let own = self.new.request.or(self.old.request);
        own.cloned().unwrap_or_else(|| Request {
            project: Project::demonstration(),
            report: None,
            languages: None,
            formats: Vec::new(),
            country: None,
            out: None,
            locked: false,
            resources: self.request.resources.clone(),
        })
    }

    /// Those that are asked for, or all that both builds and the titles of the study have.
    fn languages(&self, settings: &Settings) -> Result<BTreeSet<Language>, PipelineError> {
        let compared = |language: &Language| self.comparison.languages.contains_key(language.tag());
        if let Some(wanted) = &self.request.languages {
            if let Some(missing) = wanted.iter().find(|language| !compared(language)) {
                let message = format!("the builds have no language `{}` in common", missing.tag());
                return Err(refused(Diagnostic::error(message).hint("choose another --lang")));
            }
            return Ok(wanted.iter().copied().collect());
        }
        let titled = settings.study.titles.keys().copied();
        Ok(titled.filter(compared).collect())
    }

    /// Results without a number: the document speaks of those of the builds.
    fn results(&self, settings: Settings) -> Results {
        let coverage = Coverage {
            covered: Vec::new(),
            uncovered: Vec::new(),
        };
        let sides = [("old", self.old), ("new", self.new)];
        Results {
            schema: SCHEMA,
            robustness: examine(&[], &[], &settings.robustness),
            study: StudyRecord::new(&settings, coverage),
            inputs: sides.map(|(side, read)| input(side, read)).into(),
            stage1: Vec::new(),
            stage2: Vec::new(),
            panel: Vec::new(),
            stage3: Vec::new(),
            regressions: Vec::new(),
            regression_panel: Vec::new(),
            missing_trade: Vec::new(),
            mirrored_trade: Vec::new(),
            comparison: Vec::new(),
            evidence: Evidence::default(),
        }
    }
}

/// The results of a build as what the document is made from.
fn input(side: &str, read: &ReadSide<'_>) -> InputFile {
    InputFile {
        path: format!("{side}/{}", publish::RESULTS),
        kind: "results",
        edition: read.snapshot.program.clone(),
        sha256: read.sha256.clone(),
        rows: read.snapshot.results.len(),
        year: None,
    }
}

/// The settings of a study, as `results.json` holds them.
fn study(value: &serde_json::Value) -> Option<Study> {
    let part = |name: &str| value["date"][name].as_u64();
    Some(Study {
        id: value["id"].as_str()?.to_owned(),
        synthetic: value["synthetic"].as_bool()?,
        date: Date {
            year: u16::try_from(part("year")?).ok()?,
            month: u8::try_from(part("month")?).ok()?,
            day: u8::try_from(part("day")?).ok()?,
        },
        report: value["report"].as_str()?.to_owned(),
        titles: serde_json::from_value(value["titles"].clone()).ok()?,
    })
}
