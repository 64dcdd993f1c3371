use serde::Serialize;

use super::specification::Specification;
use crate::model::Series;
use crate::stages::observations::Observations;
use crate::stages::{Direction, PanelRow};

/// θ, the partners' value added in a dollar of a sector's exports, and the slope that follows from it.
///
/// BP = θ·(mutual + external exports): where θ hardly varies, the slope of total exports on BP is
/// 1/θ by arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ContentEvidence {
    pub mean: f64,
    /// Coefficient of variation: standard deviation (n − 1) over the mean.
    pub variation: f64,
    /// 1 / mean.
    pub slope: f64,
    /// The slope on BP with total exports as response; the sum of both directions' slopes.
    pub total: f64,
    /// Its 95 % interval, classical.
    pub total_lower: f64,
    pub total_upper: f64,
}

impl ContentEvidence {
    /// Whether arithmetic alone could account for the slope of total exports.
    pub fn explains(&self) -> bool {
        self.total_lower <= self.slope && self.slope <= self.total_upper
    }
}

/// The content of a sector's exports; `None` where it is undefined in some year.
pub(super) fn of(rows: &[&PanelRow]) -> Option<ContentEvidence> {
    let values = rows.iter().map(|row| row.content()).collect::<Option<Vec<f64>>>()?;
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    let mut formula = Specification::Levels.formula(Direction::Mutual);
    formula.response.series = Series::Total;
    let ols = Observations::of(&formula, rows).fit().ok()?;
    let inference = ols.inference(crate::econometrics::CovarianceKind::Classical).ok()?;
    let total = inference.coefficient(Series::Bp.id())?;
    let interval = total.confidence_interval(0.95).ok()?;
    Some(ContentEvidence {
        mean,
        variation: (squares / (n - 1.0)).sqrt() / mean,
        slope: 1.0 / mean,
        total: total.estimate,
        total_lower: interval.lower,
        total_upper: interval.upper,
    })
    .filter(|found| found.slope.is_finite() && found.variation.is_finite())
}
