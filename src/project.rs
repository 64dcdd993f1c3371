//! Where the files of a project come from: a folder on disk, or the demonstration project in the
//! program itself. The only reader of files; everything downstream gets bytes.

#![expect(clippy::disallowed_methods, reason = "the door through which files come in")]

mod readable;
mod reading;
mod report;

use std::io;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

pub use readable::{ReadSeek, Readable};
pub use reading::ReadingLog;
pub use report::ReportFolder;

/// The file that makes a folder a project.
pub const SETTINGS_FILE: &str = "rvc.toml";

static TEMPLATES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static DEMO_DATA: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/data/demo");
static PUBLISHED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/data/published");
static DEMO_SETTINGS: &str = include_str!("../rvc.toml");

/// A project: settings, data and its own templates, addressed by paths relative to its root.
#[derive(Debug, Clone)]
pub struct Project {
    root: Root,
    /// Notes which own texts and pictures are read, where somebody wants to know.
    log: Option<ReadingLog>,
}

#[derive(Debug, Clone)]
enum Root {
    Folder { folder: PathBuf, settings: PathBuf },
    Demonstration,
}

impl Project {
    /// The demonstration project that is compiled into the program.
    pub fn demonstration() -> Self {
        Self {
            root: Root::Demonstration,
            log: None,
        }
    }

    /// The project at `path`: a folder that holds `rvc.toml`, or the settings file itself.
    pub fn open(path: &Path) -> Result<Self, String> {
        let settings = if path.is_dir() {
            path.join(SETTINGS_FILE)
        } else {
            path.to_owned()
        };
        if !settings.is_file() {
            return Err(format!(
                "no project at `{}`: expected a folder with `{SETTINGS_FILE}` in it, or a settings file",
                path.display()
            ));
        }
        let folder = settings.parent().map(Path::to_owned).unwrap_or_default();
        Ok(Self {
            root: Root::Folder { folder, settings },
            log: None,
        })
    }

    /// The project of the folder `here`, or the demonstration project where there is none.
    pub fn discover(here: &Path) -> Result<Self, String> {
        if here.join(SETTINGS_FILE).is_file() {
            Self::open(here)
        } else {
            Ok(Self::demonstration())
        }
    }

    /// The same project, with a log of the own texts and pictures that are read.
    pub fn logging(&self) -> (Self, ReadingLog) {
        let log = ReadingLog::default();
        let project = Self {
            log: Some(log.clone()),
            ..self.clone()
        };
        (project, log)
    }

    /// How messages call the settings file.
    pub fn settings_path(&self) -> String {
        match &self.root {
            Root::Folder { settings, .. } => settings.display().to_string(),
            Root::Demonstration => format!("{SETTINGS_FILE} (built in)"),
        }
    }

    /// The folder under which reports are written by default; the current folder for the built-in one.
    pub fn output_root(&self) -> PathBuf {
        match &self.root {
            Root::Folder { folder, .. } => folder.join("reports"),
            Root::Demonstration => PathBuf::from("reports"),
        }
    }

    /// The folder of the project; none for the built-in one.
    pub fn folder(&self) -> Option<PathBuf> {
        match &self.root {
            Root::Folder { folder, .. } if folder.as_os_str().is_empty() => Some(PathBuf::from(".")),
            Root::Folder { folder, .. } => Some(folder.clone()),
            Root::Demonstration => None,
        }
    }

    pub fn read_settings(&self) -> io::Result<String> {
        match &self.root {
            Root::Folder { settings, .. } => std::fs::read_to_string(settings),
            Root::Demonstration => Ok(DEMO_SETTINGS.to_owned()),
        }
    }

    /// Where the data lock stands: beside the settings, under their name; nowhere for the built-in project.
    pub fn lock_path(&self) -> Option<PathBuf> {
        match &self.root {
            Root::Folder { settings, .. } => Some(settings.with_extension("lock")),
            Root::Demonstration => None,
        }
    }

