//! What the tests must find, what they must not depend on, and what they refuse.

use super::super::longley::{LONGLEY, TestResult as Outcome, close, fit_longley, simple};
use super::super::{Design, EconometricsError, Ols};
use super::*;

/// Twenty numbers without a pattern.
const NOISE: [f64; 20] = [
    0.31, -1.12, 0.58, 0.07, -0.44, 1.25, -0.83, 0.16, 0.92, -0.29, -0.71, 0.38, 1.04, -1.31, 0.22, -0.05, 0.67, -0.52,
    0.13, -0.48,
];

fn time() -> Vec<f64> {
    (1..=20).map(f64::from).collect()
}

fn message<T>(result: Result<T, EconometricsError>) -> String {
    result.map_or_else(|error| error.to_string(), |_| "accepted".to_owned())
}

#[test]
fn a_planted_break_is_found() -> Outcome {
    let y: Vec<f64> = (0..20).map(|t| NOISE[t] + if t < 12 { 0.0 } else { 6.0 }).collect();
    let x: Vec<f64> = NOISE.iter().rev().copied().collect();
    let ols = Ols::fit(&y, &simple(&x)?)?;
    let test = ols.quandt_andrews(0.15)?;
    assert_eq!(test.largest.n_first, 12);
    let places: Vec<usize> = test.candidates.iter().map(|c| c.n_first).collect();
    assert_eq!(places, (3..=17).collect::<Vec<_>>());
    for candidate in &test.candidates {
        assert_eq!(ols.chow(candidate.n_first)?.statistic, candidate.f_statistic);
        assert!(candidate.f_statistic <= test.largest.f_statistic);
    }
    let critical = test.critical.map(|c| [c.one, c.five, c.ten]);
    assert_eq!((test.n_params, critical), (2, Some([7.78, 5.86, 5.00])));
    assert_eq!(ols.quandt_andrews(0.2)?.critical, None);
    Ok(())
}

#[test]
fn a_break_leaves_degrees_of_freedom_on_either_side() -> Outcome {
    let ols = Ols::fit(&NOISE, &simple(&time())?)?;
    assert!(ols.chow(3).is_ok() && ols.chow(17).is_ok());
    let too_short = |n| format!("a break after {n} of 20 observations leaves a regime too short for 2 coefficients");
    assert_eq!(message(ols.chow(2)), too_short(2));
    assert_eq!(message(ols.chow(18)), too_short(18));
    assert_eq!(
        message(ols.quandt_andrews(0.5)),
        "the trimming 0.5 is not between 0 and 0.5"
    );
    assert_eq!(
        message(fit_longley(&LONGLEY[..15])?.quandt_andrews(0.15)),
        "15 observations are too few for 14 coefficients"
    );
    Ok(())
}

#[test]
fn white_counts_no_redundant_column() -> Outcome {
    let indicator: Vec<f64> = (0..20).map(|t| f64::from(u8::from(t % 3 == 0))).collect();
    let columns = vec![("x".to_owned(), time()), ("d".to_owned(), indicator)];
    let ols = Ols::fit(&NOISE, &Design::with_constant(columns)?)?;
    // x, d, x², xd; d² is d
    assert_eq!(ols.white()?.distribution, Reference::ChiSquared { df: 4 });
    let squares = time().iter().map(|t| t * t).collect();
    let columns = vec![("x".to_owned(), time()), ("x2".to_owned(), squares)];
    let ols = Ols::fit(&NOISE, &Design::with_constant(columns)?)?;
    // x, x², x³, x⁴
    assert_eq!(ols.white()?.distribution, Reference::ChiSquared { df: 4 });
    assert_eq!(
        message(fit_longley(&LONGLEY)?.white()),
        "the White test is undefined: its regression fits each of the 16 observations exactly"
    );
    Ok(())
}

