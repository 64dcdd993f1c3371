//! Exports by commodity group: several formats in, one [`TradeData`] out.

mod comtrade;
mod data;
mod frame;
mod tidy;

pub use data::{Group, Partner, TradeData};

pub(super) use comtrade::parse as parse_comtrade;
pub(super) use frame::collect;
pub(super) use tidy::parse as parse_tidy;

use crate::model::{Economy, Year};

/// One row of a trade file that survived its format's filters.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TradeRow {
    pub line: u64,
    pub year: Year,
    pub reporter: Economy,
    pub partner: Partner,
    pub group: Group,
    pub usd: f64,
}

/// The rows of one file.
#[derive(Debug)]
pub(super) struct TradeFile {
    pub path: String,
    pub rows: Vec<TradeRow>,
    /// The commodity classification, where the file names it.
    pub classification: Option<String>,
}
