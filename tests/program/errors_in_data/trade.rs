//! Trade files, from Comtrade and tidy, with something wrong inside.

use super::{Case, refused};
use crate::dataset;
use crate::project::{Project, QUICK};

const FILE: &str = "data/trade/comtrade.csv";

/// Puts a text in a column of the third line: exports of AAA to the world in 2010, section 1.
fn set(project: &Project, column: &str, value: &str) {
    project.bend(FILE, |rows| {
        let column = rows.column(column);
        value.clone_into(&mut rows.0[2][column]);
    });
}

/// Puts a tidy file in place of the one from Comtrade, with a text in a column of its third line.
fn set_tidy(project: &Project, column: &str, value: &str) {
    project.write(FILE, dataset::tidy());
    set(project, column, value);
}

#[test]
fn wrong_headers_are_refused() {
    refused(&[
        Case {
            name: "Comtrade without values",
            spoil: |project| project.replace(FILE, "primaryValue", "value"),
            message: "data/trade/comtrade.csv, line 1: the header lacks the column `primaryValue`\n  \
                      hint: keep the header line as downloaded: columns are found by name",
        },
        Case {
            name: "tidy without groups",
            spoil: |project| project.write(FILE, dataset::tidy().replacen("group", "section", 1)),
            message: "data/trade/comtrade.csv, line 1: the header lacks the column `group`\n  \
                      hint: keep the header line as downloaded: columns are found by name",
        },
        Case {
            name: "a column twice",
            spoil: |project| project.replace(FILE, "cmdDesc", "cmdCode"),
            message: "data/trade/comtrade.csv, line 1: the column `cmdCode` stands in the header twice\n  \
                      hint: use the file as published: each column has a name of its own",
        },
    ]);
}

#[test]
fn other_sources_lack_columns_or_have_nothing() {
    refused(&[
        Case {
            name: "legacy Comtrade without the flow",
            spoil: |project| project.write(FILE, dataset::comtrade_legacy().replacen("Trade Flow,", "Flow,", 1)),
            message: "data/trade/comtrade.csv, line 1: the header lacks the column `Trade Flow`\n  \
                      hint: keep the header line as downloaded: columns are found by name",
        },
        Case {
            name: "legacy Comtrade without data",
            spoil: |project| {
                let text = dataset::comtrade_legacy();
                let header = text.lines().next().expect("a header");
                let commas = ",".repeat(16);
                project.write(
                    FILE,
                    format!("{header}\nNo data matches your query or your query is too complex.{commas}\n"),
                );
            },
            message: "data/trade/comtrade.csv, line 2, column 1: the source answered without data: `No data matches your query \
                      or your query is too complex.`\n  hint: correct the request, and download again",
        },
        Case {
            name: "WITS without values",
            spoil: |project| {
                project.write(
                    FILE,
                    dataset::wits().replace("TradeValue in 1000 USD", "TradeValue in USD"),
                )
            },
            message: "data/trade/comtrade.csv, line 1: the header lacks the column `TradeValue in 1000 USD`\n  \
                      hint: keep the header line as downloaded: columns are found by name",
        },
        Case {
            name: "WITS files of two layouts in one",
            spoil: |project| {
                let text = dataset::wits();
                let header = text.lines().next().expect("a header");
                let other = header.replace("ReporterISO3,ProductCode", "ProductCode,ReporterISO3");
                project.write(FILE, format!("{text}{other}\n"));
            },
            message: "data/trade/comtrade.csv, line 722: this header differs from the first one of the file\n  \
                      hint: files were put together that differ: name them one by one under `data.trade`",
        },
        Case {
            name: "UNCTADstat without values",
            spoil: |project| {
                let text = dataset::unctadstat(["051", "398", "643"]);
                project.write(FILE, text.replace("US$ at current prices", "Index"));
            },
            message: "data/trade/comtrade.csv, line 1: the header lacks the column `US$ at current prices in thousands`\n  \
                      hint: keep the header line as downloaded: columns are found by name",
        },
        Case {
            name: "UNCTADstat in its archive",
            spoil: |project| project.write(FILE, b"7z\xbc\xaf\x27\x1c\x00\x04"),
            message: "data/trade/comtrade.csv: this is a 7z archive, which cannot be used\n  \
                      hint: unpack it, and name the CSV file inside",
        },
        Case {
            name: "JSON of Comtrade",
            spoil: |project| project.write(FILE, "{\"elapsedTime\":\"0.1 secs\",\"count\":0,\"data\":[]}"),
            message: "data/trade/comtrade.csv: this is a JSON file, and not an answer of the World Bank, which cannot be used\n  \
                      hint: of other sources, download the CSV",
        },
        Case {
            name: "a WITS file under data.gdp",
            spoil: |project| project.write("data/gdp.csv", dataset::wits()),
            message: "data/gdp.csv: this is a WITS file, but the settings name it under `data.gdp`\n  \
                      hint: move it to the right list, or give `data.gdp` another file",
        },
    ]);
}

