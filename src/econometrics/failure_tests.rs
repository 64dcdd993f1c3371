//! What a fit refuses, and the sentence that says so.

use super::*;

fn columns(named: &[(&str, &[f64])]) -> Vec<(String, Vec<f64>)> {
    let own = |(name, values): &(&str, &[f64])| ((*name).to_owned(), values.to_vec());
    named.iter().map(own).collect()
}

fn message<T>(result: Result<T, EconometricsError>) -> String {
    result.map_or_else(|error| error.to_string(), |_| "accepted".to_owned())
}

fn fit(y: &[f64], named: &[(&str, &[f64])]) -> Result<Ols, EconometricsError> {
    Ols::fit(y, &Design::with_constant(columns(named))?)
}

const Y: [f64; 6] = [1.0, 3.0, 2.0, 5.0, 4.0, 7.0];
const A: [f64; 6] = [10.1, 12.7, 9.3, 15.9, 11.4, 13.2];
const B: [f64; 6] = [0.3, 0.1, 0.7, 0.2, 0.9, 0.4];

#[test]
fn names_the_collinear_column_and_its_partners() {
    let sum = std::array::from_fn::<f64, 6, _>(|i| A[i] + 3.0 * B[i]);
    let shifted = A.map(|a| 1e6 + 1e-3 * a);
    let twice = B.map(|b| 2e9 * b);
    let constant = [7.0; 6];
    let messages = [
        fit(&Y, &[("a", &A), ("b", &B), ("sum", &sum)]),
        fit(&Y, &[("a", &A), ("b", &B), ("shifted", &shifted)]),
        fit(&Y, &[("b", &B), ("twice", &twice), ("a", &A)]),
        fit(&Y, &[("a", &A), ("seven", &constant)]),
        fit(&Y, &[("a", &A), ("none", &[0.0; 6])]),
    ]
    .map(message);
    assert_eq!(
        messages,
        [
            "column `sum` is collinear with `a`, `b`: leave one of them out",
            "column `shifted` is collinear with `constant`, `a`: leave one of them out",
            "column `twice` is collinear with `b`: leave one of them out",
            "column `seven` is collinear with `constant`: leave one of them out",
            "column `none` is zero in every row: leave it out",
        ]
    );
}

#[test]
fn names_a_trap_of_indicator_columns() {
    let early = [1.0, 1.0, 1.0, 0.0, 0.0, 0.0];
    let late = early.map(|d| 1.0 - d);
    assert_eq!(
        message(fit(&Y, &[("early", &early), ("a", &A), ("late", &late)])),
        "column `late` is collinear with `constant`, `early`: leave one of them out"
    );
}

#[test]
fn keeps_a_column_that_is_nearly_collinear() -> Result<(), EconometricsError> {
    let near = std::array::from_fn::<f64, 6, _>(|i| A[i] + 1e-9 * B[i]);
    let slope = fit(&Y, &[("a", &A), ("near", &near)])?.coefficients()[2];
    let expected = fit(&Y, &[("a", &A), ("b", &B)])?.coefficients()[2] * 1e9;
    // `near` holds B with about six digits only
    assert!(((slope - expected) / expected).abs() < 1e-5, "{slope}");
    Ok(())
}

#[test]
fn refuses_too_few_or_unfit_observations() {
    let big = [1e200, -1e200, 3e200, 0.0, 0.0, 1e200];
    let messages = [
        fit(&Y[..2], &[("a", &A[..2])]),
        fit(&Y[..5], &[("a", &A)]),
        fit(&[1.0, f64::INFINITY, 1.0, 2.0, 3.0, 4.0], &[("a", &A)]),
        fit(&big, &[("a", &A)]),
        fit(&[0.0; 6], &[("a", &A)]),
    ]
    .map(message);
    assert_eq!(
        messages,
        [
            "2 observations are too few for 2 coefficients",
            "`response` has 5 entries where 6 are expected",
            "`response` has inf in row 1, where a finite number is expected",
            "the numbers are too large or too small for double precision: change the units",
            "the response is the same in every row: there is nothing to explain",
        ]
    );
}

#[test]
fn leverage_of_one_stops_only_kinds_that_divide_by_its_complement() -> Result<(), EconometricsError> {
    let last = [0.0, 0.0, 0.0, 0.0, 0.0, 1.0];
    let ols = fit(&Y, &[("a", &A), ("last", &last)])?;
    let (divided, others) = CovarianceKind::ALL.split_at(7);
    let (others, divided) = ([&divided[..3], others].concat(), &divided[3..]);
    for kind in others {
        assert!(ols.inference(kind).is_ok(), "{kind}");
    }
    for &kind in divided {
        let expected = format!(
            "{kind} is undefined: the observation in row 5 has leverage 1 and is fitted \
             exactly; use HC0 or HC1"
        );
        assert_eq!(message(ols.covariance(kind)), expected);
        assert_eq!(message(ols.slopes_test(kind)), expected);
    }
    Ok(())
}

#[test]
fn an_exact_fit_has_no_tests() -> Result<(), EconometricsError> {
    let x = [1.0, 2.0, 3.0, 4.0, 5.0];
    let ols = fit(&x.map(|x| 1.0 + 2.0 * x), &[("x", &x)])?;
    assert_eq!(ols.coefficients(), [1.0, 2.0]);
    assert_eq!((ols.rss(), ols.r_squared()), (0.0, 1.0));
    assert_eq!(
        message(ols.inference(CovarianceKind::Classical)),
        "the classical standard error of `constant` is zero: the fit is exact"
    );
    assert_eq!(
        message(ols.slopes_test(CovarianceKind::Hc1)),
        "the HC1 covariance of the slopes is singular: the fit is exact, or too few \
         observations have residuals other than zero"
    );
    Ok(())
}

#[test]
fn a_constant_alone_has_no_slopes() -> Result<(), EconometricsError> {
    let ones = columns(&[(Design::CONSTANT, &[1.0; 6])]);
    let ols = Ols::fit(&Y, &Design::from_columns(ones)?)?;
    assert!((ols.coefficients()[0] - 22.0 / 6.0).abs() < 1e-15);
    assert!(ols.r_squared() < 1e-30);
    assert_eq!(
        message(ols.slopes_test(CovarianceKind::Classical)),
        "the design has no slopes to test, only a constant"
    );
    Ok(())
}
