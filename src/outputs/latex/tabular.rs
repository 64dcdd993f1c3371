//! The inside of a table in LaTeX.

use super::text;
use crate::exhibits::Align;
use crate::literate::document::{TextCell, TextRow, TextTable};
use crate::outputs::table_grid::{Place, head};

/// The columns, the head and the rows of a table.
pub(super) struct Tabular {
    /// Such as `@{}lrr@{}`.
    pub columns: String,
    pub head: String,
    pub rows: String,
}

/// Titles of columns are broken where they are longer than this and than the cells below.
const TITLE: usize = 12;

impl Tabular {
    pub(super) fn of(table: &TextTable) -> Self {
        let letters = table
            .columns
            .iter()
            .map(|align| if *align == Align::Left { 'l' } else { 'r' });
        let columns = format!("@{{}}{}@{{}}", letters.collect::<String>());
        let stars = most_stars(table);
        let rows = table.rows.iter().map(|row| match row {
            TextRow::Group(title) => {
                format!(
                    "\\addlinespace\n\\multicolumn{{{}}}{{@{{}}l}}{{\\emph{{{}}}}} \\\\\n",
                    table.columns.len(),
                    text(title)
                )
            }
            TextRow::Cells(cells) => {
                let cells = cells.iter().zip(&stars).map(|(one, most)| cell(one, *most));
                format!("{} \\\\\n", cells.collect::<Vec<_>>().join(" & "))
            }
        });
        Self {
            columns,
            head: titles(table),
            rows: rows.collect(),
        }
    }
}

/// The titles of the columns, with a short rule below each that spans several.
fn titles(table: &TextTable) -> String {
    let grid = head(&table.header, table.columns.len());
    let last = grid.len().saturating_sub(1);
    let rooms = longest_cells(table);
    let mut out = String::new();
    for (row, places) in grid.iter().enumerate() {
        let (mut cells, mut rules) = (Vec::new(), String::new());
        for (column, place) in places.iter().enumerate() {
            match place {
                Place::Title(title) if title.columns > 1 => {
                    cells.push(format!(
                        r"\multicolumn{{{}}}{{c}}{{{}}}",
                        title.columns,
                        text(&title.text)
                    ));
                    rules += &format!(r"\cmidrule(lr){{{}-{}}}", column + 1, column + title.columns);
                }
                // A title over several rows stands in the lowest.
                Place::Title(title) if row == last || title.rows == 1 => {
                    cells.push(stacked(&title.text, rooms[column], table.columns[column]));
                }
                Place::Below(title) if row == last && title.columns == 1 => {
                    cells.push(stacked(&title.text, rooms[column], table.columns[column]));
                }
                Place::Below(title) => cells.extend(std::iter::repeat_n(String::new(), title.columns)),
                Place::Beside => {}
                Place::Title(_) | Place::Empty => cells.push(String::new()),
            }
        }
        out += &format!("{} \\\\\n", cells.join(" & "));
        if !rules.is_empty() {
            out += &format!("{rules}\n");
        }
    }
    out
}

/// How many letters the longest cell of each column has.
fn longest_cells(table: &TextTable) -> Vec<usize> {
    let mut longest = vec![0; table.columns.len()];
    for row in &table.rows {
        if let TextRow::Cells(cells) = row {
            for (length, cell) in longest.iter_mut().zip(cells) {
                *length = (*length).max(cell.text.chars().count());
            }
        }
    }
    longest
}

/// A title in lines that are about as long as the cells below it.
fn stacked(title: &str, cells: usize, align: Align) -> String {
    let room = cells.max(TITLE);
    let mut lines: Vec<String> = Vec::new();
    for word in title.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    let lines: Vec<String> = lines.iter().map(|line| text(line)).collect();
    match lines.as_slice() {
        [] => String::new(),
        [line] => line.clone(),
        lines => {
            let side = if align == Align::Left { 'l' } else { 'r' };
            format!(r"\shortstack[{side}]{{{}}}", lines.join(r"\\"))
        }
    }
}

/// How many stars a cell of each column has at most.
fn most_stars(table: &TextTable) -> Vec<usize> {
    let mut most = vec![0; table.columns.len()];
    for row in &table.rows {
        if let TextRow::Cells(cells) = row {
            for (most, cell) in most.iter_mut().zip(cells) {
                *most = (*most).max(parted(&cell.text).1);
            }
        }
    }
    most
}

/// A number without its stars, and how many they are.
fn parted(words: &str) -> (&str, usize) {
    let number = words.trim_end_matches('*');
    (number, words.len() - number.len())
}

/// A cell; its decimals stand below those of the cells with more stars.
fn cell(cell: &TextCell, most: usize) -> String {
    if cell.rows == 0 {
        return String::new();
    }
    let (number, stars) = parted(&cell.text);
    let mut out = text(number);
    if stars > 0 {
        out += &format!("$^{{{}}}$", "*".repeat(stars));
    }
    if most > stars {
        out += &format!(r"\phantom{{$^{{{}}}$}}", "*".repeat(most - stars));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::Size;
    use crate::literate::document::{CellKind, TextHeader};

    fn title(text: &str, columns: usize, rows: usize) -> TextHeader {
        TextHeader {
            text: text.to_owned(),
            columns,
            rows,
        }
    }

    fn of(text: &str) -> TextCell {
        TextCell {
            text: text.to_owned(),
            kind: CellKind::Text,
            heat: 0,
            rows: 1,
        }
    }

    #[test]
    fn spans_have_rules_and_decimals_stand_below_each_other() {
        let table = TextTable {
            columns: vec![Align::Left, Align::Right, Align::Right],
            header: vec![
                vec![title("Sector", 1, 2), title("Share, %", 2, 1)],
                vec![title("2010–2013", 1, 1), title("Ratio of growth of exports", 1, 1)],
            ],
            rows: vec![
                TextRow::Group("Belarus".to_owned()),
                TextRow::Cells(vec![of("A & B"), of("−1.20***"), of("7")]),
                TextRow::Cells(vec![of("C"), of("2.00"), of("—")]),
            ],
            size: Size::Normal,
        };
        let made = Tabular::of(&table);
        assert_eq!(made.columns, "@{}lrr@{}");
        assert_eq!(
            made.head,
            " & \\multicolumn{2}{c}{Share, \\%} \\\\\n\\cmidrule(lr){2-3}\nSector & 2010--2013 & \\shortstack[r]{Ratio of\\\\growth of\\\\exports} \\\\\n"
        );
        assert_eq!(
            made.rows,
            "\\addlinespace\n\\multicolumn{3}{@{}l}{\\emph{Belarus}} \\\\\nA \\& B & $-$1.20$^{***}$ & 7 \\\\\nC & 2.00\\phantom{$^{***}$} & --- \\\\\n"
        );
    }
}
