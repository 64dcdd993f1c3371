//! What a bundle holds, and that it is reproduced.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use super::{OWN_TEXT, bundle, bundle_of, project, reproduce, unzipped};
use crate::project::{Files, Run, sha256};

fn text(files: &Files, name: &str) -> String {
    let content = files.get(name).unwrap_or_else(|| panic!("no {name} in the bundle"));
    String::from_utf8(content.clone()).expect("a text")
}

fn json(files: &Files, name: &str) -> Value {
    serde_json::from_slice(&files[name]).expect("JSON")
}

#[test]
fn a_bundle_is_reproduced_in_another_folder_time_zone_and_locale() {
    let run = reproduce(bundle(), &[]);
    assert_eq!(run.code, Some(0), "stdout: {}\nstderr: {}", run.stdout, run.stderr);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert!(lines[0].starts_with("made-up, made by rvc-report "), "{}", run.stdout);
    assert_eq!(
        lines.iter().filter(|line| line.starts_with("ok   ")).count(),
        5,
        "{}",
        run.stdout
    );
    assert_eq!(lines.last(), Some(&"reproduced: every output has the same bytes"));
}

#[test]
fn the_verdict_can_be_read_by_programs() {
    let mut altered = bundle().to_vec();
    // A digit of the seal.
    *altered.last_mut().expect("a byte") ^= 1;
    let run = reproduce(&altered, &["--json"]);
    assert_eq!(run.code, Some(1));
    let verdict: Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(verdict["outcome"], "altered");
    assert_eq!(verdict["made_by"]["name"], "rvc-report");
    assert_eq!(verdict["checks"].as_array().map(Vec::len), Some(2));
}

#[test]
fn the_same_project_gives_the_same_bundle() {
    let other = project();
    let mut command = other.command();
    command
        .args(["bundle", "--out", "other.zip"])
        .env("RAYON_NUM_THREADS", "1")
        .env("TZ", "America/St_Johns")
        .env("LC_ALL", "de_DE.UTF-8");
    Run::of(&mut command).succeeds();
    let bytes = std::fs::read(other.path("other.zip")).expect("the bundle");
    assert!(bytes == bundle(), "another zip of the same project");
    assert!(bundle_of(&other) == bundle(), "another zip beside the first");
}

#[test]
fn everything_that_a_build_needs_is_there_and_listed() {
    let files = unzipped(bundle());
    for name in [
        "README.md",
        "code-check.csv",
        "data_hash_report.csv",
        "codecheck.yml",
        "ro-crate-metadata.json",
        "project/rvc.toml",
        "project/rvc.lock",
        "project/data/gdp.csv",
        "project/data/icio/2010_SML.csv",
        "project/data/trade/comtrade.csv",
        "program/templates/article/policy.ru.md",
        "program/templates/lexicon/ru.toml",
        "program/templates/layout/article.typ",
        "outputs/manifest.json",
        "outputs/article.ru.pdf",
        "outputs/tables/table-1.csv",
    ] {
        assert!(files.contains_key(name), "{name}");
    }
    assert!(text(&files, &format!("project/{OWN_TEXT}")).contains("A sentence of our own."));
    assert!(
        !files.contains_key(&format!("program/{OWN_TEXT}")),
        "this one was not used"
    );
    let manifest = json(&files, "bundle.json");
    let listed = manifest["entries"].as_object().expect("a list");
    assert_eq!(listed.len(), files.len() - 1);
    for (name, entry) in listed {
        assert_eq!(entry["sha256"], sha256(&files[name]), "{name}");
        assert_eq!(entry["bytes"], files[name].len(), "{name}");
    }
    assert_eq!(manifest["program"]["source_sha256"].as_str().map(str::len), Some(64));
}

