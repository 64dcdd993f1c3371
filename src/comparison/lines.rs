//! Which cells of a text table differ.

use serde::Serialize;

/// A cell that differs; line and field count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellChange {
    pub line: usize,
    /// None where the rows have another number of fields: then old and new are whole lines.
    pub field: Option<usize>,
    pub old: String,
    pub new: String,
}

/// What differs between two texts of records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextDifference {
    /// The first of them.
    pub cells: Vec<CellChange>,
    pub n_cells: usize,
}

/// How many cells are kept.
const KEPT: usize = 20;

/// Compares two texts of comma-separated records, line by line.
///
/// Finds nothing where lines have come or gone between those that are the same: then no line of the old text is known
/// to be the same record as one of the new.
pub fn changed_cells(old: &[u8], new: &[u8]) -> TextDifference {
    let (before, after): (Vec<&[u8]>, Vec<&[u8]>) = (lines(old), lines(new));
    let mut found = TextDifference::default();
    if before.len() != after.len() {
        return found;
    }
    for (position, (before, after)) in before.iter().zip(&after).enumerate() {
        if before != after {
            let (before, after) = (String::from_utf8_lossy(before), String::from_utf8_lossy(after));
            found.add(position + 1, &before, &after);
        }
    }
    found
}

impl TextDifference {
    fn add(&mut self, line: usize, before: &str, after: &str) {
        let (old, new) = (fields(before), fields(after));
        if old.len() != new.len() {
            self.keep(line, None, before, after);
            return;
        }
        for (position, (old, new)) in old.iter().zip(&new).enumerate() {
            if old != new {
                self.keep(line, Some(position + 1), old, new);
            }
        }
    }

    fn keep(&mut self, line: usize, field: Option<usize>, old: &str, new: &str) {
        self.n_cells += 1;
        if self.cells.len() < KEPT {
            self.cells.push(CellChange {
                line,
                field,
                old: shortened(old),
                new: shortened(new),
            });
        }
    }
}

fn lines(text: &[u8]) -> Vec<&[u8]> {
    let lines = text.split(|byte| *byte == b'\n');
    lines.map(|line| line.strip_suffix(b"\r").unwrap_or(line)).collect()
}

/// The fields of a record; commas between quotation marks do not part them.
fn fields(line: &str) -> Vec<&str> {
    let (mut fields, mut start, mut quoted) = (Vec::new(), 0, false);
    for (at, letter) in line.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => {
                fields.push(&line[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    fields.push(&line[start..]);
    fields
}

/// The longest text of a cell.
const SHOWN: usize = 80;

fn shortened(text: &str) -> String {
    let text = text.trim().trim_matches('"');
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_changed_cell_is_found_where_it_stands() {
        let old = "year,name,usd\n2014,\"a, b\",5\n2015,c,6\n";
        let found = changed_cells(old.as_bytes(), old.replace(",5\n", ",7\n").as_bytes());
        let cell = CellChange {
            line: 2,
            field: Some(3),
            old: "5".to_owned(),
            new: "7".to_owned(),
        };
        assert_eq!((found.n_cells, found.cells), (1, vec![cell]));
        assert_eq!(
            changed_cells(old.as_bytes(), old.replace('\n', "\r\n").as_bytes()),
            TextDifference::default()
        );
    }

    #[test]
    fn rows_of_another_length_are_shown_whole_and_other_numbers_of_rows_not_at_all() {
        let found = changed_cells(b"a,b\n1,2\n", b"a,b\n1,2,3\n");
        assert_eq!((found.cells[0].field, found.cells[0].new.as_str()), (None, "1,2,3"));
        assert_eq!(changed_cells(b"a\n1\n", b"a\n0\n1\n"), TextDifference::default());
        let many: Vec<String> = (0..30).map(|i| i.to_string()).collect();
        let other: Vec<String> = (1..31).map(|i| i.to_string()).collect();
        let found = changed_cells(many.join("\n").as_bytes(), other.join("\n").as_bytes());
        assert_eq!((found.n_cells, found.cells.len()), (30, KEPT));
    }
}