#[test]
fn bad_fields_of_other_sources_are_refused() {
    refused(&[
        Case {
            name: "a value of legacy Comtrade",
            spoil: |project| {
                project.write(FILE, dataset::comtrade_legacy());
                set(project, "Trade Value (US$)", "1 000");
            },
            message: "data/trade/comtrade.csv, line 3, column 16: expected a number, found `1 000`\n  \
                      hint: use a point as decimal mark and no thousands separators",
        },
        Case {
            name: "a year of WITS",
            spoil: |project| {
                project.write(FILE, dataset::wits());
                set(project, "Year", "2010-11");
            },
            message: "data/trade/comtrade.csv, line 3, column 7: expected a year, found `2010-11`\n  \
                      hint: write the year as four digits",
        },
        Case {
            name: "negative exports of WITS",
            spoil: |project| {
                project.write(FILE, dataset::wits());
                set(project, "TradeValue in 1000 USD", "-0.5");
            },
            message: "data/trade/comtrade.csv, line 3, column 10: expected a value of at least zero, found -0.5\n  \
                      hint: exports are not negative: remove the row, or write the value that is meant",
        },
        Case {
            name: "a flow of UNCTADstat",
            spoil: |project| {
                let text = dataset::unctadstat(["051", "398", "643"]);
                project.write(FILE, text.replacen(",02,Exports", ",02,Imports", 1));
            },
            message: "data/trade/comtrade.csv, line 2, column 6: `02 Imports` is not a known flow (01 imports, 02 exports)\n  \
                      hint: see docs/formats.md for the codes",
        },
        Case {
            name: "an economy of UNCTADstat",
            spoil: |project| project.write(FILE, dataset::unctadstat(["ARM", "398", "643"])),
            message: "data/trade/comtrade.csv, line 2, column 2: `ARM` is not a known economy number (M49)\n  \
                      hint: see docs/formats.md for the codes",
        },
    ]);
}

#[test]
fn totals_without_sections_are_refused() {
    refused(&[Case {
        name: "only totals of BBB",
        spoil: |project| project.bend(FILE, |rows| rows.0.retain(|row| row[1] != "BBB" || row[9] == "TOTAL")),
        message: "data.trade: the trade data hold no SITC section of BBB, only totals\n  \
                  hint: add its exports by one-digit code of the SITC (in Comtrade `AG1`): without them every section counts as zero",
    }]);
}

#[test]
fn a_part_that_exceeds_the_whole_is_refused() {
    let project = Project::with_good_output();
    let without_world = |line: &&str| !line.contains(",World,3,");
    let rows: Vec<String> = dataset::tidy()
        .lines()
        .filter(without_world)
        .map(str::to_owned)
        .collect();
    project.write(FILE, rows.join("\n"));
    let run = project.build(&QUICK);
    let message = run.fails();
    assert!(message.contains("to the members, group 3,"), "{message}");
    assert!(message.contains("exceed those to the world, 0 USD"), "{message}");
    assert!(message.contains("hint: a part cannot exceed the whole"), "{message}");
}

