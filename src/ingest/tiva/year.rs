use std::fmt;

use crate::ingest::Cell;
use crate::model::{Economy, Year};

/// A year of TiVA, in the parts that the origin of value added in exports has; USD million.
///
/// `n` cells and `m` economies, both sorted by their codes.
#[derive(Debug, Clone)]
pub struct TivaYear {
    pub year: Year,
    /// The `m` economies; ROW is always among them.
    pub economies: Vec<Economy>,
    /// The `n` cells. The activity `_T` stands for all activities of an economy that are not known one by one.
    pub cells: Vec<Cell>,
    /// Value added in the output of each cell (VALU), length `n`; none where no file says it.
    pub produced: Vec<Option<f64>>,
    /// One entry for each exporting cell whose exports and origins are both known.
    pub columns: Vec<TivaColumn>,
    /// Economies whose value added in some exports is known for all their activities together only: for them,
    /// participation within one sector cannot be computed. Never ROW.
    pub totals_only: Vec<Economy>,
}

/// The exports of one cell, USD million.
#[derive(Debug, Clone)]
pub struct TivaColumn {
    /// Position in [`TivaYear::cells`].
    pub cell: usize,
    /// Gross exports by destination, length `m`; zero at home.
    pub exports_by_partner: Vec<f64>,
    /// Gross exports, their sum.
    pub gross_exports: f64,
    /// Value added by source cell, length `n`.
    pub value_added: Vec<f64>,
}

/// What of an economy's exports the files may lack.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum TivaPart {
    /// Gross exports by partner.
    Exports,
    /// Gross exports to the world, or to its rest, without which they do not add up.
    ExportsToWorld,
    /// Gross exports to one partner.
    ExportsTo(Economy),
    /// Value added by source.
    Origins,
    /// Value added of the world, or of its rest, without which origins do not add up.
    OriginsInWorld,
    /// Value added of one source.
    OriginsIn(Economy),
}

impl TivaPart {
    /// What to download.
    pub(in crate::ingest) fn hint(&self) -> &'static str {
        match self {
            Self::Exports | Self::ExportsTo(_) => {
                "download the flow MAINLV with measure EXGR, every activity and the partners wanted, for these years"
            }
            Self::ExportsToWorld => {
                "download the flow MAINLV with measure EXGR again, with the counterpart area W (world)"
            }
            Self::Origins | Self::OriginsIn(_) => {
                "download the flow EXGRVA for these economies and years; by activity it may cover the latest years only: give input-output tables instead (`data.icio`, `rvc-report fetch icio`)"
            }
            Self::OriginsInWorld => {
                "download the flow EXGRVA again, with the source area W (world) and the source activity _T, or with all source areas"
            }
        }
    }
}

impl fmt::Display for TivaPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exports => f.write_str("gross exports (EXGR)"),
            Self::ExportsToWorld => f.write_str("gross exports to the world (EXGR)"),
            Self::ExportsTo(partner) => write!(f, "gross exports to {partner} (EXGR)"),
            Self::Origins => f.write_str("origin of the value added in exports (EXGRVA)"),
            Self::OriginsInWorld => f.write_str("value added of all sources in exports (EXGRVA)"),
            Self::OriginsIn(source) => write!(f, "value added of {source} in exports (EXGRVA)"),
        }
    }
}
