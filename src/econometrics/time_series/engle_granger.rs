//! The test of Engle and Granger for cointegration.

use super::super::{CriticalValues, Design, EconometricsError, Ols};
use super::mackinnon::{critical_values, p_value};
use super::series::check_variation;
use super::{Deterministic, LagChoice, adf};

/// Holds the test that series are not cointegrated, which it rejects for small τ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CointegrationTest {
    /// τ of the residuals.
    pub statistic: f64,
    /// How many lagged changes the Dickey–Fuller regression has.
    pub lag: usize,
    /// How many observations it has: the length of the series less `lag` less 1.
    pub n_obs: usize,
    /// The number of series, the response included.
    pub n_variables: usize,
    /// The values that τ must fall below, for series less one observation.
    pub critical: CriticalValues,
    /// The asymptotic probability of a smaller τ without cointegration.
    pub p_value: f64,
}

/// Tests whether a combination of series with unit roots is stationary.
///
/// Regresses the response on the other series and the deterministic part, and
/// runs [`adf()`] without a deterministic part on the residuals. The surfaces
/// are those for the number of series; the critical values are taken at n − 1
/// observations, as Stata and statsmodels do, whatever the lag.
///
/// Fails when there is no other series or more than six in all, when the
/// deterministic part is none, for which there are no critical values, as
/// [`Ols::fit`] and [`adf()`] do, and when the residuals are rounding errors.
///
/// Definitions: Engle and Granger (1987), Econometrica 55; MacKinnon (1994),
/// J. Business and Economic Statistics 12, and (2010), Queen's Economics
/// Department Working Paper 1227. Equals statsmodels
/// `coint(y, x, trend=, maxlag=, autolag=)` up to R² = 1 − 1.5e-6, where that
/// gives −∞, and Stata `egranger` from SSC in τ and critical values.
pub fn engle_granger(
    response: &[f64],
    columns: Vec<(String, Vec<f64>)>,
    deterministic: Deterministic,
    choice: LagChoice,
) -> Result<CointegrationTest, EconometricsError> {
    if deterministic == Deterministic::None {
        let test = "Engle–Granger";
        return Err(EconometricsError::UnsupportedDeterministic { test, deterministic });
    }
    if columns.is_empty() {
        return Err(EconometricsError::NoColumns);
    }
    let n_variables = columns.len() + 1;
    let n = response.len();
    let critical = critical_values(deterministic, n_variables, n.saturating_sub(1))?;
    let mut regressors = columns;
    for (name, values) in ["(constant)", "(trend)"].into_iter().zip(deterministic.columns(n)) {
        regressors.push((name.to_owned(), values));
    }
    let ols = Ols::fit(response, &Design::from_columns(regressors)?)?;
    check_variation(
        ols.residuals(),
        response,
        "the residuals of the cointegrating regression",
    )?;
    let test = adf(ols.residuals(), Deterministic::None, choice)?;
    Ok(CointegrationTest {
        statistic: test.statistic,
        lag: test.lag,
        n_obs: test.n_obs,
        n_variables,
        critical,
        p_value: p_value(test.statistic, deterministic, n_variables)?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::longley::{LONGLEY, TestResult, close, column, longley_columns};
    use super::*;

    /// statsmodels `coint(totemp, gnpdefl, maxlag=1, autolag=None)` on Longley's data.
    #[test]
    fn employment_and_prices_as_in_statsmodels() -> TestResult {
        let columns = longley_columns(&LONGLEY)[..1].to_vec();
        let employment = column(&LONGLEY, 0);
        let test = engle_granger(&employment, columns, Deterministic::Constant, LagChoice::Fixed(1))?;
        close(test.statistic, -3.5972128136041612, 1e-11);
        close(test.p_value, 0.02469681835972037, 1e-10);
        assert_eq!((test.lag, test.n_obs, test.n_variables), (1, 14, 2));
        Ok(())
    }

    #[test]
    fn what_has_no_test_is_refused() {
        let employment = column(&LONGLEY, 0);
        let message = |columns: Vec<(String, Vec<f64>)>, deterministic| {
            let test = engle_granger(&employment, columns, deterministic, LagChoice::Fixed(1));
            test.map_or_else(|error| error.to_string(), |_| "accepted".to_owned())
        };
        let all = longley_columns(&LONGLEY);
        let twice = vec![("twice".to_owned(), employment.iter().map(|y| 2.0 * y + 1.0).collect())];
        assert_eq!(
            [
                message(all.clone(), Deterministic::Constant),
                message(all[..1].to_vec(), Deterministic::None),
                message(twice, Deterministic::Trend),
                message(vec![], Deterministic::Constant),
            ],
            [
                "there are critical values for 1 to 6 series, not for 7",
                "the Engle–Granger test is not defined with the deterministic part `none`",
                "no variation is left in the residuals of the cointegrating regression: the test is undefined",
                "no column is given to test",
            ]
        );
        assert_eq!(message(all[..5].to_vec(), Deterministic::Constant), "accepted");
    }
}
