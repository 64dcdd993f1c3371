//! Figures worked out by hand, and those of Longley's regression.

use super::super::longley::{LONGLEY, TestResult as Outcome, close, column, fit_longley, longley_columns, simple};
use super::super::{Design, Ols};
use super::*;

/// y = (1, 2, 2, 5) on x = (0, 1, 2, 3), with residuals (3, 1, −11, 7)/10 and
/// leverages (7, 3, 3, 7)/10.
fn by_hand() -> Result<Ols, super::super::EconometricsError> {
    Ols::fit(&[1.0, 2.0, 2.0, 5.0], &simple(&[0.0, 1.0, 2.0, 3.0])?)
}

#[track_caller]
fn is_test(test: TestResult, statistic: f64, p_value: f64, distribution: Reference) {
    close(test.statistic, statistic, 1e-12);
    close(test.p_value, p_value, 1e-11);
    assert_eq!(test.distribution, distribution);
}

#[test]
fn durbin_watson_by_hand() -> Outcome {
    // changes (−2, −12, 18)/10
    let test = by_hand()?.durbin_watson()?;
    close(test.statistic, 472.0 / 180.0, 1e-14);
    close(test.p_positive + test.p_negative, 1.0, 1e-15);
    // a trend leaves residuals that alternate more than errors do: d is above 2 and yet low
    close(test.p_two_sided, 2.0 * test.p_positive, 1e-15);
    Ok(())
}

#[test]
fn breusch_pagan_by_hand() -> Outcome {
    // e² = (9, 1, 121, 49)/100 has slope 24/100 and explained sum 2880 of 9024
    let ols = by_hand()?;
    let koenker = ols.breusch_pagan_koenker()?;
    close(koenker.statistic, 4.0 * 2880.0 / 9024.0, 1e-14);
    assert_eq!(koenker.distribution, Reference::ChiSquared { df: 1 });
    // σ² = 45/100
    close(
        ols.breusch_pagan_original()?.statistic,
        2880.0 / 2.0 / (45.0 * 45.0),
        1e-14,
    );
    Ok(())
}

#[test]
fn jarque_bera_by_hand() -> Outcome {
    // in tenths: m₂ = 45, m₃ = (27 + 1 − 1331 + 343)/4, m₄ = (81 + 1 + 14641 + 2401)/4
    let test = by_hand()?.jarque_bera()?;
    let (skewness, kurtosis) = (-240.0 / (45.0 * 45.0_f64.sqrt()), 4281.0 / 2025.0);
    close(test.skewness, skewness, 1e-14);
    close(test.kurtosis, kurtosis, 1e-14);
    let excess = kurtosis - 3.0;
    let statistic = 4.0 / 6.0 * (skewness * skewness + excess * excess / 4.0);
    // chi-squared of 2 degrees of freedom is exponential
    is_test(
        test.test,
        statistic,
        libm::exp(-0.5 * statistic),
        Reference::ChiSquared { df: 2 },
    );
    Ok(())
}

#[test]
fn influence_by_hand() -> Outcome {
    let ols = by_hand()?;
    // e²h/(2·0.9·(1 − h)²)
    let expected = [9.0 * 0.7 / 16.2, 0.3 / 88.2, 121.0 * 0.3 / 88.2, 49.0 * 0.7 / 16.2];
    for (distance, expected) in ols.cooks_distances()?.iter().zip(expected) {
        close(*distance, expected, 1e-13);
    }
    // without the first, y = (2, 2, 5) on (1, 2, 3): slope 3/2, constant 0
    let coefficients = ols.leave_one_out_coefficients()?;
    close(coefficients[(0, 1)], 1.5, 1e-14);
    assert!(coefficients[(0, 0)].abs() < 1e-14);
    Ok(())
}

#[test]
fn collinearity_by_hand() -> Outcome {
    let ols = by_hand()?;
    close(ols.variance_inflation()[0], 1.0, 1e-14);
    // the cosine of (1, 1, 1, 1) and (0, 1, 2, 3) is 6/(2√14)
    let cosine = 3.0 / 14.0_f64.sqrt();
    close(
        ols.scaled_condition_number(),
        ((1.0 + cosine) / (1.0 - cosine)).sqrt(),
        1e-14,
    );
    Ok(())
}

/// Statistics computed with 60 digits; the exact Durbin–Watson p value is R
/// lmtest's, the condition number from R `kappa`.
#[test]
fn longley() -> Outcome {
    let ols = fit_longley(&LONGLEY)?;
    close(ols.durbin_watson()?.statistic, 2.559487689281534, 1e-13);
    close(ols.durbin_watson()?.p_positive, 0.483424222205665, 1e-11);
    let chi = |df| Reference::ChiSquared { df };
    let f = |numerator, denominator| Reference::F { numerator, denominator };
    is_test(
        ols.breusch_godfrey(1)?.lm,
        2.685153895211037,
        0.10128743983832362,
        chi(1),
    );
    is_test(
        ols.breusch_godfrey(2)?.lm,
        2.876244470813613,
        0.23737307120371512,
        chi(2),
    );
    is_test(
        ols.breusch_pagan_koenker()?,
        2.5096632076435335,
        0.8673846348569679,
        chi(6),
    );
    is_test(
        ols.breusch_pagan_original()?,
        1.7990940431591927,
        0.9372176328015146,
        chi(6),
    );
    is_test(ols.reset(2)?, 0.012480643801003784, 0.9138001151097227, f(1, 8));
    is_test(ols.reset(3)?, 2.2727103129087635, 0.17354375114917424, f(2, 7));
    is_test(ols.jarque_bera()?.test, 0.6841355859367798, 0.7103000497280926, chi(2));
    is_test(ols.chow(8)?, 1.801975864269602, 0.4025655710770098, f(7, 2));
    let inflation = [
        135.5324382800032,
        1788.5134827181773,
        33.61889059604988,
        3.588930193445543,
        399.15102231263956,
        758.9805974068944,
    ];
    for (actual, expected) in ols.variance_inflation().iter().zip(inflation) {
        close(*actual, expected, 1e-12);
    }
    close(ols.scaled_condition_number(), 43275.0435871798, 1e-10);
    Ok(())
}

#[test]
fn leaving_an_observation_out_is_fitting_again() -> Outcome {
    let coefficients = fit_longley(&LONGLEY)?.leave_one_out_coefficients()?;
    for row in 0..LONGLEY.len() {
        let mut rest = LONGLEY.to_vec();
        rest.remove(row);
        let design = Design::with_constant(longley_columns(&rest))?;
        let again = Ols::fit(&column(&rest, 0), &design)?;
        for (position, expected) in again.coefficients().iter().enumerate() {
            close(coefficients[(row, position)], *expected, 1e-10);
        }
    }
    Ok(())
}
