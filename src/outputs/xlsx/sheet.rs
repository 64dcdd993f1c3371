//! The sheet of a table: caption, notice, head, numbers, notes.

use std::borrow::Cow;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::number_format::shown;
use crate::exhibits::Align;
use crate::literate::document::{
    CellKind, Document, Exhibit, ExhibitContent, TextCell, TextHeader, TextRow, TextTable, plain_text,
};
use crate::literate::{Format as Printed, Lexicon};
use crate::outputs::table_grid::{Place, head};

/// A table and where it belongs.
pub(super) struct Sheet<'a> {
    pub name: String,
    pub document: &'a Document,
    pub lexicon: &'a Lexicon,
    pub exhibit: &'a Exhibit,
    pub table: Cow<'a, TextTable>,
}

/// Grounds of cells that warn, from faint to strong; those of the PDF.
const HEAT: [u32; 3] = [0x00fb_eedb, 0x00f5_cf9f, 0x00ee_9f72];
/// The colour of the notice about the data.
const NOTICE: u32 = 0x007a_3b00;
/// Widths of columns in letters.
const NARROW: usize = 8;
const WIDE: usize = 45;
/// The height of a line of notes in points.
const LINE: f64 = 15.0;

/// The format of the notice.
pub(super) fn notice() -> Format {
    Format::new().set_italic().set_font_color(Color::RGB(NOTICE))
}

/// Text without the hyphens that show only where a line ends.
pub(super) fn plain(text: &str) -> String {
    text.replace('\u{ad}', "")
}

