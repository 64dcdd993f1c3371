//! `decompose`: tables in, tidy files out, no project needed.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;

use crate::dataset;
use crate::grid::Grid;
use crate::project::{Run, files_below, without_excerpt};

const HALVES: &str = "\
V1,AAA_A01,CN1_A01,CN2_A01,AAA_HFCE,CHN_HFCE,OUT
AAA_A01,10,4,4,60,22,100
CN1_A01,6,3,3,8,30,50
CN2_A01,2,5,5,8,30,50
TLS,2,2,2,0,0,0
VA,80,36,36,0,0,0
OUT,100,50,50,0,0,0
";

/// The same world with its halves together: both have one technology, so nothing else may change.
const WHOLE: &str = "\
V1,AAA_A01,CHN_A01,AAA_HFCE,CHN_HFCE,OUT
AAA_A01,10,8,60,22,100
CHN_A01,8,16,16,60,100
TLS,2,4,0,0,0
VA,80,72,0,0,0
OUT,100,100,0,0,0
";

/// A folder without a project.
struct Folder(TempDir);

impl Folder {
    fn with(files: &[(&str, &[u8])]) -> Self {
        let folder = Self(TempDir::new().expect("a temporary folder"));
        for (name, content) in files {
            fs::write(folder.0.path().join(name), content).expect("the file can be written");
        }
        folder
    }

    fn decompose(&self, arguments: &[&str]) -> Run {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_rvc-report"));
        Run::of(command.current_dir(self.0.path()).arg("decompose").args(arguments))
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The first fields of each row, joined → its amount.
    fn amounts(&self, name: &str) -> BTreeMap<String, f64> {
        let text = self.read(name);
        let rows = text.lines().skip(1).map(|line| {
            let (keys, amount) = line.rsplit_once(',').expect("a row has fields");
            (keys.to_owned(), amount.parse().expect("an amount"))
        });
        rows.collect()
    }
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content).expect("memory takes everything");
    encoder.finish().expect("memory takes everything")
}

fn zip(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in entries {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).expect("memory takes everything");
        writer.write_all(content.as_bytes()).expect("memory takes everything");
    }
    writer.finish().expect("memory takes everything").into_inner()
}

#[track_caller]
fn near(found: f64, expected: f64, what: &str) {
    assert!(
        (found - expected).abs() <= 1e-12 * expected.abs().max(1.0),
        "{what}: {found} instead of {expected}"
    );
}

#[test]
fn the_value_added_of_all_sources_is_what_an_activity_exports() {
    let table = dataset::icio(2012);
    let folder = Folder::with(&[("2012_SML.csv", table.as_bytes())]);
    let run = folder.decompose(&["2012_SML.csv"]);
    assert_eq!(run.succeeds().stdout, "origin.csv\norigin_exports.csv\n");
    assert_eq!(
        folder.read("origin.csv").lines().next(),
        Some("year,exporter,export_activity,source,source_activity,usd_mn")
    );
    assert_eq!(
        folder.read("origin_exports.csv").lines().next(),
        Some("year,exporter,export_activity,partner,usd_mn")
    );

    let grid = Grid::parse(&table);
    let (origins, exports) = (folder.amounts("origin.csv"), folder.amounts("origin_exports.csv"));
    let industries = dataset::ECONOMIES.len() * dataset::ACTIVITIES.len();
    assert_eq!(origins.len(), industries * industries);
    assert_eq!(exports.len(), industries * (dataset::ECONOMIES.len() - 1));
    for economy in dataset::ECONOMIES {
        for activity in dataset::ACTIVITIES {
            let of = |amounts: &BTreeMap<String, f64>| -> f64 {
                let start = format!("2012,{economy},{activity},");
                amounts
                    .iter()
                    .filter(|(key, _)| key.starts_with(&start))
                    .map(|(_, amount)| amount)
                    .sum()
            };
            let row = &grid.0[grid.row(&format!("{economy}_{activity}"))];
            let abroad = grid.0[0]
                .iter()
                .zip(row)
                .skip(1)
                .filter(|(name, _)| *name != "OUT" && !name.starts_with(&format!("{economy}_")));
            let sold: f64 = abroad.map(|(_, value)| value.parse::<f64>().expect("a number")).sum();
            near(of(&exports), sold, &format!("exports of {economy} {activity}"));
            near(of(&origins), sold, &format!("origins of {economy} {activity}"));
        }
    }
}

