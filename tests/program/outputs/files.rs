//! Which files there are, where, and what happens to those of the build before.

use std::collections::BTreeSet;

use serde_json::Value;
use tempfile::TempDir;

use crate::project::{Files, Project, QUICK, Run, files_below, sha256};

/// The names of files, sorted.
fn names(files: &Files) -> Vec<&str> {
    files.keys().map(String::as_str).collect()
}

#[test]
fn a_build_writes_the_documented_files_and_lists_them() {
    let project = Project::new();
    let run = project.build(&[]);
    let expected = [
        "article.en.html",
        "article.en.pdf",
        "article.ru.html",
        "article.ru.pdf",
        "claims.json",
        "figures/figure-1.en.svg",
        "figures/figure-1.ru.svg",
        "figures/figure-2.en.svg",
        "figures/figure-2.ru.svg",
        "figures/figure-3.en.svg",
        "figures/figure-3.ru.svg",
        "figures/figure-4.en.svg",
        "figures/figure-4.ru.svg",
        "manifest.json",
        "results.json",
        "tables/table-1.csv",
        "tables/table-2.csv",
        "tables/table-3.csv",
        "tables/table-4.csv",
    ];
    let outputs = project.outputs();
    assert_eq!(names(&run.succeeds().stdout_paths("./reports/article/")), expected);
    assert_eq!(names(&outputs), expected);
    for (name, content) in &outputs {
        let start: &[u8] = match name.rsplit('.').next() {
            Some("pdf") => b"%PDF-",
            Some("html") => b"<!doctype html>",
            Some("svg") => b"<svg ",
            Some("json") => b"{\n",
            _ => b"",
        };
        assert!(
            content.len() > 100
                && content[..15]
                    .to_ascii_lowercase()
                    .starts_with(&start.to_ascii_lowercase()),
            "{name}"
        );
    }
}

impl Run {
    /// The lines of standard output as the keys of files, without a folder before them.
    fn stdout_paths(&self, folder: &str) -> Files {
        self.stdout
            .lines()
            .map(|line| (line.trim_start_matches(folder).to_owned(), Vec::new()))
            .collect()
    }
}

#[test]
fn the_manifest_holds_the_hash_of_every_input_and_output() {
    let project = Project::new();
    project.build(&QUICK).succeeds();
    let manifest: Value = serde_json::from_str(&project.read("reports/article/manifest.json")).expect("JSON");
    let mut outputs = project.outputs();
    outputs.remove("manifest.json");
    for (list, files) in [("outputs", outputs), ("inputs", files_below(&project.path("data")))] {
        let listed = manifest[list].as_object().expect("an object");
        assert_eq!(listed.len(), files.len(), "{list}");
        for (name, content) in &files {
            let name = if list == "inputs" {
                format!("data/{name}")
            } else {
                name.clone()
            };
            assert_eq!(listed[&name].as_str(), Some(sha256(content).as_str()), "{name}");
        }
    }
    assert_eq!(
        (&manifest["tool"], &manifest["study"]),
        (&Value::from("rvc-report"), &Value::from("made-up"))
    );
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    let digest = &manifest["settings_sha256"];
    project.replace("rvc.toml", "date = \"2018-04-16\"", "date = \"2018-04-17\"");
    project.build(&QUICK).succeeds();
    let manifest: Value = serde_json::from_str(&project.read("reports/article/manifest.json")).expect("JSON");
    assert_ne!(&manifest["settings_sha256"], digest, "another date is another setting");
}

#[test]
fn one_language_and_one_format_leave_out_the_rest() {
    let project = Project::new();
    project.build(&QUICK).succeeds();
    let outputs = project.outputs();
    let pages: Vec<&str> = names(&outputs)
        .into_iter()
        .filter(|name| name.starts_with("article") || name.contains(".ru."))
        .collect();
    assert_eq!(pages, ["article.en.html"]);
    let page = project.read("reports/article/article.en.html");
    assert!(
        !page.contains("article.ru.html") && !page.contains("article.en.pdf"),
        "the page links what is not there"
    );
}

#[test]
fn a_language_or_format_that_is_named_twice_counts_once() {
    let (once, twice) = (Project::new(), Project::new());
    once.build(&QUICK).succeeds();
    twice.build(&["--format", "html,html", "--lang", "en,en"]).succeeds();
    assert!(once.outputs() == twice.outputs());
}

