//! Inter-country input-output tables with something wrong inside.

use super::{Case, refused};
use crate::dataset;
use crate::project::{Project, QUICK, icio_path, without_excerpt};

const TABLE: &str = "data/icio/2012_SML.csv";

/// Puts a text in one cell of the table of 2012.
fn set(project: &Project, row: &str, column: &str, value: &str) {
    project.bend(TABLE, |table| table.set(row, column, value));
}

#[test]
fn wrong_headers_are_refused() {
    refused(&[
        Case {
            name: "no header",
            spoil: |project| project.write(TABLE, dataset::icio(2012).split_once('\n').expect("two lines").1),
            message: "data/icio/2012_SML.csv: the format is not recognised: the first line begins with \
                      `AAA_A01,399.168,340.416,366.336,268.704,`\n  \
                      hint: expected an ICIO table, a Comtrade, WITS, UNCTADstat, WDI or tidy CSV file (docs/formats.md); \
                      columns are found by name, so keep the header line",
        },
        Case {
            name: "a label of another kind",
            spoil: |project| set(project, "V1", "AAA_C26", "Alphaland, electronics"),
            message: "data/icio/2012_SML.csv, line 1, column 4: `Alphaland` is not a label of an inter-country \
                      input-output table\n  hint: use the table as published; labels look like `KAZ_C26`, `KAZ_HFCE`, `OUT`",
        },
        Case {
            name: "no column OUT",
            spoil: |project| {
                let text = project.bend(TABLE, |table| {
                    table.0.iter_mut().for_each(|record| record.truncate(record.len() - 1));
                    table.text()
                });
                project.write(TABLE, text);
            },
            message: "data/icio/2012_SML.csv, line 1, column 29: the header lacks the column `OUT`\n  \
                      hint: keep the header line as downloaded: columns are found by name",
        },
        Case {
            name: "a column twice",
            spoil: |project| set(project, "V1", "AAA_C26", "AAA_C20"),
            message: "data/icio/2012_SML.csv, line 1, column 4: the column `AAA_C20` stands in the header twice\n  \
                      hint: use the file as published: each column has a name of its own",
        },
    ]);
}

#[test]
fn truncated_tables_are_refused() {
    refused(&[
        Case {
            name: "no row OUT",
            spoil: |project| project.bend(TABLE, |table| drop(table.0.pop())),
            message: "data/icio/2012_SML.csv: the row `OUT` is missing\n  \
                      hint: the file may be cut short: rows TLS, VA and OUT close an ICIO table",
        },
        Case {
            name: "no closing rows",
            spoil: |project| project.bend(TABLE, |table| table.0.truncate(table.0.len() - 3)),
            message: "data/icio/2012_SML.csv: the row `VA` is missing\n  \
                      hint: the file may be cut short: rows TLS, VA and OUT close an ICIO table",
        },
        Case {
            name: "an activity's row is missing",
            spoil: |project| project.bend(TABLE, |table| drop(table.0.remove(table.row("BBB_C20")))),
            message: "data/icio/2012_SML.csv: the row `BBB_C20` is missing\n  \
                      hint: the file may be cut short: rows TLS, VA and OUT close an ICIO table",
        },
        Case {
            name: "half of the rows",
            spoil: |project| project.bend(TABLE, |table| table.0.truncate(8)),
            message: "data/icio/2012_SML.csv: the table has 7 activity rows for 16 activity columns\n  \
                      hint: the file may be cut short, or rows may have been deleted",
        },
        Case {
            name: "a row cut in the middle",
            spoil: |project| {
                let text = project.read(TABLE);
                let cut = text.find("\nCCC_C20").expect("the row is there") + 40;
                project.write(TABLE, &text[..cut]);
            },
            message: "data/icio/2012_SML.csv, line 11: the row has 6 fields, expected 30\n  \
                      hint: the file may be cut short, or a value may hold an unquoted comma",
        },
        Case {
            name: "no year",
            spoil: |project| project.remove(TABLE),
            message: "data.icio: no table for 2012\n  hint: add the tables, or narrow the years in rvc.toml (now 2010–2017)",
        },
        Case {
            name: "several years",
            spoil: |project| {
                [2011, 2012, 2013, 2017]
                    .into_iter()
                    .for_each(|year| project.remove(&icio_path(year)))
            },
            message: "data.icio: no table for 2011–2013, 2017\n  \
                      hint: add the tables, or narrow the years in rvc.toml (now 2010–2017)",
        },
    ]);
}

#[test]
fn fields_that_are_no_number_are_refused_with_line_and_column() {
    const POINT: &str = "use a point as decimal mark and no thousands separators";
    let number = |value: &str| {
        let project = Project::with_good_output();
        set(&project, "BBB_C20", "AAA_C26", value);
        without_excerpt(project.build(&QUICK).fails())
    };
    let at = "error: data/icio/2012_SML.csv, line 7, column 4";
    for text in ["n/a", "", "-", "1 234.5", "0x1F"] {
        assert_eq!(
            number(text),
            format!("{at}: expected a number, found `{text}`\n  hint: {POINT}\n")
        );
    }
    assert_eq!(
        number("\"1,234.5\""),
        format!("{at}: expected a number, found `1,234.5`\n  hint: {POINT}\n")
    );
    for text in ["NaN", "nan", "inf", "-Infinity", "1e999"] {
        let hint = "remove the row, or write the value that is meant";
        assert_eq!(
            number(text),
            format!("{at}: expected a finite number, found `{text}`\n  hint: {hint}\n")
        );
    }
}