#[test]
fn bad_fields_are_refused_with_line_and_column() {
    refused(&[
        Case {
            name: "text for a value",
            spoil: |project| set(project, "primaryValue", "n/a"),
            message: "data/trade/comtrade.csv, line 3, column 14: expected a number, found `n/a`\n  \
                      hint: use a point as decimal mark and no thousands separators",
        },
        Case {
            name: "NaN",
            spoil: |project| set(project, "primaryValue", "NaN"),
            message: "data/trade/comtrade.csv, line 3, column 14: expected a finite number, found `NaN`\n  \
                      hint: remove the row, or write the value that is meant",
        },
        Case {
            name: "infinity in a tidy file",
            spoil: |project| set_tidy(project, "usd", "inf"),
            message: "data/trade/comtrade.csv, line 3, column 5: expected a finite number, found `inf`\n  \
                      hint: remove the row, or write the value that is meant",
        },
        Case {
            name: "negative exports",
            spoil: |project| set(project, "primaryValue", "-1"),
            message: "data/trade/comtrade.csv, line 3, column 14: expected a value of at least zero, found -1\n  \
                      hint: exports are not negative: remove the row, or write the value that is meant",
        },
        Case {
            name: "decimal comma",
            spoil: |project| set_tidy(project, "usd", "12500,5"),
            message: "data/trade/comtrade.csv, line 3: the row has 6 fields, expected 5\n  \
                      hint: the file may be cut short, or a value may hold an unquoted comma",
        },
        Case {
            name: "quoted decimal comma",
            spoil: |project| set_tidy(project, "usd", "\"12500,5\""),
            message: "data/trade/comtrade.csv, line 3, column 5: expected a number, found `12500,5`\n  \
                      hint: use a point as decimal mark and no thousands separators",
        },
        Case {
            name: "no year",
            spoil: |project| set(project, "refYear", "2O10"),
            message: "data/trade/comtrade.csv, line 3, column 1: expected a year, found `2O10`\n  \
                      hint: write the year as four digits",
        },
        Case {
            name: "a row cut short",
            spoil: |project| {
                let text = project.read(FILE);
                project.write(FILE, text.trim_end().rsplit_once(',').expect("many fields").0);
            },
            message: "data/trade/comtrade.csv, line 721: the row has 13 fields, expected 14\n  \
                      hint: the file may be cut short, or a value may hold an unquoted comma",
        },
    ]);
}

#[test]
fn unknown_codes_are_refused() {
    refused(&[
        Case {
            name: "group",
            spoil: |project| set_tidy(project, "group", "77"),
            message: "data/trade/comtrade.csv, line 3, column 4: `77` is not a known commodity group \
                      (a SITC section 0–9 or TOTAL)\n  hint: see docs/formats.md for the codes",
        },
        Case {
            name: "reporter",
            spoil: |project| set_tidy(project, "reporter", "Alphaland"),
            message: "data/trade/comtrade.csv, line 3, column 2: `Alphaland` is not a known economy code \
                      (three capital letters)\n  hint: see docs/formats.md for the codes",
        },
        Case {
            name: "partner",
            spoil: |project| set_tidy(project, "partner", "world"),
            message: "data/trade/comtrade.csv, line 3, column 3: `world` is not a known economy code \
                      (three capital letters)\n  hint: see docs/formats.md for the codes",
        },
        Case {
            name: "reporter of Comtrade",
            spoil: |project| set(project, "reporterISO", "aaa"),
            message: "data/trade/comtrade.csv, line 3, column 2: `aaa` is not a known economy code \
                      (three capital letters)\n  hint: see docs/formats.md for the codes",
        },
    ]);
}

#[test]
fn duplicate_keys_are_refused_with_both_lines() {
    refused(&[
        Case {
            name: "in one file",
            spoil: |project| project.bend(FILE, |rows| rows.0.push(rows.0[2].clone())),
            message: "data/trade/comtrade.csv, line 722: the key 2010 AAA → World, group 1 stands here and already in line 3\n  \
                      hint: keep one row a key; two extracts may overlap",
        },
        Case {
            name: "in two files",
            spoil: |project| {
                let tidy = dataset::tidy();
                let lines: Vec<&str> = tidy.lines().take(3).collect();
                project.write("data/trade/more.csv", lines.join("\n"));
            },
            message: "data/trade/more.csv, line 2: the key 2010 AAA → World, group 0 (of data/trade/comtrade.csv) \
                      stands here and already in line 2\n  hint: keep one row a key; two extracts may overlap",
        },
    ]);
}

#[test]
fn a_member_without_any_trade_is_refused() {
    refused(&[Case {
        name: "no reporter BBB",
        spoil: |project| project.bend(FILE, |rows| rows.0.retain(|record| record[1] != "BBB")),
        message: "data.trade: the trade data hold no BBB\n  \
                  hint: add its data, or take it out of `bloc.members` in rvc.toml",
    }]);
}

#[test]
fn every_unusable_file_is_named_at_once() {
    let project = Project::with_good_output();
    set(&project, "primaryValue", "n/a");
    project.write("data/gdp.csv", "");
    let run = project.build(&QUICK);
    let message = run.fails();
    assert!(
        message.contains("data/trade/comtrade.csv, line 3, column 14: "),
        "{message}"
    );
    assert!(message.contains("data/gdp.csv: the file is empty"), "{message}");
}
