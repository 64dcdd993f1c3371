//! The robustness appendix: when it is made, what it says, what its numbers have to do with the study's.

use serde_json::Value;

use crate::project::{Project, QUICK, files_below};

const ON: &str = "[robustness]\nappendix = true\n";
const OFF: &str = "[robustness]\nappendix = false\n";

fn with_appendix() -> Project {
    let project = Project::new();
    project.replace("rvc.toml", OFF, ON);
    project
}

#[test]
fn the_appendix_is_a_document_of_its_own_in_both_languages_and_formats() {
    let project = with_appendix();
    project.build(&[]).succeeds();
    let files = files_below(&project.path("reports/article/robustness"));
    for language in ["ru", "en"] {
        for format in ["html", "pdf"] {
            assert!(files.contains_key(&format!("robustness.{language}.{format}")));
        }
    }
    // Eight years are too few for some tests: a dash, never an invented number.
    let page = project.read("reports/article/robustness/robustness.en.html");
    assert!(
        page.contains("There are too few years for either test."),
        "no word about the years"
    );
    assert!(!page.contains(">NaN") && !page.contains(">inf"));
    project.replace("rvc.toml", ON, OFF);
    project.build(&QUICK).succeeds();
    assert!(files_below(&project.path("reports/article/robustness")).is_empty());
}

#[test]
fn another_report_has_no_appendix_unless_it_asks_for_one() {
    let project = Project::new();
    project.replace("rvc.toml", OFF, "");
    project.write("templates/note/abstract.en.md", "Short.");
    project.write("templates/note/note.en.md", "# One {#sec-one}\n\nText.\n");
    project.build(&[&QUICK[..], &["--report", "note"]].concat()).succeeds();
    assert!(files_below(&project.path("reports/note/robustness")).is_empty());
    project
        .build(&[&QUICK[..], &["--report", "article"]].concat())
        .succeeds();
    assert!(!files_below(&project.path("reports/article/robustness")).is_empty());
}

#[test]
fn the_evidence_agrees_with_the_equations_that_it_is_about() {
    let project = Project::new();
    project.build(&QUICK).succeeds();
    let results = project.results();
    let equations = results["stage3"].as_array().expect("a list");
    let (mut compared, mut family) = (0, Vec::new());
    for equation in equations {
        let name = |key: &str| equation[key].as_str().expect("a text").to_owned();
        let evidence = &results["robustness"][name("exporter")][name("sector")][name("direction")];
        for term in ["bp", "fp", "gdp_pc"] {
            let slope = &evidence[term];
            let under = &slope["variances"]["HC1"];
            for field in ["se", "t", "p"] {
                assert_eq!(under[field], equation["terms"][term][field], "{term} {field}");
            }
            assert_eq!(
                slope["specifications"]["levels"]["coef"],
                equation["terms"][term]["coef"]
            );
            compared += 1;
        }
        assert_eq!(evidence["joint"]["HC1"]["f"], equation["f"]);
        family.extend(
            ["bp", "fp"].map(|term| (equation["terms"][term]["p"].clone(), evidence[term]["adjusted"].clone())),
        );
    }
    assert_eq!(compared, 3 * 12);
    // Holm multiplies the smallest p by the size of the family.
    let p = |value: &Value| value.as_f64().expect("a number");
    let smallest = family
        .iter()
        .min_by(|a, b| p(&a.0).total_cmp(&p(&b.0)))
        .expect("a family");
    let expected = (p(&smallest.0) * family.len() as f64).min(1.0);
    assert!((p(&smallest.1["holm"]) - expected).abs() < 1e-12);
    for (raw, adjusted) in &family {
        let [holm, bh, by] = ["holm", "bh", "by"].map(|method| p(&adjusted[method]));
        assert!(p(raw) <= bh && bh <= holm && bh <= by);
    }
}

#[test]
fn a_slope_of_bp_that_is_arithmetic_is_called_mechanical() {
    let project = Project::new();
    project.build(&QUICK).succeeds();
    let results = project.results();
    let (mut mechanical, mut other) = (0, 0);
    for (_, sectors) in results["robustness"].as_object().expect("a map") {
        for (_, found) in sectors.as_object().expect("a map") {
            let content = &found["content"];
            let number = |key: &str| content[key].as_f64().expect("a number");
            let explains = number("total_lower") <= number("slope") && number("slope") <= number("total_upper");
            for direction in ["external", "mutual"] {
                let verdict = found[direction]["bp"]["verdict"].as_str().expect("a verdict");
                let allowed = explains && number("variation") < 0.10;
                assert!(allowed || verdict != "mechanical");
                if verdict == "mechanical" {
                    mechanical += 1
                } else {
                    other += 1
                }
            }
        }
    }
    assert_eq!(mechanical + other, 12);
}

#[test]
fn settings_that_cannot_be_are_refused_with_their_place() {
    let refused = |setting: &str, message: &str| {
        let project = Project::new();
        project.replace("rvc.toml", "appendix = false", setting);
        let run = project.build(&QUICK);
        assert!(run.fails().starts_with(&format!("error: {message}")), "{}", run.stderr);
    };
    refused(
        "break_year = 2012",
        "./rvc.toml:51:14: a break in 2012 leaves too few years of 2010–2017 on one side",
    );
    refused(
        "replications = 10",
        "./rvc.toml:51:16: 10 replications of the bootstrap",
    );
    refused("appendx = true", "./rvc.toml:51:1: unknown field `appendx`");
}

#[test]
fn every_table_of_tests_names_its_null_hypothesis_in_both_languages() {
    let tables = [
        "variances",
        "unit-roots",
        "cointegration",
        "specifications",
        "diagnostics",
        "multiplicity",
        "stability",
    ];
    for (language, words) in [("en", "null hypothes"), ("ru", "нулев")] {
        let lexicon = std::fs::read_to_string(
            concat!(env!("CARGO_MANIFEST_DIR"), "/templates/lexicon/").to_owned() + language + ".toml",
        );
        let lexicon: toml::Table = lexicon.expect("the lexicon").parse().expect("TOML");
        for table in tables {
            let notes = lexicon["exhibits"][format!("tbl-{table}")]["notes"]
                .to_string()
                .to_lowercase();
            assert!(notes.contains(words), "{language} {table}: {notes}");
        }
    }
}

#[test]
fn the_text_says_what_the_standard_errors_are_robust_to() {
    let project = Project::new();
    for (kind, method, note) in [
        (
            "classical",
            "Standard errors are the classical ones",
            "Classical standard errors.",
        ),
        (
            "HC3",
            "robust to heteroskedasticity, of type HC3",
            "Heteroskedasticity-robust standard errors, HC3.",
        ),
        (
            "NW-2",
            "robust to heteroskedasticity and autocorrelation, of the Newey–West type NW-2",
            "Standard errors robust to heteroskedasticity and autocorrelation, NW-2.",
        ),
    ] {
        let settings = project.read("rvc.toml");
        project.replace(
            "rvc.toml",
            "[response]\n",
            &format!("[response]\ncovariance = \"{kind}\"\n"),
        );
        project.build(&QUICK).succeeds();
        let page = project.read("reports/article/article.en.html");
        assert!(page.contains(method), "{kind}: no `{method}`");
        assert!(page.contains(note), "{kind}: no `{note}`");
        project.write("rvc.toml", settings);
    }
}
