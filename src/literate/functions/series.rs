use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object, ObjectRepr, Value};
use minijinja::{Error, State};

use super::invalid;
use super::objects::{NumberValue, amount};
use crate::model::Year;
use crate::provenance::{Number, Operation};

/// A change over the period smaller than this fraction is no trend.
const FLAT: f64 = 0.02;

/// A yearly series with at least one value, as templates see it.
#[derive(Debug)]
pub(super) struct Series(Vec<(Year, Number)>);

impl Series {
    pub(super) fn new(values: Vec<(Year, Number)>) -> Option<Self> {
        (!values.is_empty()).then_some(Self(values))
    }

    pub(super) fn mean(&self) -> Number {
        let mean = self.0.iter().map(|(_, value)| value.value()).sum::<f64>() / self.0.len() as f64;
        Number::derived(Operation::Mean, mean, self.numbers())
    }

    fn numbers(&self) -> Vec<Number> {
        self.0.iter().map(|(_, number)| number.clone()).collect()
    }

    /// The first year in which the series is lowest (−1) or highest (1).
    fn extreme(&self, sign: f64) -> (Year, f64) {
        let (mut year, mut best) = (self.0[0].0, self.0[0].1.value());
        for (other, number) in &self.0 {
            if sign * number.value() > sign * best {
                (year, best) = (*other, number.value());
            }
        }
        (year, best)
    }

    fn derived(&self, operation: Operation, value: f64) -> Number {
        Number::derived(operation, value, self.numbers())
    }

    /// Direction by the Theil–Sen slope: the median of all pairwise slopes.
    fn trend(&self) -> &'static str {
        let pairs = self
            .0
            .iter()
            .enumerate()
            .flat_map(|(i, a)| self.0[i + 1..].iter().map(move |b| (a, b)));
        let mut slopes: Vec<f64> = pairs
            .map(|(a, b)| (b.1.value() - a.1.value()) / f64::from(b.0 - a.0))
            .collect();
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
        let (low, high) = (self.extreme(-1.0), self.extreme(1.0));
        let number = match key.as_str()? {
            "first" => self.0[0].1.clone(),
            "last" => self.0[self.0.len() - 1].1.clone(),
            "mean" => self.mean(),
            "min" => self.derived(Operation::Minimum, low.1),
            "max" => self.derived(Operation::Maximum, high.1),
            "min_year" => self.derived(Operation::YearOfMinimum, f64::from(low.0)),
            "max_year" => self.derived(Operation::YearOfMaximum, f64::from(high.0)),
            "trend" => return Some(Value::from(self.trend())),
            _ => return None,
        };
        Some(NumberValue::from(number))
    }

    fn call_method(self: &Arc<Self>, _: &mut State<'_, '_>, method: &str, args: &[Value]) -> Result<Value, Error> {
        let year = args.first().and_then(amount);
        let (true, Some(year)) = (method == "at", year) else {
            return Err(invalid(format!("a series has no method `{method}`: use `at(year)`")));
        };
        let found = self.0.iter().find(|(known, _)| f64::from(*known) == year);
        found
            .map(|(_, number)| NumberValue::from(number.clone()))
            .ok_or_else(|| invalid(format!("the series has no year {year}")))
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let values: Vec<(Year, f64)> = self.0.iter().map(|(year, number)| (*year, number.value())).collect();
        write!(f, "{values:?}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_trend_ignores_single_outliers() {
        let series = |values: &[f64]| {
            let numbers = values.iter().map(|value| Number::constant(*value));
            Series::new((2000..).zip(numbers).collect()).expect("not empty")
        };
        assert_eq!(series(&[0.10, 0.12, 0.14, 0.16]).trend(), "up");
        assert_eq!(series(&[0.20, 0.20, 0.90, 0.20, 0.20]).trend(), "flat");
        assert_eq!(series(&[0.24, 0.22, 0.20]).trend(), "down");
        assert_eq!(series(&[0.5]).trend(), "flat");
        assert_eq!(series(&[0.3, 0.1, 0.2]).extreme(-1.0), (2001, 0.1));
    }
}
