//! Files that are not what they should be as a whole.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::{Case, refused};
use crate::dataset;
use crate::project::{Project, QUICK};

const TABLE: &str = "data/icio/2012_SML.csv";

fn gzip(content: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content.as_bytes()).expect("memory takes everything");
    encoder.finish().expect("memory takes everything")
}

fn zip(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in entries {
        writer
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .expect("memory takes everything");
        writer.write_all(content.as_bytes()).expect("memory takes everything");
    }
    writer.finish().expect("memory takes everything").into_inner()
}

/// Puts a folder where a file should be.
fn folder_at(project: &Project, path: &str) {
    project.remove(path);
    std::fs::create_dir(project.path(path)).expect("the folder can be made");
}

/// Makes the byte after the first `start` in a file one that UTF-8 does not have.
fn spoil_encoding(project: &Project, path: &str, start: &str) {
    let content = project.read(path);
    let place = content.find(start).unwrap_or_else(|| panic!("no `{start}` in {path}")) + start.len();
    let mut bytes = content.into_bytes();
    bytes[place] = 0xff;
    project.write(path, bytes);
}

#[test]
fn empty_and_damaged_files_are_refused() {
    refused(&[
        Case {
            name: "empty table",
            spoil: |project| project.write(TABLE, ""),
            message: "data/icio/2012_SML.csv: the file is empty\n  hint: download the file again",
        },
        Case {
            name: "empty trade file",
            spoil: |project| project.write("data/trade/comtrade.csv", ""),
            message: "data/trade/comtrade.csv: the file is empty\n  hint: download the file again",
        },
        Case {
            name: "only white space",
            spoil: |project| project.write("data/gdp.csv", "\r\n  \r\n\t\n"),
            message: "data/gdp.csv: the file is empty\n  hint: download the file again",
        },
        Case {
            name: "only a byte order mark",
            spoil: |project| project.write("data/gdp.csv", "\u{feff}\r\n"),
            message: "data/gdp.csv: the file is empty\n  hint: download the file again",
        },
        Case {
            name: "empty gzip",
            spoil: |project| project.write(TABLE, gzip("")),
            message: "data/icio/2012_SML.csv: the file is empty\n  hint: download the file again",
        },
    ]);
}

#[test]
fn archives_cut_short_are_refused() {
    for pack in [gzip, |content: &str| zip(&[("table.csv", content)])] {
        let project = Project::with_good_output();
        let whole = pack(&project.read(TABLE));
        project.write(TABLE, &whole[..whole.len() / 2]);
        let run = project.build(&QUICK);
        let message = run.fails();
        let start = "error: data/icio/2012_SML.csv: the compressed file is damaged or cut short: ";
        assert!(message.starts_with(start), "{message}");
        assert!(message.ends_with("\n  hint: download the file again\n"), "{message}");
    }
}

#[test]
fn archives_of_another_number_of_tables_are_refused() {
    refused(&[
        Case {
            name: "two tables in a zip",
            spoil: |project| project.write(TABLE, zip(&[("a.csv", &dataset::icio(2012)), ("b.csv", "V1")])),
            message: "data/icio/2012_SML.csv/a.csv: the file name holds no year\n  \
                      hint: an ICIO table does not say its year: name the file like `2018_SML.csv`",
        },
        Case {
            name: "no table in a zip",
            spoil: |project| project.write(TABLE, zip(&[("readme.txt", "see the site")])),
            message: "data/icio/2012_SML.csv: the archive holds no CSV file\n  \
                      hint: the archive of the OECD holds one CSV file a year: download it again",
        },
        Case {
            name: "two trade files in a zip",
            spoil: |project| project.write("data/trade/comtrade.csv", zip(&[("a.csv", "1"), ("b.csv", "2")])),
            message: "data/trade/comtrade.csv: the archive holds 2 CSV files, expected exactly one\n  \
                      hint: unpack the archive and name the files one by one",
        },
    ]);
}

#[test]
fn files_of_another_kind_are_refused_by_name() {
    refused(&[
        Case {
            name: "a web page",
            spoil: |project| project.write(TABLE, "<!DOCTYPE html>\n<html><body>403 Forbidden</body></html>\n"),
            message: "data/icio/2012_SML.csv: this is a web page, which cannot be used\n  \
                      hint: the server answered with a page instead of the data: open the address in a browser and save the CSV",
        },
        Case {
            name: "an Excel workbook",
            spoil: |project| {
                project.write(
                    TABLE,
                    zip(&[("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>")]),
                )
            },
            message: "data/icio/2012_SML.csv: this is an Excel workbook, which cannot be used\n  \
                      hint: the OECD Data Explorer cuts its Excel export at 6,000 cells: download the CSV instead \
                      (Download → Unfiltered data in tabular text)",
        },
        Case {
            name: "GDP under data.icio",
            spoil: |project| project.write(TABLE, dataset::wdi()),
            message: "data/icio/2012_SML.csv: this is a World Bank file, but the settings name it under `data.icio`\n  \
                      hint: move it to the right list, or give `data.icio` another file",
        },
        Case {
            name: "a table under data.gdp",
            spoil: |project| project.write("data/gdp.csv", dataset::icio(2012)),
            message: "data/gdp.csv: this is an inter-country input-output table, but the settings name it under `data.gdp`\n  \
                      hint: move it to the right list, or give `data.gdp` another file",
        },
        Case {
            name: "nothing known",
            spoil: |project| project.write("data/gdp.csv", "land;jahr;wert\nAAA;2012;1,5\n"),
            message: "data/gdp.csv: the format is not recognised: the first line begins with `land;jahr;wert`\n  \
                      hint: expected an ICIO table, a Comtrade, WITS, UNCTADstat, WDI or tidy CSV file (docs/formats.md); \
                      columns are found by name, so keep the header line",
        },
    ]);
}

