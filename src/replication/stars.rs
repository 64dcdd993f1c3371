use serde::Serialize;

use crate::published::{CellId, PrintedNumber};

/// A p value this near to a level, relative to it, is borderline.
pub const BORDERLINE: f64 = 0.10;

/// The printed stars of a number against those of its recomputed p value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StarComparison {
    #[serde(flatten)]
    pub cell: CellId,
    pub printed: usize,
    pub computed: usize,
    pub p: f64,
    pub agrees: bool,
    /// Whether a p value a tenth larger or smaller would change the stars, and make them those printed.
    pub borderline: bool,
}

/// How many stars a p value earns; the levels fall and are in percent, and each is strict.
pub fn star_count(p: f64, levels: &[f64]) -> usize {
    levels.iter().filter(|level| p < **level / 100.0).count()
}

impl StarComparison {
    pub(super) fn new(cell: CellId, printed: &PrintedNumber, p: f64, levels: &[f64]) -> Self {
        let computed = star_count(p, levels);
        let (fewest, most) = (
            star_count(p * (1.0 + BORDERLINE), levels),
            star_count(p * (1.0 - BORDERLINE), levels),
        );
        Self {
            cell,
            printed: printed.stars(),
            computed,
            p,
            agrees: computed == printed.stars(),
            borderline: fewest < most && (fewest..=most).contains(&printed.stars()),
        }
    }
}
