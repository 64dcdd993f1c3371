//! Files put together.

use std::sync::Arc;

use super::collect::TivaData;
use super::*;
use crate::ingest::{Cell, IngestErrors};
use crate::model::{Activity, ActivityPattern, Sector, Year};

const EXPORTS: &str = "\
DATAFLOW,MEASURE,REF_AREA,ACTIVITY,COUNTERPART_AREA,UNIT_MEASURE,FREQ,TIME_PERIOD,OBS_VALUE,UNIT_MULT
LV,EXGR,KAZ,C26,RUS,USD,A,2018,12,6
LV,EXGR,KAZ,C26,W,USD,A,2018,40,6
LV,EXGR,RUS,C26,KAZ,USD,A,2018,30,6
LV,EXGR,RUS,C26,W,USD,A,2018,90,6
LV,VALU,RUS,C26,W,USD,A,2018,500,6
";

const ORIGINS: &str = "\
DATAFLOW,MEASURE,EXPORTING_AREA,EXPORTING_ACTIVITY,VALUE_ADDED_SOURCE_AREA,VALUE_ADDED_SOURCE_ACTIVITY,UNIT_MEASURE,FREQ,TIME_PERIOD,OBS_VALUE,UNIT_MULT
VA,EXGRVA,KAZ,C26,KAZ,C26,USD,A,2018,25,6
VA,EXGRVA,KAZ,C26,RUS,C26,USD,A,2018,5,6
VA,EXGRVA,KAZ,C26,RUS,_T,USD,A,2018,8,6
VA,EXGRVA,KAZ,C26,W,_T,USD,A,2018,40,6
VA,EXGRVA,RUS,C26,RUS,C26,USD,A,2018,80,6
VA,EXGRVA,RUS,C26,KAZ,_T,USD,A,2018,2,6
VA,EXGRVA,RUS,C26,W,_T,USD,A,2018,90,6
";

fn economies() -> Vec<Economy> {
    ["KAZ", "RUS"].into_iter().filter_map(Economy::parse).collect()
}

fn file(name: &str, text: &str) -> Arc<TivaFile> {
    let text = text
        .replace("LV,", "OECD.STI.PIE:DSD_TIVA_MAINLV@DF_MAINLV(1.1),")
        .replace("VA,EXGRVA,", "OECD.STI.PIE:DSD_TIVA_EXGRVA@DF_EXGRVA(1.1),EXGRVA,");
    let years = Window::new(2018, 2018).expect("a window");
    Arc::new(read_plain(name, text.as_bytes(), &economies(), years).expect("the file is well-formed"))
}

fn collected(files: &[Arc<TivaFile>]) -> Result<TivaData, IngestErrors> {
    collected_until(2018, files)
}

fn collected_until(last: Year, files: &[Arc<TivaFile>]) -> Result<TivaData, IngestErrors> {
    let sector = Sector {
        id: "electronics".to_owned(),
        activities: vec![ActivityPattern::new("C26")],
    };
    let exporters = economies();
    let need = Need {
        exporters: &exporters,
        years: Window::new(2018, last).expect("a window"),
        sectors: vec![&sector],
    };
    collect(files, &need)
}

fn complaint(files: &[Arc<TivaFile>]) -> String {
    let errors = collected(files).expect_err("something is wrong");
    let problems = errors.0.iter().map(|error| error.problem.to_string());
    problems.collect::<Vec<_>>().join("; ")
}

#[test]
fn the_rest_of_the_world_is_what_no_other_has() {
    let data = collected(&[file("a.csv", EXPORTS), file("b.csv", ORIGINS)]).expect("nothing is missing");
    assert_eq!(data.warnings, [] as [&str; 0]);
    let year = &data.years[0];
    let codes: Vec<&str> = year.economies.iter().map(Economy::code).collect();
    assert_eq!(codes, ["KAZ", "ROW", "RUS"]);
    let cell = |economy, activity: &str| Cell {
        economy,
        activity: Activity::new(activity),
    };
    let cells = [
        cell(0, "C26"),
        cell(0, "_T"),
        cell(1, "_T"),
        cell(2, "C26"),
        cell(2, "_T"),
    ];
    assert_eq!(year.cells, cells);
    assert_eq!(year.produced, [None, None, None, Some(500.0), None]);
    let kaz = &year.columns[0];
    assert_eq!((kaz.cell, kaz.gross_exports), (0, 40.0));
    assert_eq!(kaz.exports_by_partner, [0.0, 28.0, 12.0]);
    // RUS is known by activity: its total is left out.
    assert_eq!(kaz.value_added, [25.0, 0.0, 10.0, 5.0, 0.0]);
    let rus = &year.columns[1];
    assert_eq!(rus.value_added, [0.0, 2.0, 8.0, 80.0, 0.0]);
    assert_eq!(year.totals_only, [economies()[0].clone()]);
}

