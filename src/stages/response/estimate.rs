use indexmap::IndexMap;
use serde::Serialize;

use super::panel::{Direction, PanelRow};
use crate::econometrics::{CoefficientInference, CovarianceKind, Design, EconometricsError, Ols};
use crate::model::Economy;

/// A regressor of formula 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Term {
    Const,
    Bp,
    Fp,
    GdpPc,
}

impl Term {
    pub const SLOPES: [Self; 3] = [Self::Bp, Self::Fp, Self::GdpPc];

    pub fn id(self) -> &'static str {
        match self {
            Self::Const => "const",
            Self::Bp => "bp",
            Self::Fp => "fp",
            Self::GdpPc => "gdp_pc",
        }
    }

    fn observe(self, row: &PanelRow) -> f64 {
        match self {
            Self::Const => 1.0,
            Self::Bp => row.bp,
            Self::Fp => row.fp,
            Self::GdpPc => row.gdp_pc,
        }
    }
}

/// One estimated equation: an exporter's sector in one direction.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    pub exporter: Economy,
    pub sector: String,
    pub direction: Direction,
    pub n_obs: usize,
    pub df_resid: usize,
    pub covariance: CovarianceKind,
    pub terms: IndexMap<Term, TermEstimate>,
    /// Wald test that all slopes are zero, under the same covariance.
    pub joint: FTest,
    /// A fraction.
    pub r_squared: f64,
}

/// A coefficient with its inference, t(n−k).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TermEstimate {
    pub coef: f64,
    pub se: f64,
    pub t: f64,
    pub p: f64,
    /// The 95 % confidence interval.
    #[serde(skip)]
    pub interval: (f64, f64),
}

impl TermEstimate {
    /// What inference says of a coefficient, with its 95 % interval.
    pub(in crate::stages) fn new(coefficient: &CoefficientInference) -> Result<Self, EconometricsError> {
        let interval = coefficient.confidence_interval(0.95)?;
        Ok(Self {
            coef: coefficient.estimate,
            se: coefficient.std_error,
            t: coefficient.t_statistic,
            p: coefficient.p_value,
            interval: (interval.lower, interval.upper),
        })
    }

    /// Significant at 10 % or better.
    pub fn is_significant(&self) -> bool {
        self.p < 0.10
    }
}

/// A joint test, F(k−1, n−k).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct FTest {
    pub f: f64,
    #[serde(rename = "f_p")]
    pub p: f64,
}

/// Stars at 10, 5 and 1 percent.
pub fn stars(p: f64) -> usize {
    [0.10, 0.05, 0.01].into_iter().filter(|level| p < *level).count()
}

/// An equation that cannot be estimated.
#[derive(Debug, thiserror::Error)]
#[error(
    "stage III, {exporter}, {sector}, {direction} exports: {source}\n  hint: check the activities of the sector in rvc.toml and the years of `[response]`"
)]
pub struct ResponseError {
    pub exporter: Economy,
    pub sector: String,
    pub direction: &'static str,
    pub source: EconometricsError,
}

/// Estimates formula 3 for every exporter and sector of the panel in both directions, by OLS.
///
/// `Ex = β0 + β1·BP + β2·FP + β3·GDPpc + e`; the panel comes sorted by exporter, sector, year.
pub fn estimate_responses(panel: &[PanelRow], covariance: CovarianceKind) -> Result<Vec<Estimate>, ResponseError> {
    let same = |a: &PanelRow, b: &PanelRow| a.exporter == b.exporter && a.sector == b.sector;
    let mut estimates = Vec::new();
    for rows in panel.chunk_by(same) {
        let Some(first) = rows.first() else { continue };
        for direction in Direction::ALL {
            let fitted = fit(rows, direction, covariance).map_err(|source| ResponseError {
                exporter: first.exporter.clone(),
                sector: first.sector.clone(),
                direction: direction.id(),
                source,
            })?;
            estimates.push(fitted);
        }
    }
    Ok(estimates)
}

fn fit(rows: &[PanelRow], direction: Direction, covariance: CovarianceKind) -> Result<Estimate, EconometricsError> {
    let terms = [Term::Const, Term::Bp, Term::Fp, Term::GdpPc];
    let columns = terms.map(|term| (term.id().to_owned(), rows.iter().map(|row| term.observe(row)).collect()));
    let design = Design::from_columns(columns.into())?;
    let exports: Vec<f64> = rows.iter().map(|row| row.exports(direction)).collect();
    let ols = Ols::fit(&exports, &design)?;
    let inference = ols.inference(covariance)?;
    let joint = ols.slopes_test(covariance)?;
    let mut estimates = IndexMap::new();
    for (term, coefficient) in terms.into_iter().zip(&inference.coefficients) {
        estimates.insert(term, TermEstimate::new(coefficient)?);
    }
    Ok(Estimate {
        exporter: rows[0].exporter.clone(),
        sector: rows[0].sector.clone(),
        direction,
        n_obs: ols.n_obs(),
        df_resid: ols.df_resid(),
        covariance,
        terms: estimates,
        joint: FTest {
            f: joint.f_statistic,
            p: joint.p_value,
        },
        r_squared: ols.r_squared(),
    })
}

impl Serialize for Estimate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Row<'a> {
            exporter: &'a Economy,
            sector: &'a str,
            direction: Direction,
            n_obs: usize,
            df_resid: usize,
            covariance: String,
            terms: &'a IndexMap<Term, TermEstimate>,
            f: f64,
            f_p: f64,
            r2: f64,
        }
        Row {
            exporter: &self.exporter,
            sector: &self.sector,
            direction: self.direction,
            n_obs: self.n_obs,
            df_resid: self.df_resid,
            covariance: self.covariance.to_string(),
            terms: &self.terms,
            f: self.joint.f,
            f_p: self.joint.p,
            r2: self.r_squared,
        }
        .serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_are_strict_at_each_level() {
        assert_eq!(
            [0.2, 0.10, 0.099, 0.05, 0.049, 0.01, 0.0099].map(stars),
            [0, 0, 1, 1, 2, 2, 3]
        );
    }
}
