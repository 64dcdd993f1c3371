use std::sync::OnceLock;

use indexmap::IndexMap;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::{
    Adjusted, Cointegration, ContentEvidence, DiagnosticEvidence, DiagnosticId, LeaveOneOut, SignCount, Specification,
    SpecificationFit, Stability, UnitRoots, Variances, Verdict, stability, variances,
};
use crate::econometrics::Ols;
use crate::model::{Economy, Series};
use crate::settings::RobustnessSettings;
use crate::stages::{Direction, Estimate, FTest, Term, TermEstimate};

/// Everything found out about the equations of stage III.
///
/// Written as maps: exporter → sector → what; a number's name is its path.
#[derive(Debug, Clone)]
pub struct Robustness {
    pub sectors: Vec<SectorEvidence>,
    /// The same as it is written, made when the first number is asked for by name.
    written: OnceLock<Value>,
}

/// An exporter's sector: its series, and both its equations.
#[derive(Debug, Clone, Serialize)]
pub struct SectorEvidence {
    #[serde(skip)]
    pub exporter: Economy,
    #[serde(skip)]
    pub sector: String,
    #[serde(serialize_with = "by_series")]
    pub series: IndexMap<Series, UnitRoots>,
    pub content: Option<ContentEvidence>,
    #[serde(flatten)]
    pub equations: IndexMap<Direction, EquationEvidence>,
}

/// One equation.
#[derive(Debug, Clone, Serialize)]
pub struct EquationEvidence {
    #[serde(flatten)]
    pub slopes: IndexMap<Term, SlopeEvidence>,
    /// The joint test of the slopes by covariance kind.
    pub joint: IndexMap<String, FTest>,
    pub cointegration: Option<Cointegration>,
    pub diagnostics: IndexMap<DiagnosticId, DiagnosticEvidence>,
    pub stability: Stability,
    /// Observations by specification.
    pub samples: IndexMap<Specification, usize>,
}

/// One slope of an equation.
#[derive(Debug, Clone, Serialize)]
pub struct SlopeEvidence {
    pub variances: Variances,
    /// p of the wild bootstrap with the null imposed.
    pub bootstrap: Option<f64>,
    /// The slope in other specifications; baseline included.
    pub specifications: IndexMap<Specification, SlopeFit>,
    pub leave_one_out: Option<LeaveOneOut>,
    /// Only of the slopes that are hypotheses.
    pub adjusted: Option<Adjusted>,
    pub signs: SignCount,
    pub verdict: Option<Verdict>,
}

/// A slope in one specification.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SlopeFit {
    #[serde(flatten)]
    pub estimate: TermEstimate,
    /// Standard deviation of the regressor over that of the response: it makes the slope free of units.
    #[serde(skip)]
    pub scale: f64,
    /// The slope in standard deviations of the response for one of the regressor.
    pub beta: f64,
    pub beta_lower: f64,
    pub beta_upper: f64,
}

impl SlopeFit {
    pub(super) fn new(estimate: TermEstimate, scale: f64) -> Self {
        Self {
            estimate,
            scale,
            beta: estimate.coef * scale,
            beta_lower: estimate.interval.0 * scale,
            beta_upper: estimate.interval.1 * scale,
        }
    }
}

impl SlopeEvidence {
    pub(super) fn new(
        ols: &Ols,
        term: Term,
        specifications: &IndexMap<Specification, SpecificationFit>,
        settings: &RobustnessSettings,
    ) -> Self {
        let in_specifications: IndexMap<Specification, SlopeFit> = specifications
            .iter()
            .filter_map(|(id, fit)| Some((*id, *fit.slopes.get(&term)?)))
            .collect();
        Self {
            variances: variances::of(ols, term),
            bootstrap: variances::bootstrap(ols, term, settings),
            signs: SignCount::of(&in_specifications),
            specifications: in_specifications,
            leave_one_out: stability::leave_one_out(ols, term),
            adjusted: None,
            verdict: None,
        }
    }
}

impl SectorEvidence {
    pub(super) fn is_of(&self, estimate: &Estimate) -> bool {
        self.exporter == estimate.exporter && self.sector == estimate.sector
    }
}

/// The evidence on a slope, to be completed.
pub(super) fn slope_mut<'a>(
    sectors: &'a mut [SectorEvidence],
    estimate: &Estimate,
    term: Term,
) -> Option<&'a mut SlopeEvidence> {
    let sector = sectors.iter_mut().find(|found| found.is_of(estimate))?;
    sector.equations.get_mut(&estimate.direction)?.slopes.get_mut(&term)
}

impl Robustness {
    pub(super) fn new(sectors: Vec<SectorEvidence>) -> Self {
        Self {
            sectors,
            written: OnceLock::new(),
        }
    }

    /// The number at a path such as `BLR.chemicals.mutual.bp.variances.HC3.se`; `None` where there is none.
    pub fn number(&self, path: &str) -> Option<f64> {
        let written = self
            .written
            .get_or_init(|| serde_json::to_value(self).unwrap_or_default());
        path.split('.')
            .try_fold(written, |value, part| value.get(part))?
            .as_f64()
    }

    /// What is known of an exporter's sector.
    pub fn sector(&self, exporter: &Economy, sector: &str) -> Option<&SectorEvidence> {
        self.sectors
            .iter()
            .find(|found| found.exporter == *exporter && found.sector == sector)
    }

    /// What is known of an equation.
    pub fn equation(&self, exporter: &Economy, sector: &str, direction: Direction) -> Option<&EquationEvidence> {
        self.sector(exporter, sector)?.equations.get(&direction)
    }

    /// What is known of a slope.
    pub fn slope(&self, exporter: &Economy, sector: &str, direction: Direction, term: Term) -> Option<&SlopeEvidence> {
        self.equation(exporter, sector, direction)?.slopes.get(&term)
    }
}

impl Serialize for Robustness {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut exporters: IndexMap<&Economy, IndexMap<&str, &SectorEvidence>> = IndexMap::new();
        for found in &self.sectors {
            exporters
                .entry(&found.exporter)
                .or_default()
                .insert(&found.sector, found);
        }
        exporters.serialize(serializer)
    }
}

fn by_series<S: Serializer>(series: &IndexMap<Series, UnitRoots>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(series.iter().map(|(series, roots)| (series.id(), roots)))
}
