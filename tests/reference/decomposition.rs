//! Origins of value added in exports against the tables of decompr and exvatools, and the identity
//! that they sum to gross exports, on those and on real tables.
//!
//! Errors are relative to the expected figure, absolute where that is zero.

use std::collections::BTreeMap;
use std::fs;

use rvc_report::ingest::{self, Cell, IcioTable, Sums};
use rvc_report::model::{Activity, ActivityPattern, Sector};
use rvc_report::settings::ValueAddedDefinition;
use rvc_report::value_added::{ExportOrigin, decompose};

use super::shared;
use tables::{Failure, Industry, Matrix, economy_of, iciotest, industry, leather};

#[path = "decomposition_tables.rs"]
mod tables;

type TestResult = Result<(), Failure>;

const TOLERANCE: f64 = 1e-10;

fn origins(table: &IcioTable) -> Result<ExportOrigin, Failure> {
    Ok(decompose(table, &table.economies, ValueAddedDefinition::WithTaxes)?)
}

/// Sums the entries by source and exporter, the halves of an economy together.
fn by_industry(origin: &ExportOrigin) -> BTreeMap<(Industry, Industry), f64> {
    let name = |cell: &Cell| (origin.economies[cell.economy].clone(), cell.activity.clone());
    let mut sums = BTreeMap::new();
    for (source, exporter, value) in origin.entries() {
        *sums.entry((name(source), name(exporter))).or_insert(0.0) += value;
    }
    sums
}

fn assert_close(actual: f64, expected: f64, what: &str) {
    let scale = if expected == 0.0 { 1.0 } else { expected.abs() };
    let error = (actual - expected).abs() / scale;
    assert!(
        error <= TOLERANCE,
        "{what}: {actual} instead of {expected}, off by {error:.1e}"
    );
}

/// Compares with a file of rows (source economy, its industry, exporter, its industry, value).
fn assert_origins(origin: &ExportOrigin, path: &str) -> TestResult {
    let actual = by_industry(origin);
    let mut n_rows = 0;
    for record in csv::Reader::from_path(shared(path))?.records() {
        let record = record?;
        // exvatools writes D01T09 here, 01T09 in the tables
        let activity = |i: usize| Activity::new(record[i].trim_start_matches('D'));
        let source = (economy_of(&record[0])?, activity(1));
        let exporter = (economy_of(&record[2])?, activity(3));
        let value = actual
            .get(&(source, exporter))
            .ok_or("an industry that the table lacks")?;
        assert_close(*value, record[4].parse()?, &format!("{path}: {record:?}"));
        n_rows += 1;
    }
    assert_eq!(n_rows, actual.len(), "{path}");
    Ok(())
}

/// Σ over origins equals gross exports, within the tolerance of the larger of these and USD 1 million.
fn assert_sums_to_exports(origin: &ExportOrigin) {
    for (cell, exports, sum) in origin.totals() {
        let gap = (sum - exports).abs() / exports.abs().max(1.0);
        let (year, economy) = (origin.year, &origin.economies[cell.economy]);
        assert!(
            gap <= TOLERANCE,
            "{year} {economy}_{}: {sum} instead of {exports}",
            cell.activity
        );
    }
}

fn only(activity: &Activity) -> Sector {
    let activities = vec![ActivityPattern::new(activity.code())];
    Sector {
        id: activity.to_string(),
        activities,
    }
}

#[test]
fn origins_of_the_leather_table() -> TestResult {
    let origin = origins(&leather()?)?;
    assert_origins(&origin, "testdata/leather/expected_leontief_exports_long.csv")?;

    let expected = Matrix::read("testdata/leather/expected_leontief_exports.csv")?;
    let actual = by_industry(&origin);
    for (source, row) in &expected.rows {
        for (exporter, value) in expected.columns.iter().zip(row) {
            let key = (industry(source)?, industry(exporter)?);
            assert_close(actual[&key], *value, &format!("{source} in {exporter}"));
        }
    }
    Ok(())
}

#[test]
fn origins_with_split_economies() -> TestResult {
    assert_origins(&origins(&iciotest()?)?, "testdata/iciotest/expected_EXGR_BSCI.csv")
}

#[test]
fn domestic_and_foreign_value_added_with_split_economies() -> TestResult {
    let origin = origins(&iciotest()?)?;
    for (indicator, domestic) in [("EXGR_DVA", true), ("EXGR_FVA", false)] {
        let expected = Matrix::read(&format!("testdata/iciotest/expected_tiva_{indicator}.csv"))?;
        for (label, by_partner) in &expected.rows {
            let (exporter, activity) = industry(label)?;
            let sources = origin
                .economies
                .iter()
                .filter(|source| (**source == exporter) == domestic);
            let sector = only(&activity);
            let actual = sources
                .map(|source| origin.value_added(source, |_| true, &exporter, &sector))
                .sum();
            assert_close(actual, by_partner.iter().sum(), &format!("{indicator} {label}"));
        }
    }
    Ok(())
}

#[test]
fn gross_exports_by_partner_with_split_economies() -> TestResult {
    let origin = origins(&iciotest()?)?;
    for file in ["wio_EXGR", "expected_tiva_EXGR"] {
        let matrix = Matrix::read(&format!("testdata/iciotest/{file}.csv"))?;
        let mut expected = BTreeMap::new();
        for (label, row) in &matrix.rows {
            for (partner, value) in matrix.columns.iter().zip(row) {
                *expected.entry((industry(label)?, economy_of(partner)?)).or_insert(0.0) += value;
            }
        }
        assert_eq!(expected.len(), 6 * 3 * 6, "{file}");
        for (((exporter, activity), partner), value) in expected {
            let actual = origin.gross_exports(&exporter, &only(&activity), |to| *to == partner);
            assert_close(actual, value, &format!("{file}: {exporter}_{activity} to {partner}"));
        }
    }
    Ok(())
}

#[test]
fn origins_sum_to_gross_exports() -> TestResult {
    for table in [leather()?, iciotest()?] {
        assert_sums_to_exports(&origins(&table)?);
    }
    Ok(())
}

#[test]
fn origins_sum_to_gross_exports_in_the_visegrad_tables() -> TestResult {
    let mut years = 0;
    for entry in fs::read_dir(shared("real/visegrad/icio"))? {
        for source in ingest::tables_of(&entry?.path())? {
            assert_sums_to_exports(&origins(&source.read(Sums::Checked)?.0)?);
            years += 1;
        }
    }
    assert_eq!(years, 17);
    Ok(())
}

#[test]
fn tables_of_the_editions_2016_and_2018_are_read() -> TestResult {
    let mut found = Vec::new();
    for name in ["ICIO2016_2003.csv", "ICIO2018_2010.CSV", "ICIO2018_2010.zip"] {
        for source in ingest::tables_of(&shared("testdata/icio-formats").join(name))? {
            // Their numbers are invented, and do not add up.
            assert!(source.read(Sums::Checked).is_err());
            let (table, _) = source.read(Sums::Counted)?;
            assert_sums_to_exports(&origins(&table)?);
            found.push((source.year, table.economies.len()));
        }
    }
    assert_eq!(
        found.iter().map(|(year, _)| *year).collect::<Vec<_>>(),
        [2003, 2010, 2010]
    );
    assert_eq!(found[1], found[2]);
    Ok(())
}
