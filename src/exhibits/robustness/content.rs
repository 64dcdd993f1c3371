use super::{Cell, Label, Row, Size, Table, by_exporter, coefficient, evidence, number, text};
use crate::provenance::TermField;
use crate::stages::{Direction, Results, Term, stars};

/// θ, how much it varies, and the slope that follows from it beside those estimated.
pub(super) fn table(results: &Results) -> Table {
    let columns = vec![
        text("sector"),
        number("content-mean"),
        number("content-variation"),
        number("content-slope"),
        number("slope-external"),
        number("slope-mutual"),
        number("slope-total"),
        number("ci-lower"),
        number("ci-upper"),
    ];
    let rows = results.robustness.sectors.iter().map(|found| {
        let value = |field: &str| {
            evidence(
                results,
                found.exporter.code(),
                &found.sector,
                &format!("content.{field}"),
            )
        };
        let slope = |direction| {
            let Some(estimate) = results.estimate(&found.exporter, &found.sector, direction) else {
                return Cell::Missing;
            };
            let number = coefficient(results, estimate, Term::Bp, TermField::Coef);
            Cell::starred(number, 2, stars(estimate.term(Term::Bp).p))
        };
        Row {
            section: Some(Label::Name(found.exporter.to_string())),
            cells: vec![
                Cell::Label(Label::Name(found.sector.clone())),
                Cell::percent(value("mean"), 2),
                Cell::percent(value("variation"), 1),
                Cell::number(value("slope"), 2),
                slope(Direction::External),
                slope(Direction::Mutual),
                Cell::number(value("total"), 2),
                Cell::number(value("total_lower"), 2),
                Cell::number(value("total_upper"), 2),
            ],
        }
    });
    by_exporter("tbl-content", columns, rows.collect(), Size::Tiny)
}
