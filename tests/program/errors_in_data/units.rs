//! Inputs whose unit is off by a thousand.

use crate::dataset;
use crate::project::{Project, QUICK, icio_path};

/// The message of a build, which must be one complaint about a unit for each line of `expected`.
#[track_caller]
fn complaints(project: &Project, expected: &[&str]) {
    let run = project.build(&QUICK);
    let message = run.fails();
    let heads: Vec<&str> = message.trim_start_matches("error: ").lines().filter(|line| !line.starts_with(' ')).collect();
    assert_eq!(heads.len(), expected.len(), "{message}");
    for (head, (place, about)) in heads.iter().zip(expected.iter().map(|line| line.split_once(": ").expect("a place"))) {
        assert!(head.starts_with(place) && head.contains(about), "expected {place}: {about}\n{message}");
        assert!(head.ends_with("the unit seems off by a thousand"), "{message}");
    }
    let hint = "  hint: values must be in USD million (tables), USD (trade and GDP per capita)";
    assert_eq!(message.lines().filter(|line| *line == hint).count(), expected.len(), "{message}");
}

#[test]
fn one_table_in_thousands_is_noticed() {
    let project = Project::new();
    project.bend(&icio_path(2012), |table| table.scale(3));
    complaints(&project, &["AAA", "BBB", "CCC"].map(|e| format!("data.icio: the total output of {e} in 2012 is ")).each_ref().map(String::as_str));
}

#[test]
fn the_first_table_in_billions_is_noticed() {
    let project = Project::new();
    project.bend(&icio_path(2010), |table| table.scale(-3));
    complaints(&project, &["data.icio: of AAA in 2010", "data.icio: of BBB in 2010", "data.icio: of CCC in 2010"]);
}

#[test]
fn all_tables_in_billions_are_noticed_by_the_population_that_they_imply() {
    let project = Project::new();
    for year in dataset::YEARS {
        project.bend(&icio_path(year), |table| table.scale(-3));
    }
    let about = ["AAA", "BBB", "CCC"].map(|e| format!("data.icio: the value added of {e} in 2017 is "));
    complaints(&project, &about.each_ref().map(String::as_str));
}

#[test]
fn all_tables_in_thousands_are_noticed_by_the_population_that_they_imply() {
    let project = Project::new();
    for year in dataset::YEARS {
        project.bend(&icio_path(year), |table| table.scale(4));
    }
    let about = ["AAA", "BBB", "CCC"].map(|e| format!("data.icio: the value added of {e} in 2017 is "));
    complaints(&project, &about.each_ref().map(String::as_str));
}

#[test]
fn a_year_of_trade_in_thousands_is_noticed() {
    let project = Project::new();
    project.bend("data/trade/comtrade.csv", |rows| {
        let value = rows.column("primaryValue");
        rows.0.iter_mut().filter(|record| record[0] == "2015" && record[1] == "BBB").for_each(|record| record[value] += "e-3");
    });
    complaints(&project, &["data.trade: total exports of BBB in 2015 is "]);
}

#[test]
fn a_year_of_gdp_in_thousands_is_noticed() {
    let project = Project::new();
    let changed: Vec<String> = dataset::wdi()
        .lines()
        .map(|line| {
            let mut fields: Vec<String> = line.split(',').map(str::to_owned).collect();
            if fields[0] == "\"Land CCC\"" {
                fields[8] = format!("{}e-3", fields[8].trim_matches('"'));
            }
            fields.join(",")
        })
        .collect();
    project.write("data/gdp.csv", changed.join("\n"));
    complaints(&project, &["data.gdp: GDP per capita of CCC in 2013 is "]);
}
