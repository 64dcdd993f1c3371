//! The regressions of `testdata/robust-se`, and how figures are compared with files.

use std::collections::BTreeMap;
use std::fs;

use rvc_report::econometrics::{Design, Ols};
use serde_json::{Map, Value};

use super::shared;

pub type Failure = Box<dyn std::error::Error>;
pub type TestResult = Result<(), Failure>;

/// A data set and the equation that is fitted to it; a constant comes first.
pub struct Regression {
    pub set: &'static str,
    pub response: &'static str,
    pub slopes: &'static [&'static str],
}

const fn regression(set: &'static str, response: &'static str, slopes: &'static [&'static str]) -> Regression {
    Regression { set, response, slopes }
}

pub const REGRESSIONS: [Regression; 8] = [
    regression(
        "longley",
        "totemp",
        &["gnpdefl", "gnp", "unemp", "armed", "pop", "year"],
    ),
    regression("publicschools", "Expenditure", &["Income", "Income2"]),
    regression("investment", "RealInv", &["RealGNP", "RealInt"]),
    regression("macro_stata", "g_realinv", &["g_realgdp", "lag_realint"]),
    regression("macro_annual_n26", "realinv", &["realgdp", "unemp", "realint"]),
    regression("grunfeld_general_electric", "invest", &["value", "capital"]),
    regression("grunfeld_us_steel", "invest", &["value", "capital"]),
    regression("grunfeld_westinghouse", "invest", &["value", "capital"]),
];

impl Regression {
    /// Reads the response and the regressors, the response first.
    pub fn series(&self) -> Result<Vec<(String, Vec<f64>)>, Failure> {
        let text = fs::read_to_string(shared(&format!("testdata/robust-se/{}.csv", self.set)))?;
        let mut lines = text.lines();
        let header: Vec<&str> = lines.next().ok_or("no header")?.split(',').collect();
        let mut columns: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
        for line in lines {
            for (name, field) in header.iter().zip(line.split(',')) {
                columns.entry(name).or_default().push(field.trim().parse()?);
            }
        }
        let names = [self.response].into_iter().chain(self.slopes.iter().copied());
        Ok(names.map(|name| (name.to_owned(), columns[name].clone())).collect())
    }

    pub fn fit(&self) -> Result<Ols, Failure> {
        let mut series = self.series()?;
        let (_, response) = series.remove(0);
        Ok(Ols::fit(&response, &Design::with_constant(series)?)?)
    }
}

/// Reads a file of reference values by data set, all eight of them.
pub fn read_sets(file: &str) -> Result<Value, Failure> {
    let sets = read_json(&format!("testdata/robust-se/{file}"))?;
    assert_eq!(sets.as_object().map(Map::len), Some(REGRESSIONS.len()));
    Ok(sets)
}

/// Reads a file; Python's NaN, which is no JSON, becomes null.
pub fn read_json(path: &str) -> Result<Value, Failure> {
    let text = fs::read_to_string(shared(path))?;
    Ok(serde_json::from_str(
        &text.replace("\"NaN\"", "null").replace("NaN", "null"),
    )?)
}

/// Reads a figure that the files keep as a number or as a string of digits.
pub fn number(value: &Value) -> f64 {
    let digits = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let parsed = digits.trim().parse();
    parsed.unwrap_or_else(|_| panic!("{value} is no number"))
}

/// Reads a list of figures, with or without names.
pub fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(list) => list.iter().map(number).collect(),
        Value::Object(named) => named.values().map(number).collect(),
        _ => panic!("{value} is no list"),
    }
}

/// Returns |a − b|/|b|, the largest over two lists.
pub fn relative_error(actual: &[f64], expected: &[f64]) -> f64 {
    assert_eq!(actual.len(), expected.len());
    let error = |(a, e): (&f64, &f64)| if a == e { 0.0 } else { ((a - e) / e).abs() };
    let errors: Vec<f64> = actual.iter().zip(expected).map(error).collect();
    assert!(errors.iter().all(|e| !e.is_nan()), "{actual:?}");
    errors.into_iter().fold(0.0, f64::max)
}

/// Collects the figures of one data set that were compared, with their gates.
pub struct Comparison {
    set: &'static str,
    /// Figure → relative error, gate.
    errors: BTreeMap<String, (f64, f64)>,
}

impl Comparison {
    pub fn new(set: &'static str) -> Self {
        let errors = BTreeMap::new();
        Self { set, errors }
    }

    pub fn each(&mut self, figure: &str, actual: &[f64], expected: &Value, gate: f64) {
        let error = relative_error(actual, &numbers(expected));
        let earlier = self.errors.insert(figure.to_owned(), (error, gate));
        assert_eq!(earlier, None, "{}: {figure} is compared twice", self.set);
    }

    pub fn one(&mut self, figure: &str, actual: f64, expected: &Value, gate: f64) {
        self.each(figure, &[actual], &Value::Array(vec![expected.clone()]), gate);
    }

    /// Returns a line for each figure beyond its gate.
    pub fn failures(self) -> Vec<String> {
        let worst = self.errors.iter().max_by(|a, b| a.1.0.total_cmp(&b.1.0));
        if let Some((figure, (error, _))) = worst {
            let (set, n) = (self.set, self.errors.len());
            eprintln!("{set}: {n} figures, worst relative error {error:.1e}, in {figure}");
        }
        let beyond = self.errors.iter().filter(|(_, (error, gate))| error > gate);
        beyond
            .map(|(figure, (error, gate))| format!("{}, {figure}: {error:.1e} beyond {gate:.0e}", self.set))
            .collect()
    }
}