#[test]
fn exporters_and_sources_choose_rows_and_change_no_number() {
    let folder = Folder::with(&[("2012_SML.csv", dataset::icio(2012).as_bytes())]);
    folder.decompose(&["2012_SML.csv", "--out", "all.csv"]).succeeds();
    let chosen = [
        "2012_SML.csv",
        "--exporters",
        "BBB",
        "--sources",
        "AAA,CCC",
        "--out",
        "some.csv",
    ];
    folder.decompose(&chosen).succeeds();
    let (all, some) = (folder.amounts("all.csv"), folder.amounts("some.csv"));
    assert_eq!(some.len(), 4 * 8);
    for (key, amount) in some {
        assert!(key.starts_with("2012,BBB,"), "{key}");
        near(amount, all[&key], &key);
    }
    folder
        .decompose(&["2012_SML.csv", "--value-added", "va-only", "--out", "va.csv"])
        .succeeds();
    assert!(folder.amounts("va.csv").values().sum::<f64>() < all.values().sum::<f64>());
}

#[test]
fn the_parts_of_an_economy_come_out_as_one() {
    let folder = Folder::with(&[
        ("2012_halves.csv", HALVES.as_bytes()),
        ("2012_whole.csv", WHOLE.as_bytes()),
    ]);
    folder.decompose(&["2012_halves.csv", "--out", "halves.csv"]).succeeds();
    folder.decompose(&["2012_whole.csv", "--out", "whole.csv"]).succeeds();
    for name in ["", "_exports"] {
        let halves = folder.amounts(&format!("halves{name}.csv"));
        let whole = folder.amounts(&format!("whole{name}.csv"));
        assert_eq!(halves.keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>());
        for (key, amount) in halves {
            near(amount, whole[&key], &key);
        }
    }
    assert_eq!(folder.amounts("halves_exports.csv")["2012,CHN,A01,AAA"], 24.0);
}

#[test]
fn containers_and_memory_change_nothing() {
    let (a, b) = (dataset::icio(2012), dataset::icio(2013));
    let together = zip(&[("2012_SML.csv", &a), ("2013_SML.csv", &b), ("ReadMe.txt", "about")]);
    let folder = Folder::with(&[
        ("2012_SML.csv", a.as_bytes()),
        ("2013_SML.csv.gz", &gzip(b.as_bytes())),
        ("2012-2013_SML.zip", &together),
    ]);
    folder
        .decompose(&["2013_SML.csv.gz", "2012_SML.csv", "--out", "loose.csv"])
        .succeeds();
    let packed = ["2012-2013_SML.zip", "--out", "packed.csv", "--memory", "1M"];
    folder.decompose(&packed).succeeds();
    for name in ["", "_exports"] {
        let (loose, packed) = (format!("loose{name}.csv"), format!("packed{name}.csv"));
        assert_eq!(folder.read(&loose), folder.read(&packed));
        assert_eq!(
            folder
                .amounts(&loose)
                .keys()
                .filter(|key| key.starts_with("2013"))
                .count()
                * 2,
            folder.amounts(&loose).len()
        );
    }
}

