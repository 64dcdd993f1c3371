//! Small files of each layout.

use std::collections::BTreeMap;

use super::*;
use crate::model::Activity;

const MAIN: &str =
    "DATAFLOW,MEASURE,REF_AREA,ACTIVITY,COUNTERPART_AREA,UNIT_MEASURE,FREQ,TIME_PERIOD,OBS_VALUE,UNIT_MULT";
const EXGRVA: &str = "DATAFLOW,MEASURE,EXPORTING_AREA,EXPORTING_ACTIVITY,VALUE_ADDED_SOURCE_AREA,VALUE_ADDED_SOURCE_ACTIVITY,UNIT_MEASURE,FREQ,TIME_PERIOD,OBS_VALUE,UNIT_MULT";
const LEVELS: &str = "OECD.STI.PIE:DSD_TIVA_MAINLV@DF_MAINLV(1.1)";
const ORIGINS: &str = "OECD.STI.PIE:DSD_TIVA_EXGRVA@DF_EXGRVA(1.1)";

fn industry(economy: &str, activity: &str) -> Industry {
    (economy_of(economy), Activity::new(activity))
}

fn economy_of(code: &str) -> Economy {
    Economy::parse(code).expect("a code")
}

fn parsed(bytes: &[u8]) -> Result<TivaFile, IngestError> {
    let years = Window::new(2018, 2020).expect("a window");
    read_plain("t.csv", bytes, &[economy_of("KAZ")], years)
}

/// Rows with `LV` for the flow of levels, and `VA` for that of origins.
fn sheet(header: &str, rows: &[&str]) -> String {
    let rows = rows.iter().map(|row| {
        let row = row
            .strip_prefix("LV,")
            .map(|rest| format!("{LEVELS},{rest}"))
            .unwrap_or((*row).to_owned());
        row.strip_prefix("VA,")
            .map(|rest| format!("{ORIGINS},{rest}"))
            .unwrap_or(row)
    });
    std::iter::once(header.to_owned())
        .chain(rows)
        .collect::<Vec<_>>()
        .join("\n")
}

fn fault(text: &str) -> (Place, Problem) {
    let error = parsed(text.as_bytes()).expect_err("the file is faulty");
    (error.place, *error.problem)
}

#[test]
fn levels_are_kept_without_sums_and_in_millions() {
    let text = sheet(
        MAIN,
        &[
            "LV,EXGR,KAZ,C241_2431,RUS,USD,A,2018,120.5,6",
            "LV,EXGR,KAZ,C241_2431,W,USD,A,2018,1500,3",
            "LV,EXGR,KAZ,C241_2431,WXD,USD,A,2018,2000000,0",
            "LV,EXGR,KAZ,C241_2431,EU27_2020,USD,A,2018,9,6",
            "LV,EXGR,KAZ,C24,RUS,USD,A,2018,999,6",
            "LV,EXGR,KAZ,_T,RUS,USD,A,2018,999,6",
            "LV,EXGR,RUS,C26,KAZ,USD,A,2018,999,6",
            "LV,EXGR,KAZ,C26,RUS,USD,A,2017,999,6",
            "LV,EXGR,KAZ,C26,RUS,USD,A,2018,,6",
            "LV,EXGR,KAZ,C26,RUS,USD,A,2019,NaN,6",
            "LV,IMGR,KAZ,C26,RUS,USD,A,2018,5,6",
            "LV,VALU,RUS,C26,W,USD,A,2018,50,6",
            "LV,VALU,G20,C26,W,USD,A,2018,50,6",
            "LV,EXGR_FVA,KAZ,C26,_Z,USD,A,2018,7,6",
        ],
    );
    let text = format!("\u{feff}{}\r\n", text.replace('\n', "\r\n"));
    let file = parsed(text.as_bytes()).expect("the file is well-formed");
    assert_eq!((file.rows, file.kept), (14, 5));
    assert_eq!(file.edition.as_deref(), Some("TiVA 2025"));
    let exports = &file.exports[&2018];
    let steel = industry("KAZ", "C24A");
    let expected = BTreeMap::from([(economy_of("ROW"), 2.0), (economy_of("RUS"), 120.5)]);
    assert_eq!(exports.flows[&steel], expected);
    assert_eq!(exports.world[&steel], 1.5);
    assert_eq!(exports.flows.len(), 1);
    assert_eq!(exports.lines, (2, 4));
    assert_eq!(file.produced[&2018].get(&industry("RUS", "C26")), Some(&50.0));
    assert_eq!(file.levels[&2018][&industry("KAZ", "C26")].foreign, Some(7.0));
}

