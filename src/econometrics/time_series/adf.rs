//! The augmented Dickey–Fuller test for a unit root.

use super::super::{CovarianceKind, CriticalValues, Design, EconometricsError, Ols};
use super::mackinnon::{critical_values, p_value};
use super::series::{check_series, check_variation};
use super::{Deterministic, LagChoice};

/// Holds the test that a series has a unit root, which it rejects for small τ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AdfTest {
    /// τ, the t of the lagged level.
    pub statistic: f64,
    /// How many lagged changes the regression has.
    pub lag: usize,
    /// How many observations it has: the length of the series less `lag` less 1.
    pub n_obs: usize,
    /// The values that τ must fall below, for `n_obs` observations.
    pub critical: CriticalValues,
    /// The asymptotic probability of a smaller τ under a unit root.
    pub p_value: f64,
}

/// Tests whether a series has a unit root.
///
/// τ is the classical t of ρ in the regression
/// Δyₜ = ρ·yₜ₋₁ + Σⱼ γⱼ·Δyₜ₋ⱼ + deterministic part + eₜ, over the observations
/// that have all lags. A choice by information criterion compares 0, …, `max`
/// lags on the observations that have `max` of them, and then uses all
/// observations that have the lags chosen; of equal ones the fewest win. With
/// a constant the level enters less its first value.
///
/// Fails when a number is NaN or infinite, when too few observations are
/// left, and when the regression leaves nothing but rounding errors, as on
/// an exact trend.
///
/// Definitions: Dickey and Fuller (1979), JASA 74; Said and Dickey (1984),
/// Biometrika 71; critical values of MacKinnon (2010), Queen's Economics
/// Department Working Paper 1227; p value of MacKinnon (1994), J. Business and
/// Economic Statistics 12. Equals statsmodels `adfuller(y, maxlag=, regression=,
/// autolag=)`, R `urca::ur.df(y, type =, lags =)` and Stata
/// `dfuller y, lags() [noconstant|trend]` in τ for a fixed lag.
pub fn adf(series: &[f64], deterministic: Deterministic, choice: LagChoice) -> Result<AdfTest, EconometricsError> {
    check_series(series, choice.longest().saturating_add(3))?;
    let lag = match choice {
        LagChoice::Fixed(lag) => lag,
        LagChoice::Aic { max } => best_lag(series, deterministic, max, |_| 2.0)?,
        LagChoice::Bic { max } => best_lag(series, deterministic, max, |n| libm::log(n as f64))?,
    };
    let ols = fit(series, deterministic, lag, lag)?;
    let level = &ols.inference(CovarianceKind::Classical)?.coefficients[0];
    let (statistic, n_obs) = (level.t_statistic, ols.n_obs());
    Ok(AdfTest {
        statistic,
        lag,
        n_obs,
        critical: critical_values(deterministic, 1, n_obs)?,
        p_value: p_value(statistic, deterministic, 1)?,
    })
}

/// Finds the lag with the least criterion n·ln(RSS/n) + penalty·k.
fn best_lag(
    series: &[f64],
    deterministic: Deterministic,
    max: usize,
    penalty: fn(usize) -> f64,
) -> Result<usize, EconometricsError> {
    let mut best = (f64::INFINITY, 0);
    for lag in 0..=max {
        let ols = fit(series, deterministic, lag, max)?;
        let n = ols.n_obs() as f64;
        let criterion = n * libm::log(ols.rss() / n) + penalty(ols.n_obs()) * ols.n_params() as f64;
        if criterion < best.0 {
            best = (criterion, lag);
        }
    }
    Ok(best.1)
}

