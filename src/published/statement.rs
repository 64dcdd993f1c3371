use std::fmt;

use serde::{Deserialize, Serialize};

use super::{ArticlePlace, PrintedNumber};
use crate::model::Economy;
use crate::stages::{Direction, Term};

/// A sentence of the prose that reads the table: which cells it names, and what it says of them.
///
/// The cells are every combination of the lists. The sectors are those that the prose names, whether the
/// table has them or not; a sentence that names no direction leaves that list empty.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Statement {
    pub id: String,
    #[serde(flatten)]
    pub place: ArticlePlace,
    pub exporters: Vec<Economy>,
    pub sectors: Vec<String>,
    pub directions: Vec<Direction>,
    pub terms: Vec<Term>,
    #[serde(flatten)]
    pub claim: Claim,
}

/// What a sentence says of its cells.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "claim", rename_all = "snake_case")]
pub enum Claim {
    /// The coefficient is this number, negated where the sentence speaks of a decrease.
    Value {
        printed: PrintedNumber,
        unit: String,
        /// The number with the sign that the sentence gives it.
        signed: f64,
    },
    /// There is an effect, of this sign if the sentence says which.
    Effect { sign: Option<Sign> },
    /// There is no significant effect.
    Insignificant,
    /// Cells of one trait are higher than those of the others.
    Higher { higher: Trait, than: Vec<Trait> },
}

/// The sign of an effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    Positive,
    Negative,
}

impl Sign {
    /// The sign of a number; zero has none.
    pub fn of(value: f64) -> Option<Self> {
        if value > 0.0 {
            Some(Self::Positive)
        } else if value < 0.0 {
            Some(Self::Negative)
        } else {
            None
        }
    }
}

/// What the sides of a comparison differ in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Trait {
    Exporter(Economy),
    Sector(String),
    Direction(Direction),
    Term(Term),
}

impl fmt::Display for Trait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Exporter(economy) => economy.code(),
            Self::Sector(sector) => sector,
            Self::Direction(direction) => direction.id(),
            Self::Term(term) => term.id(),
        })
    }
}
