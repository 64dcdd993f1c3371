//! The texts of the report: whether they are there and read, and whether the languages agree.

use std::collections::{BTreeMap, BTreeSet};

use super::{Check, Status, Topic};
use crate::literate;
use crate::pipeline::{self, Memories, Request, Study};
use crate::project::{Project, built_in_template};
use crate::settings::{Language, Settings, nearest};

/// The document that accompanies a report.
const APPENDIX: &str = "robustness";

/// Looks at the files first, and at the composed documents where there is a study.
pub(super) fn look(request: &Request, settings: &Settings, study: Option<&Study>, memories: &Memories) -> Vec<Check> {
    let mut reports = vec![settings.study.report.as_str()];
    reports.extend(settings.has_appendix().then_some(APPENDIX));
    let languages: Vec<Language> = settings.study.titles.keys().copied().collect();
    let mut checks = Vec::new();
    for report in &reports {
        checks.extend(files(&request.project, report, &languages));
    }
    let is_whole = checks.iter().all(|check| check.status != Status::Error);
    match study {
        Some(study) if is_whole => checks.extend(composed(request, study, memories)),
        _ if checks.is_empty() => checks.push(Check::ok(
            Topic::Texts,
            format!(
                "all texts of {} are there; they are composed when the data are right",
                reports.join(" and ")
            ),
        )),
        _ => {}
    }
    checks
}

/// Composes every document, and compares the languages.
fn composed(request: &Request, study: &Study, memories: &Memories) -> Vec<Check> {
    let reports = match pipeline::compose(request, study, memories) {
        Ok(reports) => reports,
        Err(error) => {
            let found = error.diagnostics();
            return found.iter().map(|found| Check::of(Topic::Texts, found)).collect();
        }
    };
    let mut checks = Vec::new();
    let mut findings = 0;
    for report in &reports {
        findings += report.documents.iter().map(|one| one.findings.len()).sum::<usize>();
        if let [first, others @ ..] = report.documents.as_slice() {
            let differences = others
                .iter()
                .flat_map(|other| literate::out_of_step(&first.document, &other.document));
            checks.extend(differences.map(|difference| Check::of(Topic::Texts, &difference)));
        }
    }
    if checks.is_empty() {
        let names: Vec<&str> = reports.iter().map(|report| report.name.as_str()).collect();
        let message = format!("{} can be composed, and the languages agree", names.join(" and "));
        checks.push(Check::ok(Topic::Texts, message));
    }
    if findings > 0 {
        checks.push(Check::warning(
            Topic::Texts,
            format!("{findings} numerals or judgements stand outside of values and claims"),
            "`rvc-report check` shows each of them",
        ));
    }
    checks
}

/// Whether the texts of a report are there, and whether the project's own are read.
fn files(project: &Project, report: &str, languages: &[Language]) -> Vec<Check> {
    let mut checks = Vec::new();
    let mut own: BTreeMap<String, BTreeSet<Language>> = BTreeMap::new();
    for language in languages {
        let reached = reached(project, report, *language);
        checks.extend(reached.missing.iter().map(|path| absent(path)));
        let folder = format!("templates/{report}/");
        let ending = format!(".{}.md", language.tag());
        for path in project.matching(&format!("{folder}*{ending}")).unwrap_or_default() {
            let name = path.strip_prefix(&folder).and_then(|name| name.strip_suffix(&ending));
            let Some(name) = name else { continue };
            if reached.names.contains(name) {
                own.entry(name.to_owned()).or_default().insert(*language);
            } else {
                checks.push(unread(&path, name, &reached.names));
            }
        }
    }
    for (name, written) in own {
        let others = languages.iter().filter(|language| !written.contains(*language));
        for language in others {
            let path = format!("{report}/{name}.{}.md", language.tag());
            if built_in_template(&path).is_some() {
                checks.push(Check::warning(
                    Topic::Texts,
                    format!("templates/{path} is the built-in text, while `{name}` is replaced in another language"),
                    "write it too, so that the languages say the same",
                ));
            }
        }
    }
    checks
}

/// The texts that are read in a language, by name.
struct Reached {
    names: BTreeSet<String>,
    /// Paths under `templates/` of those that are named and not there.
    missing: Vec<String>,
}

/// Follows the texts from the two that every report has.
fn reached(project: &Project, report: &str, language: Language) -> Reached {
    let mut found = Reached {
        names: BTreeSet::new(),
        missing: Vec::new(),
    };
    let mut waiting = vec!["abstract".to_owned(), report.to_owned()];
    while let Some(name) = waiting.pop() {
        if !found.names.insert(name.clone()) {
            continue;
        }
        let path = format!("{report}/{name}.{}.md", language.tag());
        match project.template(&path) {
            Ok(Some((_, text))) => waiting.extend(included(&text)),
            // What cannot be read is said by the build that reads it.
            Ok(None) | Err(_) => found.missing.push(path),
        }
    }
    found
}

/// The names in `{% include "NAME" %}`.
fn included(text: &str) -> Vec<String> {
    let parts = text.split("include \"").skip(1);
    let names = parts.filter_map(|rest| rest.split_once('"').map(|(name, _)| name.to_owned()));
    names.collect()
}

fn absent(path: &str) -> Check {
    Check::error(
        Topic::Texts,
        format!("templates/{path} is not there, or cannot be read"),
        "write it, or correct `report` under [study] of rvc.toml, or the text that includes it",
    )
}

fn unread(path: &str, name: &str, known: &BTreeSet<String>) -> Check {
    let hint = match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => format!("is `{near}` meant?"),
        None => "include it somewhere, or remove it".to_owned(),
    };
    Check::warning(Topic::Texts, format!("{path} is read by no text"), hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn included_texts_are_found_however_the_tag_is_written() {
        let text = "{% include \"one\" %} {%- include \"two\" -%} {{ \"three\" }}";
        assert_eq!(included(text), ["one", "two"]);
    }

    #[test]
    fn every_built_in_text_is_reached() {
        let project = Project::demonstration();
        for report in ["article", APPENDIX] {
            for language in Language::ALL {
                let found = reached(&project, report, language);
                assert_eq!(found.missing, Vec::<String>::new());
                assert!(found.names.contains(report), "{report}");
            }
        }
    }
}