#[test]
fn what_lacks_is_named() {
    let gap = complaint(&[file("a.csv", EXPORTS)]);
    assert_eq!(
        gap,
        "no origin of the value added in exports (EXGRVA) of KAZ in 2018: C26; no origin of the value added in exports (EXGRVA) of RUS in 2018: C26"
    );
    let without_world = EXPORTS.replace("LV,EXGR,KAZ,C26,W,USD,A,2018,40,6\n", "");
    let gap = complaint(&[file("a.csv", &without_world), file("b.csv", ORIGINS)]);
    assert_eq!(gap, "no gross exports to the world (EXGR) of KAZ in 2018: C26");
    let without_partner = EXPORTS.replace("LV,EXGR,KAZ,C26,RUS,USD,A,2018,12,6\n", "");
    let gap = complaint(&[file("a.csv", &without_partner), file("b.csv", ORIGINS)]);
    assert_eq!(gap, "no gross exports to RUS (EXGR) of KAZ in 2018: C26");
    let without_source = ORIGINS.replace("VA,EXGRVA,RUS,C26,KAZ,_T,USD,A,2018,2,6\n", "");
    let gap = complaint(&[file("a.csv", EXPORTS), file("b.csv", &without_source)]);
    assert_eq!(gap, "no value added of KAZ in exports (EXGRVA) of RUS in 2018: C26");
    let without_total = ORIGINS.replace("VA,EXGRVA,RUS,C26,W,_T,USD,A,2018,90,6\n", "");
    let gap = complaint(&[file("a.csv", EXPORTS), file("b.csv", &without_total)]);
    assert_eq!(
        gap,
        "no value added of all sources in exports (EXGRVA) of RUS in 2018: C26"
    );
}

#[test]
fn years_that_lack_are_joined() {
    let errors = collected_until(2020, &[file("a.csv", EXPORTS), file("b.csv", ORIGINS)]).expect_err("two years lack");
    let problems: Vec<String> = errors.0.iter().map(|error| error.problem.to_string()).collect();
    let expected = [
        "no gross exports (EXGR) of KAZ in 2019–2020: C26",
        "no origin of the value added in exports (EXGRVA) of KAZ in 2019–2020: C26",
        "no gross exports (EXGR) of RUS in 2019–2020: C26",
        "no origin of the value added in exports (EXGRVA) of RUS in 2019–2020: C26",
    ];
    assert_eq!(problems, expected);
}

#[test]
fn files_may_overlap_where_they_agree() {
    let again = file("again.csv", EXPORTS);
    assert!(collected(&[file("a.csv", EXPORTS), again, file("b.csv", ORIGINS)]).is_ok());
    let other = file("other.csv", &EXPORTS.replace("2018,12,6", "2018,13,6"));
    let errors = collected(&[file("a.csv", EXPORTS), other, file("b.csv", ORIGINS)]).expect_err("they differ");
    let error = &errors.0[0];
    assert_eq!(error.place.path, "other.csv");
    assert_eq!(
        error.problem.to_string(),
        "exports of KAZ C26 → RUS in 2018 are 13 here and 12 in a.csv"
    );
}

#[test]
fn one_edition_is_for_all() {
    let older = TivaFile {
        path: "old.csv".to_owned(),
        edition: Some("TiVA 2023".to_owned()),
        ..TivaFile::default()
    };
    assert_eq!(
        complaint(&[file("a.csv", EXPORTS), Arc::new(older)]),
        "the edition is TiVA 2023 here and TiVA 2025 in a.csv"
    );
}

#[test]
fn sums_that_differ_are_a_warning() {
    let low = ORIGINS.replace("2018,90,6", "2018,85,6");
    let data = collected(&[file("a.csv", EXPORTS), file("b.csv", &low)]).expect("nothing is missing");
    assert_eq!(data.warnings.len(), 1);
    assert!(
        data.warnings[0].contains("RUS C26 2018: 85.000 against 90.000"),
        "{:?}",
        data.warnings
    );
}
