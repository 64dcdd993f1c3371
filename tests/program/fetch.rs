//! `fetch`: the data of a project, from services that a small server on this machine plays.

mod limits;
mod resuming;
mod server;
mod services;
mod troubles;

use std::process::Command;

use tempfile::TempDir;

use crate::project::{Files, Run, files_below, sha256};
use server::{Asked, Reply, Server};
use services::{SDMX, WDI, all_well, archive};

const SETTINGS: &str = r#"
[study]
id = "fetched"
date = "2026-04-16"

[study.en]
title = "A union"
running_title = "Union"

[bloc]
members = ["BLR", "KAZ", "RUS"]
focus = ["BLR", "KAZ", "RUS"]
hub = "RUS"

[bloc.en]
nom = "Union"
the = "the Union"
short = "UN3"

[data]
icio = ["data/icio/*"]
trade = ["data/trade/*.csv"]
gdp = ["data/gdp/*"]

[fetch]
oecd = "ADDRESS/oecd"
icio = "ADDRESS/icio"
comtrade = "ADDRESS/comtrade"
wdi = "ADDRESS/wdi"
pause_ms = 0
retries = 1

[reorientation]
base = [2016, 2017]
current = [2018, 2019]

[linkage]
years = [2016, 2021]

[response]
years = [2016, 2021]
sectors = ["machinery"]

[sectors]
machinery = ["C26", "C29"]
"#;

const ICIO: &str = "data/icio/2016-2022_SML.zip";
const GDP: &str = "data/gdp/wdi-NY.GDP.PCAP.CD-2016-2021.json";
/// Nobody's key.
const KEY: &str = "0123456789abcdef0123456789abcdef";

/// A project whose services are played by a server.
struct Scene {
    folder: TempDir,
    server: Server,
}

impl Scene {
    fn new(script: impl Fn(&Asked) -> Reply + Send + 'static) -> Self {
        let scene = Self {
            folder: TempDir::new().expect("a temporary folder"),
            server: Server::start(script),
        };
        scene.write("rvc.toml", SETTINGS.replace("ADDRESS", &scene.server.address));
        scene
    }

    fn fetch(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rvc-report"));
        // The server is on this machine, whatever proxy the machine has.
        for name in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY"] {
            command.env_remove(name).env_remove(name.to_ascii_lowercase());
        }
        command.current_dir(self.folder.path()).arg("fetch").args(arguments);
        let run = Run::of(&mut command);
        assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
        run
    }

    fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder can be made");
        std::fs::write(path, content).expect("the file can be written");
    }

    fn settings(&self, old: &str, new: &str) {
        let text = String::from_utf8(self.files()["rvc.toml"].clone()).expect("settings are UTF-8");
        assert_eq!(
            text.matches(old).count(),
            1,
            "`{old}` should stand in the settings once"
        );
        self.write("rvc.toml", text.replace(old, new));
    }

    fn files(&self) -> Files {
        files_below(self.folder.path())
    }

    /// The names of all files but the settings, the key and the log of requests.
    fn names(&self) -> Vec<String> {
        let own = ["rvc.toml", "key.txt", "data/.fetch-log.json"];
        self.files()
            .into_keys()
            .filter(|name| !own.contains(&name.as_str()))
            .collect()
    }

    fn record(&self, path: &str) -> serde_json::Value {
        let name = format!("{path}.source.json");
        let content = self.files().remove(&name).unwrap_or_else(|| panic!("no {name}"));
        serde_json::from_slice(&content).expect("a record is JSON")
    }
}

fn trade(reporter: &str, years: &str) -> String {
    format!("data/trade/comtrade-{reporter}-{years}.csv")
}

