//! The files of a project's data folder: the only place where downloads touch the disk.
//!
//! A file grows as `NAME.part` and takes its name when it is complete; `NAME.part.json` says what is needed to go on
//! with it, `NAME.source.json` where it came from. Nothing outside of the project is written.

#![expect(clippy::disallowed_methods, reason = "the door through which downloads come in")]

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::check::LOOK;
use super::trouble::Trouble;
use crate::fingerprint::sha256_of_reader;

/// The log of requests, relative to the project.
const LOG: &str = "data/.fetch-log.json";

/// The folder of a project.
pub(super) struct Store {
    root: PathBuf,
}

/// What is known about a part of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PartOf {
    pub url: String,
    /// The strong ETag or the date of the version that the bytes are of.
    pub validator: String,
}

impl Store {
    pub(super) fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// How messages call a file.
    pub(super) fn shown(&self, path: &str) -> String {
        self.root.join(path).display().to_string()
    }

    /// Whether something has the name already.
    pub(super) fn exists(&self, path: &str) -> bool {
        self.root.join(path).symlink_metadata().is_ok()
    }

    /// Makes the folder of a file, and refuses where it is not one of the project.
    pub(super) fn prepare(&self, path: &str) -> Result<(), Trouble> {
        self.place(path).map(drop)
    }

    /// The bytes of a part that is there, and how to ask for the rest.
    ///
    /// Nothing where the part is of another address, or nobody knows of which version it is.
    pub(super) fn part(&self, path: &str, url: &str) -> Option<(u64, PartOf)> {
        let text = fs::read_to_string(self.root.join(part_note(path))).ok()?;
        let known: PartOf = serde_json::from_str(&text).ok()?;
        let length = fs::metadata(self.root.join(part(path))).ok()?.len();
        (known.url == url && length > 0).then_some((length, known))
    }

    /// Notes how to go on with a part, or that this is impossible.
    pub(super) fn note_part(&self, path: &str, known: Option<&PartOf>) -> Result<(), Trouble> {
        let note = self.place(&part_note(path))?;
        match known {
            // Two texts have a form in JSON.
            Some(known) => fs::write(&note, serde_json::to_string(known).unwrap_or_default())
                .map_err(|error| failed(&note, &error)),
            None => removed(&note),
        }
    }

    /// Opens a part to write after its first `keep` bytes.
    pub(super) fn open_part(&self, path: &str, keep: u64) -> Result<Part, Trouble> {
        let place = self.place(&part(path))?;
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        let open = || -> io::Result<File> {
            let mut file = options.open(&place)?;
            file.set_len(keep)?;
            file.seek(SeekFrom::End(0))?;
            Ok(file)
        };
        let file = open().map_err(|error| failed(&place, &error))?;
        Ok(Part { file, place })
    }

    /// Forgets a part.
    pub(super) fn drop_part(&self, path: &str) -> Result<(), Trouble> {
        removed(&self.place(&part(path))?)?;
        removed(&self.place(&part_note(path))?)
    }

    /// The first and the last bytes of a complete part, and its length; all bytes where `whole` is set.
    pub(super) fn ends(&self, path: &str, whole: bool) -> Result<(Vec<u8>, Vec<u8>, u64), Trouble> {
        let place = self.place(&part(path))?;
        let read = || -> io::Result<(Vec<u8>, Vec<u8>, u64)> {
            let mut file = File::open(&place)?;
            let length = file.metadata()?.len();
            let look = LOOK as u64;
            let (mut head, mut tail) = (Vec::new(), Vec::new());
            let wanted = if whole { length } else { look };
            (&mut file).take(wanted).read_to_end(&mut head)?;
            file.seek(SeekFrom::Start(length.saturating_sub(look)))?;
            file.read_to_end(&mut tail)?;
            Ok((head, tail, length))
        };
        read().map_err(|error| failed(&place, &error))
    }

    /// The SHA-256 of a complete part.
    pub(super) fn hash(&self, path: &str) -> Result<String, Trouble> {
        let place = self.place(&part(path))?;
        let hash = || sha256_of_reader(io::BufReader::with_capacity(1 << 20, File::open(&place)?));
        hash().map_err(|error| failed(&place, &error))
    }

    /// Gives a complete part its name, after its record is written.
    pub(super) fn finish(&self, path: &str, record: &str) -> Result<(), Trouble> {
        let (target, source) = (self.place(path)?, self.place(&format!("{path}.source.json"))?);
        if target.is_dir() {
            return Err(failed(&target, &io::ErrorKind::IsADirectory.into()));
        }
        fs::write(&source, record).map_err(|error| failed(&source, &error))?;
        fs::rename(self.place(&part(path))?, &target).map_err(|error| failed(&target, &error))?;
        removed(&self.place(&part_note(path))?)
    }

    /// The log of requests; empty where there is none.
    pub(super) fn log(&self) -> String {
        fs::read_to_string(self.root.join(LOG)).unwrap_or_default()
    }

    pub(super) fn write_log(&self, text: &str) -> Result<(), Trouble> {
        let place = self.place(LOG)?;
        fs::write(&place, text).map_err(|error| failed(&place, &error))
    }

    /// Where a file of the project stands. Makes its folder.
    ///
    /// Fails where the name, a link among its folders, or a link in its place leads out of the project.
    fn place(&self, path: &str) -> Result<PathBuf, Trouble> {
        let plain = Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        let place = self.root.join(path);
        let parent = place.parent().unwrap_or(&self.root);
        let refused = || Trouble::Disk(format!("{} leads out of the project", place.display()));
        if !plain {
            return Err(refused());
        }
        fs::create_dir_all(parent).map_err(|error| failed(parent, &error))?;
        let inside = || -> io::Result<bool> { Ok(parent.canonicalize()?.starts_with(self.root.canonicalize()?)) };
        let is_link = place
            .symlink_metadata()
            .is_ok_and(|found| found.file_type().is_symlink());
        if is_link || !inside().map_err(|error| failed(parent, &error))? {
            return Err(refused());
        }
        Ok(place)
    }
}

/// A file that grows.
pub(super) struct Part {
    file: File,
    place: PathBuf,
}

impl Part {
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        self.file.write_all(bytes).map_err(|error| failed(&self.place, &error))
    }

    /// Makes sure that everything is on the disk.
    pub(super) fn close(self) -> Result<(), Trouble> {
        self.file.sync_all().map_err(|error| failed(&self.place, &error))
    }
}

fn part(path: &str) -> String {
    format!("{path}.part")
}

fn part_note(path: &str) -> String {
    format!("{path}.part.json")
}

fn failed(place: &Path, error: &io::Error) -> Trouble {
    Trouble::Disk(format!("{}: {error}", place.display()))
}

/// Removes a file, if it is there.
fn removed(place: &Path) -> Result<(), Trouble> {
    match fs::remove_file(place) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(place, &error)),
        _ => Ok(()),
    }
}
