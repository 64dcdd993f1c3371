use super::escape::escape;
use crate::exhibits::Align;
use crate::literate::Format;
use crate::literate::document::{CellKind, PrintedValue, TextCell, TextRow, TextTable};

/// A table with a head, groups of rows and the value behind each number.
///
/// `value` gives the place of a value in the trace, and the value.
pub(super) fn table<'a>(table: &TextTable, value: &dyn Fn(usize) -> (usize, &'a PrintedValue)) -> String {
    let mut out = String::from("<table><thead>");
    for (position, row) in table.header.iter().enumerate() {
        out.push_str("<tr>");
        // With one row of titles, each stands over its own column.
        let single = table.header.len() == 1;
        for (cell, align) in row
            .iter()
            .zip(table.columns.iter().map(Some).chain(std::iter::repeat(None)))
        {
            let spans = spans(cell.columns, cell.rows);
            let scope = if cell.columns > 1 { "colgroup" } else { "col" };
            let class = if single && align == Some(&Align::Right) {
                " class=\"num\""
            } else {
                ""
            };
            out.push_str(&format!(
                "<th scope=\"{scope}\"{spans}{class}>{}</th>",
                escape(&cell.text)
            ));
        }
        out.push_str(if position + 1 == table.header.len() {
            "</tr></thead>"
        } else {
            "</tr>"
        });
    }
    out.push_str("<tbody>");
    for row in &table.rows {
        out.push_str(&match row {
            TextRow::Group(title) => format!(
                "<tr class=\"group\"><th colspan=\"{}\" scope=\"rowgroup\">{}</th></tr>",
                table.columns.len(),
                escape(title)
            ),
            TextRow::Cells(cells) => {
                let cells = cells.iter().zip(&table.columns).enumerate();
                format!(
                    "<tr>{}</tr>",
                    cells
                        .map(|(i, (cell, align))| data_cell(i, cell, *align, value))
                        .collect::<String>()
                )
            }
        });
    }
    out.push_str("</tbody></table>");
    out
}

fn data_cell<'a>(
    position: usize,
    cell: &TextCell,
    align: Align,
    value: &dyn Fn(usize) -> (usize, &'a PrintedValue),
) -> String {
    let text = escape(&cell.text);
    match cell.kind {
        // Said to screen readers, seen in the row above.
        _ if cell.rows == 0 => format!("<th scope=\"row\"><span class=\"unseen\">{text}</span></th>"),
        CellKind::Value(index) => {
            let (node, printed) = value(index);
            // The value of a number is in the trace; only one that is shown in another unit is said twice.
            let shown = match printed.format {
                Format::PercentNumber(_) => format!(" data-value=\"{}\"", printed.number.value() * 100.0),
                _ => String::new(),
            };
            let heat = match cell.heat {
                0 => String::new(),
                heat => format!(" class=\"heat-{heat}\""),
            };
            // Thousands of cells: what they share is said by `data-v`.
            format!("<td{heat}{shown} data-v=\"{node}\">{text}</td>")
        }
        CellKind::Number(value) => format!("<td class=\"num\" data-value=\"{value}\">{text}</td>"),
        CellKind::Missing => format!("<td class=\"missing\">{text}</td>"),
        CellKind::Text if position == 0 && !text.is_empty() => format!("<th scope=\"row\">{text}</th>"),
        CellKind::Text if align == Align::Right => format!("<td class=\"num\">{text}</td>"),
        CellKind::Text => format!("<td>{text}</td>"),
    }
}

fn spans(columns: usize, rows: usize) -> String {
    let span = |name: &str, n: usize| {
        if n > 1 {
            format!(" {name}=\"{n}\"")
        } else {
            String::new()
        }
    };
    format!("{}{}", span("colspan", columns), span("rowspan", rows))
}
