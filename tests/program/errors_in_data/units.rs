//! Inputs whose unit is off by a thousand.

use crate::dataset::{self, MEMBERS};
use crate::project::{Project, QUICK, icio_path};

/// Expects a build to stop with these complaints about units, each given by its start and its end.
#[track_caller]
fn complains(project: &Project, expected: &[(String, &str)]) {
    let run = project.build(&QUICK);
    let message = run.fails().replace("error: ", "");
    let lines: Vec<&str> = message.lines().collect();
    assert_eq!(lines.len(), 2 * expected.len(), "{message}");
    for (pair, (start, end)) in lines.chunks(2).zip(expected) {
        let end = format!("times the {end}: the unit seems off by a thousand");
        assert!(
            pair[0].starts_with(start) && pair[0].ends_with(&end),
            "expected {start} … {end}\n{message}"
        );
        assert_eq!(
            pair[1],
            "  hint: values must be in USD million (tables), USD (trade and GDP per capita)"
        );
    }
}

/// The same complaint about each economy.
fn each<'a>(place: &str, what: &str, year: u16, end: &'a str) -> Vec<(String, &'a str)> {
    MEMBERS
        .iter()
        .map(|economy| (format!("{place}: {what} of {economy} in {year} is "), end))
        .collect()
}

fn scale_tables(project: &Project, power: i32) {
    for year in dataset::YEARS {
        project.bend(&icio_path(year), |table| table.scale(power));
    }
}

#[test]
fn one_table_in_thousands_is_noticed() {
    let project = Project::new();
    project.bend(&icio_path(2012), |table| table.scale(3));
    complains(&project, &each("data.icio", "the total output", 2012, "value of 2011"));
}

#[test]
fn the_first_table_in_billions_is_noticed() {
    let project = Project::new();
    project.bend(&icio_path(2010), |table| table.scale(-3));
    complains(&project, &each("data.icio", "the total output", 2011, "value of 2010"));
}

#[test]
fn all_tables_in_billions_or_in_thousands_imply_an_impossible_population() {
    // In thousands, the made-up economies have to be larger to be impossible: 10⁴ does it.
    for power in [-3, 4] {
        let project = Project::new();
        scale_tables(&project, power);
        let end = "GDP per capita, which implies an impossible population";
        complains(&project, &each("data.icio", "the value added", 2017, end));
    }
}

#[test]
fn a_year_of_trade_in_thousands_is_noticed() {
    let project = Project::new();
    project.bend("data/trade/comtrade.csv", |rows| {
        let value = rows.column("primaryValue");
        let year = rows
            .0
            .iter_mut()
            .filter(|record| record[0] == "2015" && record[1] == "BBB");
        year.for_each(|record| record[value] += "e-3");
    });
    complains(
        &project,
        &[(
            "data.trade: total exports of BBB in 2015 is ".to_owned(),
            "value of 2014",
        )],
    );
}

#[test]
fn a_year_of_gdp_in_thousands_is_noticed() {
    let project = Project::new();
    let text = dataset::wdi();
    let lines = text.lines().map(|line| {
        let mut fields: Vec<&str> = line.split(',').collect();
        if fields[0] == "\"Land CCC\"" {
            fields[8] = "10.5";
        }
        fields.join(",")
    });
    project.write("data/gdp.csv", lines.collect::<Vec<_>>().join("\n"));
    complains(
        &project,
        &[(
            "data.gdp: GDP per capita of CCC in 2013 is ".to_owned(),
            "value of 2012",
        )],
    );
}
