use serde::{Deserialize, Serialize};

use super::{ArticlePlace, PrintedNumber};
use crate::model::Window;

/// A figure of the prose that does not read the table of coefficients.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PublishedFigure {
    pub id: String,
    #[serde(flatten)]
    pub place: ArticlePlace,
    /// The table or figure of the article that it reads: `table-1`, `figure-2`.
    pub cites: Option<String>,
    pub relation: Relation,
    /// One printed number, two for a range, none for `negligible` and `falling`.
    pub printed: Vec<PrintedNumber>,
    pub unit: String,
    /// The result that it is about: `stage2.RUS.machinery.2020.fva_share`.
    pub key: String,
    /// The years of which it speaks, where it is more than the year of the key.
    pub years: Option<Window>,
}

/// What a figure says of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The result rounds to the printed number.
    Equals,
    /// The result is near the printed number.
    About,
    /// The result is greater than the printed number.
    Above,
    /// The result is smaller than the printed number.
    Below,
    /// The result lies between two printed numbers.
    Range,
    /// The result is small, with no number given.
    Negligible,
    /// The result falls over the years, with no number given.
    Falling,
    /// The result rises over the years, with no number given.
    Rising,
}

impl Relation {
    /// How many printed numbers it takes.
    pub fn n_printed(self) -> usize {
        match self {
            Self::Equals | Self::About | Self::Above | Self::Below => 1,
            Self::Range => 2,
            Self::Negligible | Self::Falling | Self::Rising => 0,
        }
    }
}