impl Sheet<'_> {
    /// "Table 1. Structure of exports".
    pub(super) fn title(&self) -> String {
        let Exhibit {
            label,
            separator,
            caption,
            content,
            ..
        } = self.exhibit;
        let data = match content {
            ExhibitContent::Figure { data_title, .. } => format!(" ({})", plain(data_title)),
            _ => String::new(),
        };
        plain(&format!("{label}{separator}{}{data}", plain_text(caption)))
    }

    pub(super) fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.write_string_with_format(0, 0, self.title(), &Format::new().set_bold())?;
        if let Some(words) = &self.document.notice {
            sheet.write_string_with_format(1, 0, plain(words), &notice())?;
        }
        let widths = self.widths();
        for (column, width) in (0..).zip(&widths) {
            sheet.set_column_width(column, *width as f64)?;
        }
        let below_head = self.head(sheet, 3)?;
        let below_rows = self.rows(sheet, below_head)?;
        self.notes(sheet, below_rows + 1, widths.iter().sum())?;
        sheet.set_freeze_panes(below_head, 1)?;
        sheet.set_landscape().set_print_fit_to_pages(1, 0);
        Ok(())
    }

    /// Writes the titles from a row on, and returns the row below them.
    fn head(&self, sheet: &mut Worksheet, first: u32) -> Result<u32, XlsxError> {
        let grid = head(&self.table.header, self.table.columns.len());
        let mut below = first;
        for (row, places) in (first..).zip(&grid) {
            below = row + 1;
            for ((column, align), place) in (0..).zip(&self.table.columns).zip(places) {
                let Place::Title(title) = place else { continue };
                let look = title_look(title, *align);
                let text = plain(&title.text);
                let (last_row, last_column) = (row + span(title.rows), column + narrow_span(title.columns));
                if (last_row, last_column) == (row, column) {
                    sheet.write_string_with_format(row, column, text, &look)?;
                } else {
                    sheet.merge_range(row, column, last_row, last_column, &text, &look)?;
                }
            }
        }
        Ok(below)
    }

    /// Writes the rows from one on, and returns the row below them.
    fn rows(&self, sheet: &mut Worksheet, first: u32) -> Result<u32, XlsxError> {
        let stars = self.most_stars();
        let mut below = first;
        for (row, content) in (first..).zip(&self.table.rows) {
            below = row + 1;
            match content {
                TextRow::Group(title) => {
                    let look = Format::new().set_bold().set_italic();
                    sheet.write_string_with_format(row, 0, plain(title), &look)?;
                }
                TextRow::Cells(cells) => {
                    let columns = (0..).zip(&self.table.columns).zip(&stars);
                    for (((column, align), stars), cell) in columns.zip(cells) {
                        self.cell(sheet, (row, column), cell, *align, *stars)?;
                    }
                }
            }
        }
        Ok(below)
    }

    fn cell(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        cell: &TextCell,
        align: Align,
        stars: usize,
    ) -> Result<(), XlsxError> {
        let mut look = Format::new();
        if align == Align::Right {
            look = look.set_align(FormatAlign::Right);
        }
        if let Some(color) = cell.heat.checked_sub(1).and_then(|heat| HEAT.get(heat)) {
            look = look.set_background_color(Color::RGB(*color));
        }
        match cell.kind {
            CellKind::Value(value) if value < self.document.values.len() => {
                let (number, format) = shown(&self.document.values[value], stars);
                sheet.write_number_with_format(row, column, number, &look.set_num_format(format))?;
            }
            CellKind::Number(number) => {
                sheet.write_number_with_format(row, column, number, &look)?;
            }
            // What the cell above covers is said again, for those who sort.
            CellKind::Text | CellKind::Missing | CellKind::Value(_) => {
                sheet.write_string_with_format(row, column, plain(&cell.text), &look)?;
            }
        }
        Ok(())
    }

    /// Writes notes, source and method, each over the width of the table.
    fn notes(&self, sheet: &mut Worksheet, first: u32, width: usize) -> Result<(), XlsxError> {
        let Exhibit {
            notes, source, method, ..
        } = self.exhibit;
        let how = self.lexicon.phrase("how-computed").unwrap_or_default();
        let method = method.iter().map(|method| format!("{how}: {}", plain_text(method)));
        let notes = notes.iter().chain(source).map(|note| plain_text(note)).chain(method);
        let look = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let last = narrow_span(self.table.columns.len());
        for (row, note) in (first..).zip(notes) {
            let note = plain(&note);
            let lines = note.chars().count() / width.max(1) + 1;
            if last > 0 {
                sheet.merge_range(row, 0, row, last, &note, &look)?;
                sheet.set_row_height(row, lines as f64 * LINE)?;
            } else {
                sheet.write_string(row, 0, note)?;
            }
        }
        Ok(())
    }

    /// How many letters the columns are wide.
    fn widths(&self) -> Vec<usize> {
        let mut widths = vec![NARROW; self.table.columns.len()];
        let mut wants = |column: usize, letters: usize| {
            if let Some(width) = widths.get_mut(column) {
                *width = (*width).max(letters.min(WIDE) + 2);
            }
        };
        for places in head(&self.table.header, self.table.columns.len()) {
            for (column, place) in places.into_iter().enumerate() {
                if let Place::Title(TextHeader { text, columns: 1, .. }) = place {
                    let longest = plain(text).split_whitespace().map(|word| word.chars().count()).max();
                    wants(column, longest.unwrap_or_default());
                }
            }
        }
        for row in &self.table.rows {
            let TextRow::Cells(cells) = row else { continue };
            for (column, cell) in cells.iter().enumerate() {
                wants(column, cell.text.chars().count());
            }
        }
        widths
    }

    /// How many stars a cell of each column has at most.
    fn most_stars(&self) -> Vec<usize> {
        let mut most = vec![0; self.table.columns.len()];
        for row in &self.table.rows {
            let TextRow::Cells(cells) = row else { continue };
            for (most, cell) in most.iter_mut().zip(cells) {
                let CellKind::Value(value) = cell.kind else { continue };
                if let Some(Printed::Number { stars, .. }) = self.document.values.get(value).map(|value| &value.format)
                {
                    *most = (*most).max(*stars);
                }
            }
        }
        most
    }
}

fn title_look(title: &TextHeader, align: Align) -> Format {
    let side = match (title.columns, align) {
        (1, Align::Left) => FormatAlign::Left,
        (1, Align::Right) => FormatAlign::Right,
        _ => FormatAlign::Center,
    };
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(side)
        .set_align(FormatAlign::Bottom)
        .set_border_bottom(FormatBorder::Thin)
}

/// How many rows a title reaches down.
fn span(rows: usize) -> u32 {
    u32::try_from(rows.saturating_sub(1)).unwrap_or_default()
}

/// How many columns something reaches to the right.
fn narrow_span(columns: usize) -> u16 {
    u16::try_from(columns.saturating_sub(1)).unwrap_or_default()
}
