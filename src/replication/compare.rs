use std::collections::BTreeMap;

use serde::Serialize;

use super::computed::by_name;
use super::kinds::KindRanking;
use super::tally::Summary;
use super::{CellComparison, ComputedRow, RowId, StarComparison, Verdict};
use crate::econometrics::CovarianceKind;
use crate::published::{PrintedNumber, PublishedTable, Quantity};

/// A published table against recomputed rows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// Coefficients and R², which no covariance kind changes; where no kind was computed, all else too.
    pub cells: Vec<CellComparison>,
    /// Standard errors, t, F and stars under each covariance kind, in the order of the kinds.
    pub kinds: Vec<KindComparison>,
    /// The kinds by agreement.
    pub ranking: KindRanking,
    /// Rows of the recomputation that the table does not print.
    pub not_printed: Vec<RowId>,
    /// Counts under the best kind.
    pub summary: Summary,
    pub verdict: Verdict,
}

/// What depends on the covariance kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KindComparison {
    #[serde(serialize_with = "by_name")]
    pub kind: CovarianceKind,
    /// Standard errors, t and F, where they are printed.
    pub cells: Vec<CellComparison>,
    /// The stars of coefficients and F; only those that could be recomputed.
    pub stars: Vec<StarComparison>,
    /// How many star patterns are printed, recomputed or not.
    pub n_star_patterns: usize,
}

/// Compares a published table with recomputed rows, cell by cell and under every covariance kind.
///
/// Stars are compared where the table marks such numbers with stars at all: many mark coefficients, not F.
/// A printed row that was not recomputed counts with all its cells as not computed. Of several rows with the
/// same id, the first is taken.
pub fn compare(table: &PublishedTable, rows: &[ComputedRow]) -> Comparison {
    let mut computed: BTreeMap<&RowId, &ComputedRow> = BTreeMap::new();
    for row in rows {
        computed.entry(&row.row).or_insert(row);
    }
    let mut pairs = Pairs {
        table,
        printed: Vec::new(),
    };
    for row in table.rows.values() {
        let found = computed.remove(&row.id);
        let cells = row.printed.iter().map(|(quantity, printed)| Pair {
            row: &row.id,
            quantity: *quantity,
            printed,
            computed: found,
        });
        pairs.printed.extend(cells);
    }
    let kinds: Vec<KindComparison> = pairs.kinds().into_iter().map(|kind| pairs.under(kind)).collect();
    let mut cells = pairs.without_kind();
    if kinds.is_empty() {
        cells.extend(pairs.of_kind(None).0);
    }
    let ranking = KindRanking::of(&kinds);
    let best = ranking
        .best
        .and_then(|best| kinds.iter().find(|kind| kind.kind == best));
    let summary = Summary::of(&cells, best, pairs.n_star_patterns());
    Comparison {
        verdict: Verdict::of(&summary),
        summary,
        cells,
        ranking,
        not_printed: computed.into_keys().cloned().collect(),
        kinds,
    }
}

impl Comparison {
    /// The verdict under the covariance kind that fits best.
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// What depends on the covariance kind, under the kind that fits best.
    pub fn best(&self) -> Option<&KindComparison> {
        self.under(self.ranking.best?)
    }

    pub fn under(&self, kind: CovarianceKind) -> Option<&KindComparison> {
        self.kinds.iter().find(|comparison| comparison.kind == kind)
    }

    /// Counts as if the article had used this covariance kind.
    pub fn summary_under(&self, kind: CovarianceKind) -> Summary {
        let comparison = self.under(kind);
        Summary::of(&self.cells, comparison, self.summary.stars.printed)
    }
}

/// Printed numbers with the rows that were recomputed for them.
struct Pairs<'a> {
    table: &'a PublishedTable,
    printed: Vec<Pair<'a>>,
}

struct Pair<'a> {
    row: &'a RowId,
    quantity: Quantity,
    printed: &'a PrintedNumber,
    computed: Option<&'a ComputedRow>,
}

impl Pairs<'_> {
    /// Every kind that any row has, in the order of the rows.
    fn kinds(&self) -> Vec<CovarianceKind> {
        let mut kinds = Vec::new();
        let results = self.printed.iter().filter_map(|pair| pair.computed);
        for result in results.flat_map(|row| &row.kinds) {
            if !kinds.contains(&result.kind) {
                kinds.push(result.kind);
            }
        }
        kinds
    }

    fn n_star_patterns(&self) -> usize {
        self.printed
            .iter()
            .filter(|pair| self.table.marks(pair.quantity))
            .count()
    }

    fn without_kind(&self) -> Vec<CellComparison> {
        let scale = self.table.r_squared.scale();
        let cells = self.printed.iter().filter_map(|pair| {
            let (computed, unit) = match pair.quantity {
                Quantity::Coefficient(term) => {
                    (pair.computed.and_then(|row| row.coefficients.get(&term)).copied(), 1.0)
                }
                Quantity::RSquared => (pair.computed.map(|row| row.r_squared * scale), scale),
                _ => return None,
            };
            Some(pair.compared(computed, unit))
        });
        cells.collect()
    }

    fn under(&self, kind: CovarianceKind) -> KindComparison {
        let (cells, stars) = self.of_kind(Some(kind));
        KindComparison {
            kind,
            cells,
            stars,
            n_star_patterns: self.n_star_patterns(),
        }
    }

    /// What depends on the kind; without one, nothing of it was computed.
    fn of_kind(&self, kind: Option<CovarianceKind>) -> (Vec<CellComparison>, Vec<StarComparison>) {
        let mut cells = Vec::new();
        let mut stars = Vec::new();
        for pair in &self.printed {
            let result = pair.computed.zip(kind).and_then(|(row, kind)| row.kind(kind));
            if !matches!(pair.quantity, Quantity::Coefficient(_) | Quantity::RSquared) {
                cells.push(pair.compared(result.and_then(|result| result.value(pair.quantity)), 1.0));
            }
            let p = result.and_then(|result| result.p_value(pair.quantity));
            if let Some(p) = p.filter(|p| p.is_finite() && self.table.marks(pair.quantity)) {
                let cell = pair.row.cell(pair.quantity);
                stars.push(StarComparison::new(cell, pair.printed, p, &self.table.star_levels));
            }
        }
        (cells, stars)
    }
}

impl Pair<'_> {
    fn compared(&self, computed: Option<f64>, unit: f64) -> CellComparison {
        let noise = self.computed.and_then(|row| row.noise_of(self.quantity));
        CellComparison::new(
            self.row.cell(self.quantity),
            self.printed,
            computed,
            noise.map(|noise| noise * unit),
        )
    }
}
