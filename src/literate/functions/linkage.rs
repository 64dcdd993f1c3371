use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object, ObjectRepr, Value, from_args};
use minijinja::{Environment, Error, State};

use super::{Scope, invalid};
use crate::model::{Economy, Year};
use crate::stages::LinkagePoint;

/// A change over the period smaller than this fraction is no trend.
const FLAT: f64 = 0.02;

pub(super) fn register(environment: &mut Environment<'_>, scope: &Scope) {
    let s = scope.clone();
    environment.add_function("linkage", move |exporter: &str| {
        s.series(exporter, |point| point.fva_share)
    });
    let s = scope.clone();
    environment.add_function("partner", move |exporter: &str, partner: &str| {
        let partner = s.covered(partner)?;
        s.series(exporter, |point| point.share_of(&partner))
    });
    let s = scope.clone();
    environment.add_function("partners_total", move |exporter: &str| {
        let own = s.covered(exporter)?;
        let partners: Vec<&Economy> = s.results.study.coverage.partners_of(&own).collect();
        s.series(exporter, |point| {
            partners.iter().map(|partner| point.share_of(partner)).sum()
        })
    });
    let s = scope.clone();
    environment.add_function("mutual_partners", move |exporter: &str| {
        let own = s.covered(exporter)?;
        let partners = s.results.study.coverage.partners_of(&own);
        Ok::<_, Error>(partners.map(|partner| partner.code().to_owned()).collect::<Vec<_>>())
    });
    let s = scope.clone();
    environment.add_function("main_partner", move |exporter: &str| {
        let own = s.covered(exporter)?;
        let mut best: Option<(f64, String)> = None;
        for partner in s.results.study.coverage.partners_of(&own) {
            let mean = s.points(exporter, |point| point.share_of(partner))?.mean();
            if best.as_ref().is_none_or(|(highest, _)| mean > *highest) {
                best = Some((mean, partner.code().to_owned()));
            }
        }
        best.map(|(_, code)| code)
            .ok_or_else(|| invalid("the bloc has one focus economy only"))
    });
    let s = scope.clone();
    environment.add_function("exports", move |exporter: &str, sector: &str| {
        let own = s.covered(exporter)?;
        let points = s
            .results
            .linkage_of(&own, sector)
            .map(|point| (point.year, point.gross_exports));
        Series::new(points.collect())
            .map(Value::from_object)
            .ok_or_else(|| invalid(format!("`{sector}` is not a sector of the study")))
    });
}

impl Scope {
    fn points(&self, exporter: &str, share: impl Fn(&LinkagePoint) -> Option<f64>) -> Result<Series, Error> {
        let settings = self.results.settings();
        let own = self.covered(exporter)?;
        let years = settings.linkage.years;
        let points = self.results.linkage_of(&own, &settings.linkage.sector);
        let values = points
            .filter(|point| years.contains(point.year))
            .filter_map(|point| Some((point.year, share(point)?)));
        Series::new(values.collect())
            .ok_or_else(|| invalid(format!("{exporter} exports nothing of the linkage sector")))
    }

    fn series(&self, exporter: &str, share: impl Fn(&LinkagePoint) -> Option<f64>) -> Result<Value, Error> {
        self.points(exporter, share).map(Value::from_object)
    }
}

/// A yearly series with at least one value, as templates see it.
#[derive(Debug)]
struct Series(Vec<(Year, f64)>);

impl Series {
    fn new(values: Vec<(Year, f64)>) -> Option<Self> {
        (!values.is_empty()).then_some(Self(values))
    }

    fn mean(&self) -> f64 {
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
