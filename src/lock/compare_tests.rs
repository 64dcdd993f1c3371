use std::collections::{BTreeMap, BTreeSet};

use super::{Basis, ByYear, Finding, InputSummary, Lock, Measure, Series, VERSION, compare};
use crate::diagnostic::Severity;
use crate::model::{Economy, Year};
use crate::settings::Settings;

fn settings() -> Settings {
    Settings::parse(include_str!("../../rvc.toml"), "rvc.toml").expect("the settings are valid")
}

fn economy(code: &str) -> Economy {
    Economy::parse(code).expect("a code")
}

fn input(path: &str, kind: &str, content: &str) -> InputSummary {
    InputSummary {
        path: path.to_owned(),
        kind: kind.to_owned(),
        sha256: content.to_owned(),
        edition: None,
        vintage: None,
        classification: None,
        rows: 10,
        economies: BTreeSet::new(),
        values: BTreeMap::new(),
        fingerprints: BTreeMap::new(),
    }
}

impl InputSummary {
    fn with(mut self, code: &str, series: &Series, values: &[(Year, f64)]) -> Self {
        self.economies.insert(economy(code));
        for (year, value) in values {
            self.put(&economy(code), series.clone(), *year, *value);
        }
        self
    }
}

fn lock(inputs: Vec<InputSummary>) -> Lock {
    Lock {
        version: VERSION,
        written_by: "a test".to_owned(),
        basis: Basis {
            members: ["ARM", "BLR", "KAZ", "KGZ", "RUS"].map(economy).into(),
            sectors: BTreeMap::from([("machinery".to_owned(), vec!["C26".to_owned()])]),
        },
        inputs,
    }
}

fn messages(findings: &[Finding]) -> Vec<String> {
    let messages = findings.iter().map(|finding| finding.diagnostic().to_string());
    messages
        .map(|text| text.split("\n  hint: ").next().unwrap_or_default().to_owned())
        .collect()
}

#[track_caller]
fn finds(old: Vec<InputSummary>, new: Vec<InputSummary>, expected: &[&str]) {
    let found = compare(&lock(old), &lock(new), &settings());
    assert_eq!(messages(&found), expected);
}

const GDP: Series = Series::GdpPerCapita;

fn gdp(content: &str, values: &[(Year, f64)]) -> InputSummary {
    input("gdp.csv", "wdi", content).with("BLR", &GDP, values)
}

#[test]
fn the_same_data_have_no_findings_and_sums_may_be_in_another_order() {
    finds(
        vec![gdp("a", &[(2015, 0.3)])],
        vec![gdp("a", &[(2015, 0.1 + 0.2)])],
        &[],
    );
}

#[test]
fn a_revision_is_said_with_both_values_and_touches_its_rows() {
    finds(
        vec![gdp("a", &[(2014, 8000.0), (2015, 5967.1)])],
        vec![gdp("b", &[(2014, 8000.0), (2015, 5950.3)])],
        &["gdp.csv: GDP per capita of BLR in 2015: 5,967.1 → 5,950.3 (−0.3 %); \
           touches tbl-response (rows of BLR), the robustness appendix"],
    );
    finds(
        vec![gdp("a", &[(2013, 7000.0), (2014, 8000.0), (2015, 5000.0)])],
        vec![gdp("b", &[(2013, 7007.0), (2014, 8800.0), (2015, 4000.0)])],
        &[
            "gdp.csv: GDP per capita of BLR: 2 values revised by more than 5 %, the most: \
           GDP per capita of BLR in 2015: 5,000.0 → 4,000.0 (−20.0 %); 1 more value revised by less; \
           touches tbl-response (rows of BLR), the robustness appendix",
        ],
    );
}

#[test]
fn what_no_exhibit_uses_touches_none() {
    finds(
        vec![gdp("a", &[(1990, 1000.0)])],
        vec![gdp("b", &[(1990, 1010.0)])],
        &["gdp.csv: GDP per capita of BLR in 1990: 1,000.0 → 1,010.0 (+1.0 %); touches no exhibit"],
    );
}

#[test]
fn a_unit_that_slips_is_an_error_and_comes_first() {
    let trade = |content, usd| input("a.csv", "comtrade", content).with("KAZ", &Series::ExportsToWorld, &[(2015, usd)]);
    let found = compare(
        &lock(vec![trade("a", 46.0e9), gdp("a", &[(2015, 5967.1)])]),
        &lock(vec![trade("b", 46.0e9 * 1.2), gdp("b", &[(2015, 5.9671)])]),
        &settings(),
    );
    let severities: Vec<Severity> = found.iter().map(Finding::severity).collect();
    assert_eq!(severities, [Severity::Error, Severity::Warning]);
    let texts = messages(&found);
    assert!(
        texts[0].contains("5,967.100 → 5.967 (−99.9 %): divided by about 1,000, as if the unit had changed"),
        "{texts:?}"
    );
    assert!(
        texts[1].ends_with("touches tbl-reorientation (rows of KAZ), tbl-definitions (rows of KAZ)"),
        "{texts:?}"
    );
}

