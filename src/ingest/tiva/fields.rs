//! Cuts lines into fields without copying them.

use std::io::Read;
use std::ops::Range;

use crate::ingest::error::{IngestError, Place, Problem};
use crate::ingest::lines::Lines;
use crate::ingest::records;

/// What is wrong with a line, and in which field, from 0, where one is meant.
pub(super) type Fault = (Option<usize>, Problem);

/// Where the fields of a line are; the room is used again for the next line.
#[derive(Default)]
pub(super) struct Fields {
    ranges: Vec<Range<usize>>,
}

impl Fields {
    /// Finds the fields of a line; a separator between quotation marks separates nothing.
    pub fn cut(&mut self, line: &[u8], separator: u8) {
        self.ranges.clear();
        let mut begin = 0;
        if memchr::memchr(b'"', line).is_none() {
            for at in memchr::memchr_iter(separator, line) {
                self.ranges.push(begin..at);
                begin = at + 1;
            }
        } else {
            let mut quoted = false;
            for at in memchr::memchr2_iter(separator, b'"', line) {
                if line[at] == b'"' {
                    quoted = !quoted;
                } else if !quoted {
                    self.ranges.push(begin..at);
                    begin = at + 1;
                }
            }
        }
        self.ranges.push(begin..line.len());
    }

    /// A field of the line that was cut, without the blanks and quotation marks around it; empty beyond the last.
    pub fn get<'l>(&self, line: &'l [u8], column: usize) -> &'l [u8] {
        let range = self.ranges.get(column).cloned().unwrap_or_default();
        let field = line[range].trim_ascii();
        let inner = field.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\""));
        inner.map_or(field, <[u8]>::trim_ascii)
    }

    /// All fields, as text; for headers.
    pub fn names(&self, line: &[u8]) -> Vec<String> {
        (0..self.ranges.len())
            .map(|column| String::from_utf8_lossy(self.get(line, column)).into_owned())
            .collect()
    }

    /// Fails on another number of fields than the header has, allowing empty ones at the end.
    pub fn check(&self, line: &[u8], expected: usize) -> Result<(), Fault> {
        if self.ranges.len() == expected {
            return Ok(());
        }
        let fields = self.ranges.iter().map(|range| &line[range.clone()]);
        records::check_fields(fields, expected).map_err(|problem| (None, problem))
    }
}

/// A header whose columns are found by name, exactly: labels differ from codes only in their case.
pub(super) struct Header {
    names: Vec<String>,
    /// The number of columns, without empty ones at the end.
    pub width: usize,
    /// The line as it stands, which files put together repeat.
    pub text: Vec<u8>,
}

impl Header {
    /// Reads the first line.
    pub fn read<R: Read>(path: &str, lines: &mut Lines<R>) -> Result<(Self, u64), IngestError> {
        let Some((line, text)) = lines.line()? else {
            return Err(IngestError::new(Place::file(path), Problem::Empty));
        };
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text).to_vec();
        let mut fields = Fields::default();
        fields.cut(&text, b',');
        let names = fields.names(&text);
        let width = names
            .iter()
            .rposition(|name| !name.is_empty())
            .map_or(0, |last| last + 1);
        Ok((Self { names, width, text }, line))
    }

    /// The column of a name, if there is one.
    pub fn find(&self, name: &str) -> Result<Option<usize>, Problem> {
        let mut hits = self.names.iter().enumerate().filter(|(_, found)| *found == name);
        let first = hits.next().map(|(column, _)| column);
        match hits.next() {
            Some(_) => Err(Problem::DuplicateColumn(name.to_owned())),
            None => Ok(first),
        }
    }

    /// The column of the first of several names that is there.
    pub fn any(&self, names: &[&str]) -> Result<usize, Problem> {
        for name in names {
            if let Some(column) = self.find(name)? {
                return Ok(column);
            }
        }
        let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        Err(Problem::MissingColumn(quoted.join(" or ")))
    }
}

/// Gives every line to `row` and puts its place to what is wrong with it.
pub(super) fn each_line<R: Read>(
    path: &str,
    lines: &mut Lines<R>,
    mut row: impl FnMut(u64, &[u8]) -> Result<(), Fault>,
) -> Result<(), IngestError> {
    while let Some(batch) = lines.batch()? {
        for (line, text) in batch.lines() {
            row(line, text).map_err(|(column, problem)| {
                let column = column.map(|column| column + 1);
                IngestError::new(
                    Place {
                        column,
                        ..Place::line(path, line)
                    },
                    problem,
                )
            })?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(line: &str) -> Vec<String> {
        let mut fields = Fields::default();
        fields.cut(line.as_bytes(), b',');
        fields.names(line.as_bytes())
    }

    #[test]
    fn quotation_marks_hold_commas() {
        assert_eq!(cut("a, b ,,c"), ["a", "b", "", "c"]);
        assert_eq!(cut("\"x, \"\"y\"\"\",\"b\",c"), ["x, \"\"y\"\"", "b", "c"]);
        assert_eq!(cut(""), [""]);
    }

    #[test]
    fn names_of_columns_differ_by_case() {
        let text = "MEASURE,Measure,REF_AREA,\r\n";
        let (header, line) = Header::read("t.csv", &mut Lines::new("t.csv", text.as_bytes())).expect("a header");
        assert_eq!((header.width, line), (3, 1));
        assert_eq!(header.find("Measure").ok().flatten(), Some(1));
        assert_eq!(header.any(&["AREA", "REF_AREA"]).ok(), Some(2));
        let error = header.any(&["VAR", "INDICATOR"]).expect_err("neither is there");
        assert_eq!(error.to_string(), "the header lacks the column `VAR` or `INDICATOR`");
    }
}
