//! Tables with rules above, below and under the head, which is repeated on every page.

use super::widths::widths;
use super::xml::{ITALIC, paragraph, run};
use crate::exhibits::{Align, Size};
use crate::literate::document::{TextCell, TextRow, TextTable};
use crate::outputs::table_grid::{Place, head};

/// A cell whose words are asked for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Spot {
    /// The title of a column.
    Title(usize),
    /// Row and column.
    Cell(usize, usize),
}

/// Grounds of cells that warn, from faint to strong; those of the PDF.
const HEAT: [&str; 3] = ["FBEEDB", "F5CF9F", "EE9F72"];
const LINE: &str = "<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/></w:tcBorders>";
const FIRST_OF_SEVERAL: &str = "<w:vMerge w:val=\"restart\"/>";
const NOT_FIRST: &str = "<w:vMerge/>";

/// A table of a width in twentieths of a point; `words` makes the content of a cell from its text.
pub(super) fn ruled(table: &TextTable, width: usize, words: &mut dyn FnMut(Spot, &str) -> String) -> String {
    let look = Look::of(table);
    let widths = widths(table, width, look.letter, look.margin);
    let writer = Ruled { table, look, widths };
    let mut out = writer.opening(width);
    out += &writer.head(words);
    for (position, row) in table.rows.iter().enumerate() {
        out += &match row {
            TextRow::Group(title) => writer.group(title),
            TextRow::Cells(cells) => writer.row(position, cells, words),
        };
    }
    out + "</w:tbl>\n"
}

/// What the size of a table decides; lengths in twentieths of a point.
struct Look {
    style: &'static str,
    letter: usize,
    margin: usize,
}

impl Look {
    fn of(table: &TextTable) -> Self {
        let (style, letter) = match table.size {
            Size::Normal => ("TableText", 100),
            Size::Small => ("TableTextSmall", 90),
            Size::Tiny | Size::Wide => ("TableTextTiny", 74),
        };
        let margin = if table.columns.len() > 9 { 28 } else { 57 };
        Self { style, letter, margin }
    }
}

struct Ruled<'a> {
    table: &'a TextTable,
    look: Look,
    widths: Vec<usize>,
}

/// A cell of the file.
#[derive(Default)]
struct Cell<'a> {
    column: usize,
    columns: usize,
    /// Over how many rows, as Word says it.
    merge: &'a str,
    line: bool,
    heat: usize,
    low: bool,
    /// More properties of its paragraph.
    paragraph: &'a str,
    content: String,
}

impl Ruled<'_> {
    fn opening(&self, width: usize) -> String {
        let columns = self.widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>"));
        let margin = self.look.margin;
        format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"RuledTable\"/><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders><w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/><w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/></w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"{margin}\" w:type=\"dxa\"/><w:right w:w=\"{margin}\" w:type=\"dxa\"/></w:tblCellMar><w:tblLook w:val=\"0620\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>{}</w:tblGrid>\n",
            columns.collect::<String>()
        )
    }

    fn head(&self, words: &mut dyn FnMut(Spot, &str) -> String) -> String {
        let grid = head(&self.table.header, self.widths.len());
        let mut out = String::new();
        for (row, places) in grid.iter().enumerate() {
            out += "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
            for (column, place) in places.iter().enumerate() {
                let right = column > 0 && self.table.columns.get(column) == Some(&Align::Right);
                let cell = match place {
                    Place::Title(title) => Cell {
                        columns: title.columns,
                        merge: if title.rows > 1 { FIRST_OF_SEVERAL } else { "" },
                        line: title.columns > 1 || row + title.rows >= grid.len(),
                        paragraph: match (title.columns > 1, right) {
                            (true, _) => "<w:keepNext/><w:jc w:val=\"center\"/>",
                            (false, true) => "<w:keepNext/><w:jc w:val=\"right\"/>",
                            (false, false) => "<w:keepNext/>",
                        },
                        content: words(Spot::Title(column), &title.text),
                        ..Cell::default()
                    },
                    Place::Below(title) => Cell {
                        columns: title.columns,
                        merge: NOT_FIRST,
                        line: row + 1 == grid.len(),
                        paragraph: "<w:keepNext/>",
                        ..Cell::default()
                    },
                    Place::Beside => continue,
                    Place::Empty => Cell {
                        columns: 1,
                        line: row + 1 == grid.len(),
                        ..Cell::default()
                    },
                };
                out += &self.cell(Cell {
                    column,
                    low: true,
                    ..cell
                });
            }
            out += "</w:tr>\n";
        }
        out
    }

    /// The title of the rows that follow, which stays with them.
    fn group(&self, title: &str) -> String {
        let cell = self.cell(Cell {
            columns: self.widths.len(),
            paragraph: "<w:keepNext/><w:spacing w:before=\"80\"/>",
            content: run(title, ITALIC),
            ..Cell::default()
        });
        format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>\n")
    }

    fn row(&self, row: usize, cells: &[TextCell], words: &mut dyn FnMut(Spot, &str) -> String) -> String {
        let mut out = "<w:tr><w:trPr><w:cantSplit/></w:trPr>".to_owned();
        for (column, (cell, align)) in cells.iter().zip(&self.table.columns).enumerate() {
            let is_covered = cell.rows == 0;
            out += &self.cell(Cell {
                column,
                columns: 1,
                merge: match cell.rows {
                    0 => NOT_FIRST,
                    1 => "",
                    _ => FIRST_OF_SEVERAL,
                },
                heat: cell.heat,
                paragraph: match align {
                    Align::Left => "",
                    Align::Right => "<w:jc w:val=\"right\"/>",
                },
                content: match is_covered {
                    true => String::new(),
                    false => words(Spot::Cell(row, column), &cell.text),
                },
                ..Cell::default()
            });
        }
        out + "</w:tr>\n"
    }

    fn cell(&self, cell: Cell<'_>) -> String {
        let end = (cell.column + cell.columns).min(self.widths.len());
        let width: usize = self.widths[cell.column.min(end)..end].iter().sum();
        let span = match cell.columns {
            1 => String::new(),
            columns => format!("<w:gridSpan w:val=\"{columns}\"/>"),
        };
        let ground = match cell.heat {
            0 => String::new(),
            heat => format!(
                "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{}\"/>",
                HEAT[heat.min(HEAT.len()) - 1]
            ),
        };
        let line = if cell.line { LINE } else { "" };
        let low = if cell.low { "<w:vAlign w:val=\"bottom\"/>" } else { "" };
        format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}{}{line}{ground}{low}</w:tcPr>{}</w:tc>",
            cell.merge,
            paragraph(self.look.style, cell.paragraph, &cell.content)
        )
    }
}
