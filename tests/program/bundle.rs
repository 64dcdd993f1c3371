//! The package for reviewers: what is in it, and what `reproduce` says of it, whole or altered.

mod altered;
mod contents;
mod left_out;

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::sync::OnceLock;

use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::project::{Files, Project, Run, files_below};

/// The trade data of the fixture have the layout of UN Comtrade, and come from a formula.
const RIGHTS: &str = "\n[bundle.rights.trade]\nstatement = \"Made up by a formula: anybody may pass them on.\"\n";

/// A text of the project's own.
const OWN_TEXT: &str = "templates/article/policy.en.md";

/// A project with rights, a lock and a text of its own.
fn project() -> Project {
    let project = Project::new();
    add_settings(&project, RIGHTS);
    let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join(OWN_TEXT);
    let text = fs::read_to_string(built_in).expect("the built-in text");
    project.write(OWN_TEXT, text + "\nA sentence of our own.\n");
    project.run(&["lock"]).succeeds();
    project
}

fn add_settings(project: &Project, text: &str) {
    project.write("rvc.toml", project.read("rvc.toml") + text);
}

/// The bytes of a project's bundle.
fn bundle_of(project: &Project) -> Vec<u8> {
    let run = project.run(&["bundle"]);
    assert_eq!(run.succeeds().stdout, "bundle.zip\n");
    fs::read(project.path("bundle.zip")).expect("the bundle")
}

/// A bundle that is made once for many tests.
fn bundle() -> &'static [u8] {
    static BUNDLE: OnceLock<Vec<u8>> = OnceLock::new();
    BUNDLE.get_or_init(|| bundle_of(&project()))
}

/// The files of a zip.
fn unzipped(bytes: &[u8]) -> Files {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut files = Files::new();
    for position in 0..archive.len() {
        let mut entry = archive.by_index(position).expect("an entry");
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("it can be unpacked");
        files.insert(entry.name().to_owned(), content);
    }
    files
}

/// The same files as another program packs them.
fn zipped(files: &Files) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let started = writer.start_file(name.as_str(), SimpleFileOptions::default());
        started.expect("memory takes everything");
        writer.write_all(content).expect("memory takes everything");
    }
    writer.finish().expect("memory takes everything").into_inner()
}

/// Runs `reproduce` on a bundle in a fresh folder, in another time zone and locale.
///
/// Nothing may be left behind, in the folder or among temporary files.
fn reproduce(bytes: &[u8], arguments: &[&str]) -> Run {
    let folder = TempDir::new().expect("a folder");
    let temporary = folder.path().join("temporary");
    fs::create_dir(&temporary).expect("a folder");
    fs::write(folder.path().join("bundle.zip"), bytes).expect("written");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_rvc-report"));
    command
        .current_dir(folder.path())
        .args(["reproduce", "bundle.zip"])
        .args(arguments)
        .env("TMPDIR", &temporary)
        .env("TZ", "Asia/Almaty")
        .env("LC_ALL", "ru_RU.UTF-8");
    let run = Run::of(&mut command);
    let left: Vec<String> = files_below(folder.path()).into_keys().collect();
    assert_eq!(left, ["bundle.zip"]);
    let left = fs::read_dir(&temporary).expect("the folder").count();
    assert_eq!(left, 0, "temporary files are left");
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    run
}

/// What a run that does not reproduce a bundle says.
#[track_caller]
fn refused(run: &Run) -> String {
    assert_eq!(run.code, Some(1), "stdout: {}\nstderr: {}", run.stdout, run.stderr);
    format!("{}{}", run.stdout, run.stderr)
}
