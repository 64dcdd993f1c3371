use std::cmp::Reverse;

use serde::Serialize;

use super::computed::{by_name, by_names};
use super::tally::{Counts, StarCounts};
use super::{Agreement, KindComparison};
use crate::econometrics::CovarianceKind;
use crate::published::Quantity;

/// How well one covariance kind fits a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KindScore {
    #[serde(serialize_with = "by_name")]
    pub kind: CovarianceKind,
    pub std_errors: Counts,
    pub t_statistics: Counts,
    pub f_statistics: Counts,
    pub stars: StarCounts,
    /// Exact numbers and agreeing star patterns, of all that depend on the kind; absent if there are none.
    pub share: Option<f64>,
}

/// The covariance kinds by how well they fit a table, the best first.
///
/// Ordered by the number of exact cells and agreeing star patterns, then of cells within one unit, then by the
/// classes of the rest, then in the order of the kinds. Kinds that differ in none of the counts are tied.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KindRanking {
    pub ranked: Vec<KindScore>,
    #[serde(serialize_with = "best_by_name")]
    pub best: Option<CovarianceKind>,
    /// Whether no other kind fits as well.
    pub is_unique: bool,
    /// The kinds that fit as well as the best, the best included.
    #[serde(serialize_with = "by_names")]
    pub tied: Vec<CovarianceKind>,
}

impl KindScore {
    fn of(comparison: &KindComparison) -> Self {
        let counts = |wanted: fn(Quantity) -> bool| {
            Counts::of(comparison.cells.iter().filter(|cell| wanted(cell.cell.quantity)))
        };
        let mut score = Self {
            kind: comparison.kind,
            std_errors: counts(|quantity| matches!(quantity, Quantity::StdError(_))),
            t_statistics: counts(|quantity| matches!(quantity, Quantity::TStatistic(_))),
            f_statistics: counts(|quantity| quantity == Quantity::F),
            stars: StarCounts::of(&comparison.stars, comparison.n_star_patterns),
            share: None,
        };
        let compared = score.numbers(Counts::total) + score.stars.printed;
        score.share = (compared > 0).then(|| score.agreeing() as f64 / compared as f64);
        score
    }

    fn numbers(&self, count: fn(&Counts) -> usize) -> usize {
        count(&self.std_errors) + count(&self.t_statistics) + count(&self.f_statistics)
    }

    fn agreeing(&self) -> usize {
        self.numbers(|counts| counts.exact) + self.stars.agree
    }

    fn order(&self) -> impl Ord + use<> {
        let near = self.numbers(|counts| counts.at_least(Agreement::OneUnit));
        (Reverse(self.agreeing()), Reverse(near), self.numbers(Counts::rank_sum))
    }
}

impl KindRanking {
    pub(super) fn of(kinds: &[KindComparison]) -> Self {
        let mut ranked: Vec<KindScore> = kinds.iter().map(KindScore::of).collect();
        ranked.sort_by_key(KindScore::order);
        let as_good = |score: &&KindScore| ranked.first().is_some_and(|best| best.order() == score.order());
        let tied: Vec<CovarianceKind> = ranked.iter().filter(as_good).map(|score| score.kind).collect();
        Self {
            best: tied.first().copied(),
            is_unique: tied.len() == 1,
            tied,
            ranked,
        }
    }
}

fn best_by_name<S: serde::Serializer>(best: &Option<CovarianceKind>, serializer: S) -> Result<S::Ok, S::Error> {
    match best {
        Some(kind) => by_name(kind, serializer),
        None => serializer.serialize_none(),
    }
}