#[test]
fn files_of_the_build_before_go_and_those_of_others_stay() {
    let project = Project::new();
    project.build(&["--format", "html"]).succeeds();
    project.write("reports/article/notes.txt", "mine");
    project.write("reports/article/figures/figure-9.en.svg", "mine");
    let before: BTreeSet<String> = project.outputs().into_keys().collect();
    project.build(&QUICK).succeeds();
    let after: BTreeSet<String> = project.outputs().into_keys().collect();
    let gone: Vec<&str> = before.difference(&after).map(String::as_str).collect();
    let stale = [
        "article.ru.html",
        "figures/figure-1.ru.svg",
        "figures/figure-2.ru.svg",
        "figures/figure-3.ru.svg",
        "figures/figure-4.ru.svg",
    ];
    assert_eq!(gone, stale);
    assert!(after.contains("notes.txt") && after.contains("figures/figure-9.en.svg"));
}

#[test]
fn another_folder_takes_the_output_and_the_default_one_stays_away() {
    let (project, elsewhere) = (Project::new(), TempDir::new().expect("a temporary folder"));
    let absolute = elsewhere.path().join("a b/new");
    for out in ["site", absolute.to_str().expect("the path is UTF-8")] {
        let run = project.build(&[&QUICK[..], &["--out", out]].concat());
        let first = run.succeeds().stdout.lines().next().map(str::to_owned);
        assert_eq!(first, Some(format!("{out}/article.en.html")));
        let files = files_below(&project.path(out));
        assert!(
            files.contains_key("results.json") && files.contains_key("manifest.json"),
            "{out}"
        );
    }
    assert!(project.outputs().is_empty());
}

#[test]
fn check_says_that_all_is_well_and_writes_nothing() {
    let project = Project::new();
    let before = files_below(&project.path(""));
    let run = project.run(&[&["check"], &QUICK[..]].concat());
    assert_eq!(
        run.succeeds().stdout,
        "ok: 12 outputs can be made; nothing was written\n"
    );
    assert!(files_below(&project.path("")) == before);
}

#[test]
fn a_project_is_found_from_elsewhere_by_folder_and_by_file() {
    let (project, elsewhere) = (Project::new(), TempDir::new().expect("a temporary folder"));
    for path in [project.path(""), project.path("rvc.toml")] {
        let mut command = project.command();
        command
            .current_dir(elsewhere.path())
            .arg("build")
            .args(QUICK)
            .arg("--project")
            .arg(path);
        Run::of(&mut command).succeeds();
        assert_eq!(project.results()["study"]["id"], "made-up");
    }
    assert!(files_below(elsewhere.path()).is_empty());
}

#[test]
fn without_a_project_the_demonstration_is_built_in_the_current_folder() {
    let folder = TempDir::new().expect("a temporary folder");
    let mut command = Project::new().command();
    Run::of(command.current_dir(folder.path()).arg("build").args(QUICK)).succeeds();
    let files = files_below(folder.path());
    let results: Value = serde_json::from_slice(&files["reports/article/results.json"]).expect("JSON");
    assert_eq!(results["study"]["synthetic"], true);
    assert!(files.keys().all(|name| name.starts_with("reports/article/")));
}

#[test]
fn timings_and_progress_go_to_standard_error() {
    let project = Project::new();
    let run = project.build(&[&QUICK[..], &["--timings"]].concat());
    let phases = [
        "reading data",
        "tables, value added",
        "stages I and II, series",
        "estimation, diagnostics",
        "tables and figures",
        "composing text",
    ];
    for phase in phases {
        assert!(
            run.succeeds().stderr.matches(phase).count() == 2,
            "{phase}: {}",
            run.stderr
        );
    }
    assert!(
        run.stdout.lines().all(|line| line.starts_with("./reports/article/")),
        "{}",
        run.stdout
    );
}

#[test]
fn a_report_by_country_has_a_folder_for_each_and_speaks_of_that_one() {
    let project = Project::new();
    project.write("templates/letter/abstract.en.md", "On {{ country|name }}.\n");
    project.write(
        "templates/letter/letter.en.md",
        "# {{ country|name }} {#sec-a}\n\nCode {{ country }}.\n",
    );
    let letter = ["--report", "letter", "--lang", "en", "--format", "html"];
    project.build(&[&letter[..], &["--country", "all"]].concat()).succeeds();
    for code in ["AAA", "BBB", "CCC"] {
        let html = project.read(&format!("reports/letter/{code}/letter.en.html"));
        let named: Vec<&str> = ["AAA", "BBB", "CCC"]
            .into_iter()
            .filter(|c| html.contains(&format!("Code {c}.")))
            .collect();
        assert_eq!(named, [code]);
    }
    let run = project.build(&[&letter[..], &["--country", "AAB"]].concat());
    assert_eq!(
        run.fails(),
        "error: `AAB` is neither a member of the bloc nor in the tables\n  hint: did you mean `AAA`?\n"
    );
}

#[test]
fn a_report_about_the_whole_bloc_is_not_made_by_country() {
    let run = Project::new().build(&["--lang", "en", "--format", "html", "--country", "AAA"]);
    let message = "the report `article` is not about one economy: none of its templates uses `country`";
    assert!(run.fails().contains(message), "{}", run.stderr);
}