#[test]
fn years_and_economies_that_come_and_go() {
    let both = gdp("a", &[(2014, 1.0), (2015, 2.0)]).with("KAZ", &GDP, &[(2014, 1.0), (2015, 2.0)]);
    let less = gdp("b", &[(2014, 1.0)]).with("KAZ", &GDP, &[(2014, 1.0)]);
    let touches = "touches tbl-response (rows of BLR, KAZ), the robustness appendix";
    let gone = format!("gdp.csv: GDP per capita of BLR, KAZ: gone: 2015; {touches}");
    finds(vec![both.clone()], vec![less], &[&gone]);
    let one = gdp("c", &[(2014, 1.0), (2015, 2.0)]);
    let touches = "touches tbl-response (rows of KAZ), the robustness appendix";
    let missing = format!("gdp.csv: GDP per capita: economies that are missing: KAZ; {touches}");
    finds(vec![both.clone()], vec![one.clone()], &[&missing]);
    let new = format!("gdp.csv: GDP per capita: new economies: KAZ; {touches}");
    finds(vec![one], vec![both], &[&new]);
}

#[test]
fn files_are_matched_by_path_then_content_then_kind() {
    let file = |path, content| input(path, "comtrade", content);
    finds(
        vec![file("a.csv", "1")],
        vec![file("b.csv", "1")],
        &["b.csv: the file was a.csv before; its content is the same; touches no exhibit"],
    );
    finds(
        vec![file("a.csv", "1")],
        vec![file("b.csv", "2")],
        &[
            "b.csv: the file stands for a.csv; touches tbl-inputs",
            "b.csv: the bytes have changed, but no value that the study uses; touches no exhibit",
        ],
    );
    finds(
        vec![file("a.csv", "1")],
        vec![file("a.csv", "1"), file("b.csv", "2"), file("c.csv", "3")],
        &[
            "b.csv: a new file, of the kind comtrade; touches tbl-inputs",
            "c.csv: a new file, of the kind comtrade; touches tbl-inputs",
        ],
    );
}

#[test]
fn labels_and_rows_of_files() {
    let table = |path: &str, edition: &str| InputSummary {
        edition: Some(edition.to_owned()),
        ..input(path, "icio", path)
    };
    let vintage = |content, date: &str, rows| InputSummary {
        vintage: Some(date.to_owned()),
        rows,
        ..gdp(content, &[])
    };
    finds(
        vec![
            table("1.csv", "2023"),
            table("2.csv", "2023"),
            vintage("a", "2025-01-01", 10),
        ],
        vec![
            table("1.csv", "2025"),
            table("2.csv", "2025"),
            vintage("b", "2026-01-01", 9),
        ],
        &[
            "gdp.csv: 1 row removed: 10 → 9; touches tbl-inputs",
            "1.csv and 1 more: edition: 2023 → 2025; touches tbl-inputs",
            "gdp.csv: vintage: 2025-01-01 → 2026-01-01; touches tbl-inputs",
        ],
    );
}

#[test]
fn other_rows_of_a_reporter_are_found_by_their_fingerprint() {
    let trade = |content, print: &str| {
        let mut input = input("a.csv", "comtrade", content).with("BLR", &Series::ExportsToWorld, &[(2015, 5.0)]);
        let prints = ByYear::from_iter([(2014, "same".to_owned()), (2015, print.to_owned())]);
        input.fingerprints.insert(economy("BLR"), prints);
        input
    };
    finds(
        vec![trade("a", "one")],
        vec![trade("b", "two")],
        &["a.csv: other rows of BLR in 2015 have changed; \
           touches tbl-reorientation (rows of BLR), tbl-definitions (rows of BLR)"],
    );
}

#[test]
fn what_changed_settings_explain_is_no_finding() {
    let exports = Series::Table {
        sector: "machinery".to_owned(),
        measure: Measure::GrossExports,
    };
    let table = |value| input("2015.csv", "icio", "a").with("RUS", &exports, &[(2015, value)]);
    let (old, mut new) = (lock(vec![table(1.0)]), lock(vec![table(2.0)]));
    let found = compare(&old, &new, &settings());
    assert_eq!(found.len(), 1);
    new.basis.sectors.insert("machinery".to_owned(), vec!["C28".to_owned()]);
    assert!(compare(&old, &new, &settings()).is_empty());
}

#[test]
fn cells_of_tables_that_the_lock_does_not_keep_touch_stages_two_and_three() {
    let exports = Series::Table {
        sector: "machinery".to_owned(),
        measure: Measure::GrossExports,
    };
    let table = |content| input("2015.csv", "icio", content).with("RUS", &exports, &[(2015, 1.0)]);
    finds(
        vec![table("a")],
        vec![table("b")],
        &[
            "2015.csv: the bytes have changed, and nothing that the lock keeps: other cells may have; touches \
           fig-linkage-RUS, fig-linkage-BLR, fig-linkage-KAZ, tbl-response, fig-response, the robustness appendix",
        ],
    );
}