    /// The text of the data lock, where there is one.
    pub fn read_lock(&self) -> io::Result<Option<String>> {
        let Some(path) = self.lock_path() else {
            return Ok(None);
        };
        match std::fs::read_to_string(path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The bytes of a data file.
    pub fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        match &self.root {
            Root::Folder { folder, .. } => {
                let file = folder.join(path);
                if file.is_dir() {
                    return Err(io::Error::new(
                        io::ErrorKind::IsADirectory,
                        "this is a folder, not a file",
                    ));
                }
                std::fs::read(file)
            }
            Root::Demonstration => built_in_data(path).map(<[u8]>::to_vec),
        }
    }

    /// A data file, to be read as a stream.
    pub fn readable(&self, path: &str) -> io::Result<Readable> {
        match &self.root {
            Root::Folder { folder, .. } => Ok(Readable::OnDisk(folder.join(path))),
            Root::Demonstration => built_in_data(path).map(Readable::BuiltIn),
        }
    }

    /// The project's files that match a pattern such as `data/icio/*.csv.gz`, sorted by name.
    ///
    /// A pattern without `*`, `?` or `[` names one file, which is returned whether it exists or not.
    pub fn matching(&self, pattern: &str) -> Result<Vec<String>, glob::PatternError> {
        if !pattern.contains(['*', '?', '[']) {
            return Ok(vec![pattern.to_owned()]);
        }
        let mut found = match &self.root {
            Root::Folder { folder, .. } => {
                let base = glob::Pattern::escape(&folder.to_string_lossy());
                let full = if base.is_empty() {
                    pattern.to_owned()
                } else {
                    format!("{base}/{pattern}")
                };
                let prefix = if pattern.starts_with('/') {
                    Path::new("")
                } else {
                    folder.as_path()
                };
                let full = if pattern.starts_with('/') {
                    pattern.to_owned()
                } else {
                    full
                };
                glob::glob(&full)?
                    .filter_map(Result::ok)
                    .map(|path| {
                        path.strip_prefix(prefix)
                            .unwrap_or(&path)
                            .to_string_lossy()
                            .into_owned()
                    })
                    .collect::<Vec<_>>()
            }
            Root::Demonstration => {
                let wanted = glob::Pattern::new(pattern)?;
                files_below(&DEMO_DATA)
                    .map(|path| format!("data/demo/{path}"))
                    .filter(|path| wanted.matches(path))
                    .collect()
            }
        };
        found.sort();
        Ok(found)
    }

    /// A template by its path under `templates/`: the project's own, else the built-in one.
    ///
    /// Returns the path that messages should show, and the text.
    pub fn template(&self, path: &str) -> io::Result<Option<(String, String)>> {
        if let Some(own) = self.own_template(path)? {
            return Ok(Some(own));
        }
        Ok(built_in_template(path).map(|text| (format!("templates/{path}"), text.to_owned())))
    }

    /// A picture under `templates/` of the project; nothing outside that folder is read.
    pub fn own_picture(&self, path: &str) -> io::Result<Vec<u8>> {
        let read = self.own_file(path);
        self.note(path, &read);
        read
    }

    /// A template that the project itself brings, where it does.
    pub fn own_template(&self, path: &str) -> io::Result<Option<(String, String)>> {
        let Root::Folder { folder, .. } = &self.root else {
            self.note(path, &Err(io::ErrorKind::NotFound.into()));
            return Ok(None);
        };
        let file = folder.join("templates").join(path);
        // A name in a template must not lead out of the folder.
        let read = match is_below(path) && file.is_file() {
            true => std::fs::read(&file),
            false => Err(io::ErrorKind::NotFound.into()),
        };
        self.note(path, &read);
        match read {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
            Ok(bytes) => {
                let text = String::from_utf8(bytes);
                let text = text.map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "the text is not UTF-8"))?;
                Ok(Some((file.display().to_string(), text)))
            }
        }
    }

    /// The bytes of a file under `templates/` of the project; nothing outside that folder is read.
    pub fn own_file(&self, path: &str) -> io::Result<Vec<u8>> {
        let refused = |kind, message: &str| io::Error::new(kind, message.to_owned());
        let Root::Folder { folder, .. } = &self.root else {
            return Err(refused(io::ErrorKind::NotFound, "the built-in project has no pictures"));
        };
        let root = folder.join("templates");
        let file = root.join(path);
        // A link must not lead out either.
        let inside = || Ok::<_, io::Error>(file.canonicalize()?.starts_with(root.canonicalize()?));
        if !is_below(path) || !inside()? {
            return Err(refused(
                io::ErrorKind::PermissionDenied,
                "the path leads out of templates/",
            ));
        }
        std::fs::read(file)
    }

    fn note(&self, path: &str, read: &io::Result<Vec<u8>>) {
        if let Some(log) = &self.log {
            log.note(path, read.as_deref().map_err(|error| error.kind().into()));
        }
    }
}

