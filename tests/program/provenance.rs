//! Every printed number leads to the rows that it comes from, in the program, the page and the PDF.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::claims::note;
use crate::dataset;
use crate::project::{Project, QUICK, Run};

fn tree(project: &Project, key: &str) -> Value {
    let run = project.run(&["why", "--json", key]);
    let trees: Value = serde_json::from_str(&run.succeeds().stdout).expect("JSON");
    trees[0].clone()
}

/// The field `usd` of lines of the Comtrade file, added up.
fn usd(project: &Project, node: &Value) -> f64 {
    let sources = node["sources"].as_array().expect("a list");
    let lines: Vec<String> = project
        .read("data/trade/comtrade.csv")
        .lines()
        .map(str::to_owned)
        .collect();
    let mut sum = 0.0;
    for source in sources {
        assert_eq!(source["file"], "data/trade/comtrade.csv");
        for line in source["lines"].as_array().expect("a list") {
            let line = &lines[line.as_u64().expect("a number") as usize - 1];
            let value = line.rsplit(',').next().expect("a field");
            sum += value.parse::<f64>().expect("a number");
        }
    }
    sum
}

#[test]
fn a_share_is_computed_by_hand_from_the_rows_that_why_names() {
    let project = Project::new();
    let found = tree(&project, "stage1.BBB.sitc5.share_mutual_current");
    let inputs = found["inputs"].as_array().expect("a list");
    let [part, whole] = inputs.as_slice() else {
        panic!("{found}")
    };
    let share = usd(&project, part) / usd(&project, whole);
    let value = found["value"].as_f64().expect("a number");
    assert!((share - value).abs() < 1e-15, "{share} {value}");
}

#[test]
fn gross_exports_are_the_sum_of_the_cells_that_why_names() {
    let project = Project::new();
    let found = tree(&project, "stage2.BBB.machinery.2012.gross_exports");
    let source = &found["sources"][0];
    assert_eq!(source["file"], "data/icio/2012_SML.csv");
    let text = project.read("data/icio/2012_SML.csv");
    let header: Vec<&str> = text.lines().next().expect("a header").split(',').collect();
    let mut sum = 0.0;
    for line in source["lines"].as_array().expect("a list") {
        let row = text
            .lines()
            .nth(line.as_u64().expect("a number") as usize - 1)
            .expect("the line");
        assert!(row.starts_with("BBB_C26,") || row.starts_with("BBB_C29,"), "{row}");
        let cells = header.iter().zip(row.split(',')).skip(1);
        let abroad = cells.filter(|(column, _)| **column != "OUT" && !column.starts_with("BBB_"));
        sum += abroad
            .map(|(_, value)| value.parse::<f64>().expect("a number"))
            .sum::<f64>();
    }
    assert!((sum - found["value"].as_f64().expect("a number")).abs() < 1e-9, "{sum}");
}

#[test]
fn gdp_per_capita_is_the_field_that_why_names() {
    let project = Project::new();
    let found = tree(&project, "panel.CCC.electronics.2013.gdp_pc");
    let source = &found["sources"][0];
    let line = source["lines"][0].as_u64().expect("a number") as usize;
    let column = source["column"].as_u64().expect("a number") as usize;
    let text = dataset::wdi();
    let row = text.lines().nth(line - 1).expect("the line");
    let field = row.split(',').nth(column - 1).expect("the field").trim_matches('"');
    assert_eq!(field.parse::<f64>().ok(), found["value"].as_f64());
}

#[test]
fn every_printed_number_ends_at_files() {
    let project = Project::new();
    let list = project.run(&["why", "--lang", "en"]);
    let keys: Vec<String> = list
        .succeeds()
        .stdout
        .lines()
        .map(|line| line.split_at(24).1.trim().to_owned())
        .collect();
    assert!(keys.len() > 200, "{}", keys.len());
    let page = project.build(&QUICK);
    page.succeeds();
    for key in keys.iter().step_by(17) {
        if key.parse::<f64>().is_ok() || key.starts_with("settings.") || !key.contains('.') {
            continue;
        }
        let found = tree(&project, key);
        assert!(ends_at_files(&found), "{key}: {found}");
    }
}

/// Whether every branch ends at rows of files, a setting or a constant of the text.
fn ends_at_files(node: &Value) -> bool {
    let inputs = node["inputs"].as_array().expect("a list");
    if inputs.is_empty() {
        let sources = node["sources"].as_array().expect("a list");
        let chosen = node["operation"] == "constant" || node["formula"] == "setting";
        return chosen || !sources.is_empty();
    }
    inputs.iter().all(ends_at_files)
}

