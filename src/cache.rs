//! What was computed from large files, on the disk, by the hash of everything that it depends on.
//!
//! An entry is written to a name of its own and renamed, so two programs never see half of one; it begins with
//! the hash of its content, and one that does not fit is as good as none. A cache that cannot be read or written
//! costs time and nothing else.

#![expect(clippy::disallowed_methods, reason = "the door to the cache on the disk")]

mod stamps;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::fingerprint::{sha256, sha256_of_reader};
use crate::project::Readable;

/// The folder of the entries, inside of the cache.
const ENTRIES: &str = "entries";
/// The folder of remembered hashes.
const HASHES: &str = "hashes";
/// The length of a SHA-256 in hexadecimal.
const HASH: usize = 64;

/// A folder of entries.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
}

/// What stands in a cache.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    pub entries: usize,
    pub bytes: u64,
}

impl Cache {
    /// The cache in a folder, which is made with the first entry.
    pub fn at(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The content of an entry, if it is there and whole.
    pub fn get(&self, key: &str) -> Option<Vec<u8>> {
        let mut bytes = fs::read(self.entry(key)).ok()?;
        let content = bytes.get(HASH..)?;
        if bytes[..HASH] != *sha256(content).as_bytes() {
            return None;
        }
        bytes.drain(..HASH);
        Some(bytes)
    }

    /// Keeps an entry; a failure is no error.
    pub fn put(&self, key: &str, content: &[u8]) {
        let whole = [sha256(content).as_bytes(), content].concat();
        // Without a place for it the entry is computed again next time.
        let _ = self.write(&self.entry(key), &whole);
    }

    /// The SHA-256 of a file, remembered as long as nothing has touched the file.
    pub fn sha256_of(&self, file: &Readable) -> io::Result<String> {
        let Some(path) = file.path() else {
            return sha256_of_reader(file.open()?);
        };
        let place = fs::canonicalize(path)?;
        let note = self
            .folder
            .join(HASHES)
            .join(sha256(place.as_os_str().as_encoded_bytes()));
        let before = stamps::of(&fs::metadata(&place)?);
        if let Some(stamp) = &before
            && let Some(known) = stamps::remembered(&note, stamp)
        {
            return Ok(known);
        }
        let hash = sha256_of_reader(file.open()?)?;
        let after = stamps::of(&fs::metadata(&place)?);
        if let Some(stamp) = before.filter(|before| after.as_ref() == Some(before)) {
            let _ = self.write(&note, stamp.note(&hash).as_bytes());
        }
        Ok(hash)
    }

    /// How much is kept.
    pub fn contents(&self) -> Contents {
        let sizes = files_in(&self.folder.join(ENTRIES)).into_iter();
        sizes.fold(Contents::default(), |sum, (_, bytes)| Contents {
            entries: sum.entries + 1,
            bytes: sum.bytes + bytes,
        })
    }

    /// Removes everything that this cache has written; the names of other files stay.
    pub fn clear(&self) -> io::Result<()> {
        for folder in [ENTRIES, HASHES].map(|name| self.folder.join(name)) {
            for (path, _) in files_in(&folder) {
                match fs::remove_file(&path) {
                    // Another program was faster.
                    Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn entry(&self, key: &str) -> PathBuf {
        self.folder.join(ENTRIES).join(sha256(key.as_bytes()))
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        static WRITTEN: AtomicU64 = AtomicU64::new(0);
        let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let staged = path.with_extension(format!("{}-{number}", std::process::id()));
        let written = fs::write(&staged, bytes).and_then(|()| fs::rename(&staged, path));
        if written.is_err() {
            let _ = fs::remove_file(&staged);
        }
        written
    }
}

/// The files of a folder with their sizes; none where it cannot be read.
fn files_in(folder: &Path) -> Vec<(PathBuf, u64)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.filter_map(|entry| {
        let metadata = entry.metadata().ok()?;
        metadata.is_file().then(|| (entry.path(), metadata.len()))
    });
    files.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_comes_back_and_a_damaged_one_does_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache::at(folder.path());
        assert_eq!(cache.get("key"), None);
        cache.put("key", b"content");
        assert_eq!(cache.get("key").as_deref(), Some(&b"content"[..]));
        assert_eq!(cache.get("other"), None);
        let path = cache.entry("key");
        let whole = fs::read(&path).expect("the entry");
        for position in [0, HASH, whole.len() - 1] {
            let mut damaged = whole.clone();
            damaged[position] ^= 1;
            fs::write(&path, &damaged).expect("written");
            assert_eq!(cache.get("key"), None, "byte {position}");
        }
        fs::write(&path, &whole[..HASH - 1]).expect("written");
        assert_eq!(cache.get("key"), None);
    }

    #[test]
    fn it_is_counted_and_cleared() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache::at(&folder.path().join("below"));
        assert_eq!(cache.contents(), Contents::default());
        cache.put("a", b"12");
        cache.put("b", b"3");
        let bytes = 2 * HASH as u64 + 3;
        assert_eq!(cache.contents(), Contents { entries: 2, bytes });
        cache.clear().expect("cleared");
        assert_eq!(cache.contents(), Contents::default());
    }

    #[test]
    fn the_hash_of_a_file_follows_its_bytes() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache::at(&folder.path().join("cache"));
        let path = folder.path().join("table.csv");
        for text in ["first", "other", "first"] {
            fs::write(&path, text).expect("written");
            let hash = cache.sha256_of(&Readable::OnDisk(path.clone()));
            assert_eq!(hash.ok(), Some(sha256(text.as_bytes())));
        }
    }

    #[test]
    fn a_place_that_cannot_be_written_is_no_error() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        fs::write(&file, "").expect("written");
        let cache = Cache::at(&file);
        cache.put("key", b"content");
        assert_eq!(cache.get("key"), None);
        assert!(cache.sha256_of(&Readable::OnDisk(file)).is_ok());
    }
}
