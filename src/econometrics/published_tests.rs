//! Certified figures and figures worked out by hand.

use super::longley::{LONGLEY, TestResult, close, fit_longley, simple};
use super::*;

/// Certified values of NIST StRD, data set Longley.
#[test]
fn longley_is_as_certified() -> TestResult {
    let ols = fit_longley(&LONGLEY)?;
    let inference = ols.inference(CovarianceKind::Classical)?;
    let certified = [
        ("constant", -3482258.63459582, 890420.383607373),
        ("deflator", 15.0618722713733, 84.9149257747669),
        ("gnp", -0.358191792925910e-1, 0.334910077722432e-1),
        ("unemployed", -2.02022980381683, 0.488399681651699),
        ("armed", -1.03322686717359, 0.214274163161675),
        ("population", -0.511041056535807e-1, 0.226073200069370),
        ("year", 1829.15146461355, 455.478499142212),
    ];
    for (test, (name, estimate, std_error)) in inference.coefficients.iter().zip(certified) {
        assert_eq!(test.name, name);
        close(test.estimate, estimate, 1e-13);
        close(test.std_error, std_error, 1e-13);
    }
    close(ols.r_squared(), 0.995479004577296, 1e-14);
    close(ols.rss(), 836424.055505915, 1e-13);
    close(ols.sigma(), 304.854073561965, 1e-13);
    let test = ols.slopes_test(CovarianceKind::Classical)?;
    close(test.f_statistic, 330.285339234588, 1e-13);
    assert_eq!((test.df_numerator, test.df_denominator), (6, 9));
    Ok(())
}

/// Certified values of NIST StRD, data set NoInt1.
#[test]
fn without_a_constant_r_squared_is_uncentered() -> TestResult {
    let y: Vec<f64> = (130..=140).map(f64::from).collect();
    let x: Vec<f64> = (60..=70).map(f64::from).collect();
    let design = Design::from_columns(vec![("x".to_owned(), x)])?;
    let ols = Ols::fit(&y, &design)?;
    let test = &ols.inference(CovarianceKind::Classical)?.coefficients[0];
    close(test.estimate, 2.07438016528926, 1e-14);
    close(test.std_error, 0.165289256198347e-1, 1e-14);
    close(ols.r_squared(), 0.999365492298663, 1e-14);
    let joint = ols.slopes_test(CovarianceKind::Classical)?;
    close(joint.f_statistic, 15750.25, 1e-13);
    assert_eq!((joint.df_numerator, joint.df_denominator), (1, 10));
    Ok(())
}

/// y = (1, 2, 2, 5) on x = (0, 1, 2, 3): slope 6/5, constant 7/10, residuals
/// (3, 1, −11, 7)/10 and leverages (7, 3, 3, 7)/10, all by hand.
#[test]
fn robust_variances_by_hand() -> TestResult {
    let ols = Ols::fit(&[1.0, 2.0, 2.0, 5.0], &simple(&[0.0, 1.0, 2.0, 3.0])?)?;
    close(ols.coefficients()[0], 0.7, 1e-15);
    close(ols.coefficients()[1], 1.2, 1e-15);
    for (h, expected) in ols.leverage().iter().zip([0.7, 0.3, 0.3, 0.7]) {
        close(*h, expected, 1e-14);
    }
    // the slope's variance is Σ ωᵢ(xᵢ − 3/2)²/25, (x − 3/2)² = (9, 1, 1, 9)/4
    let residuals = [0.3_f64, 0.1, -1.1, 0.7];
    let (mut hc0, mut hc2, mut hc3, mut hc4, mut hc4m) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (e, (d, h)) in residuals
        .iter()
        .zip([(2.25, 0.7), (0.25, 0.3), (0.25, 0.3), (2.25, 0.7)])
    {
        hc0 += e * e * d / 25.0;
        hc2 += e * e / (1.0 - h) * d / 25.0;
        hc3 += e * e / (1.0 - h) / (1.0 - h) * d / 25.0;
        // nh/k is 1.4 or 0.6
        let hc4m_power = if h > 0.5 { 2.4 } else { 1.2 };
        hc4 += e * e / libm::pow(1.0 - h, 2.0 * h) * d / 25.0;
        hc4m += e * e / libm::pow(1.0 - h, hc4m_power) * d / 25.0;
    }
    // ⌊4·0.04^(2/9)⌋ = 1 lag of weight 1/2; the scores (x − 3/2)e are
    // (−0.45, −0.05, −0.55, 1.05), the sum of products of neighbours −0.5275
    let nw = hc0 - 0.5275 / 25.0;
    let expected = [0.9 / 5.0, hc0, 2.0 * hc0, hc2, hc3, hc4, hc4m, nw, 2.0 * nw];
    for (kind, variance) in CovarianceKind::ALL.into_iter().zip(expected) {
        close(ols.covariance(kind)?[(1, 1)], variance, 2e-14);
        // with one slope, F is the square of its t
        let t = ols.inference(kind)?.coefficients[1].t_statistic;
        let test = ols.slopes_test(kind)?;
        close(test.f_statistic, t * t, 1e-13);
        close(test.p_value, ols.inference(kind)?.coefficients[1].p_value, 1e-13);
    }
    Ok(())
}
