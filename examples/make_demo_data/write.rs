//! Writes numbers and files: nothing here depends on the clock, the locale or the machine.

#![expect(clippy::disallowed_methods, reason = "the generator writes the data files")]

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use flate2::{Compression, GzBuilder};

/// Units of a table cell in USD one million.
pub const UNITS: f64 = 10_000.0;

/// The number of significant digits that a table cell keeps.
const DIGITS_LIMIT: f64 = 100_000.0;

/// Rounds a number of units to a whole number of five significant digits.
pub fn significant(units: f64) -> i64 {
    let mut step = 1.0;
    while (units / step).abs() >= DIGITS_LIMIT {
        step *= 10.0;
    }
    ((units / step).round() * step) as i64
}

/// Appends a number of units as a decimal of millions, without trailing zeros.
pub fn push_units(text: &mut String, units: i64) {
    if units < 0 {
        text.push('-');
    }
    let (whole, fraction) = (units.unsigned_abs() / 10_000, units.unsigned_abs() % 10_000);
    text.push_str(&whole.to_string());
    if fraction != 0 {
        text.push_str(format!(".{fraction:04}").trim_end_matches('0'));
    }
}

/// Writes a text file.
pub fn plain(path: &Path, text: &str) -> io::Result<()> {
    create_parent(path)?;
    fs::write(path, text)
}

/// Writes a gzip file without a time or a name in its header.
///
/// Level 9 is the level whose hash is the same on every processor.
pub fn gzip(path: &Path, text: &str) -> io::Result<()> {
    create_parent(path)?;
    let file = File::create(path)?;
    let mut encoder = GzBuilder::new()
        .mtime(0)
        .operating_system(255)
        .write(file, Compression::new(9));
    encoder.write_all(text.as_bytes())?;
    encoder.finish()?.sync_all()
}

fn create_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}
