//! Regressions that a project defines by formula, on the series of the panel.

use indexmap::IndexMap;
use serde::Serialize;

use crate::econometrics::{CovarianceKind, Design, EconometricsError, Ols};
use crate::model::{Economy, Formula, Series, Transform, Variable, Window};
use crate::settings::RegressionSettings;
use crate::stages::{FTest, PanelRow, TermEstimate};

/// A regression of the project's own, estimated.
#[derive(Debug, Clone, Serialize)]
pub struct Regression {
    pub id: String,
    pub exporter: Economy,
    pub sector: String,
    pub formula: Formula,
    #[serde(serialize_with = "as_text")]
    pub covariance: CovarianceKind,
    /// The years asked for; transformations may lose the first ones.
    pub years: Window,
    pub n_obs: usize,
    pub df_resid: usize,
    /// By the text of the term in the formula; the constant is `const`.
    pub terms: IndexMap<String, TermEstimate>,
    #[serde(flatten)]
    pub joint: FTest,
    /// A fraction.
    #[serde(rename = "r2")]
    pub r_squared: f64,
}

fn as_text<S: serde::Serializer>(kind: &CovarianceKind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(kind)
}

/// A regression that cannot be estimated.
#[derive(Debug, thiserror::Error)]
pub enum RegressionError {
    #[error("the regression `{id}`: {source}\n  hint: check its formula and years in rvc.toml")]
    Estimation { id: String, source: EconometricsError },
    #[error(
        "the regression `{id}`: the regressors determine the response exactly\n  hint: `{formula}` is an identity; leave out a regressor"
    )]
    Identity { id: String, formula: String },
}

/// A fit this near to perfect is an identity.
const PERFECT: f64 = 1.0 - 1e-12;

/// Estimates every regression of the project by OLS, each under the covariance that it names.
///
/// Observations in which a variable is undefined are left out. `rows` holds the panel of all
/// exporters and sectors that the regressions name.
pub fn fit_regressions<'a>(
    regressions: &'a IndexMap<String, RegressionSettings>,
    rows: &'a [&'a PanelRow],
) -> Result<Vec<Regression>, RegressionError> {
    let fitted = regressions.iter().map(|(id, settings)| {
        let fitted = fit(id, settings, rows);
        let fitted = fitted.map_err(|source| RegressionError::Estimation { id: id.clone(), source })?;
        if fitted.r_squared > PERFECT {
            return Err(RegressionError::Identity {
                id: id.clone(),
                formula: settings.formula.to_string(),
            });
        }
        Ok(fitted)
    });
    fitted.collect()
}

/// The name of the constant among the terms.
const CONSTANT: &str = "const";

fn fit(id: &str, settings: &RegressionSettings, rows: &[&PanelRow]) -> Result<Regression, EconometricsError> {
    let own: Vec<&PanelRow> = rows
        .iter()
        .filter(|row| {
            row.exporter == settings.exporter && row.sector == settings.sector && settings.years.contains(row.year)
        })
        .copied()
        .collect();
    let formula = &settings.formula;
    let response = observe(&formula.response, &own);
    let series: Vec<Vec<Option<f64>>> = formula.terms.iter().map(|term| observe(term, &own)).collect();
    let complete: Vec<usize> = (0..own.len())
        .filter(|&i| response[i].is_some() && series.iter().all(|values| values[i].is_some()))
        .collect();
    let observed = |values: &[Option<f64>]| complete.iter().filter_map(|&i| values[i]).collect::<Vec<f64>>();
    let mut columns = Vec::new();
    if formula.constant {
        columns.push((CONSTANT.to_owned(), vec![1.0; complete.len()]));
    }
    columns.extend(
        formula
            .terms
            .iter()
            .zip(&series)
            .map(|(term, values)| (term.to_string(), observed(values))),
    );
    let ols = Ols::fit(&observed(&response), &Design::from_columns(columns)?)?;
    let inference = ols.inference(settings.covariance)?;
    let joint = ols.slopes_test(settings.covariance)?;
    let mut terms = IndexMap::new();
    for coefficient in &inference.coefficients {
        terms.insert(coefficient.name.clone(), TermEstimate::new(coefficient)?);
    }
    Ok(Regression {
        id: id.to_owned(),
        exporter: settings.exporter.clone(),
        sector: settings.sector.clone(),
        formula: formula.clone(),
        covariance: settings.covariance,
        years: settings.years,
        n_obs: ols.n_obs(),
        df_resid: ols.df_resid(),
        terms,
        joint: FTest {
            f: joint.f_statistic,
            p: joint.p_value,
        },
        r_squared: ols.r_squared(),
    })
}

