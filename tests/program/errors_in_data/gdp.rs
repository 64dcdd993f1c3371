//! World Bank files with something wrong inside.

use super::{Case, refused};
use crate::dataset;
use crate::project::Project;

const FILE: &str = "data/gdp.csv";

/// The file with one of its lines, from 1, as the change makes it.
fn change_line(project: &Project, line: usize, change: impl Fn(&str) -> String) {
    let text = dataset::wdi();
    let lines = text.split("\r\n").enumerate();
    let changed: Vec<String> = lines
        .map(|(i, old)| if i + 1 == line { change(old) } else { old.to_owned() })
        .collect();
    project.write(FILE, changed.join("\r\n"));
}

/// Puts a text in the field of the year 2012 in the row of BBB.
fn set(project: &Project, value: &str) {
    change_line(project, 7, |old| {
        let mut fields: Vec<&str> = old.split(',').collect();
        fields[7] = value;
        fields.join(",")
    });
}

#[test]
fn wrong_headers_are_refused() {
    refused(&[
        Case {
            name: "no header",
            spoil: |project| change_line(project, 5, |_| String::new()),
            message: "data/gdp.csv: the header lacks the column `Country Code`\n  \
                      hint: keep the header line as downloaded: columns are found by name",
        },
        Case {
            name: "no years",
            spoil: |project| change_line(project, 5, |_| "\"Country Name\",\"Country Code\",\r\n".to_owned()),
            message: "data/gdp.csv, line 5: the header lacks the column of any year, such as `2020`\n  \
                      hint: keep the header line as downloaded: columns are found by name",
        },
        Case {
            name: "a year twice",
            spoil: |project| change_line(project, 5, |old| old.replace("2013", "2012")),
            message: "data/gdp.csv, line 5: the column `2012` stands in the header twice\n  \
                      hint: use the file as published: each column has a name of its own",
        },
    ]);
}

#[test]
fn bad_fields_are_refused_with_line_and_column() {
    refused(&[
        Case {
            name: "text",
            spoil: |project| set(project, "\"..\""),
            message: "data/gdp.csv, line 7, column 8: expected a number, found `..`\n  \
                      hint: use a point as decimal mark and no thousands separators",
        },
        Case {
            name: "NaN",
            spoil: |project| set(project, "NaN"),
            message: "data/gdp.csv, line 7, column 8: expected a finite number, found `NaN`\n  \
                      hint: remove the row, or write the value that is meant",
        },
        Case {
            name: "decimal comma",
            spoil: |project| set(project, "\"9876,5\""),
            message: "data/gdp.csv, line 7, column 8: expected a number, found `9876,5`\n  \
                      hint: use a point as decimal mark and no thousands separators",
        },
        Case {
            name: "negative income",
            spoil: |project| set(project, "-5"),
            message: "data/gdp.csv, line 7, column 8: expected a value of at least zero, found -5\n  \
                      hint: GDP per capita is not negative: remove the value, or write the one that is meant",
        },
        Case {
            name: "a row cut in the middle",
            spoil: |project| change_line(project, 7, |old| old[..34].to_owned()),
            message: "data/gdp.csv, line 7: the row has 4 fields, expected 13\n  \
                      hint: the file may be cut short, or a value may hold an unquoted comma",
        },
    ]);
}

#[test]
fn countries_and_years_must_be_there_once() {
    refused(&[
        Case {
            name: "a country twice",
            spoil: |project| change_line(project, 8, |old| old.replace("CCC", "BBB")),
            message: "data/gdp.csv, line 8, column 2: the key BBB stands here and already in line 7\n  \
                      hint: keep one row a key; two extracts may overlap",
        },
        Case {
            name: "a country in two files",
            spoil: |project| {
                project.replace(
                    "rvc.toml",
                    "gdp = [\"data/gdp.csv\"]",
                    "gdp = [\"data/gdp.csv\", \"data/more.csv\"]",
                );
                project.write("data/more.csv", dataset::wdi());
            },
            message: "data/more.csv: the key AAA 2010 stands here and already in data/gdp.csv\n  \
                      hint: keep one row a key; two extracts may overlap",
        },
        Case {
            name: "no country",
            spoil: |project| change_line(project, 7, |old| old.replace("BBB", "DDD")),
            message: "data.gdp: the GDP files hold no BBB\n  \
                      hint: add its data, or take it out of `bloc.focus` in rvc.toml",
        },
        Case {
            name: "an empty year",
            spoil: |project| set(project, "\"\""),
            message: "data.gdp: no GDP per capita of BBB for 2012\n  \
                      hint: add the values, or narrow the years in rvc.toml",
        },
        Case {
            name: "years that the file does not reach",
            spoil: |project| {
                change_line(project, 5, |old| {
                    old.replace("\"2016\"", "\"2026\"").replace("\"2017\"", "\"2027\"")
                })
            },
            message: "data.gdp: no GDP per capita of AAA for 2016–2017\n  \
                      hint: add the values, or narrow the years in rvc.toml\n\
                      error: data.gdp: no GDP per capita of BBB for 2016–2017\n  \
                      hint: add the values, or narrow the years in rvc.toml\n\
                      error: data.gdp: no GDP per capita of CCC for 2016–2017\n  \
                      hint: add the values, or narrow the years in rvc.toml",
        },
    ]);
}
