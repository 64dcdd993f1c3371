use super::{Cell, Column, Size, Table, by_exporter, equation_rows, of_equation, phrase, text};
use crate::stages::Results;
use crate::stages::robustness::DiagnosticId;

/// The diagnostics as a heat table: p values of tests, measures as they are.
pub(super) fn table(results: &Results) -> Table {
    let mut columns = vec![text("sector"), text("direction")];
    columns.extend(DiagnosticId::ALL.map(|id| (Column::number(id.id().replace('-', "_")), phrase(id.id()))));
    let rows = equation_rows(results, |estimate| {
        let found = results
            .robustness
            .equation(&estimate.exporter, &estimate.sector, estimate.direction);
        let cells = DiagnosticId::ALL.map(|id| {
            let diagnostic = found.and_then(|found| found.diagnostics.get(&id));
            let (field, decimals) = match diagnostic.and_then(|found| found.p) {
                Some(_) => ("p", 3),
                None => ("statistic", 1),
            };
            let number = of_equation(results, estimate, &format!("diagnostics.{}.{field}", id.id()));
            let severity = diagnostic.map_or(0, |found| found.severity(id));
            Cell::heat(number, decimals, severity)
        });
        cells.into()
    });
    by_exporter("tbl-diagnostics", columns, rows, Size::Tiny)
}
