//! A made-up article without contradictions gives no finding; each rule fires on a change to it.

use super::check;
use crate::published::PublishedStudy;

const ARTICLE: &str = r#"
[article]
key = "madeup2024"
authors = ["A. Nobody"]
title = "A made-up article"
journal = "No Journal"
year = 2024
language = "en"

[table]
place = "table-1"
file = "table-1.csv"
unit = "USD per USD"
n_obs = 30
n_params = 4
star_levels = [10, 5, 1]

[[periods]]
id = "sample"
section = "data"
used_for = "model"
years = [1991, 2020]
source = "a source"
source_years = [1990, 2020]

[[statements]]
id = "value"
section = "results"
exporters = ["POL"]
sectors = ["chemicals"]
directions = ["mutual"]
terms = ["bp"]
claim = "value"
printed = "2.5"
unit = "USD per USD"

[[statements]]
id = "fall"
section = "results"
exporters = ["CZE"]
sectors = ["chemicals"]
terms = ["bp"]
claim = "value"
printed = "1.10"
change = "decrease"
unit = "USD per USD"

[[statements]]
id = "effect"
section = "results"
exporters = ["POL", "CZE"]
sectors = ["chemicals"]
terms = ["fp"]
claim = "effect"
sign = "positive"

[[statements]]
id = "no-effect"
section = "results"
exporters = ["POL"]
sectors = ["chemicals"]
directions = ["external"]
terms = ["bp"]
claim = "insignificant"

[[statements]]
id = "mutual-higher"
section = "results"
exporters = ["POL"]
sectors = ["chemicals"]
directions = ["mutual", "external"]
terms = ["bp"]
claim = "higher"
higher = "mutual"
than = ["external"]
"#;

/// With n = 30 and k = 4, R² of 80.0 % goes with a classical F of 34.56–34.78.
const TABLE: &str = "\
exporter,sector,direction,bp,bp_se,fp,fp_t,gdp_pc,gdp_pc_se,f,r2
POL,chemicals,mutual,2.50***,(0.50),1.20,1.20,0.100**,0.045,34.7***,80.0
POL,chemicals,external,-0.40,(0.50),3.00***,4.00,0.010,0.020,34.7***,80.0
CZE,chemicals,mutual,-1.10*,(0.60),2.00***,3.10,0.000,0.000,34.7***,80.0
CZE,chemicals,external,0.90,(0.80),-0.50,-0.70,0.050*,0.027,34.7***,80.0
";

#[track_caller]
fn findings(from: &str, to: &str) -> Vec<String> {
    assert!(ARTICLE.contains(from) || TABLE.contains(from), "{from}");
    let (article, table) = (ARTICLE.replacen(from, to, 1), TABLE.replacen(from, to, 1));
    match PublishedStudy::parse(&article, "a.toml", &table, "t.csv") {
        Ok(study) => check(&study).findings.into_iter().map(|finding| finding.id).collect(),
        Err(errors) => panic!("{errors}"),
    }
}

#[test]
fn a_consistent_article_gives_no_finding() {
    assert_eq!(findings("", ""), Vec::<String>::new());
}

#[test]
fn each_rule_fires_on_its_own_change() {
    let mutations: [(&str, &str, &[&str]); 20] = [
        // F and R²
        (
            "34.7***,80.0",
            "34.9***,80.0",
            &["classical_f_does_not_fit.POL.chemicals.mutual"],
        ),
        (
            "34.7***,80.0",
            "34.7***,80.2",
            &["classical_f_does_not_fit.POL.chemicals.mutual"],
        ),
        (
            "n_obs = 30",
            "n_obs = 31",
            &[
                "classical_f_does_not_fit.POL.chemicals.mutual",
                "classical_f_does_not_fit.POL.chemicals.external",
                "classical_f_does_not_fit.CZE.chemicals.mutual",
                "classical_f_does_not_fit.CZE.chemicals.external",
            ],
        ),
        // stars
        ("2.50***", "2.50**", &["stars_do_not_fit.POL.chemicals.mutual.bp"]),
        ("1.20,1.20", "1.20*,1.20", &["stars_do_not_fit.POL.chemicals.mutual.fp"]),
        (
            "(0.50),1.20",
            "(1.60),1.20",
            &["stars_do_not_fit.POL.chemicals.mutual.bp"],
        ),
        ("34.7***", "34.7**", &["f_stars_do_not_fit.POL.chemicals.mutual.f"]),
        // values of the prose
        ("printed = \"2.5\"", "printed = \"2.4\"", &["value_not_in_table.value"]),
        (
            "printed = \"2.5\"",
            "printed = \"3.00\"",
            &["value_of_another_cell.value"],
        ),
        (
            "printed = \"1.10\"\nchange = \"decrease\"",
            "printed = \"1.10\"",
            &["sign_differs.fall"],
        ),
        (
            "sectors = [\"chemicals\"]",
            "sectors = [\"machinery\"]",
            &["sector_not_in_table.value"],
        ),
        (
            "exporters = [\"POL\"]",
            "exporters = [\"HUN\"]",
            &["cell_not_in_table.value"],
        ),
        ("unit = \"USD per USD\"", "unit = \"%\"", &["unit_differs.usd_per_usd"]),
        // effects and their absence
        ("3.00***,4.00", "3.00,0.40", &["insignificant_read_as_finding.effect"]),
        (
            "3.00***,4.00",
            "-3.00***,-4.00",
            &["insignificant_read_as_finding.effect", "sign_differs.effect"],
        ),
        (
            "-0.40,(0.50)",
            "-0.40**,(0.18)",
            &["significant_read_as_insignificant.no-effect"],
        ),
        (
            "2.50***,(0.50)",
            "2.50,(5.00)",
            &[
                "insignificant_read_as_finding.value",
                "insignificant_read_as_finding.mutual-higher",
            ],
        ),
        (
            "higher = \"mutual\"\nthan = [\"external\"]",
            "higher = \"external\"\nthan = [\"mutual\"]",
            &[
                "insignificant_read_as_finding.mutual-higher",
                "comparison_does_not_hold.mutual-higher",
            ],
        ),
        // years
        (
            "years = [1991, 2020]",
            "years = [1991, 2022]",
            &["period_outside_source.sample"],
        ),
        (
            "source_years = [1990, 2020]",
            "source_years = [1995, 2020]",
            &["period_outside_source.sample"],
        ),
    ];
    for (from, to, expected) in mutations {
        assert_eq!(findings(from, to), expected, "{from} → {to}");
    }
}

/// What rounding allows is no finding: 2.50/0.50 may be anything from 4.94 to 5.06.
#[test]
fn rounding_alone_makes_no_finding() {
    for (from, to) in [
        ("34.7***,80.0", "35***,80"),
        ("2.50***,(0.50)", "2.5***,(0)"),
        // t of 1.695 to 1.715: one star at 10 % under the normal and under t(26), 1.706
        ("1.20,1.20", "1.20,1.70"),
        ("1.20,1.20", "1.20*,1.70"),
        ("0.000,0.000", "0.000***,0.000"),
    ] {
        assert_eq!(findings(from, to), Vec::<String>::new(), "{from} → {to}");
    }
}

/// Without any stars, significance is left to the reader; without stars on F, that of F is.
#[test]
fn a_table_that_marks_nothing_is_not_read_for_stars() {
    let f_unmarked = TABLE.replace("34.7***", "34.7");
    for table in [TABLE.replace('*', ""), f_unmarked] {
        let study = PublishedStudy::parse(ARTICLE, "a.toml", &table, "t.csv").expect("an article");
        assert_eq!(check(&study).findings, []);
    }
}
