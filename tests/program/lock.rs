//! The data lock: what is accepted, what is said about data that have changed, and what becomes of a build.

use crate::dataset;
use crate::project::{Project, QUICK, Run, icio_path};

const LOCK: &str = "rvc.lock";
const TRADE: &str = "data/trade/comtrade.csv";
const TABLE_ONE: &str = "touches tbl-reorientation (rows of BBB), tbl-definitions (rows of BBB)";

/// A project whose data are locked.
fn locked() -> Project {
    let project = Project::new();
    let run = project.run(&["lock"]);
    assert_eq!(run.succeeds().stdout, "./rvc.lock\n");
    project
}

fn locked_build(project: &Project) -> Run {
    project.build(&[&QUICK[..], &["--locked"]].concat())
}

/// The messages about differences in a run's stderr, without their hints.
fn differences(run: &Run, severity: &str) -> Vec<String> {
    let lines = run.stderr.lines().filter_map(|line| line.strip_prefix(severity));
    lines
        .filter(|line| line.contains("; touches "))
        .map(str::to_owned)
        .collect()
}

/// Expects differences as warnings of a build, as errors of a locked build and of a comparison, and as news of `lock`.
#[track_caller]
fn differs(project: &Project, expected: &[&str]) {
    let old = project.read(LOCK);
    let run = project.build(&QUICK);
    assert_eq!(differences(run.succeeds(), "warning: "), expected);
    for run in [locked_build(project), project.run(&["lock", "--check"])] {
        run.fails();
        assert_eq!(differences(&run, "error: "), expected);
        assert!(
            run.stderr
                .contains("\n  hint: `rvc-report lock` accepts the new data\n"),
            "{}",
            run.stderr
        );
    }
    assert_eq!(project.read(LOCK), old, "a comparison writes nothing");
    let run = project.run(&["lock"]);
    assert_eq!(differences(run.succeeds(), "warning: "), expected);
    locked_build(project).succeeds();
}

/// Replaces a value of GDP per capita by what is made of it.
fn put_gdp(project: &Project, economy: &str, year: u16, value: impl Fn(&str) -> String) {
    let text = project.read("data/gdp.csv");
    let column = usize::from(year - 2009) + 4;
    let lines = text.split("\r\n").map(|line| {
        let mut fields: Vec<String> = line.split(',').map(str::to_owned).collect();
        if fields.get(1).is_some_and(|code| code.trim_matches('"') == economy) {
            fields[column] = format!("\"{}\"", value(fields[column].trim_matches('"')));
        }
        fields.join(",")
    });
    project.write("data/gdp.csv", lines.collect::<Vec<_>>().join("\r\n"));
}

#[test]
fn what_is_locked_passes_and_is_the_same_bytes_twice() {
    let project = locked();
    let first = project.read(LOCK);
    project.run(&["lock"]).succeeds();
    assert_eq!(project.read(LOCK), first);
    let run = locked_build(&project);
    assert_eq!(differences(run.succeeds(), "warning: "), Vec::<String>::new());
    let run = project.run(&["lock", "--check"]);
    assert_eq!(run.succeeds().stdout, "ok: 10 files hold what ./rvc.lock says\n");
    assert_eq!(run.stderr, "");
    for line in [
        "version = 1",
        "[[input]]",
        "path = \"data/gdp.csv\"",
        "vintage = \"2018-03-01\"",
        "edition = \"made up\"",
    ] {
        assert!(first.lines().any(|known| known == line), "{line}\n{first}");
    }
    assert!(first.contains("classification = \"SITC Rev. 4\"\n"), "{first}");
}

#[test]
fn rows_of_trade_data_are_not_in_the_lock() {
    let project = locked();
    let lock = project.read(LOCK);
    for row in dataset::comtrade().lines().skip(1) {
        let fields: Vec<&str> = row.split(',').collect();
        if fields[9] != "TOTAL" {
            let usd = fields.last().expect("a value");
            assert!(!lock.contains(&format!(", {usd}.0]")), "{row}");
        }
    }
}

