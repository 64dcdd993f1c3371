//! Data in other guises give the same numbers.

use std::io::Write;
use std::sync::OnceLock;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

use crate::dataset;
use crate::grid::Grid;
use crate::project::{Project, QUICK, icio_path};

/// A way to write a table of a year anew: file name and content.
type Rewrite = fn(u16, &str) -> (String, Vec<u8>);

/// What the three stages find in a project.
fn numbers(project: &Project) -> Vec<Value> {
    project.build(&QUICK).succeeds();
    let results = project.results();
    ["stage1", "stage2", "panel", "stage3"]
        .iter()
        .map(|stage| results[stage].clone())
        .collect()
}

fn plain_numbers() -> &'static [Value] {
    static NUMBERS: OnceLock<Vec<Value>> = OnceLock::new();
    NUMBERS.get_or_init(|| numbers(&Project::new()))
}

/// Expects the numbers of the plain project to the last digit.
#[track_caller]
fn gives_the_same_numbers(change: impl FnOnce(&Project)) {
    let project = Project::new();
    change(&project);
    assert_eq!(numbers(&project), plain_numbers());
}

/// Writes every table anew.
fn rewrite_tables(project: &Project, rewrite: Rewrite) {
    for year in dataset::YEARS {
        project.remove(&icio_path(year));
        let (name, content) = rewrite(year, &dataset::icio(year));
        project.write(&format!("data/icio/{name}"), content);
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends() {
    gives_the_same_numbers(|project| {
        rewrite_tables(project, |year, text| {
            (
                format!("{year}.csv"),
                format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes(),
            )
        });
        let trade = format!("\u{feff}{}", dataset::comtrade().replace('\n', "\r\n"));
        project.write("data/trade/comtrade.csv", trade);
        project.write(
            "data/gdp.csv",
            dataset::wdi().trim_start_matches('\u{feff}').replace("\r\n", "\n"),
        );
    });
}

#[test]
fn trailing_commas_and_blank_lines_at_the_end() {
    gives_the_same_numbers(|project| {
        rewrite_tables(project, |year, text| {
            (format!("{year}.csv"), (text.replace('\n', ",\n") + "\n\n").into_bytes())
        });
        // Comtrade's rows may end in a comma that its header lacks.
        let trade = dataset::comtrade();
        let (header, rows) = trade.split_once('\n').expect("a header and rows");
        project.write(
            "data/trade/comtrade.csv",
            format!("{header}\n{}\n", rows.replace('\n', ",\n")),
        );
    });
}

#[test]
fn gzip_by_content_whatever_the_name() {
    gives_the_same_numbers(|project| {
        rewrite_tables(project, |year, text| {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(text.as_bytes()).expect("memory takes everything");
            let ending = if year % 2 == 0 { "csv.gz" } else { "csv" };
            (
                format!("{year}.{ending}"),
                encoder.finish().expect("memory takes everything"),
            )
        });
    });
}

#[test]
fn zip_with_one_table_beside_other_files() {
    gives_the_same_numbers(|project| {
        rewrite_tables(project, |year, text| {
            let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
            for (name, content) in [("ReadMe.txt", "as published"), ("table.CSV", text)] {
                writer
                    .start_file(name, zip::write::SimpleFileOptions::default())
                    .expect("memory takes everything");
                writer.write_all(content.as_bytes()).expect("memory takes everything");
            }
            (
                format!("{year}.zip"),
                writer.finish().expect("memory takes everything").into_inner(),
            )
        });
    });
}

#[test]
fn quoted_labels_and_spaces_around_fields() {
    gives_the_same_numbers(|project| {
        rewrite_tables(project, |year, text| {
            let lines = text.lines().enumerate().map(|(i, line)| {
                let quoted = |field: &str| format!("\"{field}\"");
                let fields: Vec<String> = line
                    .split(',')
                    .map(|field| if i == 0 { quoted(field) } else { format!(" {field}") })
                    .collect();
                fields.join(",") + "\n"
            });
            (format!("{year}.csv"), lines.collect::<String>().into_bytes())
        });
    });
}

#[test]
fn reversed_rows_and_columns_change_no_digit_that_matters() {
    let project = Project::new();
    rewrite_tables(&project, |year, text| {
        (format!("{year}.csv"), Grid::parse(text).reversed().text().into_bytes())
    });
    for (found, plain) in numbers(&project).iter().zip(plain_numbers()) {
        assert_close(found, plain, "");
    }
}

/// Equal but for the rounding of sums in another order, and for the order of keys.
fn assert_close(found: &Value, plain: &Value, path: &str) {
    match (found, plain) {
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().expect("a number"), b.as_f64().expect("a number"));
            assert!((a - b).abs() <= 1e-8 * b.abs().max(1e-9), "{path}: {a} for {b}");
        }
        (Value::Array(a), Value::Array(b)) => {
            assert_eq!(a.len(), b.len(), "{path}");
            a.iter()
                .zip(b)
                .enumerate()
                .for_each(|(i, (a, b))| assert_close(a, b, &format!("{path}/{i}")));
        }
        (Value::Object(a), Value::Object(b)) => {
            assert_eq!(a.len(), b.len(), "{path}");
            a.iter()
                .for_each(|(key, value)| assert_close(value, &b[key], &format!("{path}/{key}")));
        }
        _ => assert_eq!(found, plain, "{path}"),
    }
}

