//! `diff`: what it names is what differs in the files of both builds, whatever it is given.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::project::{Files, Project, QUICK, Run};

const TRADE: &str = "data/trade/comtrade.csv";

/// Changes one value of the exports of BBB; returns its line and column.
fn change_one_cell(project: &Project) -> (u64, u64) {
    project.bend(TRADE, |rows| {
        let (partner, group) = (rows.column("partnerISO"), rows.column("cmdCode"));
        let value = rows.column("primaryValue");
        let wanted = |record: &&mut Vec<String>| {
            record[0] == "2015" && record[1] == "BBB" && record[partner] == "AAA" && record[group] == "TOTAL"
        };
        let mut records = rows.0.iter_mut().enumerate();
        let (line, record) = records.find(|(_, record)| wanted(record)).expect("the row");
        let usd: i64 = record[value].parse().expect("a number");
        record[value] = (usd * 3 / 2).to_string();
        (line as u64 + 1, value as u64 + 1)
    })
}

/// Compares the project in whose folder the program runs with another one, or with a build.
fn diff(project: &Project, old: &str, new: &str, more: &[&str]) -> Run {
    project.run(&[&["diff", old, new, "--lang", "en"][..], more].concat())
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.succeeds().stdout).expect("the program prints JSON")
}

fn path(project: &Project, relative: &str) -> String {
    project.path(relative).display().to_string()
}

fn texts<'a>(list: &'a Value, field: &str) -> BTreeSet<&'a str> {
    let items = list.as_array().expect("a list").iter();
    items.map(|item| item[field].as_str().expect("a text")).collect()
}

/// The tables whose files differ, as their labels.
fn changed_tables(old: &Files, new: &Files) -> BTreeSet<String> {
    let tables = old.iter().filter(|(path, _)| path.starts_with("tables/"));
    let differing = tables.filter(|(path, content)| new.get(*path) != Some(*content));
    differing
        .map(|(path, _)| {
            let number = path.trim_start_matches("tables/table-").trim_end_matches(".csv");
            format!("Table {number}")
        })
        .collect()
}

