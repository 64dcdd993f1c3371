//! Projects, reports and options that the command line names wrongly.

use crate::project::{Project, Run};

#[test]
fn where_no_project_is_the_message_says_what_one_is() {
    let project = Project::new();
    for (path, shown) in [
        ("nowhere", "nowhere"),
        ("data", "data"),
        ("nowhere/rvc.toml", "nowhere/rvc.toml"),
    ] {
        let run = project.build(&["--project", path]);
        let message =
            format!("error: no project at `{shown}`: expected a folder with `rvc.toml` in it, or a settings file\n");
        assert_eq!(run.fails(), message);
    }
}

#[test]
fn an_unknown_report_is_refused() {
    let run = Project::new().build(&["--report", "letter", "--format", "html", "--lang", "en"]);
    assert!(run.fails().contains("letter/abstract.en.md"), "{}", run.stderr);
}

#[test]
fn wrong_command_lines_exit_with_two() {
    let project = Project::with_good_output();
    let before = project.outputs();
    let ask = |arguments: &[&str]| -> Run { project.run(arguments) };
    let cases: [(&[&str], &str); 7] = [
        (&["build", "--fast"], "unexpected argument '--fast' found"),
        (&["build", "--lang", "de"], "invalid value 'de' for '--lang <LANG>'"),
        (
            &["build", "--format", "odt"],
            "invalid value 'odt' for '--format <FORMAT>'",
        ),
        (&["build", "--lang"], "a value is required for '--lang <LANG>'"),
        (&["bulid"], "unrecognized subcommand 'bulid'"),
        (&["check", "--out", "x"], "unexpected argument '--out' found"),
        (&[], "Usage: rvc-report <COMMAND>"),
    ];
    for (arguments, message) in cases {
        let run = ask(arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(message), "{arguments:?}: {}", run.stderr);
        assert_eq!(run.stdout, "", "{arguments:?}");
    }
    assert!(
        ask(&["build", "--lang", "de"])
            .is_refused()
            .contains("expected `ru` or `en`")
    );
    assert!(project.outputs() == before);
}
