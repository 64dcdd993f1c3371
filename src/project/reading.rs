//! Which of a project's own texts and pictures were read, and what was found: whatever was made from
//! them can be kept as long as they are the same.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use super::Project;
use crate::fingerprint::sha256;

/// Path below `templates/` → the hash of what was read there; `None` where nothing could be read.
#[derive(Debug, Clone, Default)]
pub struct ReadingLog(Arc<Mutex<BTreeMap<String, Option<String>>>>);

impl ReadingLog {
    pub(super) fn note(&self, path: &str, found: io::Result<&[u8]>) {
        let hash = found.ok().map(sha256);
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.insert(path.to_owned(), hash);
    }

    /// Whether the project would give the same bytes again.
    pub fn still_holds(&self, project: &Project) -> bool {
        let entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.iter().all(|(path, hash)| {
            let now = project.own_file(path).ok();
            now.map(|bytes| sha256(&bytes)) == *hash
        })
    }

    /// Every path that was asked for, and whether the project has something there.
    pub fn asked(&self) -> BTreeMap<String, bool> {
        let entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = entries.iter().map(|(path, hash)| (path.clone(), hash.is_some()));
        asked.collect()
    }

    /// One hash of everything that was read.
    pub fn digest(&self) -> String {
        let entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sha256(format!("{entries:?}").as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_holds_until_something_that_was_read_or_missed_changes() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
        write("rvc.toml", "");
        std::fs::create_dir_all(folder.path().join("templates/article")).expect("a folder");
        write("templates/article/a.md", "first");
        let (project, log) = Project::open(folder.path()).expect("a project").logging();
        assert!(project.own_template("article/a.md").expect("readable").is_some());
        assert!(project.own_template("article/b.md").expect("no error").is_none());
        assert!(log.still_holds(&project));
        let asked: Vec<(String, bool)> = log.asked().into_iter().collect();
        assert_eq!(
            asked,
            [("article/a.md".to_owned(), true), ("article/b.md".to_owned(), false)]
        );
        write("templates/article/unread.md", "anything");
        assert!(log.still_holds(&project));
        write("templates/article/b.md", "now it is there");
        assert!(!log.still_holds(&project));
        std::fs::remove_file(folder.path().join("templates/article/b.md")).expect("removed");
        assert!(log.still_holds(&project));
        write("templates/article/a.md", "second");
        assert!(!log.still_holds(&project));
    }
}
