//! Stages II and III from published origins of value added, in the place of tables and beside them.

use std::fs;
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::project::Run;

const YEARS: std::ops::RangeInclusive<u16> = 1995..=2006;

/// The demonstration data of some years: as tables, and as files of TiVA made from them.
struct Bundle {
    tables: Vec<(String, Vec<u8>)>,
    exgrva: String,
    mainlv: String,
}

fn bundle() -> &'static Bundle {
    static BUNDLE: OnceLock<Bundle> = OnceLock::new();
    BUNDLE.get_or_init(|| {
        let folder = TempDir::new().expect("a folder");
        let data = concat!(env!("CARGO_MANIFEST_DIR"), "/data/demo/icio");
        let mut tables = Vec::new();
        for entry in fs::read_dir(data).expect("the demonstration data") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            if YEARS.into_iter().any(|year| name.contains(&year.to_string())) {
                let content = fs::read(&path).expect("a table");
                fs::write(folder.path().join(&name), &content).expect("written");
                tables.push((name, content));
            }
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_rvc-report"));
        command.current_dir(folder.path()).arg("decompose");
        command.args(tables.iter().map(|(name, _)| name));
        Run::of(command.args(["--exporters", "RUS,BLR,KAZ"])).succeeds();
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("written");
        Bundle {
            exgrva: exgrva(&read("origin.csv")),
            mainlv: mainlv(&read("origin_exports.csv")),
            tables,
        }
    })
}

/// As the Data Explorer writes it, with sums among the rows that must not count.
fn exgrva(origins: &str) -> String {
    let mut text = "DATAFLOW,MEASURE,EXPORTING_AREA,EXPORTING_ACTIVITY,VALUE_ADDED_SOURCE_AREA,\
                    VALUE_ADDED_SOURCE_ACTIVITY,UNIT_MEASURE,FREQ,TIME_PERIOD,OBS_VALUE,UNIT_MULT\n"
        .to_owned();
    let mut row = |exporter: &str, activity: &str, source: &str, own: &str, year: &str, value: &str| {
        text += &format!(
            "OECD.STI.PIE:DSD_TIVA_EXGRVA@DF_EXGRVA(1.0),EXGRVA,{exporter},{activity},{source},{own},USD,A,{year},{value},6\n"
        );
    };
    for line in origins.lines().skip(1) {
        let [year, exporter, activity, source, own, value] = fields(line);
        row(exporter, activity, source, own, year, value);
        if own == "C26" {
            row(exporter, "C26_27", source, own, year, "1e9");
            row(exporter, activity, source, "C26_27", year, "1e9");
            row(exporter, activity, "EU27_2020", own, year, "1e9");
        }
    }
    text
}

fn mainlv(exports: &str) -> String {
    let mut text =
        "DATAFLOW,MEASURE,REF_AREA,ACTIVITY,COUNTERPART_AREA,UNIT_MEASURE,FREQ,TIME_PERIOD,OBS_VALUE,UNIT_MULT\n"
            .to_owned();
    let mut row = |exporter: &str, activity: &str, partner: &str, year: &str, value: &str| {
        text += &format!(
            "OECD.STI.PIE:DSD_TIVA_MAINLV@DF_MAINLV(1.0),EXGR,{exporter},{activity},{partner},USD,A,{year},{value},6\n"
        );
    };
    for line in exports.lines().skip(1) {
        let [year, exporter, activity, partner, value] = fields(line);
        row(exporter, activity, partner, year, value);
        row(exporter, "C26_27", partner, year, "1e9");
        row(exporter, activity, "G20", year, "1e9");
    }
    text
}

fn fields<const N: usize>(line: &str) -> [&str; N] {
    let fields: Vec<&str> = line.split(',').collect();
    fields.try_into().expect("a row has its fields")
}

struct Folder(TempDir);

impl Folder {
    /// The demonstration project on the years of the bundle, with these lines under `[data]`.
    fn new(data: &str) -> Self {
        let folder = Self(TempDir::new().expect("a folder"));
        let settings = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/rvc.toml")).expect("the settings");
        let settings = settings
            .replace("icio = [\"data/demo/icio/*.csv.gz\"]\n", data)
            .replace("[1995, 2020]", "[1995, 2006]")
            .replace("break_year = 2010", "break_year = 2001")
            .replace("appendix = true", "appendix = false");
        folder.write("rvc.toml", settings);
        for part in ["trade", "gdp"] {
            let from = format!("{}/data/demo/{part}", env!("CARGO_MANIFEST_DIR"));
            for entry in fs::read_dir(from).expect("the demonstration data") {
                let path = entry.expect("an entry").path();
                let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                folder.write(&format!("data/demo/{part}/{name}"), fs::read(&path).expect("a file"));
            }
        }
        folder
    }

    fn with_tables(self) -> Self {
        for (name, content) in &bundle().tables {
            self.write(&format!("data/icio/{name}"), content);
        }
        self
    }

