use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::{CellId, PrintedNumber, Quantity, RowId};

/// A printed table of estimates and how it is made up.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PublishedTable {
    /// An id such as `table-2`.
    pub place: String,
    /// The name of the CSV file, beside `article.toml`.
    pub file: String,
    /// The unit of the coefficients as the table's title gives it.
    pub unit: Option<String>,
    pub n_obs: usize,
    /// The number of coefficients of an equation, the constant included.
    pub n_params: usize,
    /// The levels of significance in percent, from one star to the most.
    pub star_levels: Vec<f64>,
    pub r_squared: RSquaredUnit,
    #[serde(serialize_with = "rows_as_list")]
    pub rows: IndexMap<RowId, PublishedRow>,
}

/// The printed numbers of one equation; what is not printed is absent.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PublishedRow {
    #[serde(flatten)]
    pub id: RowId,
    /// The line of the CSV file, from 1.
    pub line: usize,
    /// The row's own number of observations, where the table prints it.
    pub n_obs: Option<usize>,
    pub printed: BTreeMap<Quantity, PrintedNumber>,
}

/// How a table prints R².
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RSquaredUnit {
    #[default]
    Percent,
    Fraction,
}

impl RSquaredUnit {
    /// How many of the unit make one.
    pub fn scale(self) -> f64 {
        match self {
            Self::Percent => 100.0,
            Self::Fraction => 1.0,
        }
    }
}

impl PublishedTable {
    pub fn cell(&self, id: &CellId) -> Option<&PrintedNumber> {
        self.rows.get(&id.row)?.printed.get(&id.quantity)
    }

    /// The number of observations of a row.
    pub fn n_obs_of(&self, row: &PublishedRow) -> usize {
        row.n_obs.unwrap_or(self.n_obs)
    }

    /// The sectors of the table, in its order.
    pub fn sectors(&self) -> Vec<&str> {
        let mut sectors: Vec<&str> = Vec::new();
        for row in self.rows.keys() {
            if !sectors.contains(&row.sector.as_str()) {
                sectors.push(&row.sector);
            }
        }
        sectors
    }

    /// Whether the absence of stars says something: for a coefficient if anything in the table has stars, for F
    /// if some F has.
    ///
    /// Many tables mark coefficients and not F; one without any stars leaves significance to the reader.
    pub fn marks(&self, quantity: Quantity) -> bool {
        let counts = |other: Quantity| quantity != Quantity::F || other == Quantity::F;
        quantity.can_have_stars()
            && self
                .cells()
                .any(|(cell, printed)| counts(cell.quantity) && printed.stars() > 0)
    }

    /// Every printed number with its cell, row by row.
    pub fn cells(&self) -> impl Iterator<Item = (CellId, &PrintedNumber)> {
        self.rows.values().flat_map(|row| {
            row.printed
                .iter()
                .map(|(quantity, printed)| (row.id.cell(*quantity), printed))
        })
    }
}

impl PublishedRow {
    pub fn get(&self, quantity: Quantity) -> Option<&PrintedNumber> {
        self.printed.get(&quantity)
    }
}

fn rows_as_list<S: serde::Serializer>(rows: &IndexMap<RowId, PublishedRow>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(rows.values())
}
