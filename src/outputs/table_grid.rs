//! Tables for formats that name every place of a row: what each covers, whoever has written it.

use std::borrow::Cow;

use crate::exhibits::Size;
use crate::literate::document::{
    Block, CellKind, Exhibit, ExhibitContent, Inline, TextCell, TextHeader, TextRow, TextTable, plain_text,
};

/// What stands at a place of the head of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Place<'a> {
    /// A title begins here.
    Title(&'a TextHeader),
    /// The title above reaches down to here.
    Below(&'a TextHeader),
    /// The title to the left reaches over to here.
    Beside,
    Empty,
}

/// The head of a table, row by row, with a place for each column.
pub(super) fn head(header: &[Vec<TextHeader>], columns: usize) -> Vec<Vec<Place<'_>>> {
    let mut grid = vec![vec![Place::Empty; columns]; header.len()];
    for (row, titles) in header.iter().enumerate() {
        let mut column = 0;
        for title in titles {
            while grid[row].get(column).is_some_and(|place| *place != Place::Empty) {
                column += 1;
            }
            let right = (column + title.columns).min(columns);
            let bottom = (row + title.rows).min(header.len());
            for (down, places) in grid[row..bottom].iter_mut().enumerate() {
                for (across, place) in places[column.min(right)..right].iter_mut().enumerate() {
                    *place = match (down, across) {
                        (0, 0) => Place::Title(title),
                        (_, 0) => Place::Below(title),
                        _ => Place::Beside,
                    };
                }
            }
            column = right;
        }
    }
    grid
}

/// The table of an exhibit, or the one behind a figure; none for a picture of the author's.
pub(super) fn table_of(exhibit: &Exhibit) -> Option<Cow<'_, TextTable>> {
    match &exhibit.content {
        ExhibitContent::Table(table) | ExhibitContent::Figure { data: table, .. } => Some(Cow::Borrowed(table)),
        ExhibitContent::AuthorTable(block) => as_text(block).map(Cow::Owned),
        ExhibitContent::Image { .. } => None,
    }
}

/// A table of the author's as one of text, which keeps the values of the program in it.
pub(super) fn as_text(block: &Block) -> Option<TextTable> {
    let Block::Table { columns, header, rows } = block else {
        return None;
    };
    let titles = header.iter().map(|title| TextHeader {
        text: plain_text(title),
        columns: 1,
        rows: 1,
    });
    let cells = |row: &Vec<Vec<Inline>>| TextRow::Cells(row.iter().map(|content| cell(content)).collect());
    Some(TextTable {
        columns: columns.clone(),
        header: vec![titles.collect()],
        rows: rows.iter().map(cells).collect(),
        size: Size::Normal,
    })
}

fn cell(content: &[Inline]) -> TextCell {
    let kind = match content {
        [Inline::Value { value, .. }] => CellKind::Value(*value),
        _ => CellKind::Text,
    };
    TextCell {
        text: plain_text(content),
        kind,
        heat: 0,
        rows: 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_cover_the_places_that_they_span() {
        let title = |columns, rows| TextHeader {
            text: format!("{columns}×{rows}"),
            columns,
            rows,
        };
        let header = [vec![title(1, 2), title(2, 1)], vec![title(1, 1), title(1, 1)]];
        let grid = head(&header, 3);
        assert_eq!(
            grid[0],
            [Place::Title(&header[0][0]), Place::Title(&header[0][1]), Place::Beside]
        );
        assert_eq!(
            grid[1],
            [
                Place::Below(&header[0][0]),
                Place::Title(&header[1][0]),
                Place::Title(&header[1][1])
            ]
        );
        assert_eq!(
            head(&[vec![title(4, 3)]], 2),
            [[Place::Title(&title(4, 3)), Place::Beside]]
        );
    }
}
