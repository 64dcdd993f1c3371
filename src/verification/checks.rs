use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::numbers::{counted, numbers_in};
use super::results_file;
use crate::fingerprint::sha256;
use crate::literate::{Format, print_built_in};
use crate::outputs::ValueRecords;
use crate::settings::Language;

/// Files by name.
type Files = BTreeMap<String, Vec<u8>>;

/// One thing that was looked at.
#[derive(Debug, Serialize)]
pub struct Check {
    pub what: &'static str,
    /// How many things were compared.
    pub compared: usize,
    /// What is wrong; empty where the check passes.
    pub problems: Vec<String>,
}

impl Check {
    pub fn passed(&self) -> bool {
        self.problems.is_empty() && self.compared > 0
    }
}

/// How many problems a message lists.
const SHOWN: usize = 10;

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = if self.passed() { "ok  " } else { "FAIL" };
        write!(f, "{verdict} {} ({} compared)", self.what, self.compared)?;
        for problem in self.problems.iter().take(SHOWN) {
            write!(f, "\n       {problem}")?;
        }
        if self.problems.len() > SHOWN {
            write!(f, "\n       … and {} more", self.problems.len() - SHOWN)?;
        }
        Ok(())
    }
}

const RESULTS: &str = "results.json";
const VALUES: &str = "values.json";
const CLAIMS: &str = "claims.json";
const MANIFEST: &str = "manifest.json";

/// The files that every report carries.
pub(super) fn attached(files: &Files) -> Check {
    let needed = [RESULTS, VALUES, CLAIMS, MANIFEST];
    let missing = needed.iter().filter(|name| !files.contains_key(**name));
    Check {
        what: "the files of a report are attached",
        compared: needed.len(),
        problems: missing.map(|name| format!("{name} is not attached")).collect(),
    }
}

/// The digests of the attached manifest against the attached files.
pub(super) fn digests(files: &Files) -> Check {
    let mut check = Check {
        what: "the attached files are those of the attached manifest",
        compared: 0,
        problems: Vec::new(),
    };
    let listed = outputs(files.get(MANIFEST).map(Vec::as_slice).unwrap_or_default());
    for (name, digest) in &listed {
        check.compared += 1;
        match files.get(name) {
            Some(bytes) if sha256(bytes) == *digest => {}
            Some(_) => check
                .problems
                .push(format!("{name} has changed since the report was built")),
            None => check.problems.push(format!("{name} is missing")),
        }
    }
    for name in files
        .keys()
        .filter(|name| *name != MANIFEST && !listed.contains_key(*name))
    {
        check.problems.push(format!("{name} is not in the manifest"));
    }
    check
}

/// Name → SHA-256 of a manifest's outputs.
fn outputs(manifest: &[u8]) -> BTreeMap<String, String> {
    let value: serde_json::Value = serde_json::from_slice(manifest).unwrap_or_default();
    let outputs = value.get("outputs").and_then(serde_json::Value::as_object);
    let pairs = outputs.into_iter().flatten();
    pairs
        .filter_map(|(name, digest)| Some((name.clone(), digest.as_str()?.to_owned())))
        .collect()
}

fn records(files: &Files) -> Option<ValueRecords> {
    serde_json::from_slice(files.get(VALUES)?).ok()
}

/// The printed values against the attached results, wherever these hold them.
pub(super) fn values_and_results(files: &Files) -> Check {
    let mut check = Check {
        what: "the printed values are those of the attached results",
        compared: 0,
        problems: Vec::new(),
    };
    let results = files.get(RESULTS).and_then(|bytes| serde_json::from_slice(bytes).ok());
    let (Some(records), Some(results)) = (records(files), results) else {
        check.problems.push(format!("{VALUES} or {RESULTS} cannot be read"));
        return check;
    };
    for record in &records.values {
        let Ok(key) = record.key.parse() else { continue };
        let Some(value) = results_file::value(&results, &key) else {
            continue;
        };
        check.compared += 1;
        // Percent in the file, a fraction in the value: the last digit may differ.
        if (value - record.value).abs() > 1e-12 * value.abs().max(1e-300) {
            check.problems.push(format!(
                "{}: printed as {}, {} in {RESULTS}",
                record.key, record.value, value
            ));
        }
    }
    check
}

/// The printed texts against their values and forms.
pub(super) fn printed_forms(files: &Files) -> Check {
    let mut check = Check {
        what: "the printed texts are the forms of their values",
        compared: 0,
        problems: Vec::new(),
    };
    let Some(records) = records(files) else {
        check.problems.push(format!("{VALUES} cannot be read"));
        return check;
    };
    let Ok(language) = records.language.parse::<Language>() else {
        check
            .problems
            .push(format!("`{}` is not a language of reports", records.language));
        return check;
    };
    for record in &records.values {
        check.compared += 1;
        let printed = record.format.parse::<Format>().ok();
        let printed = printed.and_then(|format| print_built_in(&format, record.value, language));
        // A project may have its own words for units, never its own digits.
        let same = printed.is_some_and(|text| text == record.text || numbers_in(&text) == numbers_in(&record.text));
        if !same {
            check.problems.push(format!(
                "{}: `{}` is not the form of {}",
                record.key, record.text, record.value
            ));
        }
    }
    check
}

/// The printed texts against the text of the pages: each as often as it was printed.
pub(super) fn on_the_pages(files: &Files, text: &str) -> Check {
    let mut check = Check {
        what: "the pages show the printed values",
        compared: 0,
        problems: Vec::new(),
    };
    let Some(records) = records(files) else {
        check.problems.push(format!("{VALUES} cannot be read"));
        return check;
    };
    let on_pages = counted(numbers_in(text));
    let mut printed: BTreeMap<String, usize> = BTreeMap::new();
    for record in &records.values {
        for number in numbers_in(&record.text) {
            *printed.entry(number).or_default() += record.times;
        }
    }
    for (number, times) in printed {
        check.compared += times;
        let shown = on_pages.get(&number).copied().unwrap_or_default();
        if shown < times {
            check.problems.push(format!(
                "{number} was printed {times} times, the pages show it {shown} times"
            ));
        }
    }
    check
}

/// The PDF against the manifest in its folder.
pub(super) fn beside(name: &str, pdf: &[u8], manifest: &str) -> Check {
    let listed = outputs(manifest.as_bytes());
    let problem = match listed.get(name) {
        None => Some(format!("the manifest does not list {name}")),
        Some(digest) if *digest != sha256(pdf) => Some(format!("{name} is not the file that the manifest lists")),
        Some(_) => None,
    };
    Check {
        what: "the PDF is the one of the manifest beside it",
        compared: 1,
        problems: problem.into_iter().collect(),
    }
}
