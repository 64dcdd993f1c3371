//! The one form of zip that a bundle has: entries in the order given, no dates, no owners, and a seal at the end.
//!
//! The seal is the comment of the archive: the SHA-256 of every byte before it. So no byte of a bundle can change
//! unseen, be it in a place that readers of zips never look at.

use std::io::{self, Write};

use flate2::Crc;
use miniz_oxide::deflate::compress_to_vec;

use super::Entry;
use crate::fingerprint::{GrowingHash, sha256};

/// What the comment begins with; 64 hexadecimal digits follow.
pub const SEAL: &str = "rvc-report sha256 ";
/// The length of the comment, in bytes.
pub const SEAL_LENGTH: u16 = SEAL.len() as u16 + 64;

/// Its result does not depend on the processor.
const LEVEL: u8 = 6;

const STORED: u16 = 0;
const DEFLATED: u16 = 8;
const VERSION: u16 = 20;
/// Version 2.0, made on Unix: so the mode of a file is understood.
const MADE_BY: u16 = (3 << 8) | VERSION;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
/// 1 January 1980, the first day that a zip knows.
const DATE: u16 = (1 << 5) | 1;
/// A plain file that everybody may read.
const MODE: u32 = 0o100_644 << 16;

/// Why a bundle cannot be packed.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    #[error("{path}: cannot be read: {source}\n  hint: check the permissions of the file")]
    Read { path: String, source: io::Error },
    #[error("{path}: the file has changed while it was packed\n  hint: run it again when nobody writes there")]
    Changed { path: String },
    #[error(
        "{path}: with this file the bundle is larger than 4 GB\n  hint: leave out large data with `[bundle] exclude` in rvc.toml; their hashes stay"
    )]
    TooLarge { path: String },
    #[error("the bundle cannot be written: {0}\n  hint: check the permissions and the space on the disk")]
    Write(#[from] io::Error),
}

/// Where the parts of a packed bundle begin, in bytes from its start.
#[derive(Debug, Default)]
pub struct Layout {
    entries: Vec<(u64, String)>,
    directory: u64,
    seal: u64,
}

impl Layout {
    /// In which part a byte lies, in words.
    pub fn place(&self, byte: u64) -> String {
        if byte >= self.seal {
            return "in the seal at the end of the zip".to_owned();
        }
        if byte >= self.directory {
            return "in the list of entries at the end of the zip".to_owned();
        }
        match self.entries.iter().rfind(|(start, _)| *start <= byte) {
            Some((_, name)) => format!("in the entry {name}"),
            None => "at the start of the zip".to_owned(),
        }
    }
}

/// Packs entries; the same entries give the same bytes.
pub fn pack(entries: &[Entry], out: &mut dyn Write) -> Result<Layout, ArchiveError> {
    let mut zip = Zip {
        out,
        hash: GrowingHash::default(),
        at: 0,
        directory: Vec::new(),
        layout: Layout::default(),
    };
    for entry in entries {
        zip.add(entry)?;
    }
    zip.finish()
}

struct Zip<'a> {
    out: &'a mut dyn Write,
    hash: GrowingHash,
    /// How many bytes have been written.
    at: u64,
    /// The list of entries, which comes last.
    directory: Vec<u8>,
    layout: Layout,
}

