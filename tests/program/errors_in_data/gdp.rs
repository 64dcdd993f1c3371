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

/// The answer of the API with one place changed.
fn change_json(project: &Project, old: &str, new: &str) {
    let text = dataset::wdi_json();
    assert!(text.contains(old), "{old}");
    project.write(FILE, text.replacen(old, new, 1));
}

#[test]
fn answers_of_the_api_that_hold_no_data_are_refused() {
    refused(&[
        Case {
            name: "a message",
            spoil: |project| {
                project.write(
                    FILE,
                    "[{\"message\":[{\"id\":\"120\",\"key\":\"Invalid value\",\"value\":\"The provided parameter value is not valid\"}]}]",
                )
            },
            message: "data/gdp.csv, line 1: the source answered without data: `Invalid value: The provided parameter value is not valid`\n  \
                      hint: correct the request, and download again",
        },
        Case {
            name: "no records",
            spoil: |project| project.write(FILE, "[{\"page\":0,\"pages\":0,\"per_page\":0,\"total\":0},null]"),
            message: "data/gdp.csv, line 1: the source answered without data: \
                      `[{\"page\":0,\"pages\":0,\"per_page\":0,\"total\":0},null]`\n  \
                      hint: correct the request, and download again",
        },
        Case {
            name: "a web page",
            spoil: |project| project.write(FILE, "<html><head><title>502 Bad Gateway</title></head></html>"),
            message: "data/gdp.csv: this is a web page, which cannot be used\n  \
                      hint: the server answered with a page instead of the data: open the address in a browser and save the CSV",
        },
        Case {
            name: "XML",
            spoil: |project| {
                project.write(FILE, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<wb:data page=\"1\" xmlns:wb=\"http://www.worldbank.org\">")
            },
            message: "data/gdp.csv: this is an XML answer of the World Bank, which cannot be used\n  \
                      hint: ask for JSON: add `format=json` to the address",
        },
        Case {
            name: "cut short",
            spoil: |project| project.write(FILE, &dataset::wdi_json()[..600]),
            message: "data/gdp.csv, line 1: the JSON is damaged or cut short: EOF while parsing a string at line 1 column 600\n  \
                      hint: download the file again",
        },
        Case {
            name: "records without the list around them",
            spoil: |project| project.write(FILE, "{\"countryiso3code\":\"AAA\",\"date\":\"2010\",\"value\":1}"),
            message: "data/gdp.csv, line 1: expected `[{…}, [{\"countryiso3code\": …, \"date\": …, \"value\": …}, …]]`, found \
                      {\"countryiso3code\":\"AAA\",\"date\":\"2010\",\"value\":1}\n  \
                      hint: keep the answer as it came from \
                      `https://api.worldbank.org/v2/country/…/indicator/NY.GDP.PCAP.CD?format=json&per_page=20000`",
        },
        Case {
            name: "the list of countries out of the archive",
            spoil: |project| {
                project.write(
                    FILE,
                    "\"Country Code\",\"Region\",\"IncomeGroup\",\"SpecialNotes\",\"TableName\",\n",
                )
            },
            message: "data/gdp.csv: this is a list of what is in World Bank data, which cannot be used\n  \
                      hint: the data are in the file `API_….csv` beside it",
        },
    ]);
}

#[test]
fn bad_records_of_the_api_are_refused_with_their_place() {
    refused(&[
        Case {
            name: "text for a value",
            spoil: |project| {
                change_json(
                    project,
                    "\"date\":\"2016\",\"value\":",
                    "\"date\":\"2016\",\"value\":\"n/a\",\"old\":",
                )
            },
            message: "data/gdp.csv, line 1: `[1][1].value`: expected a number, found `\"n/a\"`\n  \
                      hint: use a point as decimal mark and no thousands separators",
        },
        Case {
            name: "negative income",
            spoil: |project| change_json(project, "\"date\":\"2016\",\"value\":", "\"date\":\"2016\",\"value\":-"),
            message: "data/gdp.csv, line 1: `[1][1].value`: expected a value of at least zero, found -7947\n  \
                      hint: GDP per capita is not negative: remove the value, or write the one that is meant",
        },
        Case {
            name: "a quarter",
            spoil: |project| change_json(project, "\"2016\"", "\"2016Q1\""),
            message: "data/gdp.csv, line 1: `[1][1].date`: expected a year, found `2016Q1`\n  \
                      hint: write the year as four digits",
        },
        Case {
            name: "a year twice",
            spoil: |project| change_json(project, "\"2016\"", "\"2017\""),
            message: "data/gdp.csv, line 1: `[1][1]`: the key AAA 2017 stands here and already in `[1][0]`\n  \
                      hint: keep one row a key; two extracts may overlap",
        },
        Case {
            name: "a record without a code",
            spoil: |project| change_json(project, "countryiso3code", "iso"),
            message: "data/gdp.csv, line 1: `[1][0]`: expected a record with `countryiso3code`, found \
                      {\"indicator\":{\"id\":\"NY.GDP.PCAP.CD\",\"value\":\"GDP per capita …\n  \
                      hint: keep the answer as it came from \
                      `https://api.worldbank.org/v2/country/…/indicator/NY.GDP.PCAP.CD?format=json&per_page=20000`",
        },
        Case {
            name: "a year that is null",
            spoil: |project| {
                let text = dataset::wdi_json();
                let start = text.find("\"date\":\"2012\",\"value\":").expect("the year is there") + 22;
                let end = start + text[start..].find(',').expect("more fields");
                project.write(FILE, format!("{}null{}", &text[..start], &text[end..]));
            },
            message: "data.gdp: no GDP per capita of AAA for 2012\n  \
                      hint: add the values, or narrow the years in rvc.toml",
        },
    ]);
}
