//! What templates can ask of the robustness evidence.

use std::collections::BTreeMap;

use minijinja::value::{Kwargs, Value};
use minijinja::{Environment, Error};

use super::objects::{NumberValue, Selection};
use super::response::{Query, coefficient_key, identity};
use super::{Scope, invalid};
use crate::provenance::{Key, Number, Operation, TermField};
use crate::settings::nearest;
use crate::stages::robustness::{DiagnosticId, Order, SectorEvidence, SlopeEvidence, Specification, Verdict};
use crate::stages::{Estimate, Term};

pub(super) fn register(environment: &mut Environment<'_>, scope: &Scope) {
    let s = scope.clone();
    environment.add_function("evidence", move |path: &str| {
        let key = Key::Robustness { path: path.to_owned() };
        match key.number(&s.results) {
            Some(number) => Ok(NumberValue::from(number)),
            None => Err(invalid(format!(
                "there is no evidence `{path}`: expected a path such as `BLR.chemicals.mutual.bp.adjusted.bh`, see docs/robustness.md"
            ))),
        }
    });
    let s = scope.clone();
    environment.add_function(
        "slope",
        move |exporter: &str, sector: &str, direction: &str, term: &str| s.one_slope(exporter, sector, direction, term),
    );
    let s = scope.clone();
    environment.add_function("slopes_where", move |condition: &str, options: Kwargs| {
        s.slopes_where(condition, &options)
    });
    let s = scope.clone();
    environment.add_function("signs_kept", move |options: Kwargs| s.signs_kept(&options));
    let s = scope.clone();
    environment.add_function("equations_with", move |condition: &str, options: Kwargs| {
        s.equations_with(condition, &options)
    });
    let s = scope.clone();
    environment.add_function("sectors_with", move |condition: &str| s.sectors_with(condition));
    let s = scope.clone();
    environment.add_function("series_with", move |condition: &str| s.series_with(condition));
    let specifications = Specification::ALL.map(|id| Value::from(id.id()));
    environment.add_global("specifications", Value::from(specifications.to_vec()));
    environment.add_global("break_year", scope.break_year());
    let replications = scope.results.settings().robustness.replications;
    environment.add_global(
        "replications",
        scope.setting("robustness.replications", replications as f64),
    );
}

/// A condition on a slope, and the numbers that decide it.
struct SlopeCondition {
    name: &'static str,
    holds: fn(&Estimate, Term, &SlopeEvidence) -> bool,
    /// Paths below the slope.
    decided_by: &'static [&'static str],
}

/// The level of the conditions on p values.
const LEVEL: f64 = 0.10;
/// The level of the tests of assumptions.
const TEST_LEVEL: f64 = 0.05;

const SLOPE_CONDITIONS: [SlopeCondition; 10] = [
    SlopeCondition {
        name: "significant",
        holds: |estimate, term, _| estimate.term(term).is_significant(),
        decided_by: &[],
    },
    SlopeCondition {
        name: "significant-under-all",
        holds: |_, _, slope| !slope.variances.is_empty() && slope.variances.values().all(|test| test.p < LEVEL),
        decided_by: &["variances.HC3.p", "variances.NW.p"],
    },
    SlopeCondition {
        name: "significant-under-any",
        holds: |_, _, slope| slope.variances.values().any(|test| test.p < LEVEL),
        decided_by: &["variances.HC3.p", "variances.NW.p"],
    },
    SlopeCondition {
        name: "bootstrap",
        holds: |_, _, slope| slope.bootstrap.is_some_and(|p| p < LEVEL),
        decided_by: &["bootstrap"],
    },
    SlopeCondition {
        name: "holm",
        holds: |_, _, slope| slope.adjusted.is_some_and(|adjusted| adjusted.holm < LEVEL),
        decided_by: &["adjusted.holm"],
    },
    SlopeCondition {
        name: "bh",
        holds: |_, _, slope| slope.adjusted.is_some_and(|adjusted| adjusted.bh < LEVEL),
        decided_by: &["adjusted.bh"],
    },
    SlopeCondition {
        name: "by",
        holds: |_, _, slope| slope.adjusted.is_some_and(|adjusted| adjusted.by < LEVEL),
        decided_by: &["adjusted.by"],
    },
    SlopeCondition {
        name: "sign-kept",
        holds: |_, _, slope| slope.signs.of > 0 && slope.signs.kept == slope.signs.of,
        decided_by: &["signs.kept", "signs.of"],
    },
    SlopeCondition {
        name: "one-year-turns",
        holds: |_, _, slope| slope.leave_one_out.is_some_and(|found| found.sign_changes > 0),
        decided_by: &["leave_one_out.min", "leave_one_out.max"],
    },
    SlopeCondition {
        name: "differences-confirm",
        holds: |estimate, term, slope| {
            let found = slope.specifications.get(&Specification::Differences);
            found.is_some_and(|fit| fit.estimate.p < LEVEL && fit.estimate.coef * estimate.term(term).coef > 0.0)
        },
        decided_by: &["specifications.differences.coef", "specifications.differences.p"],
    },
];

