//! The tables of the robustness appendix: one file a question.

mod content;
mod diagnostics;
mod multiplicity;
mod specifications;
mod stability;
mod stationarity;
mod variances;
mod verdicts;

use super::table::{Cell, Column, HeaderCell, Label, Row, Size, Table};
use super::tables::coefficient;
use crate::provenance::{Key, Number};
use crate::stages::robustness::TESTED;
use crate::stages::{Direction, Estimate, Results, Term};

/// Every table of the appendix.
pub(super) fn tables(results: &Results) -> Vec<Table> {
    vec![
        variances::table(results),
        stationarity::series(results),
        stationarity::equations(results),
        specifications::table(results),
        diagnostics::table(results),
        content::table(results),
        multiplicity::table(results),
        stability::table(results),
        verdicts::table(results),
    ]
}

/// A number of the evidence on a sector.
pub(super) fn evidence(results: &Results, exporter: &str, sector: &str, path: &str) -> Option<Number> {
    let path = format!("{exporter}.{sector}.{path}");
    Key::Robustness { path }.number(results)
}

/// A number of the evidence on an equation.
pub(super) fn of_equation(results: &Results, estimate: &Estimate, path: &str) -> Option<Number> {
    let path = format!("{}.{path}", estimate.direction.id());
    evidence(results, estimate.exporter.code(), &estimate.sector, &path)
}

/// A number of the evidence on a slope.
pub(super) fn of_slope(results: &Results, estimate: &Estimate, term: Term, path: &str) -> Option<Number> {
    of_equation(results, estimate, &format!("{}.{path}", term.id()))
}

fn phrase(key: &'static str) -> HeaderCell {
    HeaderCell::new(Label::Phrase(key), 1, 1)
}

fn literal(text: impl Into<String>) -> HeaderCell {
    HeaderCell::new(Label::Literal(text.into()), 1, 1)
}

/// A number and its title; the columns of a table are lists of these.
fn number(key: &'static str) -> (Column, HeaderCell) {
    (Column::number(key.replace('-', "_")), phrase(key))
}

fn text(key: &'static str) -> (Column, HeaderCell) {
    (Column::text(key.replace('-', "_")), phrase(key))
}

/// A table with one row of titles, grouped by exporter.
fn by_exporter(id: &str, columns: Vec<(Column, HeaderCell)>, rows: Vec<Row>, size: Size) -> Table {
    Table::titled(id, columns, Some("exporter"), rows, size)
}

/// Sector and direction of an equation; the sector is said once for both directions.
fn equation_labels(estimate: &Estimate) -> [Cell; 2] {
    let first = estimate.direction == Direction::ALL[0];
    let sector = Label::Name(estimate.sector.clone());
    [
        if first { Cell::Label(sector) } else { Cell::Same(sector) },
        Cell::Label(Label::Phrase(estimate.direction.id())),
    ]
}

/// Sector, direction and term of a slope; sector and direction are said once.
fn slope_labels(estimate: &Estimate, term: Term) -> [Cell; 3] {
    let [sector, direction] = equation_labels(estimate);
    let again = |cell| match cell {
        Cell::Label(label) => Cell::Same(label),
        other => other,
    };
    let term_label = Cell::Label(Label::Phrase(term.id()));
    if term == TESTED[0] {
        [sector, direction, term_label]
    } else {
        [again(sector), again(direction), term_label]
    }
}

fn slope_columns() -> Vec<(Column, HeaderCell)> {
    vec![text("sector"), text("direction"), text("term")]
}

/// One row for each slope of the hypotheses.
fn slope_rows(results: &Results, cells: impl Fn(&Estimate, Term) -> Vec<Cell>) -> Vec<Row> {
    let slopes = results.stage3.iter().flat_map(|e| TESTED.map(|term| (e, term)));
    let rows = slopes.map(|(estimate, term)| Row {
        section: Some(Label::Name(estimate.exporter.to_string())),
        cells: slope_labels(estimate, term)
            .into_iter()
            .chain(cells(estimate, term))
            .collect(),
    });
    rows.collect()
}

/// One row for each equation.
fn equation_rows(results: &Results, cells: impl Fn(&Estimate) -> Vec<Cell>) -> Vec<Row> {
    let rows = results.stage3.iter().map(|estimate| Row {
        section: Some(Label::Name(estimate.exporter.to_string())),
        cells: equation_labels(estimate).into_iter().chain(cells(estimate)).collect(),
    });
    rows.collect()
}
