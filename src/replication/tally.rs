use serde::Serialize;

use super::{Agreement, CellComparison, KindComparison, StarComparison};
use crate::published::Quantity;

/// How many cells each class of agreement has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub exact: usize,
    pub one_unit: usize,
    pub within1: usize,
    pub within5: usize,
    pub within10: usize,
    pub different: usize,
    pub not_computed: usize,
}

/// What a comparison counts under one covariance kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Every printed number: coefficients, R², and standard errors, t and F.
    pub numbers: Counts,
    pub signs: SignCounts,
    pub stars: StarCounts,
    /// Cells that are not exact where rounded inputs could make up the difference.
    pub within_noise: usize,
}

/// Signs of printed coefficients other than zero; those not computed do not agree. F and R² say nothing
/// here, since neither can be negative.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct SignCounts {
    pub printed: usize,
    pub agree: usize,
}

/// Star patterns; those not computed do not agree.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct StarCounts {
    pub printed: usize,
    pub agree: usize,
    /// Patterns that do not agree, where the p value is borderline.
    pub borderline: usize,
}

impl Counts {
    pub(super) fn of<'a>(cells: impl IntoIterator<Item = &'a CellComparison>) -> Self {
        let mut counts = Self::default();
        for cell in cells {
            *counts.slot(cell.agreement) += 1;
        }
        counts
    }

    fn slot(&mut self, agreement: Agreement) -> &mut usize {
        match agreement {
            Agreement::Exact => &mut self.exact,
            Agreement::OneUnit => &mut self.one_unit,
            Agreement::Within1 => &mut self.within1,
            Agreement::Within5 => &mut self.within5,
            Agreement::Within10 => &mut self.within10,
            Agreement::Different => &mut self.different,
            Agreement::NotComputed => &mut self.not_computed,
        }
    }

    pub fn get(&self, agreement: Agreement) -> usize {
        *self.clone().slot(agreement)
    }

    pub fn total(&self) -> usize {
        Agreement::ALL.into_iter().map(|class| self.get(class)).sum()
    }

    /// How many are of this class or a better one.
    pub fn at_least(&self, worst: Agreement) -> usize {
        let better = Agreement::ALL.into_iter().filter(|class| *class <= worst);
        better.map(|class| self.get(class)).sum()
    }

    /// The sum of the places of the classes, 0 when all are exact.
    pub(super) fn rank_sum(&self) -> usize {
        Agreement::ALL
            .into_iter()
            .map(|class| class.rank() * self.get(class))
            .sum()
    }
}

impl StarCounts {
    pub(super) fn of(stars: &[StarComparison], printed: usize) -> Self {
        Self {
            printed,
            agree: stars.iter().filter(|stars| stars.agrees).count(),
            borderline: stars.iter().filter(|stars| !stars.agrees && stars.borderline).count(),
        }
    }
}

impl Summary {
    pub(super) fn of(cells: &[CellComparison], kind: Option<&KindComparison>, star_patterns: usize) -> Self {
        let of_kind = kind.map(|kind| kind.cells.as_slice()).unwrap_or_default();
        let all = || cells.iter().chain(of_kind);
        let signed = || {
            cells
                .iter()
                .filter(|cell| matches!(cell.cell.quantity, Quantity::Coefficient(_)) && cell.printed.value() != 0.0)
        };
        Self {
            numbers: Counts::of(all()),
            signs: SignCounts {
                printed: signed().count(),
                agree: signed().filter(|cell| cell.sign_agrees == Some(true)).count(),
            },
            stars: StarCounts::of(
                kind.map(|kind| kind.stars.as_slice()).unwrap_or_default(),
                star_patterns,
            ),
            within_noise: all().filter(|cell| cell.within_noise).count(),
        }
    }
}
