//! Standard output and standard error that nobody reads, or that are full.

#![cfg(target_os = "linux")]

use std::fs::File;
use std::process::{Command, Stdio};

use crate::project::{Project, QUICK};

fn full() -> Stdio {
    File::options()
        .write(true)
        .open("/dev/full")
        .expect("Linux has /dev/full")
        .into()
}

/// Runs a command to its end; it may fail, but not in panic.
#[track_caller]
fn does_not_panic(command: &mut Command) {
    let output = command
        .spawn()
        .expect("the program starts")
        .wait_with_output()
        .expect("the program ends");
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(!message.contains("panicked"), "{message}");
    assert!(
        matches!(output.status.code(), Some(0 | 1)),
        "{:?}: {message}",
        output.status
    );
}

#[test]
fn a_reader_that_has_gone_away_is_no_panic() {
    let project = Project::new();
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    does_not_panic(
        project
            .command()
            .arg("build")
            .args(QUICK)
            .stdout(writer)
            .stderr(Stdio::piped()),
    );
    assert!(
        project.outputs().contains_key("manifest.json"),
        "the report is written all the same"
    );
}

#[test]
fn a_full_disk_behind_standard_output_is_no_panic() {
    let project = Project::new();
    does_not_panic(
        project
            .command()
            .arg("build")
            .args(QUICK)
            .stdout(full())
            .stderr(Stdio::piped()),
    );
    does_not_panic(
        project
            .command()
            .arg("check")
            .args(QUICK)
            .stdout(full())
            .stderr(Stdio::piped()),
    );
    assert!(
        project.outputs().contains_key("manifest.json"),
        "the report is written all the same"
    );
}

#[test]
fn a_full_disk_behind_standard_error_is_no_panic() {
    let project = Project::new();
    does_not_panic(
        project
            .command()
            .arg("build")
            .args(QUICK)
            .stdout(Stdio::null())
            .stderr(full()),
    );
    does_not_panic(
        project
            .command()
            .args(["build", "--project", "nowhere"])
            .stdout(Stdio::null())
            .stderr(full()),
    );
}
