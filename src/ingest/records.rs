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
    if let Some(value) = short_decimal(field) {
        return Ok(value);
    }
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

/// The value of up to 15 digits, with or without a point and a minus sign: both the digits as a whole number and the
/// power of ten are exact, so that one division gives the nearest double, as the long way does.
fn short_decimal(field: &[u8]) -> Option<f64> {
    const POWERS: [f64; 16] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ];
    let (negative, digits) = match field {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.len() > 16 {
        return None;
    }
    let (mut whole, mut count, mut after_point) = (0_u64, 0_usize, None);
    for &byte in digits {
        match byte {
            b'0'..=b'9' => {
                whole = 10 * whole + u64::from(byte - b'0');
                count += 1;
                after_point = after_point.map(|places: usize| places + 1);
            }
            b'.' if after_point.is_none() => after_point = Some(0),
            _ => return None,
        }
    }
    if count == 0 || count > 15 {
        return None;
    }
    let value = whole as f64 / POWERS[after_point.unwrap_or(0)];
    Some(if negative { -value } else { value })
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
    fn the_short_way_gives_the_bits_of_the_long_one() {
        let texts = [
            "0",
            "-0",
            "0.1",
            "-2.5",
            "123456789012345",
            ".5",
            "5.",
            "0.00000000000001",
            "99999.9999999999",
        ];
        let made = (0..2000_u64).map(|i| {
            let digits = (i.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 14).to_string();
            let digits = &digits[..digits.len().min(15)];
            let point = usize::try_from(i).unwrap_or_default() % digits.len();
            format!("{}.{}", &digits[..point], &digits[point..])
        });
        for text in texts.map(str::to_owned).into_iter().chain(made) {
            let long: f64 = text.parse().expect("a number");
            let short = short_decimal(text.as_bytes());
            assert_eq!(short.map(f64::to_bits), Some(long.to_bits()), "{text}");
        }
        for text in ["", "-", ".", "1e5", "1.2.3", "+1", " 1", "1234567890123456", "inf"] {
            assert_eq!(short_decimal(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn a_trailing_comma_is_no_extra_field() {
        let record = csv::ByteRecord::from(vec!["a", "b", ""]);
        assert!(check_width(&record, 2).is_ok());
        assert!(check_width(&csv::ByteRecord::from(vec!["a", "b", "c"]), 2).is_err());
    }
}
