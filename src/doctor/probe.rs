//! Whether a folder can be written into: a file is made there and removed.

#![expect(clippy::disallowed_methods, reason = "the door through which folders are tried")]

use std::fs;
use std::io;
use std::path::Path;

/// Tries the folder; where it is not there yet, the one in which it would be made.
pub(super) fn can_write(folder: &Path) -> io::Result<()> {
    let exists = |folder: &&Path| folder.symlink_metadata().is_ok();
    let nearest = folder.ancestors().find(exists).unwrap_or(Path::new("."));
    if !nearest.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    let file = nearest.join(format!(".rvc-report-{}", std::process::id()));
    fs::write(&file, "")?;
    fs::remove_file(&file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_behind_and_a_file_is_no_folder() {
        let root = tempfile::tempdir().expect("a folder");
        can_write(&root.path().join("not/yet/there")).expect("it could be made");
        assert_eq!(fs::read_dir(root.path()).expect("a folder").count(), 0);
        fs::write(root.path().join("file"), "").expect("written");
        let below = can_write(&root.path().join("file/below"));
        assert_eq!(below.map_err(|error| error.kind()), Err(io::ErrorKind::NotADirectory));
    }
}
