//! The data: which files there are, whether they are right and complete, and whom they cover.

use std::sync::Arc;

use super::{Check, Topic};
use crate::diagnostic::Diagnostic;
use crate::ingest::{IngestError, InputFile, Problem};
use crate::model::Economy;
use crate::pipeline::{self, Memories, PipelineError, Request, Study};
use crate::project::Project;
use crate::settings::Settings;

/// What was found, and the study where the data are right.
pub(super) struct Looked {
    pub checks: Vec<Check>,
    pub study: Option<Arc<Study>>,
}

/// A list of `[data]`.
struct List<'a> {
    topic: Topic,
    patterns: &'a [String],
    /// What its files are.
    what: &'static str,
}

impl List<'_> {
    /// Whether a file, or a pattern, is of this list; messages may name an entry of a zip, or the list itself.
    fn has(&self, project: &Project, path: &str) -> bool {
        let is_meant = |known: &str| path == known || path.starts_with(&format!("{known}/"));
        let of_pattern = |pattern: &String| {
            let files = project.matching(pattern).unwrap_or_default();
            // "and 3 more" stands behind the first of several.
            let first = path.split(" and ").next().unwrap_or(path);
            is_meant(pattern) || files.iter().any(|file| is_meant(file) || file == first)
        };
        path == format!("data.{}", self.topic.id()) || self.patterns.iter().any(of_pattern)
    }
}

fn lists(settings: &Settings) -> Vec<List<'_>> {
    let data = &settings.data;
    let all = [
        (Topic::Icio, &data.icio, "tables"),
        (Topic::Tiva, &data.tiva, "files of published origins"),
        (Topic::Trade, &data.trade, "files of exports"),
        (Topic::Gdp, &data.gdp, "files of GDP per capita"),
    ];
    let used = all.into_iter().filter(|(_, patterns, _)| !patterns.is_empty());
    used.map(|(topic, patterns, what)| List { topic, patterns, what })
        .collect()
}

/// Reads and checks everything, as a build does.
pub(super) fn look(request: &Request, settings: &Settings, memories: &Memories) -> Looked {
    match pipeline::study(request, memories, &|_| {}) {
        Ok(study) => Looked {
            checks: right(&request.project, settings, &study),
            study: Some(study),
        },
        Err(error) => Looked {
            checks: wrong(&request.project, settings, &error),
            study: None,
        },
    }
}

fn right(project: &Project, settings: &Settings, study: &Study) -> Vec<Check> {
    let inputs = &study.results.inputs;
    let lists = lists(settings);
    let mut checks: Vec<Check> = lists.iter().map(|list| summary(list, project, inputs)).collect();
    checks.push(coverage(study));
    checks
}

fn summary(list: &List<'_>, project: &Project, inputs: &[InputFile]) -> Check {
    let files: Vec<&InputFile> = inputs.iter().filter(|file| list.has(project, &file.path)).collect();
    let years = files.iter().filter_map(|file| file.year);
    let span = match (years.clone().min(), years.max()) {
        (Some(first), Some(last)) => format!(" of {first}–{last}"),
        _ => String::new(),
    };
    let rows: usize = files.iter().map(|file| file.rows).sum();
    let message = format!(
        "{}{span}: {}, with {rows} rows; right and complete",
        list.what,
        files.len()
    );
    Check::ok(list.topic, message)
}

/// That a member is in no table is no fault: the report says it.
fn coverage(study: &Study) -> Check {
    let coverage = &study.results.study.coverage;
    let shown = format!("the tables show {}", codes(&coverage.covered));
    let message = match coverage.uncovered.is_empty() {
        true => format!("{shown}: all members"),
        false => format!(
            "{shown}; {} counted with the rest of the world, and the report says so",
            match coverage.uncovered.as_slice() {
                [one] => format!("{one} is"),
                several => format!("{} are", codes(several)),
            }
        ),
    };
    Check::ok(Topic::Coverage, message)
}

fn codes(economies: &[Economy]) -> String {
    let codes: Vec<&str> = economies.iter().map(Economy::code).collect();
    codes.join(", ")
}

fn wrong(project: &Project, settings: &Settings, error: &PipelineError) -> Vec<Check> {
    let topic = match error {
        PipelineError::Ingest(errors) => return wrong_files(project, settings, &errors.0),
        PipelineError::Lock(_) => Topic::Lock,
        PipelineError::Stage(_) => Topic::Estimates,
        PipelineError::Settings(_) => Topic::Settings,
        _ => Topic::Data,
    };
    let found = error.diagnostics();
    found.iter().map(|diagnostic| Check::of(topic, diagnostic)).collect()
}

/// Every error at its list; lists without one could not be checked against the others.
fn wrong_files(project: &Project, settings: &Settings, errors: &[IngestError]) -> Vec<Check> {
    let lists = lists(settings);
    let of_error = |error: &IngestError| lists.iter().position(|list| list.has(project, &error.place.path));
    let mut checks = Vec::new();
    for (position, list) in lists.iter().enumerate() {
        let own = errors.iter().filter(|error| of_error(error) == Some(position));
        let found: Vec<Check> = own.map(|error| Check::of(list.topic, &hinted(error, list))).collect();
        match found.is_empty() {
            true => checks.push(Check::ok(
                list.topic,
                "no fault is seen yet: not everything can be checked while there are errors",
            )),
            false => checks.extend(found),
        }
    }
    let others = errors.iter().filter(|error| of_error(error).is_none());
    checks.extend(others.map(|error| Check::of(Topic::Data, &error.diagnostic())));
    checks
}

/// Files that are not there can be fetched.
fn hinted(error: &IngestError, list: &List<'_>) -> Diagnostic {
    let diagnostic = error.diagnostic();
    match *error.problem {
        Problem::NoMatch => {
            let what = list.topic.id();
            diagnostic.hint(format!(
                "`rvc-report fetch {what}` downloads such files; or put them there, or correct `data.{what}` in rvc.toml"
            ))
        }
        _ => diagnostic,
    }
}
