//! From a zip to a temporary folder: the only place where the contents of a bundle touch the disk.

#![expect(clippy::disallowed_methods, reason = "the door through which bundles are unpacked")]

use std::fs::{self, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::ReproduceError;
use super::archive::BundleArchive;
use super::locate::locate;
use super::seal::{Seal, seal};
use crate::bundle::{BundleManifest, Listed, MANIFEST, PROJECT, is_plain_name};
use crate::fingerprint::GrowingHash;
use crate::project::Readable;
use crate::verification::Check;

/// How much is copied at a time.
const PIECE: usize = 1 << 16;

/// A bundle in a temporary folder, which goes when this value does.
#[derive(Debug)]
pub struct Unpacked {
    folder: TempDir,
    pub manifest: BundleManifest,
    /// The list of entries as it stands in the bundle.
    pub(super) list: Vec<u8>,
    /// Whether zip and entries are as they were written.
    pub checks: Vec<Check>,
}

/// Unpacks a bundle and checks every entry; fails where it is none, or where it is not safe.
pub fn unpack(path: &Path) -> Result<Unpacked, ReproduceError> {
    let shown = path.display().to_string();
    let unreadable = |source| ReproduceError::Unreadable {
        path: shown.clone(),
        source,
    };
    let file = Readable::OnDisk(path.to_owned());
    let found = seal(&file).map_err(unreadable)?;
    let mut archive = BundleArchive::open(&file, &shown)?;
    let folder = tempfile::Builder::new().prefix("rvc-report-").tempdir();
    let mut unpacked = Unpacked {
        folder: folder.map_err(|source| ReproduceError::Unwritable {
            path: shown.clone(),
            source,
        })?,
        manifest: archive.manifest.clone(),
        list: std::mem::take(&mut archive.list),
        checks: Vec::new(),
    };
    let entries = unpacked.fill(&mut archive);
    let mut zip = Check {
        what: "the zip is as it was written",
        compared: 1,
        problems: Vec::new(),
    };
    match found {
        Seal::Whole => {}
        Seal::Absent => zip.what = "the zip was packed anew by another program: only its files can be checked",
        // Where a file has changed, its name says more than the number of a byte.
        Seal::Broken if entries.passed() => zip.problems.push(locate(&file, &unpacked).map_err(unreadable)?),
        Seal::Broken => zip.problems.push("the seal at its end does not fit".to_owned()),
    }
    unpacked.checks = vec![zip, entries];
    Ok(unpacked)
}

impl Unpacked {
    /// The folder of the project.
    pub fn project(&self) -> PathBuf {
        self.folder.path().join(PROJECT)
    }

    /// Copies the data that the bundle may not hold from a folder of the same shape; nothing to do where it holds all.
    pub fn supply(&self, data: Option<&Path>) -> Option<Check> {
        let missing = &self.manifest.missing;
        if missing.is_empty() {
            return None;
        }
        let mut check = Check {
            what: "the data that the bundle may not hold are there",
            compared: missing.len(),
            problems: Vec::new(),
        };
        for file in missing {
            let wanted = Listed {
                sha256: file.sha256.clone(),
                bytes: file.bytes,
            };
            let path = format!("{PROJECT}/{}", file.path);
            let found = match data {
                None => Err(format!("is not in the bundle: {}", file.reason)),
                Some(_) if !is_plain_name(&path) => Err("is no name of a data file".to_owned()),
                Some(data) => Readable::OnDisk(data.join(&file.path))
                    .open()
                    .map_err(|error| format!("cannot be read below {}: {error}", data.display()))
                    .and_then(|mut reader| self.copy(&path, &mut reader, &wanted)),
            };
            if let Err(problem) = found {
                check.problems.push(format!("{} {problem}", file.path));
            }
        }
        Some(check)
    }

    /// An unpacked file.
    pub(super) fn file(&self, path: &str) -> Readable {
        Readable::OnDisk(self.folder.path().join(path))
    }

    /// The bytes of an unpacked file.
    pub(super) fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.file(path).open()?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Unpacks every file that is listed; what differs from the list is a problem.
    fn fill(&self, archive: &mut BundleArchive) -> Check {
        let listed = &self.manifest.entries;
        let mut check = Check {
            what: "the files are those of bundle.json",
            compared: listed.len(),
            problems: Vec::new(),
        };
        let BundleArchive { zip, names, .. } = archive;
        for name in names.iter().filter(|name| *name != MANIFEST) {
            let problem = match listed.get(name) {
                None => Some(format!("is not listed in {MANIFEST}")),
                Some(wanted) => match zip.by_name(name) {
                    Ok(mut entry) => self.copy(name, &mut entry, wanted).err(),
                    Err(error) => Some(format!("cannot be unpacked: {error}")),
                },
            };
            check
                .problems
                .extend(problem.map(|problem| format!("{name} {problem}")));
        }
        let gone = listed.keys().filter(|name| !names.contains(*name));
        check.problems.extend(gone.map(|name| format!("{name} is missing")));
        check
    }

    /// Writes a new file below the folder, as long as it is what it should be; else says what is wrong.
    fn copy(&self, path: &str, reader: &mut dyn Read, wanted: &Listed) -> Result<(), String> {
        let target = self.folder.path().join(path);
        let failed = |error: io::Error| format!("cannot be unpacked: {error}");
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(failed)?;
        }
        // Nothing that is there already is written over, and no link is followed.
        let file = OpenOptions::new().write(true).create_new(true).open(&target);
        let mut file = file.map_err(failed)?;
        let mut hash = GrowingHash::default();
        let mut piece = vec![0; PIECE];
        let mut length = 0;
        loop {
            let read = reader.read(&mut piece).map_err(failed)?;
            if read == 0 {
                break;
            }
            length += read as u64;
            if length > wanted.bytes {
                return Err(format!(
                    "is longer than the {} bytes that {MANIFEST} says",
                    wanted.bytes
                ));
            }
            hash.add(&piece[..read]);
            file.write_all(&piece[..read]).map_err(failed)?;
        }
        let found = hash.finish();
        if length != wanted.bytes {
            Err(format!("has {length} bytes, {MANIFEST} says {}", wanted.bytes))
        } else if found != wanted.sha256 {
            Err(format!("has the SHA-256 {found}, {MANIFEST} says {}", wanted.sha256))
        } else {
            Ok(())
        }
    }
}
