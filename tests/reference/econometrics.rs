//! Fits against the certified NIST sets and the 60-digit robust oracle.

use std::collections::BTreeMap;
use std::fs;

use rvc_report::econometrics::{CovarianceKind, Design, EconometricsError, Ols, f_upper_tail, student_t_two_sided};
use serde_json::Value;

use super::shared;

type TestResult = Result<(), Box<dyn std::error::Error>>;

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

/// Data set, response, slopes; a constant comes first.
const ROBUST_SETS: [(&str, &str, &[&str]); 8] = [
    (
        "longley",
        "totemp",
        &["gnpdefl", "gnp", "unemp", "armed", "pop", "year"],
    ),
    ("publicschools", "Expenditure", &["Income", "Income2"]),
    ("investment", "RealInv", &["RealGNP", "RealInt"]),
    ("macro_stata", "g_realinv", &["g_realgdp", "lag_realint"]),
    ("macro_annual_n26", "realinv", &["realgdp", "unemp", "realint"]),
    ("grunfeld_general_electric", "invest", &["value", "capital"]),
    ("grunfeld_us_steel", "invest", &["value", "capital"]),
    ("grunfeld_westinghouse", "invest", &["value", "capital"]),
];

fn read_json(path: &str) -> Result<Value, Box<dyn std::error::Error>> {
    Ok(serde_json::from_str(&fs::read_to_string(shared(path))?)?)
}

/// Reads a figure that the files keep as a string of digits.
fn number(value: &Value) -> f64 {
    let digits = value.as_str().unwrap_or_else(|| panic!("{value} is no string"));
    digits
        .trim()
        .parse()
        .unwrap_or_else(|_| panic!("{digits} is no number"))
}

fn numbers(value: &Value) -> Vec<f64> {
    let list = value.as_array().unwrap_or_else(|| panic!("{value} is no list"));
    list.iter().map(number).collect()
}

/// Returns |a − b|/|b|, the largest over two lists.
fn relative_error(actual: &[f64], expected: &[f64]) -> f64 {
    assert_eq!(actual.len(), expected.len());
    let error = |(a, e): (&f64, &f64)| if a == e { 0.0 } else { ((a - e) / e).abs() };
    let errors: Vec<f64> = actual.iter().zip(expected).map(error).collect();
    assert!(errors.iter().all(|e| !e.is_nan()), "{actual:?}");
    errors.into_iter().fold(0.0, f64::max)
}

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

/// Reads the columns of a data file by name.
fn read_columns(set: &str) -> Result<BTreeMap<String, Vec<f64>>, Box<dyn std::error::Error>> {
    let text = fs::read_to_string(shared(&format!("testdata/robust-se/{set}.csv")))?;
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().ok_or("no header")?.split(',').collect();
    let mut columns: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for line in lines {
        for (name, field) in header.iter().zip(line.split(',')) {
            let column = columns.entry((*name).to_owned()).or_default();
            column.push(field.trim().parse()?);
        }
    }
    Ok(columns)
}

#[test]
fn robust_oracle() -> TestResult {
    let oracle = read_json("testdata/robust-se/oracle.json")?;
    assert_eq!(oracle.as_object().map(|s| s.len()), Some(ROBUST_SETS.len()));
    let mut failures = Vec::new();
    for (set, response, slopes) in ROBUST_SETS {
        let expected = &oracle[set];
        let columns = read_columns(set)?;
        let slopes = slopes.iter().map(|s| ((*s).to_owned(), columns[*s].clone()));
        let ols = Ols::fit(&columns[response], &Design::with_constant(slopes.collect())?)?;
        assert_eq!(Some(ols.n_obs() as u64), expected["n"].as_u64(), "{set}");
        assert_eq!(Some(ols.n_params() as u64), expected["k"].as_u64(), "{set}");

        let mut errors = BTreeMap::new();
        let coefficients = numbers(&expected["coef"]);
        let error = relative_error(ols.coefficients(), &coefficients);
        errors.insert("coefficients".to_owned(), error);
        for (name, actual) in [("r2", ols.r_squared()), ("sigma", ols.sigma()), ("rss", ols.rss())] {
            let error = relative_error(&[actual], &[number(&expected[name])]);
            errors.insert(name.to_owned(), error);
        }
        for kind in CovarianceKind::ALL {
            let block = match kind {
                CovarianceKind::Classical => expected,
                _ => &expected[kind.name()],
            };
            let tests = ols.inference(kind)?.coefficients;
            let wald = ols.slopes_test(kind)?;
            let each = |field: fn(&rvc_report::econometrics::CoefficientInference) -> f64| {
                tests.iter().map(field).collect::<Vec<f64>>()
            };
            for (name, actual) in [
                ("se", each(|c| c.std_error)),
                ("t", each(|c| c.t_statistic)),
                ("p", each(|c| c.p_value)),
            ] {
                let error = relative_error(&actual, &numbers(&block[name]));
                errors.insert(format!("{kind} {name}"), error);
            }
            for (name, actual) in [("F", wald.f_statistic), ("F_p", wald.p_value)] {
                let error = relative_error(&[actual], &[number(&block[name])]);
                errors.insert(format!("{kind} {name}"), error);
            }
        }
        let gate = |figure: &str| match (set, figure.ends_with('p')) {
            ("longley", _) => 1e-6,
            (_, true) => 1e-8,
            (_, false) => 1e-9,
        };
        let worst = errors.iter().max_by(|a, b| a.1.total_cmp(b.1));
        let (figure, error) = worst.ok_or("no figures")?;
        eprintln!("{set}: worst relative error {error:.1e}, in {figure}");
        for (figure, &error) in &errors {
            if error > gate(figure) {
                failures.push(format!("{set}, {figure}: {error:.1e}"));
            }
        }
    }
    assert!(failures.is_empty(), "off the oracle:\n{}", failures.join("\n"));
    Ok(())
}

#[test]
fn tails_at_the_oracle_statistics() -> TestResult {
    let oracle = read_json("testdata/robust-se/oracle.json")?;
    for (set, _, slopes) in ROBUST_SETS {
        let block = &oracle[set];
        let k = slopes.len() as f64;
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
