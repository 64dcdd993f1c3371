use super::{
    Cell, Column, HeaderCell, Label, Size, Table, by_exporter, equation_rows, of_equation, of_slope, phrase, text,
};
use crate::provenance::Number;
use crate::stages::robustness::TESTED;
use crate::stages::{Results, Term, stars};

/// The slopes with any one year left out, and breaks of the equations.
pub(super) fn table(results: &Results) -> Table {
    let mut columns = vec![text("sector"), text("direction")];
    for term in TESTED {
        for end in ["min", "max"] {
            let title = Label::Term(format!("{}-{end}", term.id()));
            columns.push((
                Column::number(format!("{}_{end}", term.id())),
                HeaderCell::new(title, 1, 1),
            ));
        }
    }
    columns.push((Column::number("chow_f"), phrase("chow")));
    columns.push((Column::number("chow_p"), phrase("p")));
    columns.push((Column::number("sup_f"), phrase("sup-f")));
    columns.push((Column::number("sup_f_critical_5"), phrase("critical-5")));
    columns.push((Column::text("sup_f_year"), phrase("break-year")));
    let rows = equation_rows(results, |estimate| {
        let range = |term: Term| {
            ["min", "max"]
                .map(|end| Cell::number(of_slope(results, estimate, term, &format!("leave_one_out.{end}")), 2))
        };
        let stability = |path: &str| of_equation(results, estimate, &format!("stability.{path}"));
        let mut cells: Vec<Cell> = TESTED.into_iter().flat_map(range).collect();
        let p = stability("chow.p");
        let level = p.as_ref().map_or(1.0, Number::value);
        let sup_f = stability("sup_f.f");
        let beyond = ["critical_10", "critical_5", "critical_1"]
            .into_iter()
            .filter(|critical| {
                let critical = stability(&format!("sup_f.{critical}"));
                sup_f
                    .as_ref()
                    .zip(critical)
                    .is_some_and(|(f, critical)| f.value() > critical.value())
            });
        let beyond = beyond.count();
        cells.extend([
            Cell::starred(stability("chow.f"), 1, stars(level)),
            Cell::number(p, 3),
            Cell::starred(sup_f, 1, beyond),
            Cell::number(stability("sup_f.critical_5"), 2),
            stability("sup_f.year").map_or(Cell::Missing, Cell::Year),
        ]);
        cells
    });
    by_exporter("tbl-stability", columns, rows, Size::Tiny)
}
