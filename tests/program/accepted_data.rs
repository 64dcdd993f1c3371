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
        project.write("data/trade/comtrade.csv", latin1(&text));
    });
}

/// Letters that ISO-8859-1 has, as its bytes.
fn latin1(text: &str) -> Vec<u8> {
    text.chars()
        .map(|letter| u8::try_from(letter).expect("Latin-1"))
        .collect()
}

#[test]
fn legacy_comtrade_in_latin1_with_rows_that_count_twice() {
    gives_the_same_numbers(|project| {
        let text = dataset::comtrade_legacy().replace("Land AAA", "C\u{f4}te AAA");
        // Every row ends in a comma that the header lacks.
        let (header, rows) = text.split_once('\n').expect("a header and rows");
        let mut text = format!("{header}\n{}", rows.replace('\n', ",\n"));
        for row in [
            "S3,2010,2010,1,Import,900,x,AAA,0,World,WLD,,,7,Goods,1,0",
            "S3,2010,2010,3,Re-Export,900,x,AAA,0,World,WLD,,,7,Goods,1,0",
            "S3,2010,2010,2,Export,900,x,AAA,0,World,WLD,902,,7,Goods,1,0",
            "S3,2010,2010,2,Export,900,x,AAA,0,World,WLD,0,C01,7,Goods,1,0",
            "S3,2010,2010,2,Export,900,x,AAA,0,World,WLD,,,71,Goods,1,0",
            "S3,2010,2010,2,Export,490,\"Other Asia, nes\",,0,World,WLD,,,7,Goods,1,0",
            "S3,2010,2010,2,Export,900,x,AAA,899,\"Areas, nes\",,,,7,Goods,1,0",
        ] {
            text += &format!("{row}\n");
        }
        project.write("data/trade/comtrade.csv", latin1(&text));
    });
}

#[test]
fn wits_files_put_together_with_their_headers() {
    gives_the_same_numbers(|project| {
        let text = dataset::wits().replace("Land BBB", "C\u{f4}te BBB");
        let (header, rows) = text.split_once('\n').expect("a header and rows");
        let middle = rows.find("S4,BBB").expect("rows of BBB");
        let (first, second) = rows.split_at(middle);
        let noise = "S4,AAA,7,x,WLD,World,2010,Gross Imp.,5,1,1\nS4,AAA,78,x,WLD,World,2010,Gross Exp.,6,1,1\n\
                     S4,All,7,All,WLD,World,2010,Gross Exp.,6,1,1\nS4,AAA,7,x,UNS,Unspecified,2010,Gross Exp.,6,1,1\n";
        let together = format!("{header}\r\n{first}{header}\r\n{second}{noise}");
        project.write("data/trade/comtrade.csv", latin1(&together));
    });
}

#[test]
fn trade_of_each_member_in_another_format() {
    gives_the_same_numbers(|project| {
        let of = |text: &str, member: &str, column: usize| {
            let (header, rows) = text.split_once('\n').expect("a header and rows");
            let rows = rows.lines().filter(|row| row.split(',').nth(column) == Some(member));
            rows.fold(format!("{header}\n"), |text, row| text + row + "\n")
        };
        project.write("data/trade/comtrade.csv", of(&dataset::comtrade_legacy(), "AAA", 7));
        project.write("data/trade/wits.csv", of(&dataset::wits(), "BBB", 1));
        project.write("data/trade/own.csv", of(&dataset::tidy(), "CCC", 1));
    });
    let project = Project::new();
    project.write("data/trade/comtrade.csv", dataset::wits());
    project.build(&QUICK).succeeds();
    let file = &project.results()["inputs"][8];
    assert_eq!(
        (&file["kind"], &file["edition"]),
        (&"wits".into(), &"SITC Rev. 4".into())
    );
    let page = project.read("reports/article/article.en.html");
    assert!(page.contains("exports by SITC section from the World Integrated Trade Solution;"));
}