/// What decides a verdict.
const VERDICT_DECIDED_BY: [&str; 5] = [
    "variances.HC3.p",
    "adjusted.bh",
    "signs.kept",
    "leave_one_out.min",
    "specifications.differences.p",
];

impl Scope {
    fn setting(&self, name: &str, value: f64) -> Value {
        let key = Key::Setting { name: name.to_owned() };
        NumberValue::from(Number::result(key, value))
    }

    /// The first year of the second part in Chow's test.
    fn break_year(&self) -> Value {
        let sectors = &self.results.robustness.sectors;
        let path = sectors.iter().find_map(|found| {
            let (direction, equation) = found.equations.first()?;
            equation.stability.chow?;
            Some(format!(
                "{}.{}.{}.stability.chow.year",
                found.exporter,
                found.sector,
                direction.id()
            ))
        });
        NumberValue::of(path.and_then(|path| Key::Robustness { path }.number(&self.results)))
    }

    fn slope_number(&self, estimate: &Estimate, term: Term, path: &str) -> Option<Number> {
        let path = format!(
            "{}.{}.{}.{}.{path}",
            estimate.exporter,
            estimate.sector,
            estimate.direction.id(),
            term.id()
        );
        Key::Robustness { path }.number(&self.results)
    }

    fn evidence_on(&self, estimate: &Estimate, term: Term) -> Option<&SlopeEvidence> {
        self.results
            .robustness
            .slope(&estimate.exporter, &estimate.sector, estimate.direction, term)
    }

    fn one_slope(&self, exporter: &str, sector: &str, direction: &str, term: &str) -> Result<Value, Error> {
        let query = Query::exactly(self, exporter, sector, direction, term)?;
        let mut matches = query.matches(self);
        matches
            .next()
            .map(|(estimate, term, _)| self.slope_value(estimate, term))
            .ok_or_else(|| invalid(format!("there is no equation of {exporter}, {sector}, {direction}")))
    }

    fn slope_value(&self, estimate: &Estimate, term: Term) -> Value {
        let mut fields = identity(estimate);
        let number = |path: &str| NumberValue::of(self.slope_number(estimate, term, path));
        let found = self.evidence_on(estimate, term);
        fields.extend([
            ("term", Value::from(term.id())),
            (
                "coef",
                NumberValue::of(coefficient_key(estimate, term, TermField::Coef).number(&self.results)),
            ),
            ("positive", Value::from(estimate.term(term).coef > 0.0)),
            ("kept", number("signs.kept")),
            ("of", number("signs.of")),
            ("min", number("leave_one_out.min")),
            ("max", number("leave_one_out.max")),
            ("bootstrap", number("bootstrap")),
            ("holm", number("adjusted.holm")),
            ("bh", number("adjusted.bh")),
            ("by", number("adjusted.by")),
            (
                "verdict",
                Value::from(found.and_then(|found| found.verdict).map(Verdict::id)),
            ),
        ]);
        Value::from(fields)
    }

