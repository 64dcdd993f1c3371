use std::fmt;

use serde::Serialize;

use super::Quantity;
use crate::model::Economy;
use crate::stages::Direction;

/// An equation of a table: an exporter's sector in one direction.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct RowId {
    pub exporter: Economy,
    pub sector: String,
    pub direction: Direction,
}

/// A number of a table: `RUS.chemicals.mutual.bp`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct CellId {
    #[serde(flatten)]
    pub row: RowId,
    pub quantity: Quantity,
}

impl RowId {
    pub fn cell(&self, quantity: Quantity) -> CellId {
        CellId {
            row: self.clone(),
            quantity,
        }
    }
}

impl fmt::Display for RowId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.exporter, self.sector, self.direction.id())
    }
}

impl fmt::Display for CellId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.row, self.quantity)
    }
}
