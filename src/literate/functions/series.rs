use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object, ObjectRepr, Value, from_args};
use minijinja::{Error, State};

use super::invalid;
use crate::model::Year;

/// A change over the period smaller than this fraction is no trend.
const FLAT: f64 = 0.02;

/// A yearly series with at least one value, as templates see it.
#[derive(Debug)]
pub(super) struct Series(Vec<(Year, f64)>);

impl Series {
    pub(super) fn new(values: Vec<(Year, f64)>) -> Option<Self> {
        (!values.is_empty()).then_some(Self(values))
    }

    pub(super) fn mean(&self) -> f64 {
        self.0.iter().map(|(_, value)| value).sum::<f64>() / self.0.len() as f64
    }

    fn extreme(&self, sign: f64) -> (Year, f64) {
        let mut best = self.0[0];
        for &(year, value) in &self.0 {
            if sign * value > sign * best.1 {
                best = (year, value);
            }
        }
        best
    }

    /// Direction by the Theil–Sen slope: the median of all pairwise slopes.
    fn trend(&self) -> &'static str {
        let pairs = self
            .0
            .iter()
            .enumerate()
            .flat_map(|(i, a)| self.0[i + 1..].iter().map(move |b| (a, b)));
        let mut slopes: Vec<f64> = pairs.map(|(a, b)| (b.1 - a.1) / f64::from(b.0 - a.0)).collect();
        slopes.sort_by(f64::total_cmp);
        let middle = slopes.len() / 2;
        let Some(&upper) = slopes.get(middle) else {
            return "flat";
        };
        let median = if slopes.len().is_multiple_of(2) {
            (slopes[middle - 1] + upper) / 2.0
        } else {
            upper
        };
        let span = f64::from(self.0[self.0.len() - 1].0 - self.0[0].0);
        match median * span {
            change if change > FLAT => "up",
            change if change < -FLAT => "down",
            _ => "flat",
        }
    }
}

impl Object for Series {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let value = match key.as_str()? {
            "first" => Value::from(self.0[0].1),
            "last" => Value::from(self.0[self.0.len() - 1].1),
            "mean" => Value::from(self.mean()),
            "min" => Value::from(self.extreme(-1.0).1),
            "max" => Value::from(self.extreme(1.0).1),
            "min_year" => Value::from(self.extreme(-1.0).0),
            "max_year" => Value::from(self.extreme(1.0).0),
            "trend" => Value::from(self.trend()),
            _ => return None,
        };
        Some(value)
    }

    fn call_method(self: &Arc<Self>, _: &mut State<'_, '_>, method: &str, args: &[Value]) -> Result<Value, Error> {
        if method != "at" {
            return Err(invalid(format!("a series has no method `{method}`: use `at(year)`")));
        }
        let (year,): (Year,) = from_args(args)?;
        let found = self.0.iter().find(|(known, _)| *known == year);
        found
            .map(|(_, value)| Value::from(*value))
            .ok_or_else(|| invalid(format!("the series has no year {year}")))
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_trend_ignores_single_outliers() {
        let series = |values: &[f64]| Series::new((2000..).zip(values.iter().copied()).collect()).expect("not empty");
        assert_eq!(series(&[0.10, 0.12, 0.14, 0.16]).trend(), "up");
        assert_eq!(series(&[0.20, 0.20, 0.90, 0.20, 0.20]).trend(), "flat");
        assert_eq!(series(&[0.24, 0.22, 0.20]).trend(), "down");
        assert_eq!(series(&[0.5]).trend(), "flat");
        assert_eq!(series(&[0.3, 0.1, 0.2]).extreme(-1.0), (2001, 0.1));
    }
}