    fn with_tiva(self) -> Self {
        self.write("data/tiva/exgrva.csv", &bundle().exgrva);
        self.write("data/tiva/mainlv.csv", &bundle().mainlv);
        self
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, content).expect("written");
    }

    fn build(&self) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rvc-report"));
        command
            .args(["build", "--format", "html", "--lang", "en", "--project"])
            .arg(self.0.path());
        Run::of(&mut command)
    }

    fn results(&self) -> Value {
        let text = fs::read_to_string(self.0.path().join("reports/article/results.json")).expect("built");
        serde_json::from_str(&text).expect("JSON")
    }
}

const TABLES: &str = "icio = [\"data/icio/*.csv.gz\"]\n";
const TIVA: &str = "tiva = [\"data/tiva/*.csv\"]\n";

/// Expects the same numbers but for the last digits: sums are taken in another order.
fn near(found: &Value, expected: &Value, path: &str) {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            for (key, value) in expected {
                near(&found[key], value, &format!("{path}.{key}"));
            }
        }
        (Value::Array(found), Value::Array(expected)) => {
            assert_eq!(found.len(), expected.len(), "{path}");
            let pairs = found.iter().zip(expected).enumerate();
            pairs.for_each(|(i, (found, expected))| near(found, expected, &format!("{path}[{i}]")));
        }
        (Value::Number(found), Value::Number(expected)) => {
            let (found, expected) = (found.as_f64().expect("a number"), expected.as_f64().expect("a number"));
            let gap = (found - expected).abs();
            assert!(
                gap <= 1e-7 * expected.abs().max(1e-3),
                "{path}: {found} instead of {expected}"
            );
        }
        _ => assert_eq!(found, expected, "{path}"),
    }
}

#[test]
fn published_origins_give_what_their_tables_give() {
    let tables = Folder::new(TABLES).with_tables();
    tables.build().succeeds();
    let published = Folder::new(TIVA).with_tiva();
    published.build().succeeds();
    let (mut expected, found) = (tables.results(), published.results());
    // What activities produce is in tables only.
    for row in expected["panel"].as_array_mut().expect("rows") {
        row.as_object_mut().expect("a row").remove("value_added");
    }
    for stage in ["stage1", "stage2", "panel", "stage3"] {
        near(&found[stage], &expected[stage], stage);
    }
    let kinds: Vec<&Value> = found["inputs"]
        .as_array()
        .expect("inputs")
        .iter()
        .map(|one| &one["kind"])
        .collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == "tiva").count(), 2);
    assert_eq!(found["inputs"][0]["edition"], "TiVA 2023");
}

#[test]
fn tables_and_published_origins_are_compared() {
    let folder = Folder::new(&format!("{TABLES}{TIVA}")).with_tables().with_tiva();
    folder.build().succeeds();
    let both = folder.results();
    let rows = both["comparison"].as_array().expect("a comparison");
    let sectors = 5;
    assert_eq!(rows.len(), YEARS.len() * 3 * sectors * 4);
    for row in rows {
        near(&row["tiva"], &row["tables"], &row.to_string());
    }

    // One cell of the exports, 1 % higher.
    let line = bundle()
        .mainlv
        .lines()
        .find(|line| line.contains(",BLR,C20,RUS,USD,A,2001,"));
    let line = line.expect("the demonstration data have this flow");
    let value: f64 = line.split(',').nth(8).expect("a value").parse().expect("a number");
    let raised = line.replace(&format!(",{value},"), &format!(",{},", value * 1.01));
    assert_ne!(raised, line);
    folder.write("data/tiva/mainlv.csv", bundle().mainlv.replace(line, &raised));
    let run = folder.build();
    let message = &run.succeeds().stderr;
    assert!(message.contains("`mutual` differs by "), "{message}");
    assert!(message.contains("BLR, chemicals, 2001"), "{message}");
    let text = fs::read_to_string(folder.0.path().join("reports/article/comparison.csv")).expect("written");
    assert!(
        text.starts_with("year,exporter,sector,quantity,tables,tiva,percent\n"),
        "{text}"
    );
}

#[test]
fn what_published_origins_lack_is_named_with_what_to_download() {
    let folder = Folder::new(TIVA).with_tiva();
    let without: Vec<&str> = bundle()
        .exgrva
        .lines()
        .filter(|line| !line.contains(",A,1999,"))
        .collect();
    folder.write("data/tiva/exgrva.csv", without.join("\n"));
    let run = folder.build();
    let message = run.fails();
    assert!(
        message.contains("no origin of the value added in exports (EXGRVA) of BLR in 1999"),
        "{message}"
    );
    assert!(message.contains("rvc-report fetch icio"), "{message}");

    // Beside tables that is no reason to stop.
    let folder = Folder::new(&format!("{TABLES}{TIVA}")).with_tables().with_tiva();
    folder.write("data/tiva/exgrva.csv", without.join("\n"));
    let message = folder.build().succeeds().stderr.clone();
    assert!(message.contains("TiVA is not compared with the tables"), "{message}");

    let folder = Folder::new("");
    let message = folder.build();
    assert!(
        message
            .fails()
            .contains("`[data]` names nothing that tells where value added comes from")
    );
}
