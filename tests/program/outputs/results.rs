//! `results.json` has the documented fields, with the documented types and identities.

use serde_json::{Map, Value};

use crate::dataset::MEMBERS;
use crate::project::{Project, QUICK, sha256};

const ORIGINS: [&str; 4] = ["AAA", "BBB", "CCC", "ROW"];

fn results(project: &Project) -> Value {
    project.build(&QUICK).succeeds();
    project.results()
}

/// The keys of an object, in the order of the file.
fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap_or_else(|| panic!("{value} is no object"))
        .keys()
        .map(String::as_str)
        .collect()
}

fn rows<'a>(results: &'a Value, list: &str) -> Vec<&'a Map<String, Value>> {
    results[list]
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| row.as_object().expect("an object"))
        .collect()
}

#[track_caller]
fn number(row: &Map<String, Value>, key: &str) -> f64 {
    row[key]
        .as_f64()
        .unwrap_or_else(|| panic!("{key} of {row:?} is no number"))
}

#[track_caller]
fn percent(value: &Value) -> f64 {
    let share = value.as_f64().unwrap_or_else(|| panic!("{value} is no number"));
    assert!((0.0..=100.0).contains(&share), "{share} is no percentage");
    share
}

#[test]
fn the_document_says_what_it_is() {
    let results = results(&Project::new());
    for key in ["schema", "study", "inputs", "stage1", "stage2", "panel", "stage3"] {
        assert!(results.get(key).is_some(), "{key}");
    }
    assert_eq!(results["schema"], 1);
    let study = &results["study"];
    assert_eq!(
        (&study["id"], &study["synthetic"], &study["notice"]),
        (&"made-up".into(), &false.into(), &Value::Null)
    );
    assert_eq!(study["settings"]["response"]["covariance"], "HC1");
}

#[test]
fn every_input_is_recorded_with_its_hash() {
    let project = Project::new();
    let results = results(&project);
    let inputs = rows(&results, "inputs");
    assert_eq!(inputs.len(), 10);
    for input in inputs {
        let path = input["path"].as_str().expect("text");
        let (kind, edition, rows) = match path {
            "data/gdp.csv" => ("wdi", "2018-03-01", 4),
            "data/trade/comtrade.csv" => ("comtrade", "SITC Rev. 4", 720),
            _ => ("icio", "made up", 16),
        };
        assert_eq!(
            (&input["kind"], &input["edition"], &input["rows"]),
            (&kind.into(), &edition.into(), &rows.into()),
            "{path}"
        );
        assert_eq!(input["sha256"], sha256(project.read(path).as_bytes()), "{path}");
    }
}

#[test]
fn stage_one_has_a_row_for_every_member_and_section() {
    let results = results(&Project::new());
    let rows = rows(&results, "stage1");
    let found: Vec<_> = rows
        .iter()
        .map(|row| (row["economy"].as_str(), row["group"].as_str()))
        .collect();
    let sections = ["0", "1", "2", "3", "4", "5", "6", "7", "8"];
    let expected: Vec<_> = MEMBERS
        .iter()
        .flat_map(|economy| sections.map(|group| (Some(*economy), Some(group))))
        .collect();
    assert_eq!(found, expected);
    for row in rows {
        let share = |key: &str| percent(&row[key]);
        let (total, mutual) = (
            share("share_total_current") / share("share_total_base"),
            share("share_mutual_current") / share("share_mutual_base"),
        );
        assert_eq!(
            keys(&row["lead"]),
            ["share-ratio", "growth-ratio", "growth-ratio-third", "share-gap"]
        );
        let lead = row["lead"]["share-ratio"].as_f64().expect("defined");
        assert!((lead - mutual / total).abs() < 1e-12 * lead, "{row:?}");
    }
}

#[test]
fn an_undefined_lead_coefficient_is_null() {
    let project = Project::new();
    project.bend("data/trade/comtrade.csv", |rows| {
        let base = ["2010", "2011", "2012", "2013"];
        rows.0
            .retain(|row| !(row[1] == "AAA" && row[9] == "7" && base.contains(&row[0].as_str()) && row[5] != "W00"));
    });
    let results = results(&project);
    let row = rows(&results, "stage1")
        .into_iter()
        .find(|row| row["economy"] == "AAA" && row["group"] == "7")
        .expect("a row");
    assert_eq!(row["share_mutual_base"], 0.0);
    assert_eq!(
        (&row["lead"]["share-ratio"], &row["lead"]["growth-ratio"]),
        (&Value::Null, &Value::Null)
    );
    assert!(row["lead"]["share-gap"].is_number());
}

