//! Reading the zip of a bundle that may come from anybody: which files it has, and what it says about them.

use std::collections::BTreeSet;
use std::io::{BufReader, Read};

use zip::ZipArchive;

use super::ReproduceError;
use crate::bundle::{BundleManifest, MANIFEST, is_plain_name};
use crate::project::{ReadSeek, Readable};

/// The most entries of a bundle.
const MAX_ENTRIES: usize = 20_000;
/// The most that the list of entries may take, in bytes.
const MAX_MANIFEST: u64 = 16 << 20;
/// The most that all entries together may unpack to, in bytes.
const MAX_UNPACKED: u64 = 64 << 30;

/// A zip whose names are safe, with its own list of what is in it.
pub(super) struct BundleArchive {
    pub zip: ZipArchive<BufReader<Box<dyn ReadSeek>>>,
    /// Of all files; folders are made as files need them.
    pub names: BTreeSet<String>,
    pub manifest: BundleManifest,
    /// The list of entries as it stands there.
    pub list: Vec<u8>,
}

impl BundleArchive {
    /// Opens a zip; `shown` is what messages call it.
    pub(super) fn open(file: &Readable, shown: &str) -> Result<Self, ReproduceError> {
        let reader = file.open().map_err(|source| ReproduceError::Unreadable {
            path: shown.to_owned(),
            source,
        })?;
        let zip = ZipArchive::new(BufReader::new(reader));
        let mut opening = Opening {
            zip: zip.map_err(|error| {
                let what = format!("the list of entries at the end of the zip cannot be read: {error}");
                damaged(shown, what)
            })?,
            shown,
        };
        let names = opening.names()?;
        let (manifest, list) = opening.manifest()?;
        Ok(Self {
            zip: opening.zip,
            names,
            manifest,
            list,
        })
    }
}

struct Opening<'a> {
    zip: ZipArchive<BufReader<Box<dyn ReadSeek>>>,
    shown: &'a str,
}

impl Opening<'_> {
    /// The names of all files, none of which leads out of the folder that it is unpacked to.
    fn names(&mut self) -> Result<BTreeSet<String>, ReproduceError> {
        if self.zip.len() > MAX_ENTRIES {
            return Err(self.too_much(MAX_ENTRIES as u64, "files"));
        }
        let mut names = BTreeSet::new();
        for position in 0..self.zip.len() {
            let name = self.zip.name_for_index(position).unwrap_or_default().to_owned();
            let shown = self.shown;
            let entry = self.zip.by_index_raw(position).map_err(|error| {
                let what = format!("the entry {} cannot be found in the zip: {error}", name.escape_debug());
                damaged(shown, what)
            })?;
            let what = if !is_plain_name(name.trim_end_matches('/')) {
                Some("has a name that leads out of its folder, or means another thing elsewhere")
            } else if entry.is_symlink() {
                Some("is a link")
            } else if entry.encrypted() {
                Some("is encrypted")
            } else {
                None
            };
            if let Some(what) = what {
                return Err(ReproduceError::Unsafe {
                    path: shown.to_owned(),
                    entry: name.escape_debug().to_string(),
                    what,
                });
            }
            if !entry.is_dir() {
                names.insert(name);
            }
        }
        Ok(names)
    }

    /// The list of entries, as it is read and as it stands there.
    fn manifest(&mut self) -> Result<(BundleManifest, Vec<u8>), ReproduceError> {
        let shown = self.shown;
        let fail = |what: String| damaged(shown, format!("{MANIFEST} cannot be read: {what}"));
        let mut bytes = Vec::new();
        let entry = self.zip.by_name(MANIFEST).map_err(|error| fail(error.to_string()))?;
        let read = entry.take(MAX_MANIFEST + 1).read_to_end(&mut bytes);
        read.map_err(|error| fail(error.to_string()))?;
        if bytes.len() as u64 > MAX_MANIFEST {
            return Err(self.too_much(MAX_MANIFEST, "bytes of hashes"));
        }
        let manifest = BundleManifest::parse(&bytes).map_err(fail)?;
        let mut sizes = manifest.entries.values().map(|listed| listed.bytes);
        let total = sizes.try_fold(0_u64, |total, size| total.checked_add(size));
        if total.is_none_or(|total| total > MAX_UNPACKED) {
            return Err(self.too_much(MAX_UNPACKED, "bytes when it is unpacked"));
        }
        Ok((manifest, bytes))
    }

    fn too_much(&self, limit: u64, what: &'static str) -> ReproduceError {
        ReproduceError::TooMuch {
            path: self.shown.to_owned(),
            limit,
            what,
        }
    }
}

fn damaged(shown: &str, what: String) -> ReproduceError {
    ReproduceError::Damaged {
        path: shown.to_owned(),
        what,
    }
}
