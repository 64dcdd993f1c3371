//! Unwraps `.gz` and `.zip` by content, never by name, with a bound on what may come out.

use std::io::{Cursor, Read};

use super::error::Problem;
use super::format;

/// The most that one file may unpack to: the largest published table takes 140 MB.
const LIMIT_MB: u64 = 2_048;

/// Returns the plain content of a file that may be compressed.
pub(super) fn unwrap(bytes: Vec<u8>) -> Result<Vec<u8>, Problem> {
    let plain = if bytes.starts_with(&[0x1f, 0x8b]) {
        bounded(flate2::read::MultiGzDecoder::new(bytes.as_slice()))?
    } else if bytes.starts_with(b"PK\x03\x04") && !is_spreadsheet(&bytes) {
        single_csv(bytes)?
    } else {
        bytes
    };
    let text = plain.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&plain);
    if text.iter().all(u8::is_ascii_whitespace) {
        Err(Problem::Empty)
    } else {
        Ok(plain)
    }
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
fn single_csv(bytes: Vec<u8>) -> Result<Vec<u8>, Problem> {
    let damaged = |error: zip::result::ZipError| Problem::Damaged(error.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
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
    let [name] = tables.as_slice() else {
        return Err(Problem::ArchiveContent { found: tables.len() });
    };
    bounded(archive.by_name(name).map_err(damaged)?)
}

/// A reader that fails after more bytes than one file may unpack to.
pub(super) struct Bounded<R> {
    reader: R,
    left: u64,
}

impl<R> Bounded<R> {
    pub fn new(reader: R) -> Self {
        Self {
            reader,
            left: LIMIT_MB << 20,
        }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.reader.read(buffer)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => self.left = left,
            None => {
                let message = format!("it unpacks to more than {LIMIT_MB} MB");
                return Err(std::io::Error::other(message));
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
        .map_err(|error| Problem::Damaged(error.to_string()))?;
    if plain.len() as u64 > limit {
        Err(Problem::TooLarge { limit_mb: LIMIT_MB })
    } else {
        Ok(plain)
    }
}
