//! Where a zip has changed although each of its files unpacks to what it should.

use std::io::{self, BufReader, Read, Write};

use super::Unpacked;
use crate::bundle::{ArchiveError, Entry, MANIFEST, pack};
use crate::project::{ReadSeek, Readable};

/// Packs the same entries again and names the first byte that differs.
pub(super) fn locate(zip: &Readable, unpacked: &Unpacked) -> io::Result<String> {
    let listed = unpacked.manifest.entries.iter();
    let mut entries: Vec<Entry> = listed
        .map(|(path, listed)| Entry::of_file(path.as_str(), &listed.sha256, listed.bytes, unpacked.file(path)))
        .collect();
    entries.push(Entry::new(MANIFEST, unpacked.list.clone()));
    entries.sort_by(|one, other| one.path.cmp(&other.path));
    let mut comparison = Comparison {
        original: BufReader::new(zip.open()?),
        at: 0,
        first: None,
    };
    let layout = match pack(&entries, &mut comparison) {
        Ok(layout) => layout,
        Err(ArchiveError::Write(error)) => return Err(error),
        Err(other) => return Err(io::Error::other(other.to_string())),
    };
    let place = match comparison.first {
        Some(byte) => format!("byte {} (from 1), {}", byte + 1, layout.place(byte)),
        None => "its end, after the seal".to_owned(),
    };
    Ok(format!("altered at {place}; what every file unpacks to is unchanged"))
}

/// Takes bytes and compares them with those of a file.
struct Comparison {
    original: BufReader<Box<dyn ReadSeek>>,
    at: u64,
    /// The first byte that differs, from 0.
    first: Option<u64>,
}

impl Write for Comparison {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.first.is_none() {
            let mut same = Vec::new();
            (&mut self.original).take(bytes.len() as u64).read_to_end(&mut same)?;
            let common = same.iter().zip(bytes).take_while(|(one, other)| one == other).count();
            if common < bytes.len() {
                self.first = Some(self.at + common as u64);
            }
        }
        self.at += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