#[test]
fn without_a_lock_only_a_locked_build_minds() {
    let project = Project::new();
    assert_eq!(
        differences(project.build(&QUICK).succeeds(), "warning: "),
        Vec::<String>::new()
    );
    let expected = "error: ./rvc.lock: there is no lock\n  hint: `rvc-report lock` writes it from the data of today\n";
    assert_eq!(locked_build(&project).fails(), expected);
    assert_eq!(project.run(&["lock", "--check"]).fails(), expected);
    assert!(!project.path(LOCK).exists());
}

#[test]
fn a_revised_value_is_named_with_what_it_touches() {
    let project = locked();
    put_gdp(&project, "AAA", 2015, |old| {
        let tenfold: i64 = old.parse::<i64>().expect("a whole number") * 11;
        format!("{}.{}", tenfold / 10, tenfold % 10)
    });
    let found = differences(&project.build(&QUICK), "warning: ");
    let [message] = found.as_slice() else {
        panic!("one message is expected: {found:?}");
    };
    assert!(
        message.starts_with("data/gdp.csv: GDP per capita of AAA in 2015: "),
        "{message}"
    );
    assert!(
        message.ends_with(" (+10.0 %); touches tbl-response (rows of AAA), fig-response"),
        "{message}"
    );
    differs(&project, &[message]);
}

#[test]
fn the_threshold_is_a_setting_and_smaller_revisions_are_counted() {
    let project = locked();
    for (economy, year) in [("AAA", 2014), ("AAA", 2015), ("BBB", 2016)] {
        put_gdp(&project, economy, year, |old| format!("{old}.5"));
    }
    let found = differences(&project.build(&QUICK), "warning: ");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("data/gdp.csv: 3 values revised by no more than 5 %, the most: GDP per capita of "),
        "{found:?}"
    );
    project.write(
        "rvc.toml",
        project.read("rvc.toml") + "\n[lock]\nthreshold = 0.000001\n",
    );
    let found = differences(&project.build(&QUICK), "warning: ");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found[0].contains("AAA: 2 values revised by more than 0.000001 %"),
        "{found:?}"
    );
}

#[test]
fn a_unit_that_slips_stops_a_plain_build() {
    // A year that no equation uses, so that nothing else refuses it.
    let project = Project::new();
    put_gdp(&project, "AAA", 2009, |_| "8000".to_owned());
    project.run(&["lock"]).succeeds();
    put_gdp(&project, "AAA", 2009, |_| "8000000".to_owned());
    let expected = "error: data/gdp.csv: GDP per capita of AAA in 2009: 8,000.0 → 8,000,000.0 (+99,900.0 %): \
                    multiplied by about 1,000, as if the unit had changed; touches no exhibit\n  \
                    hint: compare the units of the old and the new file; `rvc-report lock` accepts the new data\n";
    assert_eq!(project.build(&QUICK).fails(), expected);
    assert!(!project.path("reports").exists());
    project.run(&["lock"]).succeeds();
    project.build(&QUICK).succeeds();
}

#[test]
fn a_year_that_a_reporter_lacks_is_named() {
    let project = locked();
    project.bend(TRADE, |rows| {
        rows.0.retain(|record| record[0] != "2017" || record[1] != "BBB");
    });
    let rows = format!("{TRADE}: 30 rows removed: 720 → 690; touches tbl-inputs");
    let year = format!("{TRADE}: exports of BBB: gone: 2017; {TABLE_ONE}");
    differs(&project, &[&rows, &year]);
}

