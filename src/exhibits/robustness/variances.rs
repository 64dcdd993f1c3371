use super::{Cell, Column, HeaderCell, Label, Row, Size, Table, coefficient, literal, of_equation, of_slope, phrase};
use crate::econometrics::CovarianceKind;
use crate::provenance::{Key, Number, StatisticField, TermField};
use crate::stages::{Estimate, Results, Term, stars};

/// Standard errors under every covariance; stars show what each would print at the coefficient.
pub(super) fn table(results: &Results) -> Table {
    let kinds = CovarianceKind::ALL.map(|kind| kind.to_string());
    let mut columns = vec![
        (Column::text("term"), phrase("term")),
        (Column::number("coefficient"), phrase("coefficient")),
    ];
    columns.extend(kinds.iter().map(|kind| {
        let title = match kind.as_str() {
            "classical" => phrase("classical"),
            _ => literal(kind.clone()),
        };
        (Column::number(format!("se_{kind}")), title)
    }));
    columns.push((Column::number("bootstrap_p"), phrase("bootstrap-p")));
    let (columns, header): (Vec<Column>, Vec<HeaderCell>) = columns.into_iter().unzip();
    let rows = results.stage3.iter().flat_map(|estimate| {
        let slopes = Term::SLOPES
            .into_iter()
            .map(|term| slope(results, estimate, term, &kinds));
        slopes.chain([joint(results, estimate, &kinds)]).collect::<Vec<Row>>()
    });
    Table {
        id: "tbl-variances".into(),
        columns,
        header: vec![header],
        rows: rows.collect(),
        section_key: Some("equation"),
        size: Size::Wide,
    }
}

fn section(estimate: &Estimate) -> Option<Label> {
    Some(Label::Equation {
        exporter: estimate.exporter.to_string(),
        sector: estimate.sector.clone(),
        direction: estimate.direction.id(),
    })
}

fn slope(results: &Results, estimate: &Estimate, term: Term, kinds: &[String]) -> Row {
    let decimals = if term == Term::GdpPc { 4 } else { 2 };
    let mut cells = vec![
        Cell::Label(Label::Phrase(term.id())),
        Cell::number(coefficient(results, estimate, term, TermField::Coef), decimals),
    ];
    cells.extend(kinds.iter().map(|kind| {
        let field = |field: &str| of_slope(results, estimate, term, &format!("variances.{kind}.{field}"));
        let p = field("p").as_ref().map_or(1.0, Number::value);
        Cell::starred(field("se"), decimals, stars(p))
    }));
    let bootstrap = of_slope(results, estimate, term, "bootstrap");
    let level = bootstrap.as_ref().map_or(1.0, Number::value);
    cells.push(Cell::starred(bootstrap, 3, stars(level)));
    Row {
        section: section(estimate),
        cells,
    }
}

/// The joint test: F itself under each covariance.
fn joint(results: &Results, estimate: &Estimate, kinds: &[String]) -> Row {
    let key = Key::Statistic {
        exporter: estimate.exporter.clone(),
        sector: estimate.sector.clone(),
        direction: estimate.direction,
        field: StatisticField::F,
    };
    let mut cells = vec![Cell::Label(Label::Phrase("f")), Cell::number(key.number(results), 1)];
    cells.extend(kinds.iter().map(|kind| {
        let field = |field: &str| of_equation(results, estimate, &format!("joint.{kind}.{field}"));
        let p = field("f_p").as_ref().map_or(1.0, Number::value);
        Cell::starred(field("f"), 1, stars(p))
    }));
    cells.push(Cell::Missing);
    Row {
        section: section(estimate),
        cells,
    }
}