/// Name of the file, content, message.
fn spoilt() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let good = dataset::icio(2012);
    let packed = gzip(good.as_bytes());
    let archive = zip(&[("2012_SML.csv", &good)]);
    let without_last_line = &good[..good.trim_end().rfind('\n').expect("lines") + 1];
    let bent = |change: &dyn Fn(&mut Grid)| {
        let mut grid = Grid::parse(&good);
        change(&mut grid);
        grid.text().into_bytes()
    };
    vec![
        (
            "2012_a.csv",
            without_last_line.into(),
            "error: 2012_a.csv: the row `OUT` is missing\n  \
             hint: the file may be cut short: rows TLS, VA and OUT close an ICIO table",
        ),
        (
            "2012_b.csv",
            bent(&|grid| drop(grid.0[5].pop())),
            "error: 2012_b.csv, line 6: the row has 29 fields, expected 30\n  \
             hint: the file may be cut short, or a value may hold an unquoted comma",
        ),
        (
            "2012_c.csv",
            bent(&|grid| grid.0[5][0] = "AAA_A01".to_owned()),
            "error: 2012_c.csv, line 6, column 1: the key AAA_A01 stands here and already in line 2\n  \
             hint: keep one row a key; two extracts may overlap",
        ),
        (
            "2012_d.csv",
            good.replacen("399.168", "\"1,399.168\"", 1).into_bytes(),
            "error: 2012_d.csv, line 2, column 2: expected a number, found `1,399.168`\n  \
             hint: use a point as decimal mark and no thousands separators",
        ),
        (
            "2012_e.csv",
            bent(&|grid| {
                grid.set("BBB_C20", "CCC_C26", "n/a");
            }),
            "error: 2012_e.csv, line 7, column 12: expected a number, found `n/a`\n  \
             hint: use a point as decimal mark and no thousands separators",
        ),
        (
            "2012_f.csv",
            b"<!DOCTYPE html><html><body>Please sign in</body></html>".to_vec(),
            "error: 2012_f.csv: this is a web page, which cannot be used\n  \
             hint: the server answered with a page instead of the data: open the address in a browser and save the CSV",
        ),
        (
            "2012_g.csv",
            Vec::new(),
            "error: 2012_g.csv: the file is empty\n  \
             hint: download the file again",
        ),
        (
            "2012_h.csv.gz",
            packed[..packed.len() / 2].to_vec(),
            "error: 2012_h.csv.gz: the compressed file is damaged or cut short: incomplete deflate stream\n  \
             hint: download the file again",
        ),
        (
            "2012_i.zip",
            archive[..archive.len() / 2].to_vec(),
            "error: 2012_i.zip: the compressed file is damaged or cut short: invalid Zip archive: Could not find EOCD\n  \
             hint: download the file again",
        ),
        (
            "2012_j.zip",
            zip(&[("../2012_SML.csv", &good)]),
            "error: 2012_j.zip: the archive has an entry outside of its folder: `../2012_SML.csv`\n  \
             hint: do not use an archive that writes outside of its folder; unpack the table by hand",
        ),
        (
            "2012_k.zip",
            zip(&[("about.txt", "nothing")]),
            "error: 2012_k.zip: the archive holds no CSV file\n  \
             hint: the archive of the OECD holds one CSV file a year: download it again",
        ),
        (
            "2012_l.csv.gz",
            gzip(format!("{good}{}", "1".repeat(65 << 20)).as_bytes()),
            "error: 2012_l.csv.gz, line 21: the line is longer than 64 MB\n  \
             hint: the file is no table of lines: download it again, or look at its first letters",
        ),
        (
            "2012_m.csv",
            good.replacen("399.168", "399,168", 1).into_bytes(),
            "error: 2012_m.csv, line 2: the row has 31 fields, expected 30\n  \
             hint: the file may be cut short, or a value may hold an unquoted comma",
        ),
        (
            "2012_n.csv",
            good.replacen("399.168", "\"399,168\"", 1).into_bytes(),
            "error: 2012_n.csv, line 2, column 2: expected a number, found `399,168`\n  \
             hint: use a point as decimal mark and no thousands separators",
        ),
        (
            "2012_o.csv",
            good.replacen("AAA_C20", "AAA_A01", 1).into_bytes(),
            "error: 2012_o.csv, line 1, column 3: the column `AAA_A01` stands in the header twice\n  \
             hint: use the file as published: each column has a name of its own",
        ),
        (
            "2012_p.zip",
            zip(&[("2012_SML.csv", &format!("{good}{}", "\n".repeat(30 << 20)))]),
            "error: 2012_p.zip/2012_SML.csv, line 65538: the table goes on after 10016 lines\n  \
             hint: a table has a line for each activity, and some below them: look at the end of the file",
        ),
        (
            "2012_q.csv",
            wide_header().into_bytes(),
            "error: 2012_q.csv, line 1, column 12002: the header names 12000 activities, more than 10000\n  \
             hint: published tables have some 4,500 at most: look at the first line of the file",
        ),
        (
            "SML.csv",
            good.clone().into_bytes(),
            "error: SML.csv: the file name holds no year\n  \
             hint: an ICIO table does not say its year: name the file like `2018_SML.csv`",
        ),
    ]
}