#[test]
fn moving_and_scaling_a_regressor_changes_nothing() -> Outcome {
    let near = Ols::fit(&NOISE, &simple(&time())?)?;
    let far: Vec<f64> = time().iter().map(|t| 1e9 + 8.0 * t).collect();
    let far = Ols::fit(&NOISE, &simple(&far)?)?;
    let statistics = |ols: &Ols| -> Result<[f64; 8], EconometricsError> {
        Ok([
            ols.durbin_watson()?.p_two_sided,
            ols.breusch_godfrey(3)?.f.statistic,
            ols.breusch_pagan_original()?.statistic,
            ols.white()?.statistic,
            ols.reset(4)?.statistic,
            ols.jarque_bera()?.test.statistic,
            ols.chow(9)?.statistic,
            ols.cooks_distances()?[7],
        ])
    };
    for (actual, expected) in statistics(&far)?.iter().zip(statistics(&near)?) {
        close(*actual, expected, 1e-11);
    }
    Ok(())
}

#[test]
fn a_trend_in_the_errors_is_positive_autocorrelation() -> Outcome {
    let waves: Vec<f64> = (0..20)
        .map(|t| f64::from(t / 5 % 2) + 0.1 * NOISE[t as usize])
        .collect();
    let test = Ols::fit(&waves, &simple(&time())?)?.durbin_watson()?;
    assert!(test.statistic < 1.0 && test.p_positive < 1e-3, "{test:?}");
    Ok(())
}

#[test]
fn what_is_undefined_is_refused() -> Outcome {
    let ols = Ols::fit(&NOISE, &simple(&time())?)?;
    assert_eq!(
        [
            message(ols.breusch_godfrey(0)),
            message(ols.breusch_godfrey(20)),
            message(ols.breusch_godfrey(18)),
            message(ols.reset(1)),
        ],
        [
            "the order of the Breusch–Godfrey test must be at least 1",
            "lag 20 is too long for 20 observations",
            "the Breusch–Godfrey test is undefined: its regression fits each of the 20 observations exactly",
            "the order of the RESET test must be at least 2",
        ]
    );
    // two values of x: the fitted values have two as well, and their squares add nothing
    let halves: Vec<f64> = (0..20).map(|t| f64::from(t / 10)).collect();
    let ols = Ols::fit(&NOISE, &simple(&halves)?)?;
    assert_eq!(
        message(ols.reset(2)),
        "the RESET test is undefined: it adds no column that is independent of the design"
    );
    let ones = vec![(Design::CONSTANT.to_owned(), vec![1.0; 20])];
    let ols = Ols::fit(&NOISE, &Design::from_columns(ones)?)?;
    assert_eq!(
        message(ols.breusch_pagan_koenker()),
        "the Breusch–Pagan test is undefined: it adds no column that is independent of the design"
    );
    assert_eq!(ols.variance_inflation(), [0.0; 0]);
    Ok(())
}

#[test]
fn an_exact_fit_leaves_nothing_to_test() -> Outcome {
    let x = [1.0, 2.0, 3.0, 4.0, 5.0];
    let ols = Ols::fit(&x.map(|x| 1.0 + 2.0 * x), &simple(&x)?)?;
    let expected = "no variation is left in the residuals: the test is undefined";
    assert_eq!(message(ols.durbin_watson()), expected);
    assert_eq!(message(ols.breusch_godfrey(1)), expected);
    assert_eq!(message(ols.breusch_pagan_koenker()), expected);
    assert_eq!(message(ols.white()), expected);
    assert_eq!(message(ols.reset(2)), expected);
    assert_eq!(message(ols.jarque_bera()), expected);
    assert_eq!(message(ols.cooks_distances()), expected);
    Ok(())
}

#[test]
fn an_observation_that_alone_determines_a_coefficient_cannot_be_left_out() -> Outcome {
    let last: Vec<f64> = (0..20).map(|t| f64::from(u8::from(t == 19))).collect();
    let ols = Ols::fit(&NOISE, &simple(&last)?)?;
    let expected = "the fit without the observation in row 19 is undefined: its leverage is 1";
    assert_eq!(message(ols.cooks_distances()), expected);
    assert_eq!(message(ols.leave_one_out_coefficients()), expected);
    Ok(())
}
