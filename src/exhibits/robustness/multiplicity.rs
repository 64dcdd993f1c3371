use super::{Cell, Size, Table, by_exporter, coefficient, number, of_slope, slope_columns, slope_rows};
use crate::provenance::{Number, TermField};
use crate::stages::{Results, stars};

/// p values of all slopes of the hypotheses, adjusted for their number.
pub(super) fn table(results: &Results) -> Table {
    let mut columns = slope_columns();
    columns.extend(["coefficient", "p", "holm", "bh", "by"].map(number));
    let rows = slope_rows(results, |estimate, term| {
        let starred = |number: Option<Number>| {
            let level = number.as_ref().map_or(1.0, Number::value);
            Cell::starred(number, 3, stars(level))
        };
        let adjusted = |method: &str| of_slope(results, estimate, term, &format!("adjusted.{method}"));
        vec![
            Cell::number(coefficient(results, estimate, term, TermField::Coef), 2),
            starred(coefficient(results, estimate, term, TermField::P)),
            starred(adjusted("holm")),
            starred(adjusted("bh")),
            starred(adjusted("by")),
        ]
    });
    by_exporter("tbl-multiplicity", columns, rows, Size::Small)
}