#[test]
fn printed_digits_lead_to_their_keys() {
    let project = note("The share is {{ linkage(hub).mean|pct(1) }}.\n");
    project.build(&QUICK).succeeds();
    let page = project.read("reports/note/note.en.html");
    let (_, rest) = page.split_once("class=\"v\" data-v=\"").expect("a value");
    let digits = rest
        .split_once('>')
        .and_then(|(_, rest)| rest.split_once('<'))
        .expect("its text")
        .0;
    let run = project.run(&["why", "--lang", "en", digits]);
    let start = "mean(stage2.AAA.machinery.2010.fva_share … stage2.AAA.machinery.2017.fva_share) = 0.";
    assert!(run.succeeds().stdout.starts_with(start), "{}", run.stdout);
    let run = project.run(&["why", "--lang", "en", "stage2.AAA.machinery.2012.fva_shar"]);
    assert!(
        run.fails()
            .contains("is neither a key nor a number that the report prints"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_pdf_is_verified_and_a_changed_one_is_not() {
    let project = Project::new();
    project.build(&["--lang", "en", "--format", "pdf"]).succeeds();
    let run = project.run(&["verify", "reports/article/article.en.pdf"]);
    assert!(run.succeeds().stdout.contains("verified: "), "{}", run.stdout);
    let checks = run.stdout.lines().filter(|line| line.starts_with("ok ")).count();
    assert_eq!(checks, 6, "{}", run.stdout);

    // A byte of an attachment or of a page, wherever it lies.
    let good = project.outputs()["article.en.pdf"].clone();
    for place in [good.len() / 3, good.len() / 2] {
        let mut bad = good.clone();
        bad[place] ^= 1;
        project.write("reports/article/article.en.pdf", &bad);
        let run = project.run(&["verify", "reports/article/article.en.pdf"]);
        assert_eq!(run.code, Some(1), "{}", run.stdout);
    }
    // The PDF of another build beside this manifest.
    project.write("other/article.en.pdf", &good);
    project.replace("rvc.toml", "title = \"A made-up union\"", "title = \"Another union\"");
    project.build(&["--lang", "en", "--format", "pdf"]).succeeds();
    project.write("reports/article/article.en.pdf", &good);
    let run = project.run(&["verify", "reports/article/article.en.pdf"]);
    assert_eq!(run.code, Some(1), "{}", run.stdout);
    assert!(
        run.stdout.contains("FAIL the PDF is the one of the manifest beside it"),
        "{}",
        run.stdout
    );
    project.run(&["verify", "other/article.en.pdf"]).succeeds();
    let run = project.run(&["verify", "rvc.toml"]);
    assert!(run.fails().contains("expected a PDF file"), "{}", run.stderr);
}

#[test]
fn the_attached_numbers_are_those_of_the_pages() {
    let project = Project::new();
    project.build(&["--lang", "en", "--format", "pdf,html"]).succeeds();
    let run = project.run(&["verify", "--json", "reports/article/article.en.pdf"]);
    let checks: Vec<BTreeMap<String, Value>> = serde_json::from_str(&run.succeeds().stdout).expect("JSON");
    let compared = |what: &str| {
        let check = checks.iter().find(|check| check["what"] == what).expect("the check");
        check["compared"].as_u64().expect("a number")
    };
    assert!(compared("the printed values are those of the attached results") > 150);
    assert!(compared("the pages show the printed values") > 200);
}

#[test]
fn editors_get_one_object_a_line() {
    let project = note("See @tbl-nothing and @fig-nothing.\n");
    let run = Run::of(
        project
            .command()
            .args(["build", "--message-format", "json"])
            .args(QUICK),
    );
    assert_eq!(run.code, Some(1));
    let messages: Vec<Value> = run
        .stderr
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON alone on the line"))
        .collect();
    assert_eq!(messages.len(), 2, "{}", run.stderr);
    assert_eq!(messages[0]["file"], "./templates/note/note.en.md");
    assert_eq!(
        (&messages[0]["line"], &messages[0]["column"]),
        (&Value::from(1), &Value::from(5))
    );
    assert_eq!(messages[1]["column"], 22);
    assert_eq!(messages[0]["severity"], "error");
}
