//! Whether a file is still the one that was hashed, by what the file system notes of every change.

use std::fs::Metadata;
use std::path::Path;
use std::time::Duration;

/// A file changed as late as this before its hash was noted may have changed once more within the grain of the
/// file system's clock.
const GRAIN: Duration = Duration::from_secs(2);

/// What a file system says of one state of a file. The time of the last change of its entry cannot be set by a
/// program, as that of its content can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    text: String,
    changed: Duration,
}

/// The state of a file; `None` on systems that do not note every change.
#[cfg(unix)]
pub(super) fn of(metadata: &Metadata) -> Option<Stamp> {
    use std::os::unix::fs::MetadataExt as _;
    let seconds = u64::try_from(metadata.ctime()).ok()?;
    let nanoseconds = u32::try_from(metadata.ctime_nsec()).ok()?;
    Some(Stamp {
        text: format!(
            "{} {} {} {}.{} {seconds}.{nanoseconds}",
            metadata.dev(),
            metadata.ino(),
            metadata.size(),
            metadata.mtime(),
            metadata.mtime_nsec(),
        ),
        changed: Duration::new(seconds, nanoseconds),
    })
}

#[cfg(not(unix))]
pub(super) fn of(_: &Metadata) -> Option<Stamp> {
    None
}

impl Stamp {
    /// What is written down with a hash.
    pub fn note(&self, hash: &str) -> String {
        format!("{}\n{hash}", self.text)
    }
}

/// The hash that was noted for this state of a file, where it can be relied on.
pub(super) fn remembered(note: &Path, stamp: &Stamp) -> Option<String> {
    let noted = of(&std::fs::metadata(note).ok()?)?.changed;
    if noted < stamp.changed + GRAIN {
        return None;
    }
    let text = std::fs::read_to_string(note).ok()?;
    let (known, hash) = text.split_once('\n')?;
    let is_hash = hash.len() == super::HASH && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    (known == stamp.text && is_hash).then(|| hash.to_owned())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_note_counts_for_one_state_that_is_old_enough() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, note) = (folder.path().join("file"), folder.path().join("note"));
        std::fs::write(&file, "text").expect("written");
        let fresh = of(&std::fs::metadata(&file).expect("there")).expect("on this system");
        let hash = "ab".repeat(32);
        std::fs::write(&note, fresh.note(&hash)).expect("written");
        assert_eq!(remembered(&note, &fresh), None, "too fresh");
        let old = Stamp {
            changed: fresh.changed - 2 * GRAIN,
            ..fresh.clone()
        };
        assert_eq!(remembered(&note, &old), Some(hash.clone()));
        let other = Stamp {
            text: "other".to_owned(),
            ..old.clone()
        };
        assert_eq!(remembered(&note, &other), None);
        std::fs::write(&note, old.note(&hash[1..])).expect("written");
        assert_eq!(remembered(&note, &old), None, "no hash");
    }
}
