//! Ctrl-C leaves no half file.

#![cfg(unix)]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::dataset;

#[test]
fn an_interrupted_run_leaves_what_was_there() {
    let folder = TempDir::new().expect("a folder");
    let mut names = Vec::new();
    // Many small years, one at a time, so that the run is in the middle when it hears of the signal.
    for year in 1900..2200 {
        let name = format!("{year}.csv");
        fs::write(folder.path().join(&name), dataset::icio(2012)).expect("written");
        names.push(name);
    }
    fs::write(folder.path().join("origin.csv"), "earlier").expect("written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_rvc-report"));
    command.current_dir(folder.path()).arg("decompose").args(&names);
    command.args(["--memory", "1M", "--no-cache"]);
    let mut running = command
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("started");
    let mut messages = BufReader::new(running.stderr.take().expect("a pipe"));
    let mut first = String::new();
    messages.read_line(&mut first).expect("a year is done");
    assert!(first.ends_with("done\n"), "{first}");
    let interrupted = Command::new("kill").args(["-INT", &running.id().to_string()]).status();
    assert!(interrupted.expect("kill is there").success());
    let rest: Vec<String> = messages.lines().map_while(Result::ok).collect();
    assert_eq!(running.wait().expect("ended").code(), Some(1));
    assert_eq!(
        rest.last().map(String::as_str),
        Some("interrupted: nothing was written")
    );
    assert!(rest.len() < 299, "it stopped before the end");
    let left = fs::read_dir(folder.path()).expect("readable").count();
    assert_eq!(left, names.len() + 1, "no other file is left");
    let kept = fs::read_to_string(folder.path().join("origin.csv")).expect("still there");
    assert_eq!(kept, "earlier");
}
