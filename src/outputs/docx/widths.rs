//! How wide the columns of a table are: Word does not measure before it has to.

use crate::exhibits::Align;
use crate::literate::document::{TextRow, TextTable};
use crate::outputs::table_grid::{Place, head};

/// Letters of a cell that are worth a line; longer text wraps.
const LONG: usize = 40;

/// How many letters a column needs.
#[derive(Debug, Clone, Copy, Default)]
struct Need {
    /// So that nothing in it is torn apart: its numbers and its longest word.
    least: usize,
    /// So that no cell wraps.
    whole: usize,
}

impl Need {
    fn words(&mut self, text: &str) {
        let words = text.split(|letter: char| letter.is_whitespace() || letter == '\u{ad}');
        let longest = words.map(|word| word.chars().count()).max();
        self.least = self.least.max(longest.unwrap_or_default());
    }

    fn line(&mut self, text: &str) {
        self.whole = self.whole.max(text.chars().count().min(LONG));
    }
}

/// The widths of the columns, which add up to `total`; all in twentieths of a point.
///
/// `letter` is the width of a letter, `margin` the space at each side of a cell.
pub(super) fn widths(table: &TextTable, total: usize, letter: usize, margin: usize) -> Vec<usize> {
    let needs = needs(table);
    let sized = |letters: usize| letters * letter + 2 * margin;
    let least: Vec<usize> = needs.iter().map(|need| sized(need.least)).collect();
    let whole: Vec<usize> = needs.iter().map(|need| sized(need.whole.max(need.least))).collect();
    let (all_least, all_whole) = (least.iter().sum::<usize>(), whole.iter().sum::<usize>());
    let mut widths: Vec<usize> = if all_whole <= total || all_least >= total {
        let parts = if all_whole <= total { &whole } else { &least };
        let all = parts.iter().sum::<usize>().max(1);
        parts.iter().map(|part| part * total / all).collect()
    } else {
        let (spare, wanted) = (total - all_least, all_whole - all_least);
        least
            .iter()
            .zip(&whole)
            .map(|(least, whole)| least + (whole - least) * spare / wanted)
            .collect()
    };
    let rest = total.saturating_sub(widths.iter().sum());
    if let Some(first) = widths.first_mut() {
        *first += rest;
    }
    widths
}

fn needs(table: &TextTable) -> Vec<Need> {
    let mut needs = vec![Need::default(); table.columns.len()];
    for places in head(&table.header, needs.len()) {
        for (need, place) in needs.iter_mut().zip(places) {
            if let Place::Title(title) = place
                && title.columns == 1
            {
                need.words(&title.text);
            }
        }
    }
    for row in &table.rows {
        let TextRow::Cells(cells) = row else { continue };
        for ((need, align), cell) in needs.iter_mut().zip(&table.columns).zip(cells) {
            need.line(&cell.text);
            match align {
                Align::Left => need.words(&cell.text),
                // Numbers stay on their line.
                Align::Right => need.least = need.least.max(need.whole),
            }
        }
    }
    needs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::Size;
    use crate::literate::document::{CellKind, TextCell, TextHeader};

    fn table(rows: &[[&str; 2]]) -> TextTable {
        let cell = |text: &&str| TextCell {
            text: (*text).to_owned(),
            kind: CellKind::Text,
            heat: 0,
            rows: 1,
        };
        let title = |text: &str| TextHeader {
            text: text.to_owned(),
            columns: 1,
            rows: 1,
        };
        TextTable {
            columns: vec![Align::Left, Align::Right],
            header: vec![vec![title("Sector"), title("Share of exports")]],
            rows: rows
                .iter()
                .map(|row| TextRow::Cells(row.iter().map(cell).collect()))
                .collect(),
            size: Size::Normal,
        }
    }

    #[test]
    fn columns_fill_the_width_and_numbers_do_not_wrap() {
        let table = table(&[["Machinery and transport equipment", "12.5"]]);
        assert_eq!(widths(&table, 9000, 100, 50), [7286, 1714]);
        // Words wrap before numbers do.
        let narrow = widths(&table, 2400, 100, 50);
        assert_eq!(narrow.iter().sum::<usize>(), 2400);
        assert!(narrow[1] >= 800, "{narrow:?}");
        assert_eq!(widths(&table, 1000, 100, 50).iter().sum::<usize>(), 1000);
    }
}
