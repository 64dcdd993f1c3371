use std::collections::BTreeMap;

use minijinja::value::{Kwargs, Value};
use minijinja::{Environment, Error};

use super::objects::{NumberValue, Selection, amount};
use super::series::Series;
use super::{Scope, invalid};
use crate::provenance::{Key, Number, Operation, PanelField, StatisticField, TermField};
use crate::settings::nearest;
use crate::stages::{Direction, Estimate, Term, TermEstimate, stars};

pub(super) fn register(environment: &mut Environment<'_>, scope: &Scope) {
    let s = scope.clone();
    environment.add_function("estimate", move |exporter: &str, sector: &str, direction: &str| {
        let direction = parse_direction(direction)?;
        let economy = s.focus(exporter)?;
        let found = s.results.estimate(&economy, sector, direction);
        found
            .map(|found| s.estimate_value(found))
            .ok_or_else(|| s.no_sector(sector))
    });
    let equations: Vec<Value> = scope.results.stage3.iter().map(|e| Value::from(identity(e))).collect();
    environment.add_global("equations", scope.equations(equations));
    let s = scope.clone();
    environment.add_function("equations_where", move |options: Kwargs| s.equations_where(&options));
    let s = scope.clone();
    environment.add_function("fit_range", move || {
        let fits = s
            .results
            .stage3
            .iter()
            .map(|e| (e.r_squared, s.statistic(e, StatisticField::R2)));
        let mut fits: Vec<(f64, Value)> = fits.collect();
        fits.sort_by(|a, b| a.0.total_cmp(&b.0));
        let end = |end: Option<&(f64, Value)>| end.map_or(Value::from(()), |(_, value)| value.clone());
        Value::from(BTreeMap::from([("low", end(fits.first())), ("high", end(fits.last()))]))
    });
    let s = scope.clone();
    environment.add_function("where_estimates", move |options: Kwargs| {
        let query = Query::read(&s, &options)?;
        let found = query.matches(&s).map(|(e, term, found)| s.found_value(e, term, found));
        Ok::<_, Error>(Selection::chosen(query.shown(), found.collect(), query.among(&s)))
    });
    let s = scope.clone();
    environment.add_function("count_estimates", move |options: Kwargs| {
        let query = Query::read(&s, &options)?;
        let count = query.matches(&s).count() as f64;
        let operation = Operation::Count(query.shown());
        Ok::<_, Error>(NumberValue::from(Number::derived(operation, count, query.among(&s))))
    });
    let s = scope.clone();
    environment.add_function(
        "exporters_where",
        move |term: &str, direction: &str, sector: &str, sign: &str| {
            let query = Query::significant(term, direction, sign)?.of_sector(&s, sector)?;
            let found = query.matches(&s).map(|(e, ..)| Value::from(e.exporter.code()));
            Ok::<_, Error>(Selection::chosen(query.shown(), found.collect(), query.among(&s)))
        },
    );
    let s = scope.clone();
    environment.add_function(
        "sectors_where",
        move |exporter: &str, term: &str, direction: &str, sign: &str| {
            let query = Query {
                exporter: Some(s.focus(exporter)?.to_string()),
                ..Query::significant(term, direction, sign)?
            };
            let found = query.matches(&s).map(|(e, ..)| Value::from(e.sector.as_str()));
            Ok::<_, Error>(Selection::chosen(query.shown(), found.collect(), query.among(&s)))
        },
    );
    let s = scope.clone();
    environment.add_function("content", move |exporter: &str, sector: &str| {
        s.content(exporter, sector)
    });
    let s = scope.clone();
    environment.add_function("n_tests", move || NumberValue::from(s.n_tests()));
    let s = scope.clone();
    environment.add_function("false_stars", move || {
        let tests = s.n_tests();
        let expected = 0.10 * tests.value();
        let parts = vec![Number::constant(0.10), tests];
        NumberValue::from(Number::derived(Operation::Product, expected, parts))
    });
    let s = scope.clone();
    environment.add_function("regression", move |id: &str| s.regression(id));
}

