//! Splits delimited text into records that know their line, for every format.

use super::error::{IngestError, Place, Problem};

/// A file's text as records; the header is found by the caller.
pub(super) struct Records<'a> {
    path: &'a str,
    bytes: &'a [u8],
    reader: csv::Reader<&'a [u8]>,
    record: csv::ByteRecord,
}

impl<'a> Records<'a> {
    pub(super) fn new(path: &'a str, bytes: &'a [u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(bytes);
        Self {
            path,
            bytes,
            reader,
            record: csv::ByteRecord::new(),
        }
    }

    /// The next record with its line, or `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<(u64, &csv::ByteRecord)>, IngestError> {
        let more = self
            .reader
            .read_byte_record(&mut self.record)
            .map_err(|error| IngestError::new(Place::file(self.path), Problem::Damaged(error.to_string())))?;
        // The reader's position is where the last record ended: before a line feed, or empty lines.
        let (start, line) = self
            .record
            .position()
            .map_or((0, 0), |at| (at.byte() as usize, at.line()));
        let rest = self.bytes.get(start..).unwrap_or_default();
        let skipped = rest
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .filter(|byte| **byte == b'\n');
        let line = line + skipped.count() as u64;
        Ok(more.then_some((line, &self.record)))
    }
}

/// A field as trimmed text; anything that is not UTF-8 is an error of that field.
pub(super) fn text(record: &csv::ByteRecord, column: usize) -> Result<&str, Problem> {
    let field = record.get(column).unwrap_or_default();
    std::str::from_utf8(field).map(str::trim).map_err(|_| Problem::NotUtf8)
}

/// Reads a finite number with a point as decimal mark.
pub(super) fn number(field: &[u8]) -> Result<f64, Problem> {
    let trimmed = field.trim_ascii();
    let shown = || String::from_utf8_lossy(&trimmed[..trimmed.len().min(40)]).into_owned();
    let value: f64 = std::str::from_utf8(trimmed)
        .ok()
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| Problem::NotANumber(shown()))?;
    if value.is_finite() {
        Ok(value)
    } else {
        Err(Problem::NotFinite(shown()))
    }
}

/// Fails where a record has another number of fields than the header, allowing empty ones at the end.
pub(super) fn check_width(record: &csv::ByteRecord, expected: usize) -> Result<(), Problem> {
    check_fields(record.iter(), expected)
}

/// The same for the fields of any line.
pub(super) fn check_fields<'a>(
    fields: impl ExactSizeIterator<Item = &'a [u8]>,
    expected: usize,
) -> Result<(), Problem> {
    let found = fields.len();
    let extra_is_empty = fields.skip(expected).all(|field| field.trim_ascii().is_empty());
    if found < expected || !extra_is_empty {
        return Err(Problem::FieldCount { found, expected });
    }
    Ok(())
}

/// The positions of named columns in a header.
pub(super) fn positions<const N: usize>(header: &csv::ByteRecord, names: [&str; N]) -> Result<[usize; N], Problem> {
    let mut found = [0; N];
    for (slot, name) in found.iter_mut().zip(names) {
        let mut hits = header
            .iter()
            .enumerate()
            .filter(|(_, field)| field.trim_ascii() == name.as_bytes());
        *slot = hits
            .next()
            .ok_or_else(|| Problem::MissingColumn(format!("`{name}`")))?
            .0;
        if hits.next().is_some() {
            return Err(Problem::DuplicateColumn(name.to_owned()));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_finite_and_use_a_point() {
        assert_eq!(number(b" 12.5e3 ").ok(), Some(12_500.0));
        assert!(matches!(number(b"NaN"), Err(Problem::NotFinite(_))));
        assert!(matches!(number(b"1,5"), Err(Problem::NotANumber(_))));
        assert!(matches!(number(b""), Err(Problem::NotANumber(_))));
    }

    #[test]
    fn a_trailing_comma_is_no_extra_field() {
        let record = csv::ByteRecord::from(vec!["a", "b", ""]);
        assert!(check_width(&record, 2).is_ok());
        assert!(check_width(&csv::ByteRecord::from(vec!["a", "b", "c"]), 2).is_err());
    }
}
