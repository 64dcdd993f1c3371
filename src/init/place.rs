//! Puts a new project into its folder: all of its files, or none.

#![expect(clippy::disallowed_methods, reason = "the door through which a new project goes out")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::InitError;
use crate::outputs::OutputFile;
use crate::project::SETTINGS_FILE;

/// Writes the files under `folder`, which is made where there is none.
///
/// Nothing that is there is replaced. Everything goes to a staging folder inside of the target first; then each file is
/// renamed into place, the settings last, since they make the folder a project. When anything fails, the files and folders
/// that were made are removed again.
pub fn place(folder: &Path, files: &[OutputFile]) -> Result<(), InitError> {
    check(folder, files)?;
    let mut made = Made::default();
    made.folder(folder)?;
    let staging = folder.join(format!(".init-{}", std::process::id()));
    for file in files {
        let path = staging.join(&file.path);
        made.folder(path.parent().unwrap_or(&staging))?;
        made.files.push(path.clone());
        fs::write(&path, &file.bytes).map_err(failed(&path))?;
    }
    let (settings, others): (Vec<_>, Vec<_>) = files.iter().partition(|file| file.path == SETTINGS_FILE);
    let mut placed = Vec::new();
    for file in others.into_iter().chain(settings) {
        let target = folder.join(&file.path);
        made.folder(target.parent().unwrap_or(folder))?;
        fs::rename(staging.join(&file.path), &target).map_err(failed(&target))?;
        made.files.push(target.clone());
        placed.push(target);
    }
    made.keep(&placed);
    Ok(())
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> InitError {
    let path = path.to_owned();
    move |source| InitError::Write { path, source }
}

/// Whether something stands at a path, be it a link that leads nowhere.
fn is_taken(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

fn check(folder: &Path, files: &[OutputFile]) -> Result<(), InitError> {
    if is_taken(folder) && !folder.is_dir() {
        return Err(InitError::NotAFolder {
            folder: folder.to_owned(),
        });
    }
    if is_taken(&folder.join(SETTINGS_FILE)) {
        return Err(InitError::IsProject {
            folder: folder.to_owned(),
        });
    }
    let mut paths = files.iter().map(|file| folder.join(&file.path));
    match paths.find(|path| is_taken(path)) {
        Some(path) => Err(InitError::Taken { path }),
        None => Ok(()),
    }
}

/// What was made on the disk; what is not kept is removed, the newest first.
#[derive(Default)]
struct Made {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Made {
    /// Makes a folder, and those above it that are missing.
    fn folder(&mut self, folder: &Path) -> Result<(), InitError> {
        let missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.is_dir();
        let above: Vec<&Path> = folder.ancestors().take_while(missing).collect();
        for folder in above.into_iter().rev() {
            fs::create_dir(folder).map_err(failed(folder))?;
            self.folders.push(folder.to_owned());
        }
        Ok(())
    }

    /// Keeps some files, and the folders that are not empty then.
    fn keep(&mut self, files: &[PathBuf]) {
        self.files.retain(|file| !files.contains(file));
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        // A file that was renamed is gone, a folder that holds kept files stays: neither is a failure.
        for file in self.files.iter().rev() {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<OutputFile> {
        vec![
            OutputFile::new("data/gdp/.gitkeep", ""),
            OutputFile::new("rvc.toml", "settings"),
            OutputFile::new("templates/README.md", "texts"),
        ]
    }

    fn below(folder: &Path) -> Vec<String> {
        let pattern = format!("{}/**/*", folder.display());
        let mut found: Vec<String> = glob::glob(&pattern)
            .expect("a pattern")
            .filter_map(Result::ok)
            .map(|path| path.strip_prefix(folder).expect("below").display().to_string())
            .collect();
        found.sort();
        found
    }

    #[test]
    fn a_folder_is_made_with_those_above_it_and_nothing_else_stays() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("a/b");
        place(&folder, &files()).expect("placed");
        let expected = [
            "data",
            "data/gdp",
            "data/gdp/.gitkeep",
            "rvc.toml",
            "templates",
            "templates/README.md",
        ];
        assert_eq!(below(&folder), expected);
        assert_eq!(
            fs::read_to_string(folder.join("rvc.toml")).ok().as_deref(),
            Some("settings")
        );
    }

    #[test]
    fn what_is_there_is_never_replaced() {
        let root = tempfile::tempdir().expect("a folder");
        let place_here = || place(root.path(), &files()).map_err(|error| error.to_string());
        fs::write(root.path().join("notes.txt"), "mine").expect("written");
        fs::create_dir(root.path().join("templates")).expect("made");
        fs::write(root.path().join("templates/README.md"), "mine").expect("written");
        let refused = place_here().expect_err("taken");
        assert!(refused.ends_with("there is something else already"), "{refused}");
        assert_eq!(below(root.path()), ["notes.txt", "templates", "templates/README.md"]);
        fs::remove_file(root.path().join("templates/README.md")).expect("removed");
        place_here().expect("other files do not matter");
        let refused = place_here().expect_err("a project");
        assert!(refused.contains("is a project already"), "{refused}");
    }

    #[test]
    fn nothing_stays_of_a_project_that_fails() {
        let root = tempfile::tempdir().expect("a folder");
        // A file stands where a folder is needed.
        fs::write(root.path().join("templates"), "").expect("written");
        let error = place(root.path(), &files()).expect_err("no folder can be made");
        assert!(
            matches!(error, InitError::Write { .. } | InitError::Taken { .. }),
            "{error}"
        );
        assert_eq!(below(root.path()), ["templates"]);
    }
}
