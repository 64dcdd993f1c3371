//! Exports by commodity group: several formats in, one [`TradeData`] out.

mod comtrade;
mod data;
mod frame;
mod m49;
mod mirror;
mod sheet;
mod tidy;
mod unctad;
mod wits;

pub use data::{Group, Partner, TradeData};
pub use m49::comtrade_number;

pub(super) use comtrade::{API_V1, LEGACY, parse as parse_comtrade};
pub(super) use frame::collect;
pub(super) use mirror::fill as fill_from_mirror;
pub(super) use tidy::parse as parse_tidy;
pub(super) use unctad::parse as parse_unctad;
pub(super) use wits::parse as parse_wits;

use super::error::{Problem, Quantity};
use super::records;
use crate::model::{Economy, Year};
use sheet::FieldProblem;

/// One row of a trade file that survived its format's filters.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TradeRow {
    pub flow: Flow,
    pub line: u64,
    pub year: Year,
    pub reporter: Economy,
    pub partner: Partner,
    pub group: Group,
    pub usd: f64,
}

/// Which way goods went, as the reporter sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    Export,
    Import,
}

/// The rows of one file.
#[derive(Debug)]
pub(super) struct TradeFile {
    pub path: String,
    /// Exports.
    pub rows: Vec<TradeRow>,
    /// Imports, for which there is a use where an exporter has not reported.
    pub imports: Vec<TradeRow>,
    /// The commodity classification, where the file names it.
    pub classification: Option<String>,
}

impl TradeFile {
    fn new(path: &str, rows: Vec<TradeRow>, classification: Option<String>) -> Self {
        let (rows, imports) = rows.into_iter().partition(|row| row.flow == Flow::Export);
        Self {
            path: path.to_owned(),
            rows,
            imports,
            classification,
        }
    }
}

/// The exports in a field that counts in 10^`power` USD.
fn usd(record: &csv::ByteRecord, column: usize, power: i32) -> Result<f64, FieldProblem> {
    let field = record.get(column).unwrap_or_default();
    let value = records::number(field).map_err(|problem| (column, problem))?;
    let quantity = Quantity::Exports;
    if value < 0.0 {
        return Err((column, Problem::Negative { value, quantity }));
    }
    // The point is moved in the text, so that no digit depends on a multiplication.
    let text = String::from_utf8_lossy(field.trim_ascii());
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((&text, "0"));
    match exponent.parse::<i32>() {
        Ok(exponent) => records::number(format!("{digits}e{}", exponent.saturating_add(power)).as_bytes())
            .map_err(|problem| (column, problem)),
        // Only a value too small to count has such an exponent.
        Err(_) => Ok(value),
    }
}
