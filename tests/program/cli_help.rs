//! What the program says about itself, word by word.

use crate::project::{Project, Run};

#[track_caller]
fn says(arguments: &[&str], expected: &str) {
    let run = Run::of(Project::new().command().args(arguments).env("COLUMNS", "200"));
    assert_eq!(run.succeeds().stdout, expected);
    assert_eq!(run.stderr, "");
}

/// Each command, and its help.
const COMMANDS: [(&str, &str); 16] = [
    ("build", include_str!("cli_help/build.txt")),
    ("check", include_str!("cli_help/check.txt")),
    ("why", include_str!("cli_help/why.txt")),
    ("verify", include_str!("cli_help/verify.txt")),
    ("decompose", include_str!("cli_help/decompose.txt")),
    ("cache", include_str!("cli_help/cache.txt")),
    ("fetch", include_str!("cli_help/fetch.txt")),
    ("lock", include_str!("cli_help/lock.txt")),
    ("bundle", include_str!("cli_help/bundle.txt")),
    ("reproduce", include_str!("cli_help/reproduce.txt")),
    ("diff", include_str!("cli_help/diff.txt")),
    ("init", include_str!("cli_help/init.txt")),
    ("doctor", include_str!("cli_help/doctor.txt")),
    ("completions", include_str!("cli_help/completions.txt")),
    ("man", include_str!("cli_help/man.txt")),
    ("watch", include_str!("cli_help/watch.txt")),
];

#[test]
fn help_lists_the_commands() {
    let help = include_str!("cli_help/main.txt");
    says(&["--help"], help);
    for (command, _) in COMMANDS {
        assert!(help.contains(&format!("\n  {command} ")), "{command}");
    }
}

#[test]
fn help_of_every_command_lists_its_options() {
    for (command, help) in COMMANDS {
        says(&[command, "--help"], help);
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    says(&["--version"], concat!("rvc-report ", env!("CARGO_PKG_VERSION"), "\n"));
}
