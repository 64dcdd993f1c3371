//! Sums that published figures must have, up to rounding: what differs is a warning with its worst case.

use super::file::{Industry, ShareKey, TivaFile};
use crate::model::Year;

/// Sums may differ by this share of the whole.
const TOLERANCE: f64 = 0.005;
/// Smaller exports are not compared, USD million: rounding to three decimals would show.
const SMALL_USD_MN: f64 = 1.0;
/// Domestic and foreign share may differ from 100 % by this much, in percentage points.
const SHARE_TOLERANCE: f64 = 1e-4;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Check {
    /// Exports to all partners against exports to the world.
    Partners,
    /// Value added of all sources against gross exports.
    Origins,
    /// Value added of foreign sources against EXGR_FVA.
    Foreign,
}

impl Check {
    const ALL: [Self; 3] = [Self::Partners, Self::Origins, Self::Foreign];

    /// What is found, and what it is held against.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Partners => ("exports to the partners", "exports to the world"),
            Self::Origins => ("the value added by source", "gross exports"),
            Self::Foreign => ("the foreign value added by source", "EXGR_FVA"),
        }
    }
}

/// Two figures that should be equal and are not; USD million.
#[derive(Debug, Clone)]
pub(super) struct Deviation {
    check: Check,
    year: Year,
    industry: Industry,
    found: f64,
    expected: f64,
}

impl Deviation {
    /// Compares two figures; nothing where they agree or are small.
    pub fn of(check: Check, year: Year, industry: &Industry, found: f64, expected: f64) -> Option<Self> {
        let whole = found.abs().max(expected.abs());
        let differs = whole > SMALL_USD_MN && (found - expected).abs() > TOLERANCE * whole;
        differs.then(|| Self {
            check,
            year,
            industry: industry.clone(),
            found,
            expected,
        })
    }

    fn relative(&self) -> f64 {
        (self.found - self.expected).abs() / self.found.abs().max(self.expected.abs())
    }
}

/// One warning for each kind of deviation, with the number of cells and the worst of them.
pub(super) fn warnings(deviations: &[Deviation]) -> Vec<String> {
    let mut warnings = Vec::new();
    for check in Check::ALL {
        let of_kind: Vec<&Deviation> = deviations.iter().filter(|one| one.check == check).collect();
        let worst = of_kind.iter().max_by(|a, b| a.relative().total_cmp(&b.relative()));
        if let Some(worst) = worst {
            let (found, expected) = check.words();
            let (economy, activity) = &worst.industry;
            warnings.push(format!(
                "TiVA: {found} and {expected} differ by more than {} % in {} cells; most in {economy} {activity} {}: {:.3} against {:.3} USD million",
                100.0 * TOLERANCE,
                of_kind.len(),
                worst.year,
                worst.found,
                worst.expected
            ));
        }
    }
    warnings
}

/// A warning where domestic and foreign share of exports do not make 100 %.
pub(super) fn share_warning(file: &TivaFile) -> Option<String> {
    let sums = file
        .shares
        .iter()
        .filter_map(|(key, content)| Some((key, content.sum()?)));
    let off: Vec<(&ShareKey, f64)> = sums.filter(|(_, sum)| (sum - 100.0).abs() > SHARE_TOLERANCE).collect();
    let (key, sum) = off
        .iter()
        .max_by(|(_, a), (_, b)| (a - 100.0).abs().total_cmp(&(b - 100.0).abs()))?;
    Some(format!(
        "{}: EXGR_DVA and EXGR_FVA do not make 100 % in {} cells; most in {} {} {}: {sum:.4} %",
        file.path,
        off.len(),
        key.area.code(),
        key.activity,
        key.year
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Activity, Economy};

    #[test]
    fn the_worst_deviation_is_named() {
        let kaz = (Economy::parse("KAZ").expect("a code"), Activity::new("C26"));
        let compare = |found, expected| Deviation::of(Check::Origins, 2019, &kaz, found, expected);
        assert!(compare(100.4, 100.0).is_none() && compare(0.5, 0.9).is_none());
        let deviations: Vec<Deviation> = [compare(101.0, 100.0), compare(50.0, 100.0)]
            .into_iter()
            .flatten()
            .collect();
        assert_eq!(
            warnings(&deviations),
            [
                "TiVA: the value added by source and gross exports differ by more than 0.5 % in 2 cells; most in KAZ C26 2019: 50.000 against 100.000 USD million"
            ]
        );
    }
}
