//! The briefing on each member, and the page that leads to all of them.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

use crate::project::{Project, Run};

const MEMBERS: [&str; 5] = ["ARM", "BLR", "KAZ", "KGZ", "RUS"];

/// Builds briefings of the demonstration, in a folder of their own.
fn built(country: &str) -> (TempDir, Run) {
    let folder = TempDir::new().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_rvc-report"));
    command.current_dir(folder.path());
    let arguments = [
        "build",
        "--report",
        "brief",
        "--format",
        "html",
        "--country",
        country,
        "--out",
        "out",
    ];
    let run = Run::of(command.args(arguments));
    (folder, run)
}

fn page(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join("out").join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn every_member_has_its_own_in_both_languages_and_an_index_leads_there() {
    let (folder, run) = built("all");
    run.succeeds();
    for (language, armenia) in [("en", "Armenia"), ("ru", "Армения")] {
        let index = page(&folder, &format!("brief-index.{language}.html"));
        assert!(index.contains(armenia));
        for member in MEMBERS {
            assert!(
                index.contains(&format!("href=\"{member}/brief.{language}.html\"")),
                "{member}"
            );
            let own = page(&folder, &format!("{member}/brief.{language}.html"));
            // No cell stands for what the data do not show.
            assert!(
                !own.contains("<td>—</td>") && !own.contains("<td class=\"num\">—</td>"),
                "{member}"
            );
        }
        assert!(page(&folder, &format!("ARM/brief.{language}.html")).contains(armenia));
    }
}

#[test]
fn an_economy_of_the_tables_that_is_no_member_can_be_briefed_and_others_not() {
    let (folder, run) = built("CHN");
    run.succeeds();
    assert!(page(&folder, "CHN/brief.en.html").contains("China"));
    let (_, run) = built("ZZZ");
    assert!(
        run.fails()
            .contains("`ZZZ` is neither a member of the bloc nor in the tables"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_country_that_fails_is_reported_and_spoils_no_other() {
    let project = Project::new();
    project.write("templates/note/abstract.en.md", "About {{ country|name }}.\n");
    project.write(
        "templates/note/note.en.md",
        "# Text {#sec-text}\n\n{% if country == \"BBB\" %}{{ nothing }}{% endif %}{{ country|name }}.\n",
    );
    let arguments = [
        "--report",
        "note",
        "--country",
        "all",
        "--format",
        "html",
        "--lang",
        "en",
    ];
    let run = project.build(&arguments);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stderr.contains("BBB: undefined value"), "{}", run.stderr);
    for (member, is_there) in [("AAA", true), ("BBB", false), ("CCC", true)] {
        let page = project.path(&format!("reports/note/{member}/note.en.html"));
        assert_eq!(page.exists(), is_there, "{member}");
    }
}