#[test]
fn shuffled_trade_rows_in_two_files() {
    gives_the_same_numbers(|project| {
        let text = dataset::comtrade();
        let (header, rows) = text.split_once('\n').expect("a header and rows");
        let (odd, even): (Vec<_>, Vec<_>) = rows.lines().rev().enumerate().partition(|(i, _)| i % 2 == 1);
        let file = |rows: Vec<(usize, &str)>| {
            let rows: Vec<&str> = rows.into_iter().map(|(_, row)| row).collect();
            format!("{header}\n{}\n", rows.join("\n"))
        };
        project.write("data/trade/comtrade.csv", file(odd));
        project.write("data/trade/second.csv", file(even));
    });
}

#[test]
fn tidy_trade_rows_and_columns_in_another_order() {
    gives_the_same_numbers(|project| {
        let rows = Grid::parse(&dataset::tidy()).0.into_iter().map(|mut record| {
            record.rotate_left(2);
            record
        });
        project.write("data/trade/comtrade.csv", Grid(rows.collect()).text());
    });
}

#[test]
fn latin1_descriptions_and_rows_that_count_twice_in_comtrade() {
    gives_the_same_numbers(|project| {
        let mut text = dataset::comtrade().replace("Land AAA", "C\u{f4}te AAA");
        // Imports, finer codes, other modes of transport, areas without a code, strangers.
        text += "2010,AAA,x,M,0,W00,World,0,S4,7,Goods,C00,0,1\n2010,AAA,x,X,0,W00,World,0,S4,71,Goods,C00,0,1\n\
                 2010,AAA,x,X,0,W00,World,0,S4,7,Goods,C01,0,1\n2010,AAA,x,X,0,W00,World,0,S4,7,Goods,C00,2100,1\n\
                 2010,AAA,x,X,899,_X ,Areas,0,S4,7,Goods,C00,0,1\n2010,ZZZ,x,X,0,W00,World,0,S4,7,Goods,C00,0,1\n\
                 2010,AAA,x,X,901,AAA,Itself,902,S4,7,Goods,C00,0,1\n2010,AAA,x,X,0,W00,World,0,S4,9,Goods,C00,0,5\n";
        let latin1: Vec<u8> = text
            .chars()
            .map(|letter| u8::try_from(letter).expect("Latin-1"))
            .collect();
        project.write("data/trade/comtrade.csv", latin1);
    });
}

#[test]
fn gdp_without_its_preamble_and_with_aggregates() {
    gives_the_same_numbers(|project| {
        let text = dataset::wdi();
        let header = text.find("\"Country Name\"").expect("the header is there");
        project.write("data/gdp.csv", &text[header..]);
    });
}

#[test]
fn tables_of_years_outside_the_study_are_left_alone() {
    gives_the_same_numbers(|project| project.write("data/icio/1995_SML.csv", "not even a table"));
}

#[test]
fn a_year_without_trade_is_a_warning_and_stands_in_the_results() {
    let project = Project::new();
    project.bend("data/trade/comtrade.csv", |rows| {
        rows.0.retain(|record| record[0] != "2017" || record[1] != "BBB");
    });
    let run = project.build(&QUICK);
    let warning = "warning: trade data: BBB reports no total exports for [2017]; the report says so\n";
    assert!(run.succeeds().stderr.contains(warning), "{}", run.stderr);
    let results = project.results();
    assert_eq!(
        results["missing_trade"],
        serde_json::json!([{ "economy": "BBB", "years": [2017] }])
    );
    let page = project.read("reports/article/article.en.html");
    assert!(
        page.contains("Betaland") && page.contains("2017"),
        "the page names economy and year"
    );
}