/// The first line of a table that no memory could hold.
fn wide_header() -> String {
    let names: Vec<String> = (0..12_000).map(|activity| format!("AAA_C{activity}")).collect();
    format!("V1,{},OUT\n", names.join(","))
}

#[test]
fn gigabytes_of_one_line_are_refused_at_once() {
    let folder = Folder::with(&[]);
    for name in ["2012.csv", "2013.csv"] {
        let file = fs::File::create(folder.0.path().join(name)).expect("created");
        if name == "2013.csv" {
            (&file)
                .write_all(b"V1,AAA_C20,AAA_HFCE,OUT\nAAA_C20,")
                .expect("written");
        }
        // The rest are zero bytes, which take no room on the disk.
        file.set_len(5 << 30).expect("grown");
    }
    let run = folder.decompose(&["2012.csv"]);
    assert!(run.fails().starts_with("error: 2012.csv: "), "{}", run.stderr);
    let run = folder.decompose(&["2013.csv"]);
    assert!(
        run.fails()
            .starts_with("error: 2013.csv, line 2: the line is longer than 64 MB"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_table_that_cannot_be_used_is_named_and_leaves_no_file() {
    let mut wrong = Vec::new();
    for (name, content, message) in spoilt() {
        let folder = Folder::with(&[(name, &content), ("origin.csv", b"earlier")]);
        let before = files_below(folder.0.path());
        let run = folder.decompose(&[name]);
        let found = without_excerpt(run.fails().trim_end());
        if found != message {
            wrong.push(format!("(\"{name}\", {found:?})"));
        }
        assert_eq!(
            files_below(folder.0.path()),
            before,
            "{name}: a failed run has changed files"
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_bad_year_among_good_ones_writes_nothing() {
    let folder = Folder::with(&[
        ("2012_SML.csv", dataset::icio(2012).as_bytes()),
        ("2013_SML.csv", b""),
        ("2014_SML.csv", dataset::icio(2014).as_bytes()),
    ]);
    let run = folder.decompose(&["2012_SML.csv", "2013_SML.csv", "2014_SML.csv", "--memory", "1M"]);
    assert!(run.stderr.contains("2013_SML.csv: the file is empty"), "{}", run.stderr);
    assert_eq!(run.code, Some(1));
    assert_eq!(files_below(folder.0.path()).len(), 3);
}

#[test]
fn an_economy_that_no_table_has_is_refused() {
    let folder = Folder::with(&[("2012_SML.csv", dataset::icio(2012).as_bytes())]);
    let run = folder.decompose(&["2012_SML.csv", "--exporters", "ZZZ"]);
    assert!(run.fails().contains("ZZZ"), "{}", run.stderr);
}

#[test]
fn parquet_holds_what_csv_holds() {
    use parquet::file::reader::{FileReader as _, SerializedFileReader};

    let names = ["2012.csv", "2013.csv"];
    let folder = Folder::with(&[
        (names[0], dataset::icio(2012).as_bytes()),
        (names[1], dataset::icio(2013).as_bytes()),
    ]);
    folder.decompose(&names).succeeds();
    let run = folder.decompose(&[names[0], names[1], "--out", "origin.parquet"]);
    assert_eq!(run.succeeds().stdout, "origin.parquet\norigin_exports.parquet\n");
    for name in ["origin", "origin_exports"] {
        let file = fs::File::open(folder.0.path().join(format!("{name}.parquet"))).expect("written");
        let reader = SerializedFileReader::new(file).expect("a Parquet file");
        assert_eq!(reader.num_row_groups(), 2, "one a year");
        let rows = reader.get_row_iter(None).expect("readable").map(|row| {
            let row = row.expect("a row");
            let fields = row.get_column_iter().map(|(_, field)| match field {
                parquet::record::Field::Str(text) => text.clone(),
                parquet::record::Field::Double(number) => number.to_string(),
                other => other.to_string(),
            });
            fields.collect::<Vec<_>>().join(",")
        });
        let text = folder.read(&format!("{name}.csv"));
        assert_eq!(rows.collect::<Vec<_>>(), text.lines().skip(1).collect::<Vec<_>>());
    }
}
