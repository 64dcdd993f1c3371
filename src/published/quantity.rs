use std::fmt;

use serde::{Serialize, Serializer};

use crate::stages::Term;

/// A column of a table of estimates: a coefficient, its standard error or t, the joint F, R².
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quantity {
    Coefficient(Term),
    StdError(Term),
    TStatistic(Term),
    F,
    RSquared,
}

impl Quantity {
    /// Every column that a table may have, in the order in which tables are read and compared.
    pub fn all() -> Vec<Self> {
        let mut all: Vec<Self> = Term::SLOPES.into_iter().map(Self::Coefficient).collect();
        all.extend([Self::F, Self::RSquared]);
        all.extend(Term::SLOPES.into_iter().map(Self::StdError));
        all.extend(Term::SLOPES.into_iter().map(Self::TStatistic));
        all
    }

    /// The name of the column: `bp`, `bp_se`, `bp_t`, `f`, `r2`.
    pub fn id(self) -> String {
        match self {
            Self::Coefficient(term) => term.id().to_owned(),
            Self::StdError(term) => format!("{}_se", term.id()),
            Self::TStatistic(term) => format!("{}_t", term.id()),
            Self::F => "f".to_owned(),
            Self::RSquared => "r2".to_owned(),
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::all().into_iter().find(|quantity| quantity.id() == id)
    }

    /// Whether an article can mark it with stars.
    pub fn can_have_stars(self) -> bool {
        matches!(self, Self::Coefficient(_) | Self::F)
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.id())
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip() {
        let all = Quantity::all();
        assert_eq!(all.len(), 11);
        for quantity in all {
            assert_eq!(Quantity::from_id(&quantity.to_string()), Some(quantity));
        }
        assert_eq!(Quantity::from_id("const"), None);
    }
}