#[test]
fn a_row_that_is_not_in_the_lock_is_noticed() {
    let project = locked();
    project.bend(TRADE, |rows| {
        let (partner, group, value) = (
            rows.column("partnerISO"),
            rows.column("cmdCode"),
            rows.column("primaryValue"),
        );
        let mut own = rows
            .0
            .iter_mut()
            .filter(|record| record[0] == "2015" && record[1] == "BBB");
        let row = own
            .find(|record| record[partner] == "AAA" && record[group] == "3")
            .expect("the row");
        row[value] = "1".to_owned();
    });
    let expected = format!("{TRADE}: other rows of BBB in 2015 have changed; {TABLE_ONE}");
    differs(&project, &[&expected]);
}

#[test]
fn files_that_are_renamed_or_new_are_named() {
    let project = locked();
    project.remove(TRADE);
    project.write("data/trade/renamed.csv", dataset::comtrade());
    project.write(
        "data/trade/own.csv",
        "year,reporter,partner,group,usd\n2018,AAA,World,TOTAL,5\n",
    );
    let renamed =
        format!("data/trade/renamed.csv: the file was {TRADE} before; its content is the same; touches no exhibit");
    differs(
        &project,
        &[
            "data/trade/own.csv: a new file, of the kind tidy-trade; touches tbl-inputs",
            &renamed,
            "data/trade/own.csv: exports of AAA: new: 2018; touches no exhibit",
        ],
    );
}

#[test]
fn a_table_that_differs_touches_stages_two_and_three() {
    let project = locked();
    project.write(&icio_path(2015), dataset::icio(2014));
    let found = differences(&project.build(&QUICK), "warning: ");
    let all = "touches fig-linkage-AAA, fig-linkage-BBB, fig-linkage-CCC, tbl-response, fig-response";
    assert!(!found.is_empty());
    for message in found {
        assert!(
            message.starts_with("data/icio/2015_SML.csv: ") && message.ends_with(all),
            "{message}"
        );
    }
}

#[test]
fn another_edition_of_all_tables_is_one_message() {
    let project = locked();
    project.replace("rvc.toml", "edition = \"made up\"", "edition = \"another\"");
    let expected = "data/icio/2010_SML.csv and 7 more: edition: made up → another; touches tbl-inputs";
    differs(&project, &[expected]);
}

#[test]
fn other_sectors_are_no_difference_in_the_data() {
    let project = locked();
    project.replace(
        "rvc.toml",
        "electronics = [\"C26\"]",
        "electronics = [\"C20\", \"C26\"]",
    );
    locked_build(&project).succeeds();
}

#[test]
fn a_damaged_lock_is_shown_with_line_and_column() {
    let project = locked();
    let text = project.read(LOCK);
    project.write(LOCK, text.replace("version = 1\n", "<<<<<<< mine\nversion = 1\n"));
    for arguments in [&["lock"][..], &["lock", "--check"], &["build"], &["build", "--locked"]] {
        let run = project.run(arguments);
        let message = run.fails();
        assert!(message.starts_with("error: ./rvc.lock:3:"), "{message}");
        assert!(message.contains("\n    3 | <<<<<<< mine\n"), "{message}");
        assert!(
            message.contains("\n  hint: restore it from version control, or delete it"),
            "{message}"
        );
    }
    project.write(LOCK, text.replace("sha256 = ", "sha255 = "));
    let run = project.build(&QUICK);
    assert!(run.fails().contains(": unknown field `sha255`"), "{}", run.stderr);
    project.write(LOCK, text.replace("version = 1\n", "version = 2\n"));
    let run = project.build(&QUICK);
    let message = run.fails();
    assert!(
        message.starts_with("error: ./rvc.lock:3:11: the lock has version 2, and this program knows version 1\n"),
        "{message}"
    );
    assert!(
        message.contains(&format!("rvc-report {}", env!("CARGO_PKG_VERSION"))),
        "{message}"
    );
}

#[test]
fn the_built_in_project_cannot_be_locked() {
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_rvc-report"));
    let run = Run::of(command.current_dir(folder.path()).arg("lock"));
    let expected = "error: rvc.toml (built in): the built-in project has no lock\n  \
                    hint: name a project of your own with --project\n";
    assert_eq!(run.fails(), expected);
}