    /// Slopes BP and FP for which a condition holds, or which have a verdict.
    fn slopes_where(&self, condition: &str, options: &Kwargs) -> Result<Value, Error> {
        let query = Query::read(self, options)?;
        let verdict = Verdict::ALL.into_iter().find(|verdict| verdict.id() == condition);
        let known = SLOPE_CONDITIONS.iter().find(|known| known.name == condition);
        let decided_by = match (verdict, known) {
            (Some(_), _) => &VERDICT_DECIDED_BY[..],
            (None, Some(known)) => known.decided_by,
            (None, None) => {
                let names = SLOPE_CONDITIONS.iter().map(|known| known.name);
                return Err(unknown(condition, names.chain(Verdict::ALL.map(Verdict::id))));
            }
        };
        let holds = |estimate: &Estimate, term: Term| {
            let Some(found) = self.evidence_on(estimate, term) else {
                return false;
            };
            match (verdict, known) {
                (Some(verdict), _) => found.verdict == Some(verdict),
                (None, Some(known)) => (known.holds)(estimate, term, found),
                (None, None) => false,
            }
        };
        let looked_at: Vec<(&Estimate, Term)> = query.matches(self).map(|(e, term, _)| (e, term)).collect();
        let items = looked_at
            .iter()
            .filter(|(estimate, term)| holds(estimate, *term))
            .map(|(estimate, term)| self.slope_value(estimate, *term));
        let among = looked_at.iter().flat_map(|(estimate, term)| {
            let own = coefficient_key(estimate, *term, TermField::P).number(&self.results);
            let others = decided_by
                .iter()
                .filter_map(|path| self.slope_number(estimate, *term, path));
            own.into_iter().chain(others).collect::<Vec<_>>()
        });
        let shown = format!("slopes {condition} {}", query.shown());
        Ok(Selection::chosen(shown, items.collect(), among.collect()))
    }

    /// In how many of the other specifications the slopes of a selection keep their signs, taken together.
    fn signs_kept(&self, options: &Kwargs) -> Result<Value, Error> {
        let query = Query::read(self, options)?;
        let looked_at: Vec<(&Estimate, Term)> = query.matches(self).map(|(e, term, _)| (e, term)).collect();
        let sum = |path: &str| {
            let parts: Vec<Number> = looked_at
                .iter()
                .filter_map(|(estimate, term)| self.slope_number(estimate, *term, path))
                .collect();
            let total = parts.iter().map(Number::value).sum();
            NumberValue::from(Number::derived(Operation::Sum, total, parts))
        };
        Ok(Value::from(BTreeMap::from([
            ("kept", sum("signs.kept")),
            ("of", sum("signs.of")),
        ])))
    }

    /// Equations whose test rejects at 5 %, or that are to be read in levels or not.
    fn equations_with(&self, condition: &str, options: &Kwargs) -> Result<Value, Error> {
        let query = Query::read(self, options)?;
        let diagnostic = DiagnosticId::ALL.into_iter().find(|id| id.id() == condition);
        let paths: Vec<String> = match (diagnostic, condition) {
            (Some(id), _) if id.thresholds().is_none() => vec![format!("diagnostics.{}.p", id.id())],
            (Some(id), _) => vec![format!("diagnostics.{}.statistic", id.id())],
            (None, "chow") => vec!["stability.chow.p".to_owned()],
            (None, "sup-f") => ["f", "critical_5"]
                .map(|field| format!("stability.sup_f.{field}"))
                .into(),
            (None, "stationary" | "cointegrated" | "not-shown") => ["statistic", "critical_5"]
                .map(|field| format!("cointegration.{field}"))
                .into(),
            _ => {
                let others = ["chow", "sup-f", "stationary", "cointegrated", "not-shown"];
                return Err(unknown(
                    condition,
                    DiagnosticId::ALL.map(DiagnosticId::id).into_iter().chain(others),
                ));
            }
        };
        let robustness = &self.results.robustness;
        let holds = |estimate: &Estimate| {
            let Some(sector) = robustness.sector(&estimate.exporter, &estimate.sector) else {
                return false;
            };
            let Some(found) = sector.equations.get(&estimate.direction) else {
                return false;
            };
            match (diagnostic, condition) {
                (Some(id), _) => found.diagnostics.get(&id).is_some_and(|test| test.severity(id) >= 2),
                (None, "chow") => found.stability.chow.is_some_and(|test| test.p < TEST_LEVEL),
                (None, "sup-f") => found.stability.sup_f.is_some_and(|test| test.f > test.critical_5),
                _ => sector.levels(estimate.direction).id() == condition,
            }
        };
        let looked_at = query.equations(self);
        let items = looked_at
            .iter()
            .filter(|estimate| holds(estimate))
            .map(|estimate| Value::from(identity(estimate)));
        let among = looked_at.iter().flat_map(|estimate| {
            let of_equation = paths.iter().filter_map(|path| {
                let path = format!(
                    "{}.{}.{}.{path}",
                    estimate.exporter,
                    estimate.sector,
                    estimate.direction.id()
                );
                Key::Robustness { path }.number(&self.results)
            });
            of_equation.collect::<Vec<_>>()
        });
        Ok(Selection::chosen(
            format!("equations {condition} {}", query.shown()),
            items.collect(),
            among.collect(),
        ))
    }

