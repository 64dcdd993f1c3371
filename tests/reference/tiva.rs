//! A real extract of OECD TiVA 2025: every row is understood, and both shares of exports make the whole.

use std::collections::BTreeSet;
use std::fs;

use rvc_report::ingest::{Area, TivaFile, read_tiva};
use rvc_report::model::Window;

use super::shared;

type Failure = Box<dyn std::error::Error>;

/// 98 areas in 11 years.
const AREA_YEARS: usize = 1078;

fn extract() -> Result<TivaFile, Failure> {
    let path = "real/tiva2025/oecd_tiva_mainsh_2012_2022_selected.csv";
    let bytes = fs::read(shared(path))?;
    Ok(read_tiva(path, bytes.as_slice(), &[], Window::new(2012, 2022)?)?)
}

#[test]
fn a_real_extract_is_read_whole() -> Result<(), Failure> {
    let file = extract()?;
    assert_eq!(file.edition.as_deref(), Some("TiVA 2025"));
    // A quarter of the rows is EXGR_DVA, another EXGR_FVA; the other two measures are not used.
    assert_eq!((file.rows, file.kept), (4 * AREA_YEARS, 2 * AREA_YEARS));
    let areas: BTreeSet<&Area> = file.shares.keys().map(|key| &key.area).collect();
    let economies = areas.iter().filter(|area| area.economy().is_some()).count();
    // 80 economies and the rest of the world.
    assert_eq!((areas.len(), economies), (98, 81));
    assert!(areas.iter().any(|area| area.code() == "ROW"));
    Ok(())
}

#[test]
fn domestic_and_foreign_share_make_the_whole() -> Result<(), Failure> {
    let file = extract()?;
    assert_eq!(file.shares.len(), AREA_YEARS);
    for (key, content) in &file.shares {
        let sum = content.sum().ok_or_else(|| format!("{key:?} lacks a part"))?;
        assert!((sum - 100.0).abs() <= 1e-6 * 100.0, "{key:?}: {sum}");
    }
    Ok(())
}
