//! What becomes of a coefficient, by rules that the appendix states.

use indexmap::IndexMap;
use serde::Serialize;

use super::evidence::{SlopeFit, slope_mut};
use super::{EquationEvidence, Levels, Order, SectorEvidence, SlopeEvidence, Specification, TESTED};
use crate::model::Series;
use crate::stages::{Direction, Estimate, Term};

/// θ that varies less than this, relative to its mean, counts as constant.
pub const MECHANICAL_VARIATION: f64 = 0.10;

/// The level below which a single test counts in the rules.
const LEVEL: f64 = 0.05;
/// The level of significance of the tables, and of the adjusted p value.
const WEAK_LEVEL: f64 = 0.10;

/// A judgement on one coefficient. The first rule that applies decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// p ≥ 0.10 under the study's covariance.
    Insignificant,
    /// Of BP: θ varies by less than 10 % of its mean and the slope of total exports is compatible with 1/θ.
    Mechanical,
    /// Neither stationarity nor cointegration is shown, and first differences do not confirm the slope.
    Spurious,
    /// p < 0.05 under every covariance, p < 0.10 after Benjamini and Hochberg, one sign in all
    /// specifications and with any year left out.
    Robust,
    /// None of these.
    Fragile,
}

impl Verdict {
    pub const ALL: [Self; 5] = [
        Self::Robust,
        Self::Fragile,
        Self::Mechanical,
        Self::Spurious,
        Self::Insignificant,
    ];

    pub fn id(self) -> &'static str {
        match self {
            Self::Insignificant => "insignificant",
            Self::Mechanical => "mechanical",
            Self::Spurious => "spurious",
            Self::Robust => "robust",
            Self::Fragile => "fragile",
        }
    }
}

/// In how many of the other specifications a slope keeps the sign that it has in levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct SignCount {
    pub kept: usize,
    pub of: usize,
}

impl SignCount {
    pub(super) fn of(specifications: &IndexMap<Specification, SlopeFit>) -> Self {
        let Some(levels) = specifications.get(&Specification::Levels) else {
            return Self::default();
        };
        let others = specifications.iter().filter(|(id, _)| **id != Specification::Levels);
        let same = |fit: &SlopeFit| fit.estimate.coef * levels.estimate.coef > 0.0;
        Self {
            kept: others.clone().filter(|(_, fit)| same(fit)).count(),
            of: others.count(),
        }
    }
}

impl SectorEvidence {
    /// Whether an equation may be read in levels.
    pub fn levels(&self, direction: Direction) -> Levels {
        let exports = match direction {
            Direction::Mutual => Series::Mutual,
            Direction::External => Series::External,
        };
        let own = [exports, Series::Bp, Series::Fp, Series::GdpPc];
        let is_stationary = |series: &Series| {
            let found = self.series.get(series);
            found.is_some_and(|roots| roots.order == Order::Stationary)
        };
        let cointegration = self.equations.get(&direction).and_then(|e| e.cointegration.as_ref());
        if own.iter().all(is_stationary) {
            Levels::Stationary
        } else if cointegration.is_some_and(|test| test.is_found()) {
            Levels::Cointegrated
        } else {
            Levels::NotShown
        }
    }
}

impl EquationEvidence {
    /// Whether first differences give a significant slope of the same sign.
    fn differences_confirm(&self, term: Term) -> bool {
        let fit = |id| self.slopes.get(&term).and_then(|slope| slope.specifications.get(&id));
        let (Some(levels), Some(differences)) = (fit(Specification::Levels), fit(Specification::Differences)) else {
            return false;
        };
        let same_sign = levels.estimate.coef * differences.estimate.coef > 0.0;
        same_sign && differences.estimate.p < WEAK_LEVEL
    }
}

impl SlopeEvidence {
    fn survives(&self) -> bool {
        let every_variance = !self.variances.is_empty() && self.variances.values().all(|test| test.p < LEVEL);
        let adjusted = self.adjusted.is_some_and(|adjusted| adjusted.bh < WEAK_LEVEL);
        let every_year = self.leave_one_out.is_some_and(|found| found.sign_changes == 0);
        every_variance && adjusted && every_year && self.signs.kept == self.signs.of
    }
}

/// Judges every slope of the hypotheses.
pub(super) fn judge(sectors: &mut [SectorEvidence], estimates: &[Estimate]) {
    for estimate in estimates {
        for term in TESTED {
            let verdict = verdict(sectors, estimate, term);
            if let Some(slope) = slope_mut(sectors, estimate, term) {
                slope.verdict = verdict;
            }
        }
    }
}

fn verdict(sectors: &[SectorEvidence], estimate: &Estimate, term: Term) -> Option<Verdict> {
    let sector = sectors.iter().find(|found| found.is_of(estimate))?;
    let equation = sector.equations.get(&estimate.direction)?;
    let slope = equation.slopes.get(&term)?;
    let constant_content = |found: super::ContentEvidence| found.variation < MECHANICAL_VARIATION && found.explains();
    let levels = sector.levels(estimate.direction);
    Some(if estimate.term(term).p >= WEAK_LEVEL {
        Verdict::Insignificant
    } else if term == Term::Bp && sector.content.is_some_and(constant_content) {
        Verdict::Mechanical
    } else if levels == Levels::NotShown && !equation.differences_confirm(term) {
        Verdict::Spurious
    } else if slope.survives() {
        Verdict::Robust
    } else {
        Verdict::Fragile
    })
}
