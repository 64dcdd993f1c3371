//! What must hold for every fit.

use super::longley::{LONGLEY, TestResult, close, column, fit_longley, longley_columns, simple};
use super::*;

#[test]
fn residuals_are_orthogonal_and_leverages_sum_to_k() -> TestResult {
    let ols = fit_longley(&LONGLEY)?;
    let design = Design::with_constant(longley_columns(&LONGLEY))?;
    for x in design.matrix().column_iter() {
        let product: f64 = x.iter().zip(ols.residuals()).map(|(x, e)| x * e).sum();
        assert!(product.abs() < 1e-12 * x.norm() * ols.rss().sqrt(), "{product}");
    }
    close(ols.leverage().iter().sum(), 7.0, 1e-14);
    assert!(ols.leverage().iter().all(|h| (0.0..=1.0).contains(h)));
    for ((y, fitted), residual) in column(&LONGLEY, 0).iter().zip(ols.fitted()).zip(ols.residuals()) {
        close(fitted + residual, *y, 1e-15);
    }
    Ok(())
}

#[test]
fn permuting_rows_and_columns_changes_nothing() -> TestResult {
    let forward = fit_longley(&LONGLEY)?;
    let mut rows = LONGLEY;
    rows.reverse();
    rows.swap(2, 9);
    let mut columns = longley_columns(&rows);
    columns.reverse();
    columns.insert(2, ("constant".to_owned(), vec![1.0; 16]));
    let backward = Ols::fit(&column(&rows, 0), &Design::from_columns(columns)?)?;
    assert_eq!(backward.constant_column(), Some(2));
    close(backward.r_squared(), forward.r_squared(), 1e-12);
    // Newey and West's kinds live by the order
    for &kind in &CovarianceKind::ALL[..7] {
        let other = backward.inference(kind)?;
        for test in forward.inference(kind)?.coefficients {
            let Some(same) = other.coefficient(&test.name) else {
                panic!("{} is lost", test.name);
            };
            close(same.estimate, test.estimate, 1e-12);
            close(same.std_error, test.std_error, 1e-12);
        }
        let statistic = forward.slopes_test(kind)?.f_statistic;
        close(backward.slopes_test(kind)?.f_statistic, statistic, 1e-10);
    }
    Ok(())
}

#[test]
fn the_same_input_gives_the_same_bits() -> TestResult {
    for kind in CovarianceKind::ALL {
        let first = fit_longley(&LONGLEY)?.covariance(kind)?;
        let second = fit_longley(&LONGLEY)?.covariance(kind)?;
        assert!(first.iter().zip(&second).all(|(a, b)| a.to_bits() == b.to_bits()));
    }
    Ok(())
}

#[test]
fn units_scale_out() -> TestResult {
    let x = [1.0, 2.0, 4.0, 7.0, 11.0];
    let y = [2.0, 1.0, 5.0, 6.0, 12.0];
    let test = &Ols::fit(&y, &simple(&x)?)?.inference(CovarianceKind::Hc1)?.coefficients[1];
    for factor in [1e-150, 1e-9, 1e9, 1e150] {
        let other = Ols::fit(&y, &simple(&x.map(|x| x * factor))?)?;
        let other = &other.inference(CovarianceKind::Hc1)?.coefficients[1];
        close(other.estimate * factor, test.estimate, 1e-14);
        close(other.t_statistic, test.t_statistic, 1e-13);
    }
    Ok(())
}

#[test]
fn interval_is_the_t_interval() -> TestResult {
    let test = &fit_longley(&LONGLEY)?
        .inference(CovarianceKind::Classical)?
        .coefficients[6];
    let interval = test.confidence_interval(0.95)?;
    // qt(0.975, 9) = 2.262157162798205
    close(
        interval.upper - interval.lower,
        2.0 * 2.262157162798205 * test.std_error,
        1e-13,
    );
    close(interval.upper + interval.lower, 2.0 * test.estimate, 1e-14);
    for level in [0.0, 1.0, -0.5, f64::NAN] {
        assert!(test.confidence_interval(level).is_err());
    }
    Ok(())
}
