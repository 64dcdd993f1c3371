//! Templates as files: whole ones that cannot be used, and the place of errors in any of them.

use super::message_of;
use crate::project::{Project, QUICK};

#[test]
fn a_good_template_of_the_project_takes_the_place_of_the_built_in_one() {
    let project = Project::new();
    project.write(
        "templates/article/policy.en.md",
        "The clouds over {{ hub|name }} are high.\n",
    );
    project.build(&QUICK).succeeds();
    assert!(
        project
            .read("reports/article/article.en.html")
            .contains("The clouds over Alphaland are high.")
    );
}

#[test]
fn errors_in_the_abstract_and_in_the_root_are_placed_too() {
    let found = message_of("abstract.en.md", "The sum is {{ nothing }}.\n");
    assert!(
        found.starts_with("error: ./templates/article/abstract.en.md:1:15: undefined value"),
        "{found}"
    );
    let found = message_of("article.en.md", "# Text {#sec-text}\n\n{{ 1.5 }}\n");
    assert!(
        found.starts_with("error: ./templates/article/article.en.md:3:4: invalid operation: the number 1.5"),
        "{found}"
    );
}

#[test]
fn a_template_that_is_not_utf8_is_refused_by_name() {
    let project = Project::with_good_output();
    project.write("templates/article/policy.en.md", b"caf\xe9\n");
    let run = project.build(&QUICK);
    assert!(run.fails().contains("article/policy.en.md"), "{}", run.stderr);
    assert!(run.stderr.contains("UTF-8"), "{}", run.stderr);
}

#[test]
fn a_broken_bibliography_is_refused_by_name() {
    let project = Project::with_good_output();
    project.write("templates/bibliography.bib", "@article{x, title = {Open\n");
    let run = project.build(&QUICK);
    assert!(
        run.fails().starts_with("error: ./templates/bibliography.bib"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr
            .contains(":1:1: the entry `x` is not closed\n    1 | @article{x, title = {Open"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_broken_lexicon_is_refused_with_its_place() {
    let project = Project::with_good_output();
    project.write(
        "templates/lexicon/en.toml",
        "[phrases]\ntable = \"T\"\nwrong = [1,, 2]\n",
    );
    let run = project.build(&QUICK);
    assert!(
        run.fails().starts_with("error: ./templates/lexicon/en.toml:3:"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains(" | wrong = [1,, 2]\n"), "{}", run.stderr);
}

#[test]
fn check_refuses_what_build_refuses() {
    let project = Project::new();
    project.write("templates/article/policy.en.md", "See @tbl-nothing.\n");
    let (check, build) = (project.run(&[&["check"], &QUICK[..]].concat()), project.build(&QUICK));
    assert_eq!(check.fails(), build.fails());
}
