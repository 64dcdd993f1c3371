//! A small project in a fresh folder, and the real program run on it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::dataset;
use crate::grid::Grid;

/// What most tests ask for: no PDF, one language.
pub const QUICK: [&str; 4] = ["--format", "html", "--lang", "en"];

/// A project folder that lives as long as the value.
pub struct Project {
    folder: TempDir,
}

/// What the program left behind.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// Relative path → content.
pub type Files = BTreeMap<String, Vec<u8>>;

impl Project {
    /// A project whose report can be built.
    pub fn new() -> Self {
        let project = Self {
            folder: TempDir::new().expect("a temporary folder"),
        };
        project.write("rvc.toml", dataset::SETTINGS);
        for year in dataset::YEARS {
            project.write(&icio_path(year), dataset::icio(year));
        }
        project.write("data/trade/comtrade.csv", dataset::comtrade());
        project.write("data/gdp.csv", dataset::wdi());
        project
    }

    /// A project that leaves out stage I.
    pub fn without_trade() -> Self {
        let project = Self::new();
        project.replace("rvc.toml", "trade = [\"data/trade/*\"]\n", "");
        project.replace(
            "rvc.toml",
            "[reorientation]\nbase = [2010, 2013]\ncurrent = [2014, 2017]\n",
            "",
        );
        project
    }

    /// A project with the output of an earlier build in `reports/article/`.
    pub fn with_good_output() -> Self {
        static OUTPUT: OnceLock<Files> = OnceLock::new();
        let output = OUTPUT.get_or_init(|| {
            let project = Self::new();
            project.build(&QUICK).succeeds();
            project.outputs()
        });
        let project = Self::new();
        for (path, content) in output {
            project.write(&format!("reports/article/{path}"), content);
        }
        project
    }

    pub fn path(&self, relative: &str) -> PathBuf {
        self.folder.path().join(relative)
    }

    pub fn read(&self, relative: &str) -> String {
        fs::read_to_string(self.path(relative)).unwrap_or_else(|error| panic!("{relative}: {error}"))
    }

    pub fn write(&self, relative: &str, content: impl AsRef<[u8]>) {
        let path = self.path(relative);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder can be made");
        fs::write(&path, content).unwrap_or_else(|error| panic!("{relative}: {error}"));
    }

    pub fn remove(&self, relative: &str) {
        fs::remove_file(self.path(relative)).unwrap_or_else(|error| panic!("{relative}: {error}"));
    }

    /// Replaces the one place where `old` stands in a file.
    pub fn replace(&self, relative: &str, old: &str, new: &str) {
        let text = self.read(relative);
        assert_eq!(text.matches(old).count(), 1, "`{old}` should stand in {relative} once");
        self.write(relative, text.replace(old, new));
    }

    /// Lets a test bend a table and writes it back; returns what the test returns.
    pub fn bend<T>(&self, relative: &str, change: impl FnOnce(&mut Grid) -> T) -> T {
        let mut grid = Grid::parse(&self.read(relative));
        let found = change(&mut grid);
        self.write(relative, grid.text());
        found
    }

    /// Runs the program in the project's folder, with an environment of its own.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rvc-report"));
        command.current_dir(self.folder.path());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command().args(arguments))
    }

    pub fn build(&self, arguments: &[&str]) -> Run {
        self.run(&[&["build"], arguments].concat())
    }

    /// Every file of the default output folder.
    pub fn outputs(&self) -> Files {
        files_below(&self.path("reports/article"))
    }

    /// `results.json` as read.
    pub fn results(&self) -> serde_json::Value {
        serde_json::from_str(&self.read("reports/article/results.json")).expect("results.json is JSON")
    }
}

impl Run {
    pub fn of(command: &mut Command) -> Self {
        let output = command.output().expect("the program starts");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
        Self {
            code: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    #[track_caller]
    pub fn succeeds(&self) -> &Self {
        assert_eq!(self.code, Some(0), "{}", self.stderr);
        self
    }

    /// The message of a run that failed because of data, template or settings.
    #[track_caller]
    pub fn fails(&self) -> &str {
        self.ends_with_message(1)
    }

    /// The message of a run that was called wrongly.
    #[track_caller]
    pub fn is_refused(&self) -> &str {
        self.ends_with_message(2)
    }

    #[track_caller]
    fn ends_with_message(&self, code: i32) -> &str {
        assert_eq!(
            self.code,
            Some(code),
            "stdout: {}\nstderr: {}",
            self.stdout,
            self.stderr
        );
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        assert_eq!(self.stdout, "", "only results go to standard output");
        let start = self
            .stderr
            .find("error: ")
            .unwrap_or_else(|| panic!("no message in {}", self.stderr));
        &self.stderr[start..]
    }
}

/// A message without the lines that show the place in the file.
pub fn without_excerpt(message: &str) -> String {
    let is_excerpt = |line: &str| {
        let (number, rest) = line.split_at(line.find('|').unwrap_or(0));
        rest.starts_with('|') && number.trim().bytes().all(|byte| byte.is_ascii_digit()) && number.len() == 6
    };
    let kept: Vec<&str> = message.split('\n').filter(|line| !is_excerpt(line)).collect();
    kept.join("\n")
}

pub fn icio_path(year: u16) -> String {
    format!("data/icio/{year}_SML.csv")
}

/// All files under a folder, by their paths relative to it; empty where there is no folder.
pub fn files_below(folder: &Path) -> Files {
    let mut files = Files::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        let Ok(entries) = fs::read_dir(&next) else { continue };
        for entry in entries {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let relative = path.strip_prefix(folder).expect("the path is below the folder");
                let content = fs::read(&path).expect("the file can be read");
                files.insert(relative.to_string_lossy().replace('\\', "/"), content);
            }
        }
    }
    files
}

/// The SHA-256 of a content in lower-case hexadecimal.
pub fn sha256(content: &[u8]) -> String {
    Sha256::digest(content)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