fn parse_direction(id: &str) -> Result<Direction, Error> {
    Direction::ALL
        .into_iter()
        .find(|direction| direction.id() == id)
        .ok_or_else(|| invalid(format!("`{id}` is not a direction: expected `mutual` or `external`")))
}

fn parse_term(id: &str) -> Result<Term, Error> {
    Term::SLOPES
        .into_iter()
        .find(|term| term.id() == id)
        .ok_or_else(|| invalid(format!("`{id}` is not a slope: expected `bp`, `fp` or `gdp_pc`")))
}

/// A selection of coefficients; what is `None` is not restricted.
#[derive(Default)]
pub(super) struct Query {
    term: Option<Term>,
    direction: Option<Direction>,
    sign: Option<f64>,
    exporter: Option<String>,
    sector: Option<String>,
    significant: Option<bool>,
}

impl Query {
    fn significant(term: &str, direction: &str, sign: &str) -> Result<Self, Error> {
        Ok(Self {
            term: Some(parse_term(term)?),
            direction: Some(parse_direction(direction)?),
            sign: Some(parse_sign(sign)?),
            significant: Some(true),
            ..Self::default()
        })
    }

    /// One slope of one equation.
    pub(super) fn exactly(
        scope: &Scope,
        exporter: &str,
        sector: &str,
        direction: &str,
        term: &str,
    ) -> Result<Self, Error> {
        scope.check_sector(sector)?;
        Ok(Self {
            term: Some(parse_term(term)?),
            direction: Some(parse_direction(direction)?),
            exporter: Some(scope.focus(exporter)?.to_string()),
            sector: Some(sector.to_owned()),
            ..Self::default()
        })
    }

    fn of_sector(self, scope: &Scope, sector: &str) -> Result<Self, Error> {
        scope.check_sector(sector)?;
        Ok(Self {
            sector: Some(sector.to_owned()),
            ..self
        })
    }

    pub(super) fn read(scope: &Scope, options: &Kwargs) -> Result<Self, Error> {
        let text = |key: &str| options.get::<Option<String>>(key);
        let query = Self {
            term: text("term")?.map(|term| parse_term(&term)).transpose()?,
            direction: text("direction")?
                .map(|direction| parse_direction(&direction))
                .transpose()?,
            sign: text("sign")?.map(|sign| parse_sign(&sign)).transpose()?,
            exporter: text("exporter")?
                .map(|code| scope.focus(&code).map(|e| e.to_string()))
                .transpose()?,
            sector: text("sector")?,
            significant: options.get("significant")?,
        };
        options.assert_all_used()?;
        if let Some(sector) = &query.sector {
            scope.check_sector(sector)?;
        }
        Ok(query)
    }

    /// The selection in words, for provenance.
    pub(super) fn shown(&self) -> String {
        let sign = self
            .sign
            .map(|sign| if sign > 0.0 { "sign=+" } else { "sign=-" }.to_owned());
        let parts = [
            self.term.map(|term| format!("term={}", term.id())),
            self.direction.map(|direction| format!("direction={}", direction.id())),
            sign,
            self.exporter.as_ref().map(|code| format!("exporter={code}")),
            self.sector.as_ref().map(|sector| format!("sector={sector}")),
            self.significant.map(|significant| format!("significant={significant}")),
        ];
        format!(
            "estimates {}",
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        )
    }

    /// What decides: the coefficients and p values of all slopes that the selection looks at.
    fn among(&self, scope: &Scope) -> Vec<Number> {
        let every = Self {
            sign: None,
            significant: None,
            exporter: self.exporter.clone(),
            sector: self.sector.clone(),
            ..*self
        };
        let decisive = every.matches(scope).flat_map(|(e, term, _)| {
            [TermField::Coef, TermField::P].map(|field| coefficient_key(e, term, field).number(&scope.results))
        });
        decisive.flatten().collect()
    }

