//! Claims hold, say something else, or stop the build; the lint finds what is said outside of them.

use serde_json::Value;

use crate::project::{Project, QUICK};

/// A short report whose only template is this text.
pub fn note(text: &str) -> Project {
    let project = Project::new();
    project.replace(
        "rvc.toml",
        "date = \"2018-04-16\"",
        "date = \"2018-04-16\"\nreport = \"note\"",
    );
    project.write("templates/note/abstract.en.md", "A note.\n");
    project.write("templates/note/note.en.md", text);
    project
}

fn claims(project: &Project) -> Vec<Value> {
    let claims: Value = serde_json::from_str(&project.read("reports/note/claims.json")).expect("JSON");
    claims["languages"]["en"].as_array().expect("a list").clone()
}

const CLAIM: &str = "{% set x = linkage(hub) %}\n{% claim \"course\" when x.last > x.first %}It rose.{% otherwise when x.last < x.first %}It fell.{% endclaim %}\n";

#[test]
fn a_claim_prints_the_wording_that_holds_and_is_listed() {
    let project = note(CLAIM);
    project.build(&QUICK).succeeds();
    let page = project.read("reports/note/note.en.html");
    let listed = &claims(&project)[0];
    let sentence = listed["sentence"].as_str().expect("a text");
    assert!(
        page.contains(sentence) && ["It rose.", "It fell."].contains(&sentence),
        "{sentence}"
    );
    assert_eq!(listed["id"], "course");
    assert_eq!((&listed["line"], &listed["column"]), (&Value::from(2), &Value::from(1)));
    let operands = listed["operands"].as_array().expect("a list");
    assert_eq!(operands[0]["expression"], "x.last");
    assert_eq!(operands[0]["key"], "stage2.AAA.machinery.2017.fva_share");
    assert_eq!(operands[1]["key"], "stage2.AAA.machinery.2010.fva_share");
}

#[test]
fn a_claim_without_a_wording_for_the_data_stops_the_build_and_says_what_has_changed() {
    let project = note(CLAIM);
    project.build(&QUICK).succeeds();
    let before = project.read("reports/note/claims.json");
    let old = claims(&project)[0]["operands"][0]["value"]
        .as_str()
        .expect("a text")
        .to_owned();
    // Nothing is left of what the claim could say.
    project.write(
        "templates/note/note.en.md",
        CLAIM.replace("x.last > x.first", "x.last > bound(0.5) and x.first > 2"),
    );
    project.write(
        "templates/note/note.en.md",
        project
            .read("templates/note/note.en.md")
            .replace("x.last < x.first", "x.last > bound(3)"),
    );
    let run = project.build(&QUICK);
    let message = run.fails();
    assert!(
        message.starts_with(
            "error: ./templates/note/note.en.md:2:1: the claim `course` does not hold, and no wording says so\n  not true: x.last > bound(0.5) and x.first > 2\n"
        ),
        "{message}"
    );
    assert!(
        message.contains(&format!("x.last = {old}, as in the last build")),
        "{message}"
    );
    assert!(message.contains("\n  the sentence: It rose.\n"), "{message}");
    assert!(
        message.contains("hint: change the sentence, or add `{% otherwise %}`"),
        "{message}"
    );
    assert_eq!(
        project.read("reports/note/claims.json"),
        before,
        "the last good report stays"
    );
}

#[test]
fn changed_data_are_named_with_the_old_value() {
    let project = note(
        "{% set e = exports(hub, \"machinery\").last %}\n{% claim \"size\" when e < bound(1000000) %}Exports are modest.{% endclaim %}\n",
    );
    project.build(&QUICK).succeeds();
    let old = claims(&project)[0]["operands"][0]["value"]
        .as_str()
        .expect("a text")
        .to_owned();
    for year in crate::dataset::YEARS {
        project.bend(&crate::project::icio_path(year), |table| table.scale(1));
    }
    project.replace("templates/note/note.en.md", "bound(1000000)", "bound(10)");
    let run = project.build(&QUICK);
    assert!(
        run.fails().contains(&format!(", in the last build {old}")),
        "{}",
        run.stderr
    );
}

#[test]
fn a_claim_is_made_once() {
    let twice = "{% for p in focus %}{% claim \"same\" when true %}A.{% endclaim %}{% endfor %}\n";
    let run = note(twice).build(&QUICK);
    assert!(run.fails().contains("the claim `same` is made twice"), "{}", run.stderr);
}

#[test]
fn the_list_of_claims_stands_where_the_text_asks_for_it() {
    let project = note(&format!("{CLAIM}\n![](claims:)\n"));
    project.build(&["--lang", "en"]).succeeds();
    let page = project.read("reports/note/note.en.html");
    assert!(
        page.contains("<dl class=\"claims\">") && page.contains("href=\"#claim-course\""),
        "{page}"
    );
    assert!(page.contains("id=\"claim-course\""));
}

#[test]
fn hand_typed_numbers_and_judgements_are_warnings_and_with_strict_errors() {
    let project = note("Exports grew by 12.5 percent.\n");
    let run = project.build(&QUICK);
    run.succeeds();
    let expected = "warning: ./templates/note/note.en.md:1:9: `grew` judges results outside a claim\n    1 | Exports grew by 12.5 percent.\n      |         ^^^^\n";
    assert!(run.stderr.contains(expected), "{}", run.stderr);
    assert!(
        run.stderr.contains(":1:17: the numeral `12.5` is typed by hand"),
        "{}",
        run.stderr
    );
    project.remove("reports/note/note.en.html");
    let strict = project.build(&[&QUICK[..], &["--strict"]].concat());
    assert!(
        strict.fails().starts_with("error: ./templates/note/note.en.md:1:9: "),
        "{}",
        strict.stderr
    );
    assert!(
        !project.path("reports/note/note.en.html").exists(),
        "nothing is written"
    );
}

#[test]
fn what_is_waived_in_place_is_no_warning() {
    let project = note("{* allow: a quotation from the standard *}\nExports grew by 12.5 percent.\n");
    let run = project.build(&[&QUICK[..], &["--strict"]].concat());
    run.succeeds();
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
}

#[test]
fn the_article_passes_its_own_lint_and_its_languages_are_in_step() {
    let project = Project::new();
    project.run(&["check", "--format", "html", "--strict"]).succeeds();
    let trade = Project::without_trade();
    trade.run(&["check", "--format", "html", "--strict"]).succeeds();
}