#[test]
fn other_encodings_than_utf8_are_refused_with_the_place() {
    refused(&[
        Case {
            name: "UTF-16, little end first",
            spoil: |project| {
                let units = std::iter::once(0xfeff).chain(dataset::icio(2012).encode_utf16().collect::<Vec<_>>());
                project.write(TABLE, units.flat_map(u16::to_le_bytes).collect::<Vec<_>>());
            },
            message: "data/icio/2012_SML.csv: the text is not UTF-8\n  hint: save the file as UTF-8 and try again",
        },
        Case {
            name: "UTF-16, big end first",
            spoil: |project| {
                let units = std::iter::once(0xfeff).chain(dataset::wdi().encode_utf16().collect::<Vec<_>>());
                project.write("data/gdp.csv", units.flat_map(u16::to_be_bytes).collect::<Vec<_>>());
            },
            message: "data/gdp.csv: the text is not UTF-8\n  hint: save the file as UTF-8 and try again",
        },
        Case {
            name: "a column label",
            spoil: |project| spoil_encoding(project, TABLE, "AAA_C2"),
            message: "data/icio/2012_SML.csv, line 1, column 3: the text is not UTF-8\n  \
                      hint: save the file as UTF-8 and try again",
        },
        Case {
            name: "a row label",
            spoil: |project| spoil_encoding(project, TABLE, "\nBBB_A0"),
            message: "data/icio/2012_SML.csv, line 6, column 1: the text is not UTF-8\n  \
                      hint: save the file as UTF-8 and try again",
        },
        Case {
            name: "a number",
            spoil: |project| {
                project.bend(TABLE, |table| table.set("BBB_A01", "AAA_A01", "7.25"));
                spoil_encoding(project, TABLE, "\nBBB_A01,7");
            },
            message: "data/icio/2012_SML.csv, line 6, column 2: expected a number, found `7�25`\n  \
                      hint: use a point as decimal mark and no thousands separators",
        },
        Case {
            name: "a code in a tidy file",
            spoil: |project| {
                project.write("data/trade/comtrade.csv", dataset::tidy());
                spoil_encoding(project, "data/trade/comtrade.csv", "2010,AA");
            },
            message: "data/trade/comtrade.csv, line 2, column 2: the text is not UTF-8\n  \
                      hint: save the file as UTF-8 and try again",
        },
        Case {
            name: "a code in a World Bank file",
            spoil: |project| spoil_encoding(project, "data/gdp.csv", "\"BB"),
            message: "data/gdp.csv, line 7, column 2: the text is not UTF-8\n  hint: save the file as UTF-8 and try again",
        },
    ]);
}

#[test]
fn paths_that_lead_nowhere_are_refused() {
    const RELATIVE: &str = "\n  hint: check the path and the permissions; paths in rvc.toml are relative to it";
    let message = |spoil: fn(&Project)| {
        let project = Project::with_good_output();
        spoil(&project);
        project.build(&QUICK).fails().to_owned()
    };
    assert_eq!(
        message(|project| folder_at(project, TABLE)),
        format!("error: data/icio/2012_SML.csv: cannot be read: this is a folder, not a file{RELATIVE}\n")
    );
    assert_eq!(
        message(|project| folder_at(project, "data/gdp.csv")),
        format!("error: data/gdp.csv: cannot be read: this is a folder, not a file{RELATIVE}\n")
    );
    let missing = message(|project| project.remove("data/gdp.csv"));
    assert!(
        missing.starts_with("error: data/gdp.csv: cannot be read: "),
        "{missing}"
    );
    assert!(missing.ends_with(&format!("{RELATIVE}\n")), "{missing}");
    assert_eq!(
        message(|project| project.remove("data/trade/comtrade.csv")),
        "error: data/trade/*: the pattern matches no file\n  hint: check `[data]` in rvc.toml; patterns are relative to that file\n"
    );
    assert_eq!(
        message(|project| project.replace("rvc.toml", "data/icio/*", "data/icio/[2012")),
        "error: data/icio/[2012: `data/icio/[2012` is not a file pattern\n  \
         hint: use `*` for any characters in a name, as in `data/icio/*.csv.gz`\n"
    );
}
