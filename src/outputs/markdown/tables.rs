//! Tables between pipes. They know no spans: a title over several columns is said in each.

use super::escape::text;
use crate::exhibits::Align;
use crate::literate::document::{TextRow, TextTable};
use crate::outputs::table_grid::{Place, head};

/// A table of the program's.
pub(super) fn of(table: &TextTable) -> String {
    let rows = table.rows.iter().map(|row| match row {
        TextRow::Group(title) => {
            let mut cells = vec![String::new(); table.columns.len()];
            if let Some(first) = cells.first_mut() {
                *first = format!("*{}*", text(title));
            }
            cells
        }
        TextRow::Cells(cells) => cells
            .iter()
            .map(|cell| {
                if cell.rows == 0 {
                    String::new()
                } else {
                    text(&cell.text)
                }
            })
            .collect(),
    });
    pipes(&table.columns, &titles(table), &rows.collect::<Vec<_>>())
}

/// The title of each column, with those above it.
fn titles(table: &TextTable) -> Vec<String> {
    let mut titles = vec![String::new(); table.columns.len()];
    for places in head(&table.header, table.columns.len()) {
        let mut above = None;
        for (title, place) in titles.iter_mut().zip(places) {
            above = match place {
                Place::Title(one) => Some(text(&one.text)),
                Place::Beside => above,
                Place::Below(_) | Place::Empty => None,
            };
            let Some(words) = &above else { continue };
            if !title.is_empty() {
                title.push_str(": ");
            }
            title.push_str(words);
        }
    }
    titles
}

/// Cells between pipes; a cell holds one line.
pub(super) fn pipes(columns: &[Align], titles: &[String], rows: &[Vec<String>]) -> String {
    let line = |cells: &[String]| {
        let cells = cells.iter().map(|cell| cell.replace("\\\n", " ").replace('\n', " "));
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    let marks = columns.iter().map(|align| match align {
        Align::Left => ":---".to_owned(),
        Align::Right => "---:".to_owned(),
    });
    let mut lines = vec![line(titles), line(&marks.collect::<Vec<_>>())];
    lines.extend(rows.iter().map(|row| line(row)));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::Size;
    use crate::literate::document::{CellKind, TextCell, TextHeader};

    #[test]
    fn titles_of_two_rows_are_joined() {
        let title = |text: &str, columns, rows| TextHeader {
            text: text.to_owned(),
            columns,
            rows,
        };
        let cell = |text: &str| TextCell {
            text: text.to_owned(),
            kind: CellKind::Text,
            heat: 0,
            rows: 1,
        };
        let table = TextTable {
            columns: vec![Align::Left, Align::Right, Align::Right],
            header: vec![
                vec![title("Group", 1, 2), title("Share", 2, 1)],
                vec![title("2010", 1, 1), title("2011", 1, 1)],
            ],
            rows: vec![
                TextRow::Group("Armenia".to_owned()),
                TextRow::Cells(vec![cell("Fuels"), cell("1.2***"), cell("—")]),
            ],
            size: Size::Normal,
        };
        assert_eq!(
            of(&table),
            "| Group | Share: 2010 | Share: 2011 |\n| :--- | ---: | ---: |\n| *Armenia* |  |  |\n| Fuels | 1.2\\*\\*\\* | — |"
        );
    }
}
