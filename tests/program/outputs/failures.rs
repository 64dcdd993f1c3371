//! Output that cannot be put in place leaves what was there.

use crate::project::{Files, Project, QUICK};

/// The names of files, sorted.
fn names(files: &Files) -> Vec<&str> {
    files.keys().map(String::as_str).collect()
}

#[test]
fn an_output_that_cannot_be_written_is_an_error_with_a_hint() {
    let project = Project::new();
    project.write("site", "a file where the folder should be");
    let run = project.build(&[&QUICK[..], &["--out", "site"]].concat());
    let message = run.fails();
    assert!(message.starts_with("error: site: cannot be written: "), "{message}");
    assert!(
        message
            .ends_with("hint: check the permissions and the space on the disk, or choose another folder with --out\n"),
        "{message}"
    );
    assert_eq!(project.read("site"), "a file where the folder should be");
}

#[test]
fn a_build_that_cannot_be_put_in_place_changes_nothing() {
    let project = Project::with_good_output();
    project.remove("reports/article/results.json");
    project.write("reports/article/results.json/in-the-way", "");
    project.replace("rvc.toml", "title = \"A made-up union\"", "title = \"Another title\"");
    let before = project.outputs();
    let run = project.build(&QUICK);
    assert!(
        run.fails()
            .starts_with("error: ./reports/article/results.json: cannot be written: "),
        "{}",
        run.stderr
    );
    let after = project.outputs();
    assert_eq!(names(&after), names(&before));
    assert!(
        after == before,
        "the page of the failed build stands beside the results of the last good one"
    );
}