/// Fits the regression with `lag` lagged changes, leaving room for `longest`;
/// the lagged level is its first column.
fn fit(series: &[f64], deterministic: Deterministic, lag: usize, longest: usize) -> Result<Ols, EconometricsError> {
    let changes: Vec<f64> = series.windows(2).map(|pair| pair[1] - pair[0]).collect();
    // change i leads from level i to level i + 1
    let n_obs = changes.len() - longest;
    let origin = match deterministic {
        Deterministic::None => 0.0,
        Deterministic::Constant | Deterministic::Trend => series[0],
    };
    let levels = series[longest..].iter().take(n_obs).map(|level| level - origin);
    let mut columns = vec![("level".to_owned(), levels.collect())];
    for back in 1..=lag {
        let lagged = changes[longest - back..].iter().take(n_obs);
        columns.push((format!("change {back} before"), lagged.copied().collect()));
    }
    for (name, values) in ["constant", "trend"].into_iter().zip(deterministic.columns(n_obs)) {
        columns.push((name.to_owned(), values));
    }
    let what = "the changes of the series";
    let ols = match Ols::fit(&changes[longest..], &Design::from_columns(columns)?) {
        Err(EconometricsError::ConstantResponse) => {
            let what = what.to_owned();
            return Err(EconometricsError::NoVariation { what });
        }
        fitted => fitted?,
    };
    check_variation(ols.residuals(), series, what)?;
    Ok(ols)
}

#[cfg(test)]
mod tests {
    use super::super::super::longley::{LONGLEY, TestResult, close, column};
    use super::*;

    /// R urca `ur.df(totemp, lags = 1)` and statsmodels `adfuller` on Longley's employment.
    #[test]
    fn employment_as_in_r_and_statsmodels() -> TestResult {
        let employment = column(&LONGLEY, 0);
        for (deterministic, tau) in [
            (Deterministic::None, 2.24403275078532),
            (Deterministic::Constant, -0.399337372980289),
            (Deterministic::Trend, -4.06158245463855),
        ] {
            let test = adf(&employment, deterministic, LagChoice::Fixed(1))?;
            close(test.statistic, tau, 1e-12);
            assert_eq!((test.lag, test.n_obs), (1, 14));
        }
        let test = adf(&employment, Deterministic::Constant, LagChoice::Fixed(1))?;
        close(test.p_value, 0.910209353576457, 1e-12);
        Ok(())
    }

    /// statsmodels `adfuller(gnp, maxlag=3, autolag=)` on Longley's GNP.
    #[test]
    fn lags_chosen_as_in_statsmodels() -> TestResult {
        let gnp = column(&LONGLEY, 2);
        let test = adf(&gnp, Deterministic::Constant, LagChoice::Aic { max: 3 })?;
        assert_eq!((test.lag, test.n_obs), (3, 12));
        close(test.statistic, -0.19438245764108866, 1e-9);
        let test = adf(&gnp, Deterministic::Constant, LagChoice::Bic { max: 3 })?;
        assert_eq!((test.lag, test.n_obs), (0, 15));
        close(test.statistic, 0.19287817568158644, 1e-9);
        close(test.critical.one, -3.9644434814814815, 1e-13);
        Ok(())
    }

    #[test]
    fn what_has_no_test_is_refused() {
        let message = |series: &[f64], deterministic, choice| {
            adf(series, deterministic, choice).map_or_else(|error| error.to_string(), |_| "accepted".to_owned())
        };
        let trend: Vec<f64> = (0..16).map(|t| 1947.0 + f64::from(t)).collect();
        let nothing = "no variation is left in the changes of the series: the test is undefined";
        for deterministic in [Deterministic::None, Deterministic::Constant, Deterministic::Trend] {
            assert_eq!(message(&trend, deterministic, LagChoice::Fixed(1)), nothing);
            assert_eq!(message(&trend, deterministic, LagChoice::Aic { max: 2 }), nothing);
        }
        assert_eq!(
            [
                message(&trend[..4], Deterministic::None, LagChoice::Fixed(2)),
                message(&[1.0, f64::NAN, 2.0, 3.0], Deterministic::None, LagChoice::Fixed(0)),
                message(
                    &[1.0, 3.0, 2.0, 5.0, 4.0],
                    Deterministic::Trend,
                    LagChoice::Bic { max: 1 }
                ),
            ],
            [
                "the series has 4 observations, where at least 5 are needed",
                "`series` has NaN in row 1, where a finite number is expected",
                "3 observations are too few for 3 coefficients",
            ]
        );
    }
}