impl Zip<'_> {
    fn add(&mut self, entry: &Entry) -> Result<(), ArchiveError> {
        let path = || entry.path.clone();
        let bytes = entry
            .read()
            .map_err(|source| ArchiveError::Read { path: path(), source })?;
        if sha256(&bytes) != entry.sha256 {
            return Err(ArchiveError::Changed { path: path() });
        }
        let deflated = compress_to_vec(&bytes, LEVEL);
        let (method, packed) = if deflated.len() < bytes.len() {
            (DEFLATED, deflated.as_slice())
        } else {
            (STORED, &*bytes)
        };
        let mut crc = Crc::new();
        crc.update(&bytes);
        let limited = |size: u64| u32::try_from(size).map_err(|_| ArchiveError::TooLarge { path: path() });
        let name_length = u16::try_from(entry.path.len()).map_err(|_| ArchiveError::TooLarge { path: path() })?;
        let start = limited(self.at)?;
        let mut head = Vec::new();
        for field in [VERSION, FLAGS, method, 0, DATE] {
            head.extend(field.to_le_bytes());
        }
        for field in [crc.sum(), limited(packed.len() as u64)?, limited(bytes.len() as u64)?] {
            head.extend(field.to_le_bytes());
        }
        // The length of the name, and that no extra field follows.
        head.extend(name_length.to_le_bytes());
        head.extend([0, 0]);

        self.layout.entries.push((self.at, path()));
        self.write(b"PK\x03\x04")?;
        self.write(&head)?;
        self.write(entry.path.as_bytes())?;
        self.write(packed)?;

        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(MADE_BY.to_le_bytes());
        self.directory.extend(head);
        // No comment, the first disk, no internal attributes.
        self.directory.extend([0; 6]);
        self.directory.extend(MODE.to_le_bytes());
        self.directory.extend(start.to_le_bytes());
        self.directory.extend(entry.path.as_bytes());
        Ok(())
    }

    fn finish(mut self) -> Result<Layout, ArchiveError> {
        let too_large = || ArchiveError::TooLarge {
            path: super::MANIFEST.to_owned(),
        };
        let count = u16::try_from(self.layout.entries.len()).map_err(|_| too_large())?;
        let start = u32::try_from(self.at).map_err(|_| too_large())?;
        let directory = std::mem::take(&mut self.directory);
        let size = u32::try_from(directory.len()).map_err(|_| too_large())?;
        self.layout.directory = self.at;
        self.write(&directory)?;
        let mut end = b"PK\x05\x06\0\0\0\0".to_vec();
        end.extend(count.to_le_bytes());
        end.extend(count.to_le_bytes());
        end.extend(size.to_le_bytes());
        end.extend(start.to_le_bytes());
        end.extend(SEAL_LENGTH.to_le_bytes());
        self.write(&end)?;
        self.layout.seal = self.at;
        let hash = std::mem::take(&mut self.hash).finish();
        self.write(format!("{SEAL}{hash}").as_bytes())?;
        Ok(self.layout)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.hash.add(bytes);
        self.at += bytes.len() as u64;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;

    fn packed(entries: &[Entry]) -> (Vec<u8>, Layout) {
        let mut out = Vec::new();
        let layout = pack(entries, &mut out).expect("memory takes everything");
        (out, layout)
    }

    #[test]
    fn a_reader_of_zips_finds_what_was_packed() {
        let long = "the same again ".repeat(500);
        let entries = [
            Entry::new("a.txt", "short"),
            Entry::new("папка/b.txt", long.as_str()),
            Entry::new("c", ""),
        ];
        let (bytes, _) = packed(&entries);
        assert!(bytes.len() < 1_000, "{}", bytes.len());
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
        for entry in &entries {
            let mut file = archive.by_name(&entry.path).expect("it is there");
            let mut text = Vec::new();
            file.read_to_end(&mut text).expect("it can be unpacked");
            assert_eq!(sha256(&text), entry.sha256);
            assert_eq!((file.unix_mode(), file.is_symlink()), (Some(0o100_644), false));
        }
    }

    #[test]
    fn the_seal_is_the_hash_of_all_that_is_before_it() {
        let (bytes, layout) = packed(&[Entry::new("a", "first"), Entry::new("b", "second")]);
        let (before, seal) = bytes.split_at(bytes.len() - usize::from(SEAL_LENGTH));
        assert_eq!(seal, format!("{SEAL}{}", sha256(before)).as_bytes());
        assert_eq!(layout.place(0), "in the entry a");
        assert_eq!(layout.place(40), "in the entry b");
        assert_eq!(
            layout.place(before.len() as u64 - 30),
            "in the list of entries at the end of the zip"
        );
        assert_eq!(layout.place(before.len() as u64), "in the seal at the end of the zip");
    }

    #[test]
    fn a_file_that_changes_meanwhile_is_not_packed() {
        let file = crate::project::Readable::BuiltIn(b"new");
        let entry = Entry::of_file("x", &sha256(b"old"), 3, file);
        assert!(matches!(
            pack(&[entry], &mut Vec::new()),
            Err(ArchiveError::Changed { .. })
        ));
    }
}
