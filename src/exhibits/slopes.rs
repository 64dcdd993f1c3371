//! The figures of the robustness appendix: slopes free of units, with intervals.

use super::figures::{Figure, FigureData};
use super::table::{Cell, Column, HeaderCell, Label, Row};
use crate::model::Economy;
use crate::provenance::{Key, Number};
use crate::stages::robustness::{Specification, TESTED};
use crate::stages::{Direction, Results, Term, stars};

/// A slope in standard deviations, in one equation and one specification.
#[derive(Debug, Clone, PartialEq)]
pub struct SlopePoint {
    pub exporter: Economy,
    pub sector: String,
    pub direction: Direction,
    pub term: Term,
    pub specification: Specification,
    pub beta: Number,
    /// The 95 % confidence interval.
    pub interval: (Number, Number),
    pub significant: bool,
    /// Of its p value.
    pub stars: usize,
}

/// A specification curve for each slope of the hypotheses, and the forest of all equations in levels.
pub(super) fn figures(results: &Results) -> Vec<Figure> {
    let mut figures = Vec::new();
    for term in TESTED {
        let mut points = points(results, |other, _| other == term);
        points.sort_by(|a, b| a.beta.value().total_cmp(&b.beta.value()));
        figures.push(Figure {
            id: format!("fig-curve-{}", term.id()),
            economy: results.settings().bloc.hub.clone(),
            data: FigureData::Curve { term, points },
        });
    }
    figures.push(Figure {
        id: "fig-forest".to_owned(),
        economy: results.settings().bloc.hub.clone(),
        data: FigureData::Forest {
            points: points(results, |_, specification| specification == Specification::Levels),
        },
    });
    figures
}

fn points(results: &Results, shown: impl Fn(Term, Specification) -> bool) -> Vec<SlopePoint> {
    let mut points = Vec::new();
    for sector in &results.robustness.sectors {
        for (direction, equation) in &sector.equations {
            for (term, slope) in &equation.slopes {
                for (specification, fit) in &slope.specifications {
                    if !shown(*term, *specification) || !TESTED.contains(term) {
                        continue;
                    }
                    let number = |field: &str| {
                        let path = format!(
                            "{}.{}.{}.{}.specifications.{}.{field}",
                            sector.exporter,
                            sector.sector,
                            direction.id(),
                            term.id(),
                            specification.id()
                        );
                        Key::Robustness { path }.number(results)
                    };
                    let ends = number("beta_lower").zip(number("beta_upper"));
                    let (Some(beta), Some(interval)) = (number("beta"), ends) else {
                        continue;
                    };
                    points.push(SlopePoint {
                        exporter: sector.exporter.clone(),
                        sector: sector.sector.clone(),
                        direction: *direction,
                        term: *term,
                        specification: *specification,
                        beta,
                        interval,
                        significant: fit.estimate.is_significant(),
                        stars: stars(fit.estimate.p),
                    });
                }
            }
        }
    }
    points
}

type Parts = (Vec<Column>, Vec<HeaderCell>, Vec<Row>);

/// The numbers behind either figure; the term stands only where there are several.
pub(super) fn table(points: &[SlopePoint]) -> Parts {
    let several = points.iter().any(|point| point.term != points[0].term);
    let mut titles: Vec<&'static str> = vec!["economy", "sector", "direction"];
    titles.push(if several { "term" } else { "specification" });
    let mut columns: Vec<Column> = titles.iter().copied().map(Column::text).collect();
    for (key, title) in [("beta", "beta"), ("beta_lower", "ci-lower"), ("beta_upper", "ci-upper")] {
        columns.push(Column::number(key));
        titles.push(title);
    }
    let rows = points.iter().map(|point| {
        let what = if several {
            point.term.id()
        } else {
            point.specification.id()
        };
        let number = |number: &Number, stars| Cell::starred(Some(number.clone()), 2, stars);
        Row {
            section: None,
            cells: vec![
                Cell::Label(Label::Name(point.exporter.to_string())),
                Cell::Label(Label::Name(point.sector.clone())),
                Cell::Label(Label::Phrase(point.direction.id())),
                Cell::Label(Label::Phrase(what)),
                number(&point.beta, point.stars),
                number(&point.interval.0, 0),
                number(&point.interval.1, 0),
            ],
        }
    });
    let header = titles
        .into_iter()
        .map(|title| HeaderCell::new(Label::Phrase(title), 1, 1));
    (columns, header.collect(), rows.collect())
}