/// The file of the bundled published article that is compared with by default.
pub const BUILT_IN_ARTICLE: &str = "data/published/abramov2025/article.toml";

impl Project {
    /// A file of a published article, with what messages call it: the project's own, or a bundled one.
    pub fn published(&self, path: &str) -> io::Result<(String, String)> {
        if let Root::Folder { folder, .. } = &self.root
            && folder.join(path).is_file()
        {
            let file = folder.join(path);
            return Ok((file.display().to_string(), std::fs::read_to_string(file)?));
        }
        let built_in = path
            .strip_prefix("data/published/")
            .and_then(|rest| PUBLISHED.get_file(rest))
            .and_then(|file| file.contents_utf8());
        match built_in {
            Some(text) => Ok((format!("{path} (built in)"), text.to_owned())),
            None => Err(io::Error::new(io::ErrorKind::NotFound, "there is no such file")),
        }
    }
}

/// Whether a pattern such as `data/trade/*` means a path of a project; none where it is no pattern.
///
/// Unlike in [`Project::matching`], `*` also means what is in folders below.
pub fn pattern_matches(pattern: &str, path: &str) -> Option<bool> {
    let pattern = glob::Pattern::new(pattern).ok()?;
    Some(pattern.matches(path))
}

/// Whether a path stays below the folder that it is joined to.
fn is_below(path: &str) -> bool {
    Path::new(path)
        .components()
        .all(|part| matches!(part, std::path::Component::Normal(_)))
}

/// Half of the machine's memory in bytes; 2 GB where it cannot be found out.
pub fn half_of_memory() -> u64 {
    let text = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let total = text.lines().find_map(|line| line.strip_prefix("MemTotal:"));
    let kilobytes = total.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.map_or(2 << 30, |kilobytes| kilobytes * 512)
}

/// A finished document, the manifest of its report where there is one, and its path there.
///
/// The manifest stands beside the document, or one folder higher for documents that accompany a report.
pub fn read_report(path: &Path) -> io::Result<(Vec<u8>, Option<String>, String)> {
    let bytes = std::fs::read(path)?;
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let own = name(path);
    let beside = std::fs::read_to_string(path.with_file_name("manifest.json")).ok();
    if beside.is_some() {
        return Ok((bytes, beside, own));
    }
    let folder = std::path::absolute(path)?
        .parent()
        .map(Path::to_owned)
        .unwrap_or_default();
    let relative = format!("{}/{own}", name(&folder));
    let above = std::fs::read_to_string(folder.with_file_name("manifest.json")).ok();
    // A folder above may hold the manifest of something else.
    let lists = |manifest: &String| manifest.contains(&format!("\"{relative}\""));
    Ok((bytes, above.filter(lists), relative))
}

/// A template that is compiled into the program.
pub fn built_in_template(path: &str) -> Option<&'static str> {
    TEMPLATES.get_file(path).and_then(|file| file.contents_utf8())
}

/// The templates of a folder that are compiled into the program, by name.
pub fn built_in_templates(folder: &str) -> Vec<(String, &'static str)> {
    let files = TEMPLATES.get_dir(folder).into_iter().flat_map(|dir| dir.files());
    let mut found: Vec<_> = files
        .filter_map(|file| Some((file.path().display().to_string(), file.contents_utf8()?)))
        .collect();
    found.sort();
    found
}

fn built_in_data(path: &str) -> io::Result<&'static [u8]> {
    path.strip_prefix("data/demo/")
        .and_then(|rest| DEMO_DATA.get_file(rest))
        .map(include_dir::File::contents)
        .ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "no such file in the built-in project"))
}

fn files_below(dir: &'static Dir<'static>) -> Box<dyn Iterator<Item = String>> {
    let here = dir.files().map(|file| file.path().to_string_lossy().into_owned());
    Box::new(here.chain(dir.dirs().flat_map(files_below)))
}
