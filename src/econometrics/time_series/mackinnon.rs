//! Critical and p values of Dickey–Fuller statistics from MacKinnon's response surfaces.

use super::super::normal::normal_upper_tail;
use super::super::{CriticalValues, EconometricsError};
use super::Deterministic;
use super::mackinnon_tables::{
    CRITICAL_CONSTANT, CRITICAL_NONE, CRITICAL_TREND, P_CONSTANT, P_NONE, P_TREND, PSurface,
};

/// Computes the τ below which 1, 5 and 10 % of samples fall under the null.
///
/// b₀ + b₁/n + b₂/n² + b₃/n³, for `n_variables` series, 1 for a unit-root test.
///
/// Fails for no series and more than six, and for more than one without a
/// deterministic part.
///
/// MacKinnon (2010), Queen's Economics Department Working Paper 1227, Tables
/// 1–3. Equals statsmodels `mackinnoncrit(N, regression, nobs)`.
pub(super) fn critical_values(
    deterministic: Deterministic,
    n_variables: usize,
    n_obs: usize,
) -> Result<CriticalValues, EconometricsError> {
    let table: &[[[f64; 4]; 3]] = match deterministic {
        Deterministic::None => &CRITICAL_NONE,
        Deterministic::Constant => &CRITICAL_CONSTANT,
        Deterministic::Trend => &CRITICAL_TREND,
    };
    let surfaces = entry(table, n_variables)?;
    let [one, five, ten] = surfaces.map(|surface| polynomial(&surface, 1.0 / n_obs as f64));
    Ok(CriticalValues { one, five, ten })
}

/// Computes the asymptotic probability of a τ below `statistic` under the null.
///
/// Φ of a polynomial in τ, another in the left tail than in the rest; 0 and 1
/// where the polynomials turn back.
///
/// Fails for no series and for more than six.
///
/// MacKinnon (1994), J. Business and Economic Statistics 12, Tables 3 and 4.
/// Equals statsmodels `mackinnonp(statistic, regression, N)`.
pub(super) fn p_value(
    statistic: f64,
    deterministic: Deterministic,
    n_variables: usize,
) -> Result<f64, EconometricsError> {
    let table = match deterministic {
        Deterministic::None => &P_NONE,
        Deterministic::Constant => &P_CONSTANT,
        Deterministic::Trend => &P_TREND,
    };
    let PSurface {
        least,
        turn,
        largest,
        left,
        right,
    } = entry(table, n_variables)?;
    Ok(if statistic > largest {
        1.0
    } else if statistic < least {
        0.0
    } else if statistic <= turn {
        normal_upper_tail(-polynomial(&left, statistic))
    } else {
        normal_upper_tail(-polynomial(&right, statistic))
    })
}

fn entry<T: Copy>(table: &[T], n_variables: usize) -> Result<T, EconometricsError> {
    let found = n_variables.checked_sub(1).and_then(|position| table.get(position));
    found.copied().ok_or(EconometricsError::NoSurface {
        n_variables,
        most: table.len(),
    })
}

/// Evaluates a polynomial given its coefficients, the constant first.
fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |value, c| value * x + c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn close(actual: f64, expected: f64) {
        let error = ((actual - expected) / expected).abs();
        assert!(error <= 1e-8, "{actual} for {expected}: {error:e}");
    }

    /// statsmodels `mackinnonp` and `mackinnoncrit`.
    #[test]
    fn as_in_statsmodels() -> Result<(), EconometricsError> {
        for (statistic, deterministic, n_variables, p) in [
            (-2.0, Deterministic::Constant, 1, 0.28657309916843154),
            (-3.5, Deterministic::Trend, 3, 0.19877651160059995),
            (-1.0, Deterministic::None, 1, 0.28810611212633064),
            (0.5, Deterministic::Constant, 6, 0.999985215870029),
        ] {
            close(p_value(statistic, deterministic, n_variables)?, p);
        }
        assert_eq!(p_value(-30.0, Deterministic::Constant, 2)?, 0.0);
        assert_eq!(p_value(3.0, Deterministic::Constant, 1)?, 1.0);
        let critical = critical_values(Deterministic::Trend, 3, 25)?;
        close(critical.one, -5.48679918);
        close(critical.five, -4.62008835);
        close(critical.ten, -4.20934261);
        close(critical_values(Deterministic::None, 1, 25)?.five, -1.95512973);
        Ok(())
    }

    /// The two surfaces are of 1994 and 2010, and agree to about a thousandth.
    #[test]
    fn critical_values_have_their_p_values() -> Result<(), EconometricsError> {
        for deterministic in [Deterministic::Constant, Deterministic::Trend] {
            for n_variables in 1..=6 {
                let CriticalValues { one, five, ten } = critical_values(deterministic, n_variables, usize::MAX)?;
                for (statistic, p) in [(one, 0.01), (five, 0.05), (ten, 0.10)] {
                    let actual = p_value(statistic, deterministic, n_variables)?;
                    assert!(
                        (actual - p).abs() < 0.003,
                        "{deterministic} {n_variables}: {actual} for {p}"
                    );
                }
            }
        }
        Ok(())
    }

    #[test]
    fn more_series_have_no_surface() {
        let message = |n| p_value(-2.0, Deterministic::Constant, n).map_err(|error| error.to_string());
        let expected = |n| Err(format!("there are critical values for 1 to 6 series, not for {n}"));
        assert_eq!(message(7), expected(7));
        assert_eq!(message(0), expected(0));
    }
}
