//! Unwraps gzip, zip and Parquet by content, never by name, with a bound on what may come out.

use std::io::{BufReader, Error, ErrorKind, Read, Seek};

use zip::ZipArchive;
use zip::result::ZipError;

use super::error::{IngestError, Place, Problem};
use super::format;
use super::lines::Lines;
use super::parquet::{self, ParquetText};
use crate::project::{Project, Readable};

/// How zips begin.
pub(super) const ZIP: &[u8] = b"PK\x03\x04";
/// The most that one file may unpack to: the largest published table takes 140 MB.
const LIMIT_MB: u64 = 2_048;

/// Refuses what is too large to be read whole.
pub(super) fn check_size(bytes: u64) -> Result<(), Problem> {
    match bytes >> 20 {
        ..LIMIT_MB => Ok(()),
        _ => Err(Problem::TooLarge { limit_mb: LIMIT_MB }),
    }
}

/// The whole text of a file, for formats that are not read as streams.
pub fn text_of(path: &str, file: &Readable) -> Result<Vec<u8>, IngestError> {
    with_text(path, file, None, |text| {
        let plain = bounded(text).map_err(|problem| IngestError::new(Place::file(path), problem))?;
        let shown = plain.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&plain);
        if shown.iter().all(u8::is_ascii_whitespace) {
            return Err(IngestError::new(Place::file(path), Problem::Empty));
        }
        Ok(plain)
    })
}

/// Hands over the text of a file as a stream, whatever it is packed in: gzip, an entry of a zip, Parquet.
///
/// Without an entry, a zip must hold one CSV file. `name` is what messages call the text.
pub(super) fn with_text<T>(
    name: &str,
    file: &Readable,
    entry: Option<&str>,
    read: impl FnOnce(&mut dyn Read) -> Result<T, IngestError>,
) -> Result<T, IngestError> {
    let fail = |problem| IngestError::new(Place::file(name), problem);
    let unreadable = |error| fail(Problem::Unreadable(error));
    let mut start = Vec::new();
    let mut reader = file.open().map_err(unreadable)?;
    reader.by_ref().take(4096).read_to_end(&mut start).map_err(unreadable)?;
    reader.rewind().map_err(unreadable)?;
    if start.starts_with(parquet::MAGIC) {
        let text = ParquetText::new(reader).map_err(|error| fail(Problem::Parquet(error.to_string())));
        return read(&mut text?);
    }
    if start.starts_with(&[0x1f, 0x8b]) {
        return read(&mut flate2::read::MultiGzDecoder::new(BufReader::new(reader)));
    }
    if !start.starts_with(ZIP) || is_spreadsheet(&start) {
        return read(&mut reader);
    }
    let damaged = |error: ZipError| fail(Problem::Damaged(error.to_string()));
    let mut archive = ZipArchive::new(BufReader::new(reader)).map_err(damaged)?;
    let entry = match entry {
        Some(entry) => entry.to_owned(),
        None => only_csv(&mut archive).map_err(fail)?,
    };
    let mut text = archive.by_name(&entry).map_err(damaged)?;
    read(&mut text)
}

/// A line of a data file, by its number from 1; of an entry where the path leads into a zip.
pub(super) fn line(project: &Project, path: &str, number: u64) -> Option<Vec<u8>> {
    let of = |path: &str, entry: Option<&str>| {
        let file = project.readable(path).ok()?;
        with_text(path, &file, entry, |text| Ok(nth(Lines::new(path, text), number))).ok()?
    };
    let inside = || {
        let (archive, entry) = path.split_once(".zip/")?;
        of(&format!("{archive}.zip"), Some(entry))
    };
    of(path, None).or_else(inside)
}

fn nth(mut lines: Lines<impl Read>, number: u64) -> Option<Vec<u8>> {
    while let Some(batch) = lines.batch().ok()? {
        let found = batch.lines().find(|(line, _)| *line == number);
        if let Some((_, text)) = found {
            return Some(text.to_vec());
        }
    }
    None
}

/// Whether a zip is an Office Open XML file: its first entry says so.
pub(super) fn is_spreadsheet(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(4096)];
    let has = |needle: &[u8]| start.windows(needle.len()).any(|window| window == needle);
    has(b"[Content_Types].xml") || has(b"xl/") || has(b"_rels/.rels")
}

/// What of a file is enough to see what it is.
const START: u64 = 16_384;

/// The one CSV file of an archive, beside the World Bank's lists of what is in its data.
fn only_csv(archive: &mut ZipArchive<impl Read + Seek>) -> Result<String, Problem> {
    let damaged = |error: ZipError| Problem::Damaged(error.to_string());
    let files = archive
        .file_names()
        .filter(|name| name.to_ascii_lowercase().ends_with(".csv") && !name.starts_with("__MACOSX/"));
    let mut tables = Vec::new();
    for name in files.map(str::to_owned).collect::<Vec<_>>() {
        let mut start = Vec::new();
        let file = archive.by_name(&name).map_err(damaged)?;
        file.take(START)
            .read_to_end(&mut start)
            .map_err(|error| Problem::Damaged(error.to_string()))?;
        if !format::is_world_bank_description(&start) {
            tables.push(name);
        }
    }
    match tables.len() {
        1 => Ok(tables.swap_remove(0)),
        found => Err(Problem::ArchiveContent { found }),
    }
}

/// What an error of reading says about the file.
pub(super) fn problem_of(error: &Error) -> Problem {
    let of_parquet = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<::parquet::errors::ParquetError>());
    match (error.kind(), of_parquet) {
        (ErrorKind::FileTooLarge, _) => Problem::TooLarge { limit_mb: LIMIT_MB },
        (_, Some(error)) => Problem::Parquet(error.to_string()),
        _ => Problem::Damaged(error.to_string()),
    }
}

/// A reader that fails after more bytes than one file may unpack to.
pub(super) struct Bounded<R> {
    reader: R,
    left: u64,
}

impl<R> Bounded<R> {
    pub fn new(reader: R) -> Self {
        Self::to(LIMIT_MB << 20, reader)
    }

    fn to(left: u64, reader: R) -> Self {
        Self { reader, left }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.reader.read(buffer)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => self.left = left,
            None => {
                return Err(ErrorKind::FileTooLarge.into());
            }
        }
        Ok(read)
    }
}

fn bounded(reader: impl Read) -> Result<Vec<u8>, Problem> {
    let mut plain = Vec::new();
    let limit = LIMIT_MB << 20;
    reader
        .take(limit + 1)
        .read_to_end(&mut plain)
        .map_err(|error| problem_of(&error))?;
    if plain.len() as u64 > limit {
        Err(Problem::TooLarge { limit_mb: LIMIT_MB })
    } else {
        Ok(plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bounded_reader_gives_up_after_its_bound() {
        let read = |bytes: &[u8]| Bounded::to(10, bytes).read_to_end(&mut Vec::new()).ok();
        assert_eq!(read(&[0; 10]), Some(10));
        assert_eq!(read(&[0; 11]), None);
    }

    #[test]
    fn a_file_of_gigabytes_is_not_read_whole() {
        assert!(check_size(LIMIT_MB << 19).is_ok());
        assert!(matches!(check_size(5 << 30), Err(Problem::TooLarge { .. })));
    }
}