#[test]
fn unctadstat_with_economies_by_number() {
    // The made-up economies have no numbers: the project borrows three that sort alike.
    let borrowed = [("AAA", "ARM"), ("BBB", "KAZ"), ("CCC", "RUS")];
    let renamed = |text: &str| {
        borrowed
            .iter()
            .fold(text.to_owned(), |text, (old, new)| text.replace(old, new))
    };
    let project = Project::new();
    for path in ["rvc.toml", "data/gdp.csv"] {
        project.write(path, renamed(&project.read(path)));
    }
    for year in dataset::YEARS {
        project.write(&icio_path(year), renamed(&dataset::icio(year)));
    }
    project.write("data/trade/comtrade.csv", dataset::unctadstat(["051", "398", "643"]));
    let plain = serde_json::to_string(plain_numbers()).expect("JSON");
    assert_eq!(
        serde_json::to_string(&numbers(&project)).expect("JSON"),
        renamed(&plain)
    );
}

#[test]
fn gdp_as_the_api_answers() {
    gives_the_same_numbers(|project| project.write("data/gdp.csv", dataset::wdi_json()));
}

#[test]
fn gdp_in_the_zip_of_the_world_bank_whatever_the_names() {
    gives_the_same_numbers(|project| {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let countries = "\u{feff}\"Country Code\",\"Region\",\"IncomeGroup\",\"SpecialNotes\",\"TableName\",\r\n\"AAA\",\"\",\"\",\"\",\"Land AAA\",\r\n";
        let indicators = "\"INDICATOR_CODE\",\"INDICATOR_NAME\",\"SOURCE_NOTE\",\"SOURCE_ORGANIZATION\",\r\n\"NY.GDP.PCAP.CD\",\"\",\"\",\"\",\r\n";
        let files = [
            ("a.csv", indicators),
            ("Metadata_b.csv", &dataset::wdi()),
            ("c.csv", countries),
            ("__MACOSX/._b.csv", "resources"),
        ];
        for (name, content) in files {
            writer
                .start_file(name, zip::write::SimpleFileOptions::default())
                .expect("memory takes everything");
            writer.write_all(content.as_bytes()).expect("memory takes everything");
        }
        let archive = writer.finish().expect("memory takes everything").into_inner();
        project.write("data/gdp.csv", archive);
    });
}

#[test]
fn one_page_of_several_is_a_warning() {
    let project = Project::new();
    project.write(
        "data/gdp.csv",
        dataset::wdi_json().replace("\"pages\":1", "\"pages\":3"),
    );
    let run = project.build(&QUICK);
    let warning = "warning: data/gdp.csv: page 1 of 3: the others are needed too, or a request with `per_page=20000`\n";
    assert!(run.succeeds().stderr.contains(warning), "{}", run.stderr);
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

/// A CSV file as Parquet, every column as text.
fn parquet(text: &str) -> Vec<u8> {
    use parquet::data_type::{ByteArray, ByteArrayType};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;

    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let columns: String = rows[0]
        .iter()
        .map(|name| format!("required binary {name} (STRING); "))
        .collect();
    let schema = parse_message_type(&format!("message table {{ {columns} }}")).expect("names are plain");
    let properties = WriterProperties::builder().build();
    let mut file =
        SerializedFileWriter::new(Vec::new(), schema.into(), properties.into()).expect("memory takes everything");
    let mut group = file.next_row_group().expect("memory takes everything");
    for column in 0..rows[0].len() {
        let values: Vec<ByteArray> = rows[1..].iter().map(|row| row[column].into()).collect();
        let mut writer = group.next_column().expect("memory takes everything").expect("a column");
        let written = writer.typed::<ByteArrayType>().write_batch(&values, None, None);
        written.expect("memory takes everything");
        writer.close().expect("memory takes everything");
    }
    group.close().expect("memory takes everything");
    file.into_inner().expect("memory takes everything")
}

#[test]
fn tables_and_trade_as_parquet() {
    gives_the_same_numbers(|project| {
        rewrite_tables(project, |year, text| (format!("{year}.csv"), parquet(text)));
        project.write("data/trade/comtrade.csv", parquet(&dataset::comtrade()));
    });
}

#[test]
fn all_years_of_tables_in_one_zip() {
    gives_the_same_numbers(|project| {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for year in dataset::YEARS {
            project.remove(&icio_path(year));
            let options = zip::write::SimpleFileOptions::default();
            zip.start_file(format!("tables/{year}_SML.csv"), options)
                .expect("memory takes everything");
            zip.write_all(dataset::icio(year).as_bytes())
                .expect("memory takes everything");
        }
        let packed = zip.finish().expect("memory takes everything").into_inner();
        project.write("data/icio/all.csv", packed);
    });
}
