//! The figures of the robustness appendix: slopes free of units, with intervals.

use super::figures::{Figure, FigureData};
use super::table::{Cell, Column, HeaderCell, Label, Row};
use crate::model::Economy;
use crate::provenance::{Key, Number};
use crate::stages::robustness::{Specification, TESTED};
use crate::stages::{Direction, Results, Term};

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
                    });
                }
            }
        }
    }
    points
}

type Parts = (Vec<Column>, Vec<HeaderCell>, Vec<Row>);

/// The numbers behind either figure.
pub(super) fn table(points: &[SlopePoint]) -> Parts {
    let columns = vec![
        Column::text("exporter"),
        Column::text("sector"),
        Column::text("direction"),
        Column::text("term"),
        Column::text("specification"),
        Column::number("beta"),
        Column::number("beta_lower"),
        Column::number("beta_upper"),
        Column::text("significant"),
    ];
    let titles = [
        "economy",
        "sector",
        "direction",
        "term",
        "specification",
        "beta",
        "ci-lower",
        "ci-upper",
        "significance",
    ];
    let number = |number: &Number| Cell::number(Some(number.clone()), 2);
    let rows = points.iter().map(|point| Row {
        section: None,
        cells: vec![
            Cell::Label(Label::Name(point.exporter.to_string())),
            Cell::Label(Label::Name(point.sector.clone())),
            Cell::Label(Label::Phrase(point.direction.id())),
            Cell::Label(Label::Phrase(point.term.id())),
            Cell::Label(Label::Phrase(point.specification.id())),
            number(&point.beta),
            number(&point.interval.0),
            number(&point.interval.1),
            Cell::Label(Label::Phrase(if point.significant {
                "significant"
            } else {
                "not-significant"
            })),
        ],
    });
    let header = titles.map(|title| HeaderCell::new(Label::Phrase(title), 1, 1));
    (columns, header.into(), rows.collect())
}
