//! `verify` without a PDF: the bundled article against itself, and a project against its own printed table.

use std::fmt::Write;

use serde_json::Value;

use crate::project::Project;

const VERIFY: [&str; 7] = ["verify", "--format", "html", "--lang", "en", "--out", "seen"];

/// A project with a published article that prints its own results, to two decimals with stars.
struct Published {
    project: Project,
    rows: Vec<Vec<String>>,
}

fn stars(p: f64) -> String {
    "*".repeat([0.10, 0.05, 0.01].into_iter().filter(|level| p < *level).count())
}

impl Published {
    fn new() -> Self {
        let project = Project::new();
        project.build(&["--format", "html", "--lang", "en"]).succeeds();
        let results = project.results();
        let mut rows = Vec::new();
        for equation in results["stage3"].as_array().expect("a list") {
            let name = |key: &str| equation[key].as_str().expect("a text").to_owned();
            let number = |value: &Value| value.as_f64().expect("a number");
            let mut row: Vec<String> = ["exporter", "sector", "direction"].map(name).into();
            for term in ["bp", "fp", "gdp_pc"] {
                let found = &equation["terms"][term];
                row.push(format!("{:.2}{}", number(&found["coef"]), stars(number(&found["p"]))));
            }
            row.push(format!(
                "{:.1}{}",
                number(&equation["f"]),
                stars(number(&equation["f_p"]))
            ));
            row.push(format!("{:.1}", 100.0 * number(&equation["r2"])));
            rows.push(row);
        }
        project.replace(
            "rvc.toml",
            "[robustness]",
            "[replication]\narticle = \"published/article.toml\"\n\n[robustness]",
        );
        project.write(
            "published/article.toml",
            "[article]\nkey = \"abramov2025\"\nauthors = [\"A. Author\"]\ntitle = \"T\"\njournal = \"J\"\nyear = 2020\nlanguage = \"en\"\n\n\
             [table]\nplace = \"table-2\"\nfile = \"table.csv\"\nn_obs = 8\nn_params = 4\nstar_levels = [10, 5, 1]\n",
        );
        let published = Self { project, rows };
        published.print();
        published
    }

    /// Writes the table as it now stands.
    fn print(&self) {
        let mut table = String::from("exporter,sector,direction,bp,fp,gdp_pc,f,r2\n");
        for row in &self.rows {
            writeln!(table, "{}", row.join(",")).expect("text");
        }
        self.project.write("published/table.csv", table);
    }

    fn verified(&self) -> Value {
        let run = self.project.run(&VERIFY);
        run.succeeds();
        serde_json::from_str(&self.project.read("seen/verification.json")).expect("JSON")
    }
}

fn cells(found: &Value) -> Vec<&Value> {
    let comparison = &found["comparison"];
    let of_kind = comparison["kinds"].as_array().expect("a list").iter();
    let of_kind = of_kind.filter(|kind| kind["kind"] == comparison["ranking"]["best"]);
    let of_kind = of_kind.flat_map(|kind| kind["cells"].as_array().expect("a list"));
    comparison["cells"]
        .as_array()
        .expect("a list")
        .iter()
        .chain(of_kind)
        .collect()
}

#[test]
fn a_table_printed_from_the_results_is_fully_reproduced_and_its_covariance_named() {
    let published = Published::new();
    let found = published.verified();
    assert_eq!(found["comparison"]["verdict"], "full");
    assert_eq!(found["comparison"]["ranking"]["best"], "HC1");
    assert_eq!(cells(&found).len(), 12 * 5);
    assert!(cells(&found).iter().all(|cell| cell["agreement"] == "exact"));
    // The reading of the study is among those that fit best.
    let best = &found["grid"]["candidates"][0];
    assert_eq!((&best["rank"], &best["verdict"]), (&1.into(), &"full".into()));
    published
        .project
        .run(&[&VERIFY[..], &["--strict=full"]].concat())
        .succeeds();
}

#[test]
fn a_changed_digit_a_turned_sign_and_a_shifted_star_are_found() {
    let mut published = Published::new();
    let clean = published.rows.clone();
    let digit = |text: &str| {
        let at = text.find('.').expect("decimals") + 2;
        let changed = if &text[at..=at] == "9" { "8" } else { "9" };
        format!("{}{changed}{}", &text[..at], &text[at + 1..])
    };
    let sign = |text: &str| match text.strip_prefix('-') {
        Some(rest) => rest.to_owned(),
        None => format!("-{text}"),
    };
    let star = |text: &str| match text.strip_suffix('*') {
        Some(rest) => rest.to_owned(),
        None => format!("{text}*"),
    };
    type Change<'a> = &'a dyn Fn(&str) -> String;
    let changes: [(&str, Change<'_>); 3] = [("digit", &digit), ("sign", &sign), ("star", &star)];
    for (what, change) in changes {
        for row in [0, 7] {
            published.rows.clone_from(&clean);
            published.rows[row][3] = change(&clean[row][3]);
            published.print();
            let found = published.verified();
            assert_ne!(found["comparison"]["verdict"], "full", "{what} in row {row}");
            let wrong = cells(&found).iter().filter(|cell| cell["agreement"] != "exact").count();
            assert_eq!(wrong, usize::from(what != "star"), "{what} in row {row}");
            let run = published.project.run(&[&VERIFY[..], &["--strict=full"]].concat());
            assert_eq!(run.code, Some(1), "{}", run.stderr);
        }
    }
}

#[test]
fn the_bundled_article_is_read_against_itself_and_synthetic_data_prove_nothing() {
    let project = Project::new();
    project.replace("rvc.toml", "id = \"made-up\"", "id = \"made-up\"\nsynthetic = true");
    let run = project.run(&VERIFY);
    assert!(
        run.succeeds()
            .stdout
            .starts_with("The data are synthetic: agreement or disagreement with the article means nothing.\n")
    );
    let found: Value = serde_json::from_str(&project.read("seen/verification.json")).expect("JSON");
    // No economy of the article is in these data.
    assert_eq!(found["comparison"]["summary"]["numbers"]["not_computed"], 120);
    let findings = found["consistency"]["findings"].as_array().expect("a list");
    let of = |rule: &str| findings.iter().filter(|finding| finding["rule"] == rule).count();
    assert_eq!(of("sector_not_in_table"), 8);
    assert_eq!(of("value_of_another_cell"), 2);
    assert_eq!(of("insignificant_read_as_finding"), 3);
    assert_eq!((of("unit_differs"), of("period_outside_source")), (1, 2));
    let page = project.read("seen/verification.en.html");
    assert!(page.contains("agreement or disagreement with the article means nothing"));
    for printed in ["–60,78", "61,35", "66,21***"] {
        assert!(page.contains(printed), "{printed}");
    }
}

#[test]
fn errors_in_a_published_table_are_placed() {
    let mut published = Published::new();
    for (field, message) in [
        (
            "many",
            "./published/table.csv, line 4, column 5: `many` is not a printed number",
        ),
        (
            "1,2",
            "./published/table.csv, line 4: the row has 9 fields where the header has 8",
        ),
    ] {
        let before = std::mem::replace(&mut published.rows[2][4], field.to_owned());
        published.print();
        let run = published.project.run(&VERIFY);
        assert!(run.fails().contains(message), "{}", run.stderr);
        published.rows[2][4] = before;
    }
    assert!(!published.project.path("seen").exists(), "nothing is written");
}
