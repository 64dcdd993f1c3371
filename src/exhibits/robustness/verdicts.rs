use super::{Cell, Label, Size, Table, by_exporter, coefficient, number, of_slope, slope_columns, slope_rows, text};
use crate::provenance::{Key, Number, TermField};
use crate::stages::{Results, stars};

/// What becomes of each coefficient, with what decides it.
pub(super) fn table(results: &Results) -> Table {
    let mut columns = slope_columns();
    columns.extend([
        number("coefficient"),
        number("p-worst"),
        number("bh"),
        number("signs-kept"),
        number("signs-of"),
        text("levels-admissible"),
        text("verdict"),
    ]);
    let rows = slope_rows(results, |estimate, term| {
        let found = results
            .robustness
            .slope(&estimate.exporter, &estimate.sector, estimate.direction, term);
        let sector = results.robustness.sector(&estimate.exporter, &estimate.sector);
        let label = |id: Option<&'static str>| id.map_or(Cell::Missing, |id| Cell::Label(Label::Phrase(id)));
        let count = |field: &str| of_slope(results, estimate, term, &format!("signs.{field}"));
        vec![
            Cell::starred(
                coefficient(results, estimate, term, TermField::Coef),
                2,
                stars(estimate.term(term).p),
            ),
            Cell::number(worst_p(results, estimate, term), 3),
            Cell::number(of_slope(results, estimate, term, "adjusted.bh"), 3),
            Cell::integer(count("kept")),
            Cell::integer(count("of")),
            label(sector.map(|sector| sector.levels(estimate.direction).id())),
            label(found.and_then(|found| found.verdict).map(|verdict| verdict.id())),
        ]
    });
    by_exporter("tbl-verdicts", columns, rows, Size::Tiny)
}

/// The largest p value over all covariances.
fn worst_p(results: &Results, estimate: &crate::stages::Estimate, term: crate::stages::Term) -> Option<Number> {
    let found = results
        .robustness
        .slope(&estimate.exporter, &estimate.sector, estimate.direction, term)?;
    let (kind, _) = found.variances.iter().max_by(|a, b| a.1.p.total_cmp(&b.1.p))?;
    let path = format!(
        "{}.{}.{}.{}.variances.{kind}.p",
        estimate.exporter,
        estimate.sector,
        estimate.direction.id(),
        term.id()
    );
    Key::Robustness { path }.number(results)
}