#[test]
fn the_readme_has_the_sections_of_the_template_and_says_what_is_known() {
    let files = unzipped(bundle());
    let readme = text(&files, "README.md");
    let mut rest = readme.as_str();
    for section in [
        "# README: A made-up union",
        "## Overview",
        "## Data Availability and Provenance Statements",
        "### Statement about Rights",
        "### License for Data",
        "### Summary of Availability",
        "### Details on each Data Source",
        "## Dataset list",
        "## Computational requirements",
        "### Controlled Randomness",
        "## Description of programs/code",
        "## Instructions to Replicators",
        "## List of tables and programs",
        "## References",
    ] {
        let at = rest
            .find(&format!("{section}\n"))
            .unwrap_or_else(|| panic!("no `{section}` where it belongs"));
        rest = &rest[at..];
    }
    assert!(readme.contains("> Made up by a formula: anybody may pass them on."));
    assert!(readme.contains("the project states no rights"));
    assert!(readme.contains("- [x] All data are in this package."));
}

#[test]
fn each_exhibit_and_number_leads_to_a_line_of_the_program() {
    let files = unzipped(bundle());
    let table = &files["code-check.csv"];
    let mut reader = csv::Reader::from_reader(table.as_slice());
    let header: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    assert_eq!(header[..4], ["Figure/Table #", "Program", "Line Number", "Reproduced?"]);
    let mut kinds = BTreeSet::new();
    for record in reader.records() {
        let record = record.expect("a record");
        kinds.insert(record[4].to_owned());
        assert_eq!(&record[3], "yes: two builds, the same bytes");
        for (path, line) in record[1].split("; ").zip(record[2].split("; ")) {
            if path.is_empty() {
                continue;
            }
            let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
            let source = std::fs::read_to_string(&source).unwrap_or_else(|error| panic!("{path}: {error}"));
            let line: usize = line.parse().expect("a line");
            let text = source.lines().nth(line - 1).expect("the line");
            assert!(text.contains("fn "), "{path}:{line}: {text}");
        }
        for file in record[9].split("; ") {
            assert!(files.contains_key(file), "{file}");
        }
    }
    assert_eq!(
        kinds,
        BTreeSet::from(["figure", "number in the text", "table"].map(str::to_owned))
    );
}

#[test]
fn the_lists_name_files_that_are_there() {
    let files = unzipped(bundle());
    let codecheck = text(&files, "codecheck.yml");
    assert!(
        codecheck.starts_with("---\nversion: https://codecheck.org.uk/spec/config/1.0/\n"),
        "{codecheck}"
    );
    let manifest: Vec<&str> = codecheck
        .lines()
        .filter_map(|line| line.strip_prefix("  - file: "))
        .collect();
    assert!(manifest.len() > 10, "{codecheck}");
    for file in manifest {
        assert!(files.contains_key(file.trim_matches('"')), "{file}");
    }
    let metadata = json(&files, "ro-crate-metadata.json");
    let graph = metadata["@graph"].as_array().expect("a graph");
    let ids: BTreeSet<&str> = graph.iter().filter_map(|entity| entity["@id"].as_str()).collect();
    assert_eq!(ids.len(), graph.len(), "each entity once");
    let root = graph.iter().find(|entity| entity["@id"] == "./").expect("the root");
    assert_eq!(root["datePublished"], "2018-04-16");
    let parts = root["hasPart"].as_array().expect("parts");
    assert_eq!(parts.len(), files.len() - 2, "all but itself and the hashes");
    for part in parts {
        let id = part["@id"].as_str().expect("an id");
        assert!(ids.contains(id) && files.contains_key(id), "{id}");
    }
    let report = text(&files, "data_hash_report.csv");
    let gdp = sha256(&files["project/data/gdp.csv"]);
    assert!(
        report.contains(&format!("gdp.csv,project/data/gdp.csv,{gdp},,")),
        "{report}"
    );
    assert_eq!(report.lines().count(), 1 + 8 + 1 + 1);
}

#[test]
fn the_built_in_demonstration_can_be_bundled() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_rvc-report"));
    let run = Run::of(command.current_dir(folder.path()).arg("bundle"));
    run.succeeds();
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
    let bytes = std::fs::read(folder.path().join("bundle.zip")).expect("the bundle");
    assert_eq!(reproduce(&bytes, &[]).code, Some(0));
}
