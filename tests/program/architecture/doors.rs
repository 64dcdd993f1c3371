//! Who may touch the disk, the clock, the terminal; what stays out of sight of whom.

use super::{Source, repository, sources};
use crate::project::files_below;

/// The files whose code holds one of the words, except those that may.
fn offenders(words: &[&str], allowed: &[&str]) -> Vec<String> {
    let holds = |source: &Source| {
        words
            .iter()
            .find(|word| source.without_strings().contains(**word))
            .copied()
    };
    let found = sources()
        .into_iter()
        .filter_map(|source| Some((holds(&source)?, source.path)));
    let found = found.filter(|(_, path)| !allowed.iter().any(|place| path.starts_with(place)));
    found.map(|(word, path)| format!("{path}: {word}")).collect()
}

#[track_caller]
fn nowhere_but(allowed: &[&str], words: &[&str]) {
    assert_eq!(offenders(words, allowed), Vec::<String>::new());
    for place in allowed {
        let others: Vec<&str> = allowed.iter().copied().filter(|other| other != place).collect();
        assert!(
            !offenders(words, &others).is_empty(),
            "{place} is allowed what it does not do"
        );
    }
}

#[test]
fn only_the_project_and_the_writer_touch_the_disk() {
    nowhere_but(
        &[
            "cache.rs",
            "cache/",
            "doctor/probe.rs",
            "fetch/store.rs",
            "init/place.rs",
            "outputs/write.rs",
            "project.rs",
            "project/",
            "reproduce/unpack.rs",
        ],
        &["std::fs", "fs::", "File::open", "File::create"],
    );
}

#[test]
fn only_the_timings_read_a_clock_and_nothing_reads_the_environment() {
    nowhere_but(
        &["fetch/clock.rs", "pipeline/timings.rs", "watch.rs"],
        &["Instant", "SystemTime", "chrono::", "time::now"],
    );
    nowhere_but(&[], &["std::env::", "env::var", "env::temp_dir", "hostname", "rand::"]);
}

#[test]
fn only_the_command_line_speaks_and_nothing_exits_on_its_own() {
    nowhere_but(
        &[
            "cli.rs",
            "cli/bundle.rs",
            "cli/cache.rs",
            "cli/completions.rs",
            "cli/decompose.rs",
            "cli/diff.rs",
            "cli/doctor.rs",
            "cli/fetch.rs",
            "cli/init.rs",
            "cli/lock.rs",
            "cli/man.rs",
            "cli/messages.rs",
            "cli/progress.rs",
            "cli/replicate.rs",
            "cli/reproduce.rs",
            "cli/verify.rs",
            "cli/watch.rs",
            "cli/why.rs",
        ],
        &["println!", "eprintln!", "print!(", "dbg!(", "stdout()", "stderr()"],
    );
    nowhere_but(
        &[],
        &["process::exit", ".unwrap()", "panic!(", "todo!(", "unimplemented!("],
    );
}

#[test]
fn no_data_frame_leaves_ingest() {
    nowhere_but(&["ingest/"], &["DataFrame", "LazyFrame"]);
}

#[test]
fn nothing_before_the_outputs_knows_typst_or_html() {
    let before = [
        "model",
        "econometrics",
        "settings",
        "project",
        "ingest",
        "value_added",
        "stages",
        "provenance",
        "exhibits",
        "literate",
    ];
    // Markdown's own names for the HTML inside it, which the parser turns into text.
    let of_markdown = ["Event::Html", "Event::InlineHtml", "Tag::HtmlBlock"];
    for source in sources().iter().filter(|source| before.contains(&source.module())) {
        let code = of_markdown
            .iter()
            .fold(source.without_strings(), |code, name| code.replace(name, ""));
        let code = code.to_ascii_lowercase();
        assert!(!code.contains("typst") && !code.contains("html"), "{}", source.path);
    }
}

#[test]
fn no_rust_file_is_long() {
    for folder in ["src", "tests", "examples", "benches"] {
        for (path, content) in files_below(&repository(folder)) {
            if path.ends_with(".rs") {
                let lines = content.iter().filter(|byte| **byte == b'\n').count();
                assert!(lines < 500, "{folder}/{path} has {lines} lines");
            }
        }
    }
}
