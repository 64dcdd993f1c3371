//! Puts finished files in place. Everything is on the disk before the first file of the last good
//! output is replaced.

#![expect(clippy::disallowed_methods, reason = "the door through which files go out")]

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use super::OutputFile;

/// Why the output could not be written, and where.
#[derive(Debug, thiserror::Error)]
#[error("{}: cannot be written: {source}\n  hint: check the permissions and the space on the disk, or choose another folder with --out", path.display())]
pub struct WriteError {
    pub path: PathBuf,
    pub source: io::Error,
}

/// The name of the list of outputs, which is written last.
pub const MANIFEST: &str = "manifest.json";

/// A text file of the last build in `folder`, where there is one.
pub fn earlier(folder: &Path, name: &str) -> Option<String> {
    std::fs::read_to_string(folder.join(name)).ok()
}

/// Writes the files under `folder` and removes those of the previous build that are no longer made.
///
/// Everything goes to a staging folder inside the target first, on the same disk, and every place is
/// checked; then each file is renamed into place, the manifest last. Only files that the old
/// manifest lists are removed, with the folders that this empties.
pub fn write(folder: &Path, files: &[OutputFile]) -> Result<(), WriteError> {
    let fail = |path: &Path| {
        let path = path.to_owned();
        move |source| WriteError { path, source }
    };
    std::fs::create_dir_all(folder).map_err(fail(folder))?;
    let staging = folder.join(format!(".staging-{}", std::process::id()));
    let staged = Staging(staging.clone());
    for file in files {
        let path = staging.join(&file.path);
        let parent = path.parent().unwrap_or(&staging);
        std::fs::create_dir_all(parent).map_err(fail(parent))?;
        std::fs::write(&path, &file.bytes).map_err(fail(&path))?;
        let target = folder.join(&file.path);
        let parent = target.parent().unwrap_or(folder);
        std::fs::create_dir_all(parent).map_err(fail(parent))?;
        if target.is_dir() {
            return Err(fail(&target)(io::ErrorKind::IsADirectory.into()));
        }
    }
    let old = listed(&folder.join(MANIFEST));
    for file in files {
        let target = folder.join(&file.path);
        std::fs::rename(staging.join(&file.path), &target).map_err(fail(&target))?;
    }
    let new: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    for stale in old.iter().filter(|path| !new.contains(path.as_str())) {
        let path = folder.join(stale);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(fail(&path)(error)),
            _ => {}
        }
        if let Some(parent) = path.parent().filter(|parent| *parent != folder) {
            // Fails where files are left in it, and then it stays.
            let _ = std::fs::remove_dir(parent);
        }
    }
    drop(staged);
    Ok(())
}

/// Writes files into a folder beside what is there: files of the same names are replaced, nothing is removed.
pub fn add(folder: &Path, files: &[OutputFile]) -> Result<(), WriteError> {
    std::fs::create_dir_all(folder).map_err(|source| WriteError {
        path: folder.to_owned(),
        source,
    })?;
    for file in files {
        let mut staged = Staged::create(&folder.join(&file.path))?;
        staged.write(&file.bytes)?;
        staged.finish()?;
    }
    Ok(())
}

/// A file that grows piece by piece and takes its name when it is complete.
pub struct Staged {
    path: PathBuf,
    staging: PathBuf,
    file: Option<std::io::BufWriter<std::fs::File>>,
}

impl Staged {
    /// Begins a file.
    pub fn create(path: &Path) -> Result<Self, WriteError> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let staging = path.with_file_name(format!(".{name}.{}", std::process::id()));
        let fail = |source| WriteError {
            path: path.to_owned(),
            source,
        };
        if path.is_dir() {
            return Err(fail(io::ErrorKind::IsADirectory.into()));
        }
        Ok(Self {
            path: path.to_owned(),
            file: Some(std::io::BufWriter::new(std::fs::File::create(&staging).map_err(fail)?)),
            staging,
        })
    }

    pub fn write(&mut self, bytes: &[u8]) -> Result<(), WriteError> {
        let written = match &mut self.file {
            Some(file) => io::Write::write_all(file, bytes),
            None => Ok(()),
        };
        written.map_err(|source| self.error(source))
    }

    /// Gives the file its name.
    pub fn finish(mut self) -> Result<(), WriteError> {
        let flushed = self.file.take().map(|file| file.into_inner()).transpose();
        flushed.map_err(|error| self.error(error.into_error()))?;
        std::fs::rename(&self.staging, &self.path).map_err(|source| self.error(source))
    }

    fn error(&self, source: io::Error) -> WriteError {
        WriteError {
            path: self.path.clone(),
            source,
        }
    }
}

impl io::Write for Staged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_mut().map_or(Ok(bytes.len()), |file| file.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), io::Write::flush)
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // Gone where the file is finished; half a file is of no use to anybody.
        let _ = std::fs::remove_file(&self.staging);
    }
}

/// Removes the staging folder, whatever happens.
struct Staging(PathBuf);

impl Drop for Staging {
    fn drop(&mut self) {
        // Nothing can be done about a folder that cannot be removed; its name says what it is.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The plain relative paths that a manifest lists as outputs.
fn listed(manifest: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(manifest).unwrap_or_default();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    let outputs = value.get("outputs").and_then(serde_json::Value::as_object);
    let plain = |path: &&String| {
        Path::new(path)
            .components()
            .all(|part| matches!(part, std::path::Component::Normal(_)))
    };
    outputs
        .into_iter()
        .flat_map(|outputs| outputs.keys())
        .filter(plain)
        .cloned()
        .collect()
}
