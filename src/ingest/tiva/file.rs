use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use super::areas::Area;
use crate::model::{Activity, Economy, Year};

/// An economy and one of its activities.
pub type Industry = (Economy, Activity);

/// What is kept of a TiVA file.
#[derive(Debug, Clone, Default)]
pub struct TivaFile {
    pub path: String,
    /// `TiVA 2025`, `TiVA 2023`, or the name of the data set, where the file says it.
    pub edition: Option<String>,
    /// The number of data rows that were read.
    pub rows: usize,
    /// The number of observations that were kept.
    pub kept: usize,
    /// Value added by source in gross exports.
    pub origins: BTreeMap<Year, Origins>,
    /// Gross exports by partner.
    pub exports: BTreeMap<Year, Exports>,
    /// Value added produced (VALU), USD million, of all economies.
    pub produced: BTreeMap<Year, BTreeMap<Industry, f64>>,
    /// EXGR_DVA and EXGR_FVA, USD million.
    pub levels: BTreeMap<Year, BTreeMap<Industry, Content>>,
    /// EXGR_DVA and EXGR_FVA in percent of gross exports, of all areas and activities, sums among them.
    pub shares: BTreeMap<ShareKey, Content>,
}

/// Where the value added in gross exports comes from, in one year; USD million.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    /// The `n` sources. The activity `_T` is all activities of an economy together, beside or instead of the single ones.
    pub sources: Arc<[Industry]>,
    /// Value added by source for each exporting industry, length `n`; NaN where the file says nothing.
    pub columns: IndexMap<Industry, Vec<f64>>,
    /// Value added of all sources together, where the file says it.
    pub world: IndexMap<Industry, f64>,
    /// The first and the last line.
    pub lines: (u64, u64),
}

/// Gross exports in one year, USD million.
#[derive(Debug, Clone, Default)]
pub struct Exports {
    /// By partner, for each exporting industry.
    pub flows: BTreeMap<Industry, BTreeMap<Economy, f64>>,
    /// To the world, where the file says it.
    pub world: BTreeMap<Industry, f64>,
    /// The first and the last line.
    pub lines: (u64, u64),
}

/// The two parts of gross exports, in the unit of the field that holds it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Content {
    pub domestic: Option<f64>,
    pub foreign: Option<f64>,
}

/// Whose exports a share is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ShareKey {
    pub area: Area,
    pub activity: Activity,
    pub year: Year,
}

impl Content {
    /// Both parts together, where both are known.
    pub fn sum(self) -> Option<f64> {
        Some(self.domestic? + self.foreign?)
    }
}

/// Extends a run of lines by another one.
pub(super) fn extend(lines: &mut (u64, u64), more: (u64, u64)) {
    let first = if lines.0 == 0 { more.0 } else { lines.0.min(more.0) };
    *lines = (first, lines.1.max(more.1));
}
