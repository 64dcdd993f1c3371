use super::{Cell, Column, Size, Table, by_exporter, number, of_slope, phrase, slope_columns, slope_rows};
use crate::provenance::{Number, Operation};
use crate::stages::robustness::Specification;
use crate::stages::{Results, stars};

/// The slopes in every specification, each in its own units.
pub(super) fn table(results: &Results) -> Table {
    let mut columns = slope_columns();
    columns.extend(Specification::ALL.map(|id| (Column::number(id.id().replace('-', "_")), phrase(id.id()))));
    columns.extend([number("signs-kept"), number("signs-of")]);
    let rows = slope_rows(results, |estimate, term| {
        let mut cells: Vec<Cell> = Specification::ALL
            .into_iter()
            .map(|id| {
                let field =
                    |field: &str| of_slope(results, estimate, term, &format!("specifications.{}.{field}", id.id()));
                let p = field("p").as_ref().map_or(1.0, Number::value);
                // A share of one would be all exports: a percentage point is what can happen.
                let coef = match id {
                    Specification::Shares => field("coef").map(per_point),
                    _ => field("coef"),
                };
                Cell::starred(coef, 2, stars(p))
            })
            .collect();
        let count = |field: &str| of_slope(results, estimate, term, &format!("signs.{field}"));
        cells.extend(["kept", "of"].map(|field| Cell::integer(count(field))));
        cells
    });
    by_exporter("tbl-specifications", columns, rows, Size::Wide)
}

/// A slope per unit of a share, for a percentage point of it.
fn per_point(slope: Number) -> Number {
    let value = slope.value() / 100.0;
    Number::derived(Operation::Quotient, value, vec![slope, Number::constant(100.0)])
}