    /// The equations that the selection looks at.
    pub(super) fn equations<'a>(&self, scope: &'a Scope) -> Vec<&'a Estimate> {
        let looked_at = scope.results.stage3.iter().filter(|e| {
            self.direction.is_none_or(|direction| direction == e.direction)
                && self.exporter.as_ref().is_none_or(|code| code == e.exporter.code())
                && self.sector.as_ref().is_none_or(|sector| *sector == e.sector)
        });
        looked_at.collect()
    }

    /// The matching slopes, in the order of the table; all slopes but GDP per capita by default.
    pub(super) fn matches<'a>(
        &'a self,
        scope: &'a Scope,
    ) -> impl Iterator<Item = (&'a Estimate, Term, &'a TermEstimate)> {
        self.equations(scope)
            .into_iter()
            .flat_map(|e| [Term::Bp, Term::Fp, Term::GdpPc].map(|term| (e, term, e.term(term))))
            .filter(|(_, term, found)| {
                self.term.map_or(*term != Term::GdpPc, |wanted| wanted == *term)
                    && self.sign.is_none_or(|sign| sign * found.coef > 0.0)
                    && self.significant.is_none_or(|wanted| wanted == found.is_significant())
            })
    }
}

fn parse_sign(sign: &str) -> Result<f64, Error> {
    match sign {
        "+" => Ok(1.0),
        "-" => Ok(-1.0),
        _ => Err(invalid(format!("`{sign}` is not a sign: expected `+` or `-`"))),
    }
}

pub(super) fn coefficient_key(estimate: &Estimate, term: Term, field: TermField) -> Key {
    Key::Coefficient {
        exporter: estimate.exporter.clone(),
        sector: estimate.sector.clone(),
        direction: estimate.direction,
        term,
        field,
    }
}

impl Scope {
    /// How many slopes `bp` and `fp` there are.
    fn n_tests(&self) -> Number {
        let query = Query::default();
        let count = query.matches(self).count() as f64;
        Number::derived(
            Operation::Count("slopes bp and fp".to_owned()),
            count,
            query.among(self),
        )
    }

    /// All equations; their number follows from the settings.
    fn equations(&self, items: Vec<Value>) -> Value {
        let setting = |name: &str| Key::Setting { name: name.to_owned() }.number(&self.results);
        let parts = ["bloc.focus", "response.sectors"].into_iter().filter_map(setting);
        let parts = parts.chain([Number::constant(2.0)]).collect();
        let length = Number::derived(Operation::Product, items.len() as f64, parts);
        Value::from_object(Selection { items, length })
    }

    fn equations_where(&self, options: &Kwargs) -> Result<Value, Error> {
        let text = |key: &str| options.get::<Option<String>>(key);
        let direction = text("direction")?.map(|id| parse_direction(&id)).transpose()?;
        let exporter = text("exporter")?.map(|code| self.focus(&code)).transpose()?;
        let sector = text("sector")?;
        let below: Option<Value> = options.get("joint_p_below")?;
        options.assert_all_used()?;
        if let Some(sector) = &sector {
            self.check_sector(sector)?;
        }
        let below = below.as_ref().and_then(amount);
        let looked_at = self.results.stage3.iter().filter(|e| {
            direction.is_none_or(|direction| direction == e.direction)
                && exporter.as_ref().is_none_or(|exporter| *exporter == e.exporter)
                && sector.as_ref().is_none_or(|sector| *sector == e.sector)
        });
        let looked_at: Vec<&Estimate> = looked_at.collect();
        let found = looked_at
            .iter()
            .filter(|e| below.is_none_or(|below| e.joint.p < below))
            .map(|e| Value::from(identity(e)));
        let among = looked_at.iter().filter_map(|e| {
            let field = StatisticField::FP;
            statistic_key(e, field).number(&self.results)
        });
        Ok(Selection::chosen(
            "equations".to_owned(),
            found.collect(),
            among.collect(),
        ))
    }

    /// θ by year: the partners' value added of the same sector in a dollar of the sector's exports.
    fn content(&self, exporter: &str, sector: &str) -> Result<Value, Error> {
        let economy = self.focus(exporter)?;
        let years = self.results.settings().response.years.years();
        let values = years.filter_map(|year| {
            let key = Key::Panel {
                exporter: economy.clone(),
                sector: sector.to_owned(),
                year,
                field: PanelField::Content,
            };
            Some((year, key.number(&self.results)?))
        });
        Series::new(values.collect())
            .map(Value::from_object)
            .ok_or_else(|| self.no_sector(sector))
    }

