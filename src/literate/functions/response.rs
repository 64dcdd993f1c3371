use std::collections::BTreeMap;

use minijinja::value::{Kwargs, Value};
use minijinja::{Environment, Error};

use super::series::Series;
use super::{Scope, invalid};
use crate::settings::nearest;
use crate::stages::{Direction, Estimate, Term, TermEstimate, stars};

pub(super) fn register(environment: &mut Environment<'_>, scope: &Scope) {
    let s = scope.clone();
    environment.add_function("estimate", move |exporter: &str, sector: &str, direction: &str| {
        let direction = parse_direction(direction)?;
        let economy = s.focus(exporter)?;
        let found = s.results.estimate(&economy, sector, direction);
        found.map(estimate_value).ok_or_else(|| s.no_sector(sector))
    });
    let equations: Vec<Value> = scope.results.stage3.iter().map(|e| Value::from(identity(e))).collect();
    environment.add_global("equations", Value::from(equations));
    let s = scope.clone();
    environment.add_function("where_estimates", move |options: Kwargs| {
        let query = Query::read(&s, &options)?;
        Ok::<_, Error>(
            query
                .matches(&s)
                .map(|(e, term, found)| found_value(e, term, found))
                .collect::<Vec<_>>(),
        )
    });
    let s = scope.clone();
    environment.add_function("count_estimates", move |options: Kwargs| {
        let query = Query::read(&s, &options)?;
        Ok::<_, Error>(query.matches(&s).count())
    });
    let s = scope.clone();
    environment.add_function(
        "exporters_where",
        move |term: &str, direction: &str, sector: &str, sign: &str| {
            let query = Query::significant(term, direction, sign)?.of_sector(&s, sector)?;
            Ok::<_, Error>(
                query
                    .matches(&s)
                    .map(|(e, ..)| e.exporter.to_string())
                    .collect::<Vec<_>>(),
            )
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
            Ok::<_, Error>(query.matches(&s).map(|(e, ..)| e.sector.clone()).collect::<Vec<_>>())
        },
    );
    let s = scope.clone();
    environment.add_function("content", move |exporter: &str, sector: &str| {
        s.content(exporter, sector)
    });
    let tests = scope.results.stage3.len() * 2;
    environment.add_function("n_tests", move || tests);
    environment.add_function("false_stars", move || 0.10 * tests as f64);
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
struct Query {
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

    fn of_sector(self, scope: &Scope, sector: &str) -> Result<Self, Error> {
        scope.check_sector(sector)?;
        Ok(Self {
            sector: Some(sector.to_owned()),
            ..self
        })
    }

    fn read(scope: &Scope, options: &Kwargs) -> Result<Self, Error> {
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

    /// The matching slopes, in the order of the table; all slopes but GDP per capita by default.
    fn matches<'a>(&'a self, scope: &'a Scope) -> impl Iterator<Item = (&'a Estimate, Term, &'a TermEstimate)> {
        let equations = scope.results.stage3.iter().filter(|e| {
            self.direction.is_none_or(|direction| direction == e.direction)
                && self.exporter.as_ref().is_none_or(|code| code == e.exporter.code())
                && self.sector.as_ref().is_none_or(|sector| *sector == e.sector)
        });
        equations
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

impl Scope {
    /// θ by year: the partners' value added of the same sector in a dollar of the sector's exports.
    fn content(&self, exporter: &str, sector: &str) -> Result<Value, Error> {
        let economy = self.focus(exporter)?;
        let rows = self
            .results
            .panel
            .iter()
            .filter(|row| row.exporter == economy && row.sector == sector);
        let exports = rows.map(|row| (row.year, row.bp, row.mutual + row.external));
        let shares = exports
            .filter(|(_, _, exports)| *exports > 0.0)
            .map(|(year, bp, exports)| (year, bp / exports));
        Series::new(shares.collect())
            .map(Value::from_object)
            .ok_or_else(|| self.no_sector(sector))
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

type Fields = BTreeMap<&'static str, Value>;

fn identity(estimate: &Estimate) -> Fields {
    BTreeMap::from([
        ("exporter", Value::from(estimate.exporter.code())),
        ("sector", Value::from(estimate.sector.as_str())),
        ("direction", Value::from(estimate.direction.id())),
    ])
}

fn term_fields(found: &TermEstimate) -> Fields {
    BTreeMap::from([
        ("coef", Value::from(found.coef)),
        ("se", Value::from(found.se)),
        ("t", Value::from(found.t)),
        ("p", Value::from(found.p)),
        ("stars", Value::from(stars(found.p))),
        ("significant", Value::from(found.is_significant())),
        ("positive", Value::from(found.coef > 0.0)),
    ])
}

fn found_value(estimate: &Estimate, term: Term, found: &TermEstimate) -> Value {
    let mut fields = identity(estimate);
    fields.extend(term_fields(found));
    fields.insert("term", Value::from(term.id()));
    Value::from(fields)
}

fn estimate_value(estimate: &Estimate) -> Value {
    let mut fields = identity(estimate);
    fields.extend(
        estimate
            .terms
            .iter()
            .map(|(term, found)| (term.id(), Value::from(term_fields(found)))),
    );
    fields.extend([
        ("f", Value::from(estimate.joint.f)),
        ("f_p", Value::from(estimate.joint.p)),
        ("r2", Value::from(estimate.r_squared)),
        ("n_obs", Value::from(estimate.n_obs)),
        ("df_resid", Value::from(estimate.df_resid)),
    ]);
    Value::from(fields)
}