    /// Exporters' sectors whose content hardly varies, or explains the slope of total exports.
    fn sectors_with(&self, condition: &str) -> Result<Value, Error> {
        let holds: fn(&SectorEvidence) -> bool = match condition {
            "content-defined" => |found| found.content.is_some(),
            "content-constant" => |found| {
                found
                    .content
                    .is_some_and(|content| content.variation < crate::stages::robustness::MECHANICAL_VARIATION)
            },
            "content-explains" => |found| found.content.is_some_and(|content| content.explains()),
            _ => {
                let known = ["content-defined", "content-constant", "content-explains"];
                return Err(unknown(condition, known));
            }
        };
        let sectors = &self.results.robustness.sectors;
        let items = sectors.iter().filter(|found| holds(found)).map(|found| {
            Value::from(BTreeMap::from([
                ("exporter", Value::from(found.exporter.code())),
                ("sector", Value::from(found.sector.as_str())),
            ]))
        });
        let among = sectors.iter().flat_map(|found| {
            let path = |field: &str| format!("{}.{}.content.{field}", found.exporter, found.sector);
            ["variation", "slope", "total_lower", "total_upper"]
                .map(|field| Key::Robustness { path: path(field) }.number(&self.results))
        });
        let among = among.flatten().collect();
        Ok(Selection::chosen(
            format!("sectors {condition}"),
            items.collect(),
            among,
        ))
    }

    /// Series by what the unit-root tests say; GDP per capita counts once an economy.
    fn series_with(&self, condition: &str) -> Result<Value, Error> {
        let orders = [Order::Stationary, Order::UnitRoot, Order::Unclear];
        if condition != "any" && !orders.iter().any(|order| order.id() == condition) {
            return Err(unknown(condition, ["any"].into_iter().chain(orders.map(Order::id))));
        }
        let (mut items, mut among) = (Vec::new(), Vec::new());
        let mut exporter = None;
        for found in &self.results.robustness.sectors {
            let is_new = exporter.replace(&found.exporter) != Some(&found.exporter);
            let shown = found
                .series
                .iter()
                .filter(|(series, _)| is_new || **series != crate::model::Series::GdpPc);
            for (series, roots) in shown {
                if condition == "any" || roots.order.id() == condition {
                    items.push(Value::from(series.id()));
                }
                for test in ["adf_trend", "kpss_trend"] {
                    let path = format!(
                        "{}.{}.series.{}.{test}.statistic",
                        found.exporter,
                        found.sector,
                        series.id()
                    );
                    among.extend(Key::Robustness { path }.number(&self.results));
                }
            }
        }
        let length = Number::derived(
            Operation::Count(format!("series {condition}")),
            items.len() as f64,
            among,
        );
        Ok(Value::from_object(Selection { items, length }))
    }
}

fn unknown<'a>(condition: &str, known: impl IntoIterator<Item = &'a str>) -> Error {
    let known: Vec<&str> = known.into_iter().collect();
    let near = nearest(condition, known.iter().copied()).map(|near| format!("; did you mean `{near}`?"));
    invalid(format!(
        "`{condition}` is no condition: expected {}{}",
        known.join(", "),
        near.unwrap_or_default()
    ))
}