#[test]
fn stage_two_adds_up_for_every_year_exporter_and_sector() {
    let results = results(&Project::new());
    let rows = rows(&results, "stage2");
    assert_eq!(rows.len(), 8 * MEMBERS.len() * 3);
    for row in rows {
        assert!(row["year"].is_u64() && row["exporter"].is_string() && row["sector"].is_string());
        let (exports, fva, share) = (
            number(row, "gross_exports"),
            number(row, "fva"),
            percent(&row["fva_share"]),
        );
        assert!((share - 100.0 * fva / exports).abs() < 1e-10, "{row:?}");
        let partners = row["partner_share"].as_object().expect("an object");
        let others: Vec<&str> = ORIGINS
            .into_iter()
            .filter(|origin| row["exporter"] != *origin)
            .collect();
        assert_eq!(keys(&row["partner_share"]), others);
        assert!(
            (partners.values().map(percent).sum::<f64>() - 100.0).abs() < 1e-10,
            "{row:?}"
        );
    }
}

#[test]
fn the_panel_and_stage_three_cover_every_equation() {
    let results = results(&Project::new());
    let panel = rows(&results, "panel");
    assert_eq!(panel.len(), 8 * MEMBERS.len() * 2);
    for row in &panel {
        assert!(
            ["mutual", "external", "bp", "fp", "gdp_pc"]
                .iter()
                .all(|key| number(row, key) > 0.0),
            "{row:?}"
        );
    }
    let equations = rows(&results, "stage3");
    assert_eq!(equations.len(), MEMBERS.len() * 2 * 2);
    for row in equations {
        assert!(["mutual", "external"].contains(&row["direction"].as_str().expect("text")));
        assert_eq!(
            (&row["n_obs"], &row["df_resid"], &row["covariance"]),
            (&8.into(), &4.into(), &"HC1".into())
        );
        assert_eq!(keys(&row["terms"]), ["const", "bp", "fp", "gdp_pc"]);
        for term in row["terms"].as_object().expect("an object").values() {
            assert_eq!(keys(term), ["coef", "se", "t", "p"]);
            let term = term.as_object().expect("an object");
            assert!(
                (number(term, "t") - number(term, "coef") / number(term, "se")).abs() < 1e-9 * number(term, "t").abs()
            );
            assert!((0.0..=1.0).contains(&number(term, "p")), "{row:?}");
        }
        assert!(
            (0.0..=1.0).contains(&number(row, "r2"))
                && (0.0..=1.0).contains(&number(row, "f_p"))
                && number(row, "f") > 0.0
        );
    }
}

#[test]
fn mutual_and_external_exports_of_a_sector_are_all_its_exports() {
    let results = results(&Project::new());
    let stage2 = rows(&results, "stage2");
    for row in rows(&results, "panel") {
        let same = |other: &&&Map<String, Value>| {
            ["year", "exporter", "sector"]
                .iter()
                .all(|key| other[*key] == row[*key])
        };
        let gross = number(
            stage2.iter().find(same).expect("the sector is in stage II too"),
            "gross_exports",
        );
        assert!(
            (number(row, "mutual") + number(row, "external") - gross).abs() < 1e-9 * gross,
            "{row:?}"
        );
    }
}

#[test]
fn the_tables_hold_the_numbers_of_the_results() {
    let project = Project::new();
    let results = results(&project);
    let read = |name: &str| {
        let text = project.read(&format!("reports/article/tables/{name}"));
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        reader
            .deserialize()
            .map(|row| row.expect("a well-formed row"))
            .collect::<Vec<Map<String, Value>>>()
    };
    let table = read("table-1.csv");
    let stage1 = rows(&results, "stage1");
    assert_eq!(table.len(), stage1.len());
    let shares = ["total_base", "total_current", "mutual_base", "mutual_current"].map(|name| format!("share_{name}"));
    for (row, cell) in table.iter().zip(stage1) {
        for key in &shares {
            let shown = row
                .get(key)
                .and_then(Value::as_f64)
                .unwrap_or_else(|| panic!("{key} in {row:?}"));
            assert!((shown - number(cell, key)).abs() < 1e-9, "{key}: {row:?}");
        }
    }
    assert_eq!(read("table-2.csv").len(), rows(&results, "stage3").len());
}
