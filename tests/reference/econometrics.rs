//! Fits against the certified NIST sets, tails at the statistics of the 60-digit oracle.

use std::collections::BTreeMap;

use rvc_report::econometrics::{CovarianceKind, Design, EconometricsError, Ols, f_upper_tail, student_t_two_sided};

use super::regressions::{REGRESSIONS, TestResult, number, numbers, read_json, read_sets, relative_error};

/// Digits that each NIST set must reach in every figure that is not zero.
const NIST_GATES: [(&str, f64); 11] = [
    ("Norris", 12.0),
    ("Pontius", 12.0),
    ("NoInt1", 14.0),
    ("NoInt2", 14.0),
    ("Longley", 12.0),
    ("Wampler1", 9.5),
    ("Wampler2", 13.0),
    ("Wampler3", 9.0),
    ("Wampler4", 7.0),
    ("Wampler5", 5.5),
    ("Filip", 7.0),
];

/// Counts correct digits, at most the 15 that NIST certifies.
fn log_relative_error(actual: &[f64], expected: &[f64]) -> f64 {
    (-relative_error(actual, expected).log10()).min(15.0)
}

/// Builds the design of a NIST set from its rows (y, x…).
fn nist_design(set: &str, rows: &[Vec<f64>]) -> Result<Design, EconometricsError> {
    let column = |j: usize| -> Vec<f64> { rows.iter().map(|row| row[j]).collect() };
    let polynomial = |degree: i32| -> Vec<(String, Vec<f64>)> {
        let power = |p: i32| column(1).iter().map(|x| libm::pow(*x, f64::from(p))).collect();
        (1..=degree).map(|p| (format!("x^{p}"), power(p))).collect()
    };
    match set {
        "Norris" => Design::with_constant(polynomial(1)),
        "Pontius" => Design::with_constant(polynomial(2)),
        "NoInt1" | "NoInt2" => Design::from_columns(polynomial(1)),
        "Longley" => Design::with_constant((1..=6).map(|j| (format!("x{j}"), column(j))).collect()),
        "Filip" => Design::with_constant(polynomial(10)),
        _ => Design::with_constant(polynomial(5)),
    }
}

#[test]
fn nist_linear_regression_sets() -> TestResult {
    let sets = read_json("testdata/nist-strd/nist.json")?;
    assert_eq!(sets.as_object().map(|s| s.len()), Some(NIST_GATES.len()));
    let mut failures = Vec::new();
    for (set, gate) in NIST_GATES {
        let certified = &sets[set];
        let rows = certified["rows"].as_array().ok_or("no rows")?;
        let rows: Vec<Vec<f64>> = rows.iter().map(numbers).collect();
        let y: Vec<f64> = rows.iter().map(|row| row[0]).collect();
        let ols = Ols::fit(&y, &nist_design(set, &rows)?)?;
        assert_eq!(ols.df_resid() as f64, number(&certified["df_res"]), "{set}");

        let mut digits = BTreeMap::new();
        let beta = numbers(&certified["beta"]);
        digits.insert("coefficients", log_relative_error(ols.coefficients(), &beta));
        let r2 = number(&certified["r2"]);
        digits.insert("R²", log_relative_error(&[ols.r_squared()], &[r2]));
        let sigma = number(&certified["resid_sd"]);
        if sigma == 0.0 {
            // an exact fit: only rounding error is left in the residuals, and
            // the certified F is infinite
            let size = y.iter().fold(0.0, |m: f64, v| m.max(v.abs()));
            assert!(ols.sigma() <= 1e-14 * size, "{set}: {}", ols.sigma());
            match ols.slopes_test(CovarianceKind::Classical) {
                Ok(test) => assert!(test.f_statistic > 1e25, "{set}: {test:?}"),
                Err(error) => assert!(
                    matches!(error, EconometricsError::SingularCovariance { .. }),
                    "{set}: {error}"
                ),
            }
        } else {
            digits.insert("sigma", log_relative_error(&[ols.sigma()], &[sigma]));
            let inference = ols.inference(CovarianceKind::Classical)?;
            let se: Vec<f64> = inference.coefficients.iter().map(|c| c.std_error).collect();
            digits.insert("std errors", log_relative_error(&se, &numbers(&certified["se"])));
            let f = ols.slopes_test(CovarianceKind::Classical)?.f_statistic;
            digits.insert("F", log_relative_error(&[f], &[number(&certified["F"])]));
        }
        eprintln!("{set} (gate {gate}): {digits:.1?}");
        if digits.values().any(|&d| d.is_nan() || d < gate) {
            failures.push(format!("{set} (gate {gate}): {digits:.1?}"));
        }
    }
    assert!(failures.is_empty(), "too few digits:\n{}", failures.join("\n"));
    Ok(())
}

#[test]
fn tails_at_the_oracle_statistics() -> TestResult {
    let oracle = read_sets("oracle.json")?;
    for regression in &REGRESSIONS {
        let set = regression.set;
        let block = &oracle[set];
        let k = regression.slopes.len() as f64;
        let df = block["n"].as_f64().ok_or("no n")? - k - 1.0;
        let t = numbers(&block["t"]);
        let p: Vec<f64> = t.iter().map(|&t| student_t_two_sided(t, df)).collect();
        let error = relative_error(&p, &numbers(&block["p"]));
        assert!(error < 1e-12, "{set}: {error:e}");
        let tail = f_upper_tail(number(&block["F"]), k, df);
        let error = relative_error(&[tail], &[number(&block["F_p"])]);
        assert!(error < 1e-12, "{set}: {error:e}");
    }
    Ok(())
}