#[test]
fn impossible_values_are_refused() {
    refused(&[
        Case {
            name: "decimal comma",
            spoil: |project| set(project, "BBB_C20", "AAA_C26", "12,5"),
            message: "data/icio/2012_SML.csv, line 7: the row has 31 fields, expected 30\n  \
                      hint: the file may be cut short, or a value may hold an unquoted comma",
        },
        Case {
            name: "negative deliveries",
            spoil: |project| set(project, "BBB_C20", "AAA_C26", "-12.5"),
            message: "data/icio/2012_SML.csv, line 7, column 4: expected a value of at least zero, found -12.5\n  \
                      hint: only changes in inventories may be negative",
        },
        Case {
            name: "text in the row VA",
            spoil: |project| set(project, "VA", "CCC_C20", "x"),
            message: "data/icio/2012_SML.csv, line 19, column 11: expected a number, found `x`\n  \
                      hint: use a point as decimal mark and no thousands separators",
        },
        Case {
            name: "a large cell out of balance",
            spoil: |project| set(project, "BBB_C20", "AAA_C26", "1000"),
            message: "data/icio/2012_SML.csv, line 7: the sum of the row differs by 930.880 from OUT = 7131.609 in BBB_C20\n  \
                      hint: a cell is wrong: compare the row with the file as published (`decompose --unbalanced` takes such tables as they are)",
        },
        Case {
            name: "value added out of balance",
            spoil: |project| set(project, "VA", "AAA_C26", "1"),
            message: "data/icio/2012_SML.csv, line 1, column 4: the sum of the column with TLS and VA differs by -4256.203 from \
                      OUT = 6757.963 in AAA_C26\n  hint: a cell is wrong: compare the row with the file as published (`decompose --unbalanced` takes such tables as they are)",
        },
    ]);
}

#[test]
fn lines_are_counted_alike_with_both_line_ends() {
    let project = Project::with_good_output();
    set(&project, "BBB_C20", "AAA_C26", "x");
    project.write(TABLE, project.read(TABLE).replace('\n', "\r\n"));
    let message = "error: data/icio/2012_SML.csv, line 7, column 4: expected a number, found `x`\n  \
                   hint: use a point as decimal mark and no thousands separators\n";
    assert_eq!(without_excerpt(project.build(&QUICK).fails()), message);
}

#[test]
fn rows_that_stand_twice_or_mean_nothing_are_refused() {
    refused(&[
        Case {
            name: "an activity's row twice",
            spoil: |project| set(project, "BBB_C20", "V1", "BBB_A01"),
            message: "data/icio/2012_SML.csv, line 7, column 1: the key BBB_A01 stands here and already in line 6\n  \
                      hint: keep one row a key; two extracts may overlap",
        },
        Case {
            name: "a closing row twice",
            spoil: |project| set(project, "TLS", "V1", "VA"),
            message: "data/icio/2012_SML.csv, line 19, column 1: the key VA stands here and already in line 18\n  \
                      hint: keep one row a key; two extracts may overlap",
        },
        Case {
            name: "a row without a column",
            spoil: |project| set(project, "BBB_C20", "V1", "BBB_C21"),
            message: "data/icio/2012_SML.csv, line 7, column 1: `BBB_C21` is not a label of an inter-country \
                      input-output table\n  hint: use the table as published; labels look like `KAZ_C26`, `KAZ_HFCE`, `OUT`",
        },
    ]);
}

#[test]
fn tables_that_do_not_fit_the_study_are_refused() {
    refused(&[
        Case {
            name: "an economy is missing",
            spoil: |project| project.write(TABLE, dataset::icio(2012).replace("CCC_", "DDD_")),
            message: "data/icio/2012_SML.csv: the input-output tables hold no CCC\n  \
                      hint: add its data, or take it out of `bloc.focus` in rvc.toml",
        },
        Case {
            name: "an activity is missing",
            spoil: |project| project.write(TABLE, dataset::icio(2012).replace("_C29", "_C30")),
            message: "data/icio/2012_SML.csv: no activity of the table matches `C29` of sector `machinery`\n  \
                      hint: codes differ between editions: adjust `[sectors]` in rvc.toml",
        },
        Case {
            name: "an activity is missing in one economy",
            spoil: |project| project.write(TABLE, dataset::icio(2012).replace("BBB_C29", "BBB_C30")),
            message: "data/icio/2012_SML.csv: no activity of BBB matches `C29` of sector `machinery`\n  \
                      hint: codes differ between editions: adjust `[sectors]` in rvc.toml",
        },
        Case {
            name: "no year in the name",
            spoil: |project| project.write("data/icio/table.csv", dataset::icio(2012)),
            message: "data/icio/table.csv: the file name holds no year\n  \
                      hint: an ICIO table does not say its year: name the file like `2018_SML.csv`",
        },
        Case {
            name: "a year twice",
            spoil: |project| project.write("data/icio/ICIO_2012.csv", dataset::icio(2012)),
            message: "data/icio/ICIO_2012.csv: the year 2012 is already in data/icio/2012_SML.csv\n  \
                      hint: name only one table a year under `data.icio`",
        },
    ]);
}

#[test]
fn the_line_is_shown_with_a_mark_under_the_field() {
    let project = Project::with_good_output();
    set(&project, "BBB_C20", "AAA_C26", "n/a");
    let run = project.build(&QUICK);
    let lines: Vec<&str> = run.fails().lines().collect();
    let at = lines[1].find("n/a").expect("the line is shown");
    assert!(lines[1].starts_with("    7 | BBB_C20,"), "{}", run.stderr);
    assert_eq!(lines[2].find("^^^"), Some(at), "{}", run.stderr);
}