    fn statistic(&self, estimate: &Estimate, field: StatisticField) -> Value {
        NumberValue::of(statistic_key(estimate, field).number(&self.results))
    }

    fn term_fields(&self, found: &TermEstimate, key: impl Fn(TermField) -> Key) -> Fields {
        let mut fields: Fields = TermField::ALL
            .map(|field| (field.id(), NumberValue::of(key(field).number(&self.results))))
            .into();
        fields.extend([
            ("stars", Value::from(stars(found.p))),
            ("significant", Value::from(found.is_significant())),
            ("positive", Value::from(found.coef > 0.0)),
        ]);
        fields
    }

    fn found_value(&self, estimate: &Estimate, term: Term, found: &TermEstimate) -> Value {
        let mut fields = identity(estimate);
        fields.extend(self.term_fields(found, |field| coefficient_key(estimate, term, field)));
        fields.insert("term", Value::from(term.id()));
        Value::from(fields)
    }

    fn estimate_value(&self, estimate: &Estimate) -> Value {
        let mut fields = identity(estimate);
        fields.extend(estimate.terms.iter().map(|(term, found)| {
            let of_term = self.term_fields(found, |field| coefficient_key(estimate, *term, field));
            (term.id(), Value::from(of_term))
        }));
        fields.extend(StatisticField::ALL.map(|field| (field.id(), self.statistic(estimate, field))));
        Value::from(fields)
    }

    /// A regression of the project: its terms by name, and its statistics.
    fn regression(&self, id: &str) -> Result<Value, Error> {
        let known = self.results.regressions.iter().map(|regression| regression.id.as_str());
        let found = self.results.regression(id).ok_or_else(|| {
            let hint = nearest(id, known).map(|near| format!("; did you mean `{near}`?"));
            invalid(format!(
                "rvc.toml defines no regression `{id}`{}",
                hint.unwrap_or_default()
            ))
        })?;
        let mut fields: BTreeMap<String, Value> = BTreeMap::from([
            ("exporter".to_owned(), Value::from(found.exporter.code())),
            ("sector".to_owned(), Value::from(found.sector.as_str())),
            ("formula".to_owned(), Value::from(found.formula.to_string())),
            ("covariance".to_owned(), Value::from(found.covariance.to_string())),
        ]);
        for (term, estimate) in &found.terms {
            let key = |field| Key::OwnCoefficient {
                id: id.to_owned(),
                term: term.clone(),
                field,
            };
            fields.insert(term.clone(), Value::from(self.term_fields(estimate, key)));
        }
        for field in StatisticField::ALL {
            let key = Key::OwnStatistic {
                id: id.to_owned(),
                field,
            };
            fields.insert(field.id().to_owned(), NumberValue::of(key.number(&self.results)));
        }
        Ok(Value::from(fields))
    }

    fn check_sector(&self, sector: &str) -> Result<(), Error> {
        let known = &self.results.settings().response.sectors;
        if known.iter().any(|id| id == sector) {
            Ok(())
        } else {
            Err(self.no_sector(sector))
        }
    }

    fn no_sector(&self, sector: &str) -> Error {
        let known = self.results.settings().response.sectors.iter().map(String::as_str);
        let hint = nearest(sector, known)
            .map(|near| format!("; did you mean `{near}`?"))
            .unwrap_or_default();
        invalid(format!("`{sector}` is not a sector of stage III{hint}"))
    }
}

pub(super) type Fields = BTreeMap<&'static str, Value>;

pub(super) fn identity(estimate: &Estimate) -> Fields {
    BTreeMap::from([
        ("exporter", Value::from(estimate.exporter.code())),
        ("sector", Value::from(estimate.sector.as_str())),
        ("direction", Value::from(estimate.direction.id())),
    ])
}

fn statistic_key(estimate: &Estimate, field: StatisticField) -> Key {
    Key::Statistic {
        exporter: estimate.exporter.clone(),
        sector: estimate.sector.clone(),
        direction: estimate.direction,
        field,
    }
}
