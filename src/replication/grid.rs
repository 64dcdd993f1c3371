use std::cmp::Reverse;

use serde::Serialize;

use super::compare::compare;
use super::computed::by_names;
use super::tally::Summary;
use super::{Agreement, ComputedRow, Verdict};
use crate::econometrics::CovarianceKind;
use crate::published::PublishedTable;

/// A specification that an article may have used, with what it gives.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Candidate {
    /// What it is made of: dimension and value, such as `value_added` and `va_only`.
    pub parts: Vec<(String, String)>,
    pub rows: Vec<ComputedRow>,
}

/// Candidates by agreement with a table, the best first.
///
/// Ordered by the number of exact cells, then of cells within one unit, then by the mean class, then by
/// agreeing star patterns, all under the covariance kind that fits each candidate best; candidates alike in all
/// of these share a rank and keep their order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Grid {
    pub candidates: Vec<RankedCandidate>,
}

/// A candidate and how well it agrees.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RankedCandidate {
    /// From 1; equal for candidates that agree equally well.
    pub rank: usize,
    pub parts: Vec<(String, String)>,
    /// The covariance kinds that fit it best.
    #[serde(serialize_with = "by_names")]
    pub kinds: Vec<CovarianceKind>,
    pub summary: Summary,
    /// Shares of all printed numbers.
    pub exact_share: f64,
    pub near_share: f64,
    /// The mean place of the classes: 0 when every number is exact, 6 when none is computed.
    pub mean_class: f64,
    pub verdict: Verdict,
}

/// Ranks candidates; each is compared and then dropped, so that an iterator need not hold all of them.
pub fn rank(table: &PublishedTable, candidates: impl IntoIterator<Item = Candidate>) -> Grid {
    let compared = candidates.into_iter().map(|candidate| {
        let comparison = compare(table, &candidate.rows);
        RankedCandidate::new(candidate.parts, comparison.ranking.tied, comparison.summary)
    });
    let mut candidates: Vec<RankedCandidate> = compared.collect();
    candidates.sort_by_key(RankedCandidate::order);
    let mut rank = 0;
    for at in 0..candidates.len() {
        if at == 0 || candidates[at].order() != candidates[at - 1].order() {
            rank = at + 1;
        }
        candidates[at].rank = rank;
    }
    Grid { candidates }
}

impl Grid {
    pub fn best(&self) -> Option<&RankedCandidate> {
        self.candidates.first()
    }
}

impl RankedCandidate {
    fn new(parts: Vec<(String, String)>, kinds: Vec<CovarianceKind>, summary: Summary) -> Self {
        let numbers = &summary.numbers;
        let total = numbers.total().max(1) as f64;
        Self {
            rank: 0,
            parts,
            kinds,
            exact_share: numbers.exact as f64 / total,
            near_share: numbers.at_least(Agreement::OneUnit) as f64 / total,
            mean_class: numbers.rank_sum() as f64 / total,
            verdict: Verdict::of(&summary),
            summary,
        }
    }

    /// One table has one number of cells, so that counts order as shares do.
    fn order(&self) -> impl Ord + use<> {
        let Summary { numbers, stars, .. } = self.summary;
        (
            Reverse(numbers.exact),
            Reverse(numbers.at_least(Agreement::OneUnit)),
            numbers.rank_sum(),
            Reverse(stars.agree),
        )
    }
}