#[test]
fn origins_are_dense_and_miss_nothing_silently() {
    let text = sheet(
        EXGRVA,
        &[
            "VA,EXGRVA,KAZ,C26,RUS,C26,USD,A,2018,3,6",
            "VA,EXGRVA,KAZ,C26,RUS,C,USD,A,2018,9,6",
            "VA,EXGRVA,KAZ,C26,RUS,_T,USD,A,2018,9,6",
            "VA,EXGRVA,KAZ,C26,W,_T,USD,A,2018,20,6",
            "VA,EXGRVA,KAZ,C26,W,C26,USD,A,2018,15,6",
            "VA,EXGRVA,KAZ,C26_27,RUS,C26,USD,A,2018,9,6",
            "VA,EXGRVA,KAZ,C27,KAZ,C27,USD,A,2018,4,6",
            "VA,EXGRVA,KAZ,C27,KAZ,C27,PT_EXGR,A,2018,40,0",
            "VA,EXGRVA,BLR,C27,KAZ,C27,USD,A,2018,4,6",
        ],
    );
    let file = parsed(text.as_bytes()).expect("the file is well-formed");
    let origins = &file.origins[&2018];
    let sources = [industry("RUS", "C26"), industry("RUS", "_T"), industry("KAZ", "C27")];
    assert_eq!(origins.sources.as_ref(), sources.as_slice());
    let first = &origins.columns[&industry("KAZ", "C26")];
    assert_eq!(first[..2], [3.0, 9.0]);
    assert!(first[2].is_nan());
    assert_eq!(origins.world[&industry("KAZ", "C26")], 20.0);
    assert_eq!(origins.columns.len(), 2);
    assert_eq!((file.rows, file.kept), (9, 4));
}

#[test]
fn labels_may_hold_commas_and_latin_1() {
    let header = "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,MEASURE,Measure,REF_AREA,Reference area,ACTIVITY,Economic activity,COUNTERPART_AREA,Counterpart area,UNIT_MEASURE,Unit of measure,FREQ,Frequency of observation,TIME_PERIOD,Time period,OBS_VALUE,Observation value,OBS_STATUS,Observation status,UNIT_MULT,Unit multiplier";
    let mut bytes = format!(
        "{header}\nDATAFLOW,{LEVELS},\"Principal indicators, levels\",I,EXGR,Gross exports,KAZ,Kazakhstan,C20,\"Chemicals, and \"\"products\"\"\",CIV,C"
    )
    .into_bytes();
    bytes.push(0xf4);
    bytes.extend(b"te d'Ivoire,USD,\"US dollar\",A,Annual,2018,,\"12.5\",,A,Normal value,6,Millions\n");
    let file = parsed(&bytes).expect("labels are never decoded");
    let flows = &file.exports[&2018].flows[&industry("KAZ", "C20")];
    assert_eq!(flows.get(&economy_of("CIV")), Some(&12.5));
}

#[test]
fn shares_stay_in_percent_and_keep_sums() {
    let shares = LEVELS.replace("MAINLV", "MAINSH");
    let text = format!(
        "{MAIN}\n{shares},EXGR_DVA,OECD,_T,W,PT_EXGR,A,2018,80.25,0\n{shares},EXGR_FVA,OECD,_T,W,PT_EXGR,A,2018,19.75,0\n{shares},EXGR_DVA,OECD,_T,W,PT_EXGR_T,A,2018,1,0\n"
    );
    let file = parsed(text.as_bytes()).expect("the file is well-formed");
    let sums: Vec<_> = file.shares.values().filter_map(|content| content.sum()).collect();
    assert_eq!((sums, file.kept), (vec![100.0], 2));
}

#[test]
fn faults_have_a_place() {
    let older = LEVELS.replace("1.1", "1.0");
    let (place, problem) = fault(&format!(
        "{MAIN}\n{LEVELS},EXGR,KAZ,C26,RUS,USD,A,2018,1,6\n{older},EXGR,KAZ,C26,RUS,USD,A,2018,1,6\n"
    ));
    assert_eq!((place.line, place.column), (Some(3), Some(1)));
    assert!(matches!(problem, Problem::MixedEditions { at, .. } if at == "line 2"));
    let row = |changed: &str| fault(&sheet(MAIN, &[changed]));
    let (place, problem) = row("LV,EXGR,KAZ,C26,XX9,USD,A,2018,1,6");
    assert_eq!((place.line, place.column), (Some(2), Some(5)));
    assert!(matches!(problem, Problem::UnknownCode { found, .. } if found == "XX9"));
    assert_eq!(row("LV,EXGR,KAZ,C26,RUS,EUR,A,2018,1,6").0.column, Some(6));
    assert_eq!(row("LV,EXGR,KAZ,C26,RUS,USD,Q,2018,1,6").0.column, Some(7));
    assert_eq!(row("LV,EXGR,KAZ,C26,RUS,USD,A,2018-Q1,1,6").0.column, Some(8));
    assert_eq!(row("LV,EXGR,KAZ,C26,RUS,USD,A,2018,1 000,6").0.column, Some(9));
    assert!(matches!(
        row("LV,EXGR,KAZ,C26,RUS,USD,A,2018,1").1,
        Problem::FieldCount { found: 9, expected: 10 }
    ));
    assert!(matches!(
        row("LV,EXGR,KAZ,C24A,RUS,USD,A,2018,1,6").1,
        Problem::UnknownCode { .. }
    ));
    let missing = MAIN.replace(",UNIT_MULT", "");
    let (place, problem) = fault(&format!("{missing}\n{LEVELS},EXGR,KAZ,C26,RUS,USD,A,2018,1\n"));
    assert_eq!(place.line, Some(1));
    assert!(matches!(problem, Problem::MissingColumn(_)));
}

