use serde::Serialize;

use super::Agreement;
use crate::published::{CellId, PrintedNumber, Sign};

/// A printed number against the recomputed one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CellComparison {
    #[serde(flatten)]
    pub cell: CellId,
    pub printed: PrintedNumber,
    /// In the unit of the table: R² in percent where that is printed.
    pub computed: Option<f64>,
    pub agreement: Agreement,
    /// Whether both have the same sign; absent where the printed number is zero or nothing was computed.
    pub sign_agrees: Option<bool>,
    /// Whether rounded inputs alone could make up the difference. This is told apart, not as agreement.
    pub within_noise: bool,
}

impl CellComparison {
    pub(super) fn new(cell: CellId, printed: &PrintedNumber, computed: Option<f64>, noise: Option<f64>) -> Self {
        let computed = computed.filter(|value| value.is_finite());
        let agreement = Agreement::of(printed, computed);
        let is_exact = agreement == Agreement::Exact;
        let within_noise = match (computed, noise) {
            (Some(computed), Some(noise)) => !is_exact && beyond(printed, computed) <= noise,
            _ => false,
        };
        Self {
            cell,
            printed: printed.clone(),
            computed,
            agreement,
            sign_agrees: Sign::of(printed.value())
                .zip(computed)
                .map(|(sign, computed)| Sign::of(computed) == Some(sign)),
            within_noise,
        }
    }

    /// The recomputed number less the printed one.
    pub fn difference(&self) -> Option<f64> {
        self.computed.map(|computed| computed - self.printed.value())
    }
}

/// How far a number lies outside the rounding cell of the printed one.
fn beyond(printed: &PrintedNumber, computed: f64) -> f64 {
    let cell = printed.rounding_cell();
    (cell.low - computed).max(computed - cell.high).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::published::bundled;

    #[track_caller]
    fn compared(text: &str, computed: f64, noise: Option<f64>) -> CellComparison {
        let study = bundled::study();
        let (cell, _) = study.table.cells().next().expect("the table has cells");
        CellComparison::new(cell, &text.parse().expect("a printed number"), Some(computed), noise)
    }

    #[test]
    fn zero_has_no_sign() {
        assert_eq!(compared("0,00", -0.3, None).sign_agrees, None);
        assert_eq!(compared("–0,05", -0.3, None).sign_agrees, Some(true));
        assert_eq!(compared("–0,05", 0.3, None).sign_agrees, Some(false));
    }

    #[test]
    fn noise_is_told_apart_from_agreement() {
        let near = compared("2,00", 2.105, Some(0.2));
        assert_eq!((near.agreement, near.within_noise), (Agreement::Within10, true));
        assert!(!compared("2,00", 2.3, Some(0.2)).within_noise);
        assert!(
            !compared("2,00", 2.001, Some(0.2)).within_noise,
            "an exact cell needs no excuse"
        );
        assert!(!compared("2,00", 2.105, None).within_noise);
    }
}