#[test]
fn everything_that_the_project_reads_comes_with_a_record_and_the_key_stays_secret() {
    let scene = Scene::new(all_well);
    scene.write("key.txt", format!("{KEY}\n"));
    let run = scene.fetch(&["--comtrade-key-file", "key.txt"]);
    run.succeeds();
    let mut expected = vec![ICIO.to_owned()];
    for reporter in ["BLR", "KAZ", "RUS"] {
        expected.extend([trade(reporter, "2016-2017"), trade(reporter, "2018-2019")]);
    }
    expected.push(GDP.to_owned());
    let printed: Vec<String> = run
        .stdout
        .lines()
        .map(|line| line.trim_start_matches("./").to_owned())
        .collect();
    assert_eq!(printed, expected);
    let mut stored: Vec<String> = expected
        .iter()
        .flat_map(|path| [path.clone(), format!("{path}.source.json")])
        .collect();
    stored.sort();
    assert_eq!(scene.names(), stored, "no part is left");

    let files = scene.files();
    assert_eq!(files[ICIO], archive(1));
    assert_eq!(files[GDP], WDI.as_bytes());
    for path in &expected {
        let record = scene.record(path);
        assert_eq!(record["sha256"], sha256(&files[path]), "{path}");
        assert_eq!(record["bytes"], files[path].len(), "{path}");
        let moment = record["retrieved"].as_str().expect("a moment");
        assert!(moment.len() == 20 && moment.ends_with('Z'), "{moment}");
        assert!(
            record["licence"].is_string() && record["citation"].is_string(),
            "{record}"
        );
    }
    let record = scene.record(ICIO);
    assert_eq!(
        (&record["service"], &record["edition"]),
        (&"icio".into(), &"2025".into())
    );
    assert_eq!(
        record["url"],
        format!("{}/icio/2025/2016-2022_SML.zip", scene.server.address)
    );

    for asked in scene.server.asked() {
        let agent = asked.header("user-agent").unwrap_or_default();
        assert!(agent.starts_with("rvc-report/"), "{agent}");
        let key = asked.header("ocp-apim-subscription-key");
        assert_eq!(
            key,
            asked.target.starts_with("/comtrade/data/v1/get/").then_some(KEY),
            "{asked:?}"
        );
        assert!(!asked.target.contains(KEY));
    }
    for (name, content) in scene.files() {
        let shown = String::from_utf8_lossy(&content).contains(KEY);
        assert_eq!(shown, name == "key.txt", "{name}");
    }
    assert!(!run.stderr.contains(KEY) && !run.stdout.contains(KEY));

    let asked = scene.server.asked().len();
    let again = scene.fetch(&["--comtrade-key-file", "key.txt"]);
    assert_eq!(again.succeeds().stdout, "");
    assert!(
        again.stderr.contains(&format!("{ICIO}: already there")),
        "{}",
        again.stderr
    );
    assert_eq!(scene.server.asked().len(), asked, "what is there is not asked for");
}

#[test]
fn comtrade_answers_become_the_csv_of_its_site_with_codes_for_numbers() {
    let scene = Scene::new(all_well);
    let run = scene.fetch(&["trade"]);
    run.succeeds();
    assert!(run.stderr.contains("no key for UN Comtrade"), "{}", run.stderr);
    assert_eq!(
        scene.server.count("/comtrade/public/v1/preview/C/A/S4?"),
        3 * 4,
        "one year at a time"
    );
    let text = String::from_utf8(scene.files()[&trade("KAZ", "2016-2017")].clone()).expect("CSV is UTF-8");
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().expect("a header").split(',').collect();
    assert_eq!((header.len(), header[0], header[46]), (47, "typeCode", "isAggregate"));
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
    let column = |name: &str| header.iter().position(|column| *column == name).expect("a column");
    let values = |name: &str| rows.iter().map(|row| row[column(name)]).collect::<Vec<_>>();
    assert_eq!(values("refYear"), ["2016", "2017"]);
    assert_eq!(values("reporterISO"), ["KAZ", "KAZ"]);
    assert_eq!(values("partnerISO"), ["W00", "W00"]);
    assert_eq!(values("primaryValue"), ["1234.5", "1234.5"]);
    let record = scene.record(&trade("KAZ", "2016-2017"));
    assert_eq!(record["further_urls"].as_array().map(Vec::len), Some(1));
    assert!(
        record["licence"]
            .as_str()
            .is_some_and(|text| text.contains("must not be redistributed"))
    );
}

