//! Regressions that a project defines by formula, on the series of the panel.

use indexmap::IndexMap;
use serde::Serialize;

use crate::econometrics::{CovarianceKind, EconometricsError};
use crate::model::{Economy, Formula, Window};
use crate::settings::RegressionSettings;
use crate::stages::observations::Observations;
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

fn fit(id: &str, settings: &RegressionSettings, rows: &[&PanelRow]) -> Result<Regression, EconometricsError> {
    let own: Vec<&PanelRow> = rows
        .iter()
        .filter(|row| {
            row.exporter == settings.exporter && row.sector == settings.sector && settings.years.contains(row.year)
        })
        .copied()
        .collect();
    let formula = &settings.formula;
    let ols = Observations::of(formula, &own).fit()?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stages::observations::tests::row;

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
