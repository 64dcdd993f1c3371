use serde::Serialize;

use super::Agreement;
use crate::published::{PublishedFigure, Relation};

/// A figure of the prose against a computed number, both in the unit of the figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureAgreement {
    pub id: String,
    pub computed: f64,
    /// Whether what the prose says holds; absent where one number cannot tell.
    pub holds: Option<bool>,
    /// For a figure that gives one number, how near it is.
    pub agreement: Option<Agreement>,
}

/// The worst class of a number that is `about` another.
const ABOUT: Agreement = Agreement::Within10;
/// In percent or another unit of the figure, what still is negligible.
const NEGLIGIBLE: f64 = 5.0;

/// Compares a figure of the prose with a computed number.
///
/// `equals` holds when the number rounds to the printed one; `about` within one unit of its last digit or 10 %;
/// a range includes what rounds to its ends; `negligible` holds below 5. Whether a series falls or rises, one
/// number cannot tell.
pub fn compare_figure(figure: &PublishedFigure, computed: f64) -> FigureAgreement {
    let single = figure.printed.first().filter(|_| figure.printed.len() == 1);
    let agreement = single.map(|printed| Agreement::of(printed, Some(computed)));
    let holds = match (figure.relation, figure.printed.as_slice()) {
        (Relation::Equals, _) => agreement.map(|agreement| agreement == Agreement::Exact),
        (Relation::About, _) => agreement.map(|agreement| agreement <= ABOUT),
        (Relation::Above, [limit]) => Some(computed > limit.value()),
        (Relation::Below, [limit]) => Some(computed < limit.value()),
        (Relation::Range, [low, high]) => {
            Some(low.rounding_cell().low <= computed && computed <= high.rounding_cell().high)
        }
        (Relation::Negligible, _) => Some(computed.abs() < NEGLIGIBLE),
        _ => None,
    };
    FigureAgreement {
        id: figure.id.clone(),
        computed,
        holds,
        agreement,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::published::bundled;

    #[test]
    fn figures_hold_as_their_relations_say() {
        let study = bundled::study();
        for (id, computed, holds) in [
            ("blr-chemicals-base", 7.149, Some(true)),
            ("blr-chemicals-base", 7.16, Some(false)),
            ("kaz-chemicals-current", 13.4, Some(true)),
            ("kaz-chemicals-current", 13.5, Some(false)),
            ("kaz-machinery-current", 10.0, Some(false)),
            ("kaz-machinery-current", 10.1, Some(true)),
            ("rus-fva-share", 9.6, Some(true)),
            ("rus-fva-share", 13.6, Some(false)),
            ("blr-share-kaz", 0.4, Some(true)),
            ("kaz-fva-share-trend", 20.0, None),
        ] {
            let figure = study.figures.iter().find(|figure| figure.id == id).expect("a figure");
            assert_eq!(compare_figure(figure, computed).holds, holds, "{id} {computed}");
        }
    }
}