#[test]
fn a_reporter_without_data_is_named_and_the_others_are_kept() {
    let scene = Scene::new(|asked| match asked.query("reporterCode") {
        "398" => Reply::new(200, "{\"count\":0,\"data\":[]}"),
        "643" if asked.query("period") == "2019" => Reply::new(200, "{\"count\":0,\"data\":[]}"),
        _ => all_well(asked),
    });
    let run = scene.fetch(&["trade"]);
    assert_eq!(run.code, Some(1));
    let names = scene.names();
    assert!(names.iter().all(|name| !name.contains("KAZ")), "{names:?}");
    assert_eq!(names.iter().filter(|name| name.ends_with(".csv")).count(), 4);
    for words in [
        "comtrade-KAZ-2016-2017.csv: exports of KAZ by SITC section 2016–2017 could not be had: the service has no data (count 0)",
        "exports of RUS by SITC section 2018–2019, of these 2019, could not be had",
        "hint: the reporter may not have published these years",
    ] {
        assert!(run.stderr.contains(words), "{words}\n{}", run.stderr);
    }
}

#[test]
fn indicators_are_asked_for_by_exporter_and_one_without_results_does_not_stop_the_others() {
    let scene = Scene::new(|asked| match asked.target.contains(".KAZ.C26+C29.USD.A") {
        true => Reply::new(404, "NoRecordsFound"),
        false => all_well(asked),
    });
    let run = scene.fetch(&["tiva"]);
    assert_eq!(run.code, Some(1));
    let exports = "data/tiva/tiva2025-exports-2016-2021.csv";
    assert_eq!(scene.files()[exports], SDMX.as_bytes());
    assert_eq!(run.stdout.lines().count(), 3, "{}", run.stdout);
    assert_eq!(scene.server.asked().len(), 4, "no results are final");
    for words in [
        "status 404: there are no results",
        "asked: http://127.0.0.1:",
        "open that address in a browser and save the file as ./data/tiva/tiva2025-origin-KAZ-2016-2021.csv",
        "no pattern of `data.tiva` matches data/tiva/tiva2025-exports-2016-2021.csv",
    ] {
        assert!(run.stderr.contains(words), "{words}\n{}", run.stderr);
    }
}

#[test]
fn files_that_are_there_are_kept_unless_they_shall_be_fetched_again() {
    let scene = Scene::new(all_well);
    scene.write(GDP, "mine");
    scene.fetch(&["gdp"]).succeeds();
    assert_eq!(
        (scene.files()[GDP].as_slice(), scene.server.asked().len()),
        (&b"mine"[..], 0)
    );
    scene.fetch(&["gdp", "--overwrite"]).succeeds();
    assert_eq!(scene.files()[GDP], WDI.as_bytes());
}

#[test]
fn a_dry_run_shows_the_plan_and_asks_nobody() {
    let scene = Scene::new(all_well);
    let run = scene.fetch(&["--dry-run"]);
    let lines: Vec<&str> = run.succeeds().stdout.lines().collect();
    let address = &scene.server.address;
    assert_eq!(lines[0], format!("{address}/icio/2025/2016-2022_SML.zip → {ICIO}"));
    assert_eq!(lines.len(), 1 + 3 * 4 + 1);
    assert_eq!((scene.server.asked().len(), scene.names().len()), (0, 0));
}

#[test]
fn the_demonstration_and_folders_outside_of_the_project_are_refused() {
    let scene = Scene::new(all_well);
    scene.settings("data/gdp/*", "../gdp/*");
    let run = scene.fetch(&["gdp"]);
    assert!(
        run.fails()
            .contains("the pattern `../gdp/*` of `data.gdp` leads out of the project"),
        "{}",
        run.stderr
    );
    std::fs::remove_file(scene.folder.path().join("rvc.toml")).expect("the settings can be removed");
    let run = scene.fetch(&["gdp"]);
    assert!(
        run.fails().contains("the built-in demonstration brings its data along"),
        "{}",
        run.stderr
    );
}
