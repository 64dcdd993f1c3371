use super::Series;
use super::amounts::{change, share};
use crate::model::{Economy, Year};

/// A value that is another than before.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    pub series: Series,
    pub year: Year,
    pub old: f64,
    pub new: f64,
}

impl Revision {
    /// Its size in terms of the old value, for comparisons; what grows from nothing is the largest.
    pub(super) fn size(&self) -> f64 {
        share(self.old, self.new).map_or(f64::INFINITY, f64::abs)
    }

    /// The revision as messages say it.
    pub(super) fn of(&self, economy: &Economy) -> String {
        let (what, change) = (self.series.of(economy), change(self.old, self.new));
        format!("{what} in {}: {change}", self.year)
    }

    /// The power of a thousand by which the value has jumped, give or take a revision; `None` for other changes.
    pub(super) fn thousands(&self) -> Option<i32> {
        let factor = self.new / self.old;
        let powers = [(1e3, 1), (1e6, 2), (1e-3, -1), (1e-6, -2)];
        let found = powers
            .iter()
            .find(|(size, _)| (0.5 * size..=2.0 * size).contains(&factor));
        found.map(|(_, power)| *power)
    }
}

/// The largest of some revisions in terms of the old values.
pub(super) fn largest(revisions: &[Revision]) -> Option<&Revision> {
    // The first of equals, so that the order of the years decides.
    revisions.iter().rev().max_by(|a, b| a.size().total_cmp(&b.size()))
}