/// A variable over the years of `rows`; years in which it is undefined hold `None`.
fn observe(variable: &Variable, rows: &[&PanelRow]) -> Vec<Option<f64>> {
    let mut values: Vec<Option<f64>> = rows.iter().map(|row| value(variable.series, row)).collect();
    for transform in &variable.transforms {
        let before = |i: usize| {
            let j = i.checked_sub(1)?;
            values[j].filter(|_| rows[j].year + 1 == rows[i].year)
        };
        values = (0..values.len())
            .map(|i| match transform {
                Transform::Log => values[i].filter(|value| *value > 0.0).map(libm::log),
                Transform::Diff => Some(values[i]? - before(i)?),
                Transform::Lag => before(i),
            })
            .collect();
    }
    values
}

/// A series in one observation; `None` where it is undefined.
fn value(series: Series, row: &PanelRow) -> Option<f64> {
    Some(match series {
        Series::Mutual => row.mutual,
        Series::External => row.external,
        Series::Total => row.mutual + row.external,
        Series::Bp => row.bp,
        Series::Fp => row.fp,
        Series::GdpPc => row.gdp_pc,
        Series::Content => row.content()?,
        Series::Year => f64::from(row.year),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(year: u16, mutual: f64, bp: f64) -> PanelRow {
        PanelRow {
            year,
            exporter: Economy::parse("BLR").expect("a code"),
            sector: "chemicals".into(),
            mutual,
            external: 0.0,
            bp,
            fp: 1.0,
            gdp_pc: 1.0,
        }
    }

    #[test]
    fn transformations_lose_the_first_year_and_the_undefined_ones() {
        let rows = [
            row(2000, 1.0, 2.0),
            row(2001, 0.0, 3.0),
            row(2002, 4.0, 5.0),
            row(2004, 4.0, 9.0),
        ];
        let rows: Vec<&PanelRow> = rows.iter().collect();
        let series = |text: &str| {
            let formula: Formula = format!("{text} ~ fp").parse().expect("a formula");
            observe(&formula.response, &rows)
        };
        assert_eq!(series("lag(bp)"), [None, Some(2.0), Some(3.0), None]);
        assert_eq!(series("diff(bp)"), [None, Some(1.0), Some(2.0), None]);
        assert_eq!(series("log(mutual)")[..2], [Some(0.0), None]);
    }

    #[test]
    fn a_line_through_points_is_found() {
        let rows: Vec<PanelRow> = (0..6)
            .map(|i| {
                row(
                    2000 + i,
                    3.0 + 2.0 * f64::from(i) + 0.1 * f64::from(i % 2),
                    f64::from(i),
                )
            })
            .collect();
        let rows: Vec<&PanelRow> = rows.iter().collect();
        let settings = RegressionSettings {
            exporter: Economy::parse("BLR").expect("a code"),
            sector: "chemicals".into(),
            formula: "mutual ~ bp".parse().expect("a formula"),
            years: Window::new(2000, 2005).expect("a window"),
            covariance: CovarianceKind::Hc1,
        };
        let regressions = IndexMap::from([("own".to_owned(), settings)]);
        let fitted = fit_regressions(&regressions, &rows).expect("it can be estimated");
        // By hand: slope = Σ(x−x̄)(y−ȳ)/Σ(x−x̄)², with 0.1 added to y at x = 1, 3, 5.
        let slope = 2.0 + 0.1 * 1.5 / 17.5;
        assert!(
            (fitted[0].terms["bp"].coef - slope).abs() < 1e-12,
            "{:?}",
            fitted[0].terms
        );
        assert_eq!((fitted[0].n_obs, fitted[0].df_resid), (6, 4));
    }
}
