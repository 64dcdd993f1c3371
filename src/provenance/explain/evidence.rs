//! One step back from a number of the robustness evidence.

use super::{Explainer, Explanation, panel, panel_fields};
use crate::model::Economy;
use crate::provenance::{Key, Number, PanelField, StatisticField, TermField};
use crate::stages::robustness::{Specification, TESTED};
use crate::stages::{Direction, Term};

impl Explainer<'_> {
    /// What a number was computed from: the series of a sector, the estimate of its equation, or other evidence.
    pub(super) fn evidence(&self, path: &str) -> Explanation {
        let parts: Vec<&str> = path.split('.').collect();
        let [exporter, sector, rest @ ..] = parts.as_slice() else {
            return Explanation::default();
        };
        let Some(exporter) = Economy::parse(exporter) else {
            return Explanation::default();
        };
        let of_sector = OfSector {
            explainer: self,
            exporter,
            sector,
        };
        let (formula, inputs) = match *rest {
            ["content", field] => of_sector.content(field),
            ["series", name, ..] => {
                let field = PanelField::ALL.into_iter().find(|field| field.id() == name);
                ("unit-root", of_sector.series(field.as_slice()))
            }
            [direction, ref what @ ..] => match Direction::ALL.into_iter().find(|known| known.id() == direction) {
                Some(direction) => of_sector.equation(direction, what),
                None => return Explanation::default(),
            },
            [] => return Explanation::default(),
        };
        Explanation {
            formula: Some(formula),
            inputs,
            settings: vec![("response.years", self.results.settings().response.years.to_string())],
            ..Explanation::default()
        }
    }

    /// The p values that are adjusted together.
    fn family(&self) -> Vec<Number> {
        let slopes = self.results.stage3.iter().flat_map(|estimate| {
            TESTED.map(|term| Key::Coefficient {
                exporter: estimate.exporter.clone(),
                sector: estimate.sector.clone(),
                direction: estimate.direction,
                term,
                field: TermField::P,
            })
        });
        self.numbers(slopes)
    }
}

struct OfSector<'a> {
    explainer: &'a Explainer<'a>,
    exporter: Economy,
    sector: &'a str,
}

type Step = (&'static str, Vec<Number>);

impl OfSector<'_> {
    /// Series of the panel, year by year.
    fn series(&self, fields: &[PanelField]) -> Vec<Number> {
        let years = self.explainer.results.settings().response.years;
        let keys = years.years().flat_map(|year| {
            let of_year = |field: &PanelField| panel(&self.exporter, self.sector, year, *field);
            fields.iter().map(of_year).collect::<Vec<_>>()
        });
        self.explainer.numbers(keys)
    }

    fn content(&self, field: &str) -> Step {
        let slope = |direction| self.coefficient(direction, Term::Bp, TermField::Coef);
        match field {
            "mean" | "variation" | "slope" => ("content-evidence", self.series(&[PanelField::Content])),
            _ => ("content-total", self.explainer.numbers(Direction::ALL.map(slope))),
        }
    }

    fn coefficient(&self, direction: Direction, term: Term, field: TermField) -> Key {
        Key::Coefficient {
            exporter: self.exporter.clone(),
            sector: self.sector.to_owned(),
            direction,
            term,
            field,
        }
    }

    /// What concerns an equation rests on its estimate, what concerns a slope on its coefficient: the data of
    /// both are one step further.
    fn equation(&self, direction: Direction, what: &[&str]) -> Step {
        let whole = || {
            let key = Key::Statistic {
                exporter: self.exporter.clone(),
                sector: self.sector.to_owned(),
                direction,
                field: StatisticField::F,
            };
            self.explainer.numbers([key])
        };
        let of_equation = match what {
            ["joint", ..] => "wald-f",
            ["cointegration", ..] => "engle-granger",
            ["diagnostics", ..] => "diagnostic",
            ["stability", "chow", ..] => "chow",
            ["stability", ..] => "quandt-andrews",
            ["samples", ..] => "observations",
            [term, rest @ ..] => return self.slope(direction, term, rest),
            [] => "least-squares",
        };
        (of_equation, whole())
    }

    fn slope(&self, direction: Direction, term: &str, what: &[&str]) -> Step {
        let own = || {
            let term = Term::SLOPES.into_iter().find(|known| known.id() == term);
            let keys = term.map(|term| self.coefficient(direction, term, TermField::Coef));
            self.explainer.numbers(keys)
        };
        match what {
            ["adjusted", ..] => ("adjusted", self.explainer.family()),
            ["bootstrap"] => ("wild-bootstrap", own()),
            ["leave_one_out", ..] => ("leave-one-out", own()),
            ["signs", ..] => ("signs", own()),
            ["specifications", id, "coef"] => ("specification", self.specification(direction, id)),
            ["specifications", id, _] => {
                let path = format!(
                    "{}.{}.{}.{term}.specifications.{id}.coef",
                    self.exporter,
                    self.sector,
                    direction.id()
                );
                ("specification", self.explainer.numbers([Key::Robustness { path }]))
            }
            _ => ("least-squares", own()),
        }
    }

    fn specification(&self, direction: Direction, id: &str) -> Vec<Number> {
        let known = Specification::ALL.into_iter().find(|known| known.id() == id);
        let formula = known.map(|id| id.formula(direction));
        let variables = formula
            .iter()
            .flat_map(|formula| std::iter::once(&formula.response).chain(&formula.terms));
        let fields: Vec<PanelField> = variables.flat_map(panel_fields).copied().collect();
        self.series(&fields)
    }
}
