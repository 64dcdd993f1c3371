use serde::Serialize;

use super::evidence::slope_mut;
use super::{SectorEvidence, TESTED};
use crate::econometrics::{benjamini_hochberg, benjamini_yekutieli, holm};
use crate::stages::Estimate;

/// A p value adjusted for the number of tests: all slopes BP and FP of all equations are one family.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Adjusted {
    /// Holm: the chance of any false rejection.
    pub holm: f64,
    /// Benjamini and Hochberg: the expected share of false rejections, tests independent.
    pub bh: f64,
    /// Benjamini and Yekutieli: the same under any dependence.
    pub by: f64,
}

/// Adjusts the p values of the estimates, which are those of the study's covariance.
pub(super) fn adjust(sectors: &mut [SectorEvidence], estimates: &[Estimate]) {
    let family: Vec<_> = estimates.iter().flat_map(|e| TESTED.map(|term| (e, term))).collect();
    let p: Vec<f64> = family.iter().map(|(e, term)| e.term(*term).p).collect();
    let (holm, bh, by) = (holm(&p), benjamini_hochberg(&p), benjamini_yekutieli(&p));
    for (i, (estimate, term)) in family.into_iter().enumerate() {
        if let Some(slope) = slope_mut(sectors, estimate, term) {
            slope.adjusted = Some(Adjusted {
                holm: holm[i],
                bh: bh[i],
                by: by[i],
            });
        }
    }
}