/// The text of a sentence in pieces.
fn sentence(pieces: &Value) -> String {
    let pieces = pieces.as_array().expect("pieces").iter();
    pieces
        .map(|piece| piece["text"].as_str().expect("a text"))
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn the_same_data_do_not_differ() {
    let (one, other) = (Project::new(), Project::new());
    let run = diff(&one, ".", &path(&other, ""), &["--no-document", "--exit-code"]);
    let stdout = &run.succeeds().stdout;
    assert!(stdout.ends_with("\nnothing differs\n"), "{stdout}");
    assert!(!one.path("diff").exists(), "no document is wanted");
}

#[test]
fn one_changed_cell_is_traced_to_each_exhibit_and_sentence_that_it_changes() {
    let (old, new) = (Project::new(), Project::new());
    let (line, field) = change_one_cell(&new);
    for project in [&old, &new] {
        project.build(&QUICK).succeeds();
    }
    let found = json(&diff(&old, ".", &path(&new, ""), &["--no-document", "--json"]));
    let [input] = found["inputs"].as_array().expect("a list").as_slice() else {
        panic!("{}", found["inputs"]);
    };
    assert_eq!(
        (input["path"].as_str(), input["change"].as_str()),
        (Some(TRADE), Some("revised"))
    );
    let cell = &input["cells"][0];
    assert_eq!(
        (cell["line"].as_u64(), cell["field"].as_u64()),
        (Some(line), Some(field))
    );
    let note = input["notes"][0].as_str().expect("what the lock says");
    assert!(note.contains("BBB") && note.contains("2015"), "{note}");

    // Every table whose file differs, and no other; the figures rest on other data.
    let english = &found["languages"]["en"];
    let labels = texts(&english["exhibits"], "label");
    let expected = changed_tables(&old.outputs(), &new.outputs());
    assert_eq!(labels, expected.iter().map(String::as_str).collect::<BTreeSet<_>>());
    assert!(!labels.is_empty());
    for exhibit in english["exhibits"].as_array().expect("a list") {
        assert_eq!(exhibit["causes"][0]["path"], TRADE, "{exhibit}");
    }

    // Every claim that says something else stands in a sentence that is named, with the file as its cause.
    let claims = |project: &Project| -> Value {
        serde_json::from_str(&project.read("reports/article/claims.json")).expect("JSON")
    };
    let (before, after) = (claims(&old), claims(&new));
    let pairs = before["languages"]["en"].as_array().expect("a list").iter();
    let pairs = pairs.zip(after["languages"]["en"].as_array().expect("a list"));
    let sentences = english["sentences"].as_array().expect("a list");
    let mut n_changed = 0;
    for (before, after) in pairs.filter(|(before, after)| before["sentence"] != after["sentence"]) {
        n_changed += 1;
        assert_eq!(before["id"], after["id"]);
        let said = after["sentence"].as_str().expect("a text");
        let first = said.split(". ").next().unwrap_or_default();
        let named = sentences.iter().any(|one| sentence(&one["new"]).contains(first));
        assert!(named || said.is_empty(), "{said}");
    }
    assert!(
        n_changed > 0 || !sentences.is_empty(),
        "the cell changes nothing that is said"
    );
    for one in sentences {
        let causes = one["causes"].as_array().expect("a list");
        assert!(causes.iter().any(|cause| cause["path"] == TRADE), "{one}");
    }
}

#[test]
fn folders_of_builds_are_compared_as_projects_are() {
    let (old, new) = (Project::new(), Project::new());
    change_one_cell(&new);
    for project in [&old, &new] {
        project.build(&QUICK).succeeds();
    }
    let arguments = ["--no-document", "--json"];
    let projects = json(&diff(&old, ".", &path(&new, ""), &arguments));
    let folders = json(&diff(
        &old,
        "reports/article",
        &path(&new, "reports/article"),
        &arguments,
    ));
    assert_eq!(projects["languages"], folders["languages"]);
    assert_eq!(projects["results"], folders["results"]);
    assert_eq!(
        folders["inputs"][0]["cells"].as_array().map(Vec::len),
        Some(0),
        "the data are not there to be read"
    );
    let mixed = json(&diff(&old, "reports/article", &path(&new, ""), &arguments));
    assert_eq!(mixed["languages"], folders["languages"]);
}

#[test]
fn another_setting_is_the_cause_of_what_it_changes() {
    let (old, new) = (Project::new(), Project::new());
    new.replace("rvc.toml", "current = [2014, 2017]", "current = [2015, 2017]");
    let found = json(&diff(&old, ".", &path(&new, ""), &["--no-document", "--json"]));
    assert_eq!(
        texts(&found["settings"], "setting"),
        BTreeSet::from(["reorientation.current"])
    );
    let exhibits = &found["languages"]["en"]["exhibits"];
    let ids = texts(exhibits, "id");
    assert!(
        ids.contains("tbl-reorientation") && !ids.contains("tbl-response"),
        "{ids:?}"
    );
    let cause = &exhibits[0]["causes"][0];
    assert_eq!(
        (cause["kind"].as_str(), cause["new"].as_str()),
        (Some("years"), Some("2015–2017"))
    );
}

#[test]
fn a_new_year_is_told_from_a_revision() {
    let (old, new) = (Project::new(), Project::new());
    old.remove("data/icio/2017_SML.csv");
    for window in ["[linkage]\nyears = [2010, 2017]", "[response]\nyears = [2010, 2017]"] {
        old.replace("rvc.toml", window, &window.replace("2017", "2016"));
    }
    let found = json(&diff(&old, ".", &path(&new, ""), &["--no-document", "--json"]));
    assert_eq!(texts(&found["inputs"], "change"), BTreeSet::from(["added"]));
    let exhibits = found["languages"]["en"]["exhibits"].as_array().expect("a list");
    let response = exhibits
        .iter()
        .find(|one| one["id"] == "tbl-response")
        .expect("the table of the equations");
    let kinds = texts(&response["causes"], "kind");
    assert_eq!(kinds, BTreeSet::from(["new-data", "years"]));
}

#[test]
fn the_document_is_written_in_every_form_and_is_the_same_twice() {
    let (old, new) = (Project::new(), Project::new());
    change_one_cell(&new);
    let name = path(&new, "");
    let run = diff(&old, ".", &name, &["--exit-code"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    let files = crate::project::files_below(&old.path("diff"));
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(names, ["diff.en.html", "diff.en.pdf", "diff.json", "manifest.json"]);
    let page = old.read("diff/diff.en.html");
    for part in [
        "What differs between two builds",
        "Table 1. ",
        "revised data: data/trade/comtrade.csv",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert!(
        run.stdout
            .ends_with("the builds differ\ndiff/diff.en.html\ndiff/diff.en.pdf\ndiff/diff.json\ndiff/manifest.json\n"),
        "{}",
        run.stdout
    );
    diff(&old, ".", &name, &[]).succeeds();
    assert_eq!(crate::project::files_below(&old.path("diff")), files);
}

#[test]
fn the_document_speaks_russian() {
    let (old, new) = (Project::new(), Project::new());
    change_one_cell(&new);
    let run = old.run(&["diff", ".", &path(&new, ""), "--lang", "ru", "--format", "html"]);
    run.succeeds();
    let page = old.read("diff/diff.ru.html");
    assert!(page.contains("Что изменилось между двумя сборками") && page.contains("пересмотр данных: "));
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let project = Project::with_good_output();
    let refused = |old: &str, more: &[&str]| diff(&project, old, ".", more).fails().to_owned();
    assert_eq!(
        refused("data", &[]),
        "error: `data` is neither a build nor a project\n  hint: expected a folder that `rvc-report build` has written, or one with `rvc.toml`\n"
    );
    let message = refused(".", &["--out", "reports/article"]);
    assert!(
        message.starts_with("error: reports/article is the folder of a report\n"),
        "{message}"
    );
    let run = project.run(&["diff", "reports/article", ".", "--lang", "ru", "--no-document"]);
    assert!(run.fails().contains("have no language in common"), "{}", run.stderr);

    let page = project.read("reports/article/article.en.html");
    project.write("reports/article/article.en.html", page.replacen("</p>", "", 1));
    let run = diff(&project, "reports/article", ".", &["--no-document"]);
    assert!(
        run.stderr
            .contains("reports/article/article.en.html: not the file that the build has written"),
        "{}",
        run.stderr
    );
    project.remove("reports/article/manifest.json");
    let message = refused("reports/article", &[]);
    assert!(
        message.starts_with("error: reports/article/manifest.json: cannot be read: "),
        "{message}"
    );
}