#[test]
fn a_key_may_stand_twice_with_one_value_only() {
    let row = "LV,EXGR,KAZ,C26,RUS,USD,A,2018,1,6";
    let file = parsed(sheet(MAIN, &[row, row]).as_bytes()).expect("both say the same");
    assert_eq!((file.rows, file.kept), (2, 1));
    let (place, problem) = fault(&sheet(MAIN, &[row, "LV,EXGR,KAZ,C26,RUS,USD,A,2018,2,6"]));
    assert_eq!((place.line, place.column), (Some(3), Some(9)));
    let expected = "the key exports of KAZ C26 → RUS in 2018 stands here and already in line 2";
    assert_eq!(problem.to_string(), expected);
}

#[test]
fn legacy_files_keep_their_codes_but_not_their_sums() {
    let text = "\"COU\",\"Country\",\"PAR\",\"Partner\",\"IND\",\"Industry\",\"VAR\",\"Indicator\",\"TIME\",\"Time\",\"PowerCode Code\",\"Value\",\"Flags\"\n\
        KAZ,Kazakhstan,RUS,Russia,D26,\"Computer, electronic\",EXGR,x,2018,2018,6,5,\n\
        KAZ,Kazakhstan,WLD,World,D26,x,EXGR,x,2018,2018,3,9000,\n\
        KAZ,Kazakhstan,RUS,Russia,D26T27,x,EXGR,x,2018,2018,6,7,\n\
        KAZ,Kazakhstan,RUS,Russia,D20T21,x,EXGR,x,2018,2018,6,8,\n\
        KAZ,Kazakhstan,RUS,Russia,D20,x,EXGR,x,2018,2018,6,3,\n\
        KAZ,Kazakhstan,ZASI,Asia,D20,x,EXGR,x,2018,2018,6,3,\n\
        KAZ,Kazakhstan,RUS,Russia,DTOTAL,x,EXGR,x,2018,2018,6,99,\n";
    let file = parsed(text.as_bytes()).expect("the file is well-formed");
    let exports = &file.exports[&2018];
    let kept: Vec<&Industry> = exports.flows.keys().collect();
    assert_eq!(kept, [&industry("KAZ", "D20"), &industry("KAZ", "D26")]);
    assert_eq!(exports.world[&industry("KAZ", "D26")], 9.0);
    assert_eq!(file.edition, None);
}

#[test]
fn bulk_files_have_no_header() {
    let text = "RUS|D26|KAZ|D26|2018|3.5\nRUS|DTOTAL|KAZ|D26|2018|4\nWLD|DTOTAL|KAZ|D26|2018|9\n\
        ZASI|D26|KAZ|D26|2018|9\nRUS|D10T33|KAZ|D26|2018|9\nRUS|D26|KAZ|DTOTAL|2018|9\nRUS|D26|RUS|D26|2018|9\n";
    let file = parsed(text.as_bytes()).expect("the file is well-formed");
    let origins = &file.origins[&2018];
    let sources = [industry("RUS", "D26"), industry("RUS", "_T")];
    assert_eq!(origins.sources.as_ref(), sources.as_slice());
    assert_eq!(origins.columns[&industry("KAZ", "D26")], [3.5, 4.0]);
    assert_eq!(origins.world[&industry("KAZ", "D26")], 9.0);
    assert_eq!((file.rows, file.kept), (7, 3));
}

#[test]
fn other_files_are_not_tiva() {
    let (place, problem) = fault("V1,RUS_C26,OUT\n");
    assert_eq!(place.line, None);
    assert!(matches!(problem, Problem::UnknownFormat { .. }));
}
