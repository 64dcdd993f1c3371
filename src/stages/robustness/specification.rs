use indexmap::IndexMap;
use serde::Serialize;

use super::evidence::SlopeFit;
use crate::econometrics::{CovarianceKind, EconometricsError, Ols};
use crate::model::{Formula, Series, Transform, Variable};
use crate::stages::observations::Observations;
use crate::stages::{Direction, Estimate, PanelRow, Term, TermEstimate};

/// A form of the equations of stage III.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Specification {
    /// Formula 3 as it stands.
    Levels,
    /// Value added of all source industries instead of the same industry's.
    AllSources,
    /// With a linear trend.
    Trend,
    /// With the regressors of the year before.
    Lag,
    /// With the response of the year before among the regressors.
    Dynamic,
    /// BP in exports and FP in value added in place of their levels.
    Shares,
    /// First differences.
    Differences,
    /// Natural logarithms.
    Logs,
    /// First differences of logarithms.
    Growth,
}

impl Specification {
    pub const ALL: [Self; 9] = [
        Self::Levels,
        Self::AllSources,
        Self::Trend,
        Self::Lag,
        Self::Dynamic,
        Self::Shares,
        Self::Differences,
        Self::Logs,
        Self::Growth,
    ];

    pub fn id(self) -> &'static str {
        match self {
            Self::Levels => "levels",
            Self::AllSources => "all-sources",
            Self::Trend => "trend",
            Self::Lag => "lag",
            Self::Dynamic => "dynamic",
            Self::Shares => "shares",
            Self::Differences => "differences",
            Self::Logs => "logs",
            Self::Growth => "growth",
        }
    }

    /// The equation for exports in a direction; the terms of BP, FP and GDP per capita come first.
    pub fn formula(self, direction: Direction) -> Formula {
        let exports = match direction {
            Direction::Mutual => Series::Mutual,
            Direction::External => Series::External,
        };
        let transforms: &[Transform] = match self {
            Self::Differences => &[Transform::Diff],
            Self::Logs => &[Transform::Log],
            Self::Growth => &[Transform::Log, Transform::Diff],
            _ => &[],
        };
        let of = |series, transforms: &[Transform]| Variable {
            series,
            transforms: transforms.to_vec(),
        };
        let regressors = match self {
            Self::AllSources => [Series::BpAll, Series::FpAll, Series::GdpPc],
            Self::Shares => [Series::Content, Series::ForwardShare, Series::GdpPc],
            _ => [Series::Bp, Series::Fp, Series::GdpPc],
        };
        let of_regressors = if self == Self::Lag {
            &[Transform::Lag]
        } else {
            transforms
        };
        let mut terms = regressors.map(|series| of(series, of_regressors)).to_vec();
        match self {
            Self::Trend => terms.push(of(Series::Year, &[])),
            Self::Dynamic => terms.push(of(exports, &[Transform::Lag])),
            _ => {}
        }
        Formula {
            response: of(exports, transforms),
            terms,
            constant: true,
        }
    }

    pub(super) fn observations(self, direction: Direction, rows: &[&PanelRow]) -> Observations {
        Observations::of(&self.formula(direction), rows)
    }
}

/// An equation in one specification, under the covariance of the study.
#[derive(Debug, Clone)]
pub struct SpecificationFit {
    pub n_obs: usize,
    pub slopes: IndexMap<Term, SlopeFit>,
}

/// Estimates an equation in every specification that its data allow.
pub(super) fn all(rows: &[&PanelRow], estimate: &Estimate) -> IndexMap<Specification, SpecificationFit> {
    let fits = Specification::ALL.into_iter().filter_map(|id| {
        let observations = id.observations(estimate.direction, rows);
        Some((id, fit(&observations, estimate.covariance).ok()?))
    });
    fits.collect()
}

fn fit(observations: &Observations, covariance: CovarianceKind) -> Result<SpecificationFit, EconometricsError> {
    let ols: Ols = observations.fit()?;
    let inference = ols.inference(covariance)?;
    let response = deviation(&observations.response);
    let mut slopes = IndexMap::new();
    for (term, (name, values)) in Term::SLOPES.into_iter().zip(&observations.columns) {
        if let Some(coefficient) = inference.coefficient(name) {
            let scale = deviation(values) / response;
            slopes.insert(term, SlopeFit::new(TermEstimate::new(coefficient)?, scale));
        }
    }
    Ok(SpecificationFit {
        n_obs: ols.n_obs(),
        slopes,
    })
}

/// Fits a formula to the rows of one exporter's sector.
pub fn estimate(formula: &Formula, rows: &[&PanelRow]) -> Result<Ols, EconometricsError> {
    Observations::of(formula, rows).fit()
}

/// The standard deviation, by n − 1.
fn deviation(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    (squares / (n - 1.0)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_of_the_specifications() {
        let formulas = Specification::ALL.map(|id| id.formula(Direction::Mutual).to_string());
        assert_eq!(
            formulas,
            [
                "mutual ~ bp + fp + gdp_pc",
                "mutual ~ bp_all + fp_all + gdp_pc",
                "mutual ~ bp + fp + gdp_pc + year",
                "mutual ~ lag(bp) + lag(fp) + lag(gdp_pc)",
                "mutual ~ bp + fp + gdp_pc + lag(mutual)",
                "mutual ~ content + forward_share + gdp_pc",
                "diff(mutual) ~ diff(bp) + diff(fp) + diff(gdp_pc)",
                "log(mutual) ~ log(bp) + log(fp) + log(gdp_pc)",
                "diff(log(mutual)) ~ diff(log(bp)) + diff(log(fp)) + diff(log(gdp_pc))",
            ]
        );
    }
}
