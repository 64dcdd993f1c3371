//! A folder that `build` has written.

use std::io;
use std::path::{Path, PathBuf};

use super::is_below;

/// The files of an earlier build, addressed by their paths in its folder.
#[derive(Debug, Clone)]
pub struct ReportFolder {
    folder: PathBuf,
}

/// The file by which such a folder is known.
const RESULTS: &str = "results.json";

impl ReportFolder {
    /// The build in a folder; nothing where it holds no results.
    pub fn open(folder: &Path) -> Option<Self> {
        folder.join(RESULTS).is_file().then(|| Self {
            folder: folder.to_owned(),
        })
    }

    /// What messages call it.
    pub fn name(&self) -> String {
        self.folder.display().to_string()
    }

    /// A file of the build; no path leads out of its folder.
    pub fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        if !is_below(path) {
            let message = "the path leads out of the folder of the report";
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, message));
        }
        std::fs::read(self.folder.join(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_is_known_by_its_results_and_nothing_outside_is_read() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("report");
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(root.path().join("secret.json"), "{}").expect("written");
        assert!(ReportFolder::open(&folder).is_none());
        std::fs::write(folder.join("results.json"), "{}").expect("written");
        let report = ReportFolder::open(&folder).expect("a report");
        assert_eq!(report.read("results.json").expect("readable"), b"{}");
        for path in ["../secret.json", "/etc/hostname", "a/../../secret.json"] {
            let error = report.read(path).expect_err("it leads out");
            assert_eq!(error.kind(), io::ErrorKind::PermissionDenied, "{path}");
        }
    }
}
