//! What is wrong in a template is said with its file, line and column.

use crate::project::{Project, QUICK};

const TEMPLATE: &str = "./templates/article/policy.en.md";

/// The message that a text brings about in place of the article's section on policy.
#[track_caller]
fn message(text: &str) -> String {
    message_of("policy.en.md", text)
}

/// The message that a text brings about in place of a template of the article.
#[track_caller]
fn message_of(template: &str, text: &str) -> String {
    let project = Project::with_good_output();
    project.write(&format!("templates/article/{template}"), text);
    let before = project.outputs();
    let run = project.build(&QUICK);
    let message = run.fails().to_owned();
    assert!(project.outputs() == before, "the failed build has changed the output");
    message
}

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
fn cross_references_must_point_at_something() {
    let found = message("Plain.\n\nSee @tbl-nothing.\n");
    let hint = "the text has no section, exhibit or formula of that id";
    assert_eq!(
        found,
        format!("error: {TEMPLATE}:3:5: the cross-reference `@tbl-nothing` points at nothing\n  hint: {hint}\n")
    );
    let found = message("See @fig-respons and @eq-nowhere.\n");
    let near = "points at nothing\n  hint: did you mean `@fig-response`?\n";
    assert!(
        found.starts_with(&format!(
            "error: {TEMPLATE}:1:5: the cross-reference `@fig-respons` {near}"
        )),
        "{found}"
    );
    assert!(
        found.contains(&format!(
            "\n{TEMPLATE}:1:22: the cross-reference `@eq-nowhere` points at nothing"
        )),
        "{found}"
    );
}

#[test]
fn a_reference_is_placed_where_it_stands_and_not_where_a_longer_one_does() {
    let found = message("See @tbl-response.\n\nSee @tbl-respons.\n");
    assert!(found.starts_with(&format!("error: {TEMPLATE}:3:5: ")), "{found}");
}

#[test]
fn cited_works_must_be_known() {
    let found = message("As is known [@nobody].\n");
    let hint = "add the work to templates/bibliography.bib";
    assert_eq!(
        found,
        format!("error: {TEMPLATE}:1:14: the bibliography has no work `nobody`\n  hint: {hint}\n")
    );
    let found = message("@abramov2052 says so.\n");
    let hint = "did you mean `abramov2025`?";
    assert_eq!(
        found,
        format!("error: {TEMPLATE}:1:1: the bibliography has no work `abramov2052`\n  hint: {hint}\n")
    );
}

#[test]
fn footnotes_must_have_a_text() {
    let found = message("A claim.[^why]\n");
    assert_eq!(
        found,
        format!(
            "error: {TEMPLATE}:1:9: the footnote `why` has no text\n  hint: write `[^why]: …` on a line of its own\n"
        )
    );
}

#[test]
fn undefined_variables_are_refused_with_an_excerpt() {
    let found = message("Plain.\n\nThe hub is {{ hob|name }}.\n");
    let excerpt = "    3 | The hub is {{ hob|name }}.\n      |               ^^^";
    assert!(
        found.starts_with(&format!("error: {TEMPLATE}:3:15: undefined value")),
        "{found}"
    );
    assert!(found.contains(excerpt), "{found}");
}

#[test]
fn a_number_without_a_format_is_refused() {
    let found = message("The share is {{ linkage(hub).mean }}.\n");
    assert!(
        found.starts_with(&format!("error: {TEMPLATE}:1:17: invalid operation: the number 0.")),
        "{found}"
    );
    assert!(
        found.contains("has no format: write `|num(2)`, `|pct(1)` or another number filter\n"),
        "{found}"
    );
}

#[test]
fn unknown_functions_and_filters_are_refused() {
    let found = message("{{ linkege(hub) }}\n");
    assert!(
        found.starts_with(&format!("error: {TEMPLATE}:1:4: unknown function: linkege is unknown")),
        "{found}"
    );
    let found = message("{{ 0.5|percent(1) }}\n");
    assert!(found.starts_with(&format!("error: {TEMPLATE}:1:")), "{found}");
    assert!(found.contains("unknown filter: filter percent is unknown"), "{found}");
}

#[test]
fn unknown_economies_and_sectors_get_a_suggestion() {
    let found = message("{{ linkage('AAB').mean|pct(1) }}\n");
    assert!(
        found.starts_with(&format!(
            "error: {TEMPLATE}:1:4: invalid operation: `AAB` is not a focus economy; did you mean `AAA`?"
        )),
        "{found}"
    );
    let found = message("{{ estimate(hub, 'electronic', 'mutual').f|num(1) }}\n");
    assert!(
        found.contains("`electronic` is not a sector of stage III; did you mean `electronics`?"),
        "{found}"
    );
    let found = message("{{ 'DDD'|name }}\n");
    assert!(
        found.contains("the en lexicon has no name for `DDD`; add [names.en.DDD] to rvc.toml"),
        "{found}"
    );
}

#[test]
fn template_syntax_errors_are_refused_with_an_excerpt() {
    let found = message("Plain.\n{% if has_trade %}open\n");
    assert!(found.starts_with(&format!("error: {TEMPLATE}:2")), "{found}");
    assert!(found.contains(": syntax error: unexpected end of input"), "{found}");
    let found = message("Plain {{ hub|name.\n");
    assert!(found.starts_with(&format!("error: {TEMPLATE}:1:")), "{found}");
    assert!(
        found.contains(": syntax error: ") && found.contains("    1 | Plain {{ hub|name."),
        "{found}"
    );
}

#[test]
fn a_template_that_is_included_must_exist() {
    let found = message("Plain.\n\n{% include \"conclusion\" %}\n");
    assert!(found.starts_with(&format!("error: {TEMPLATE}:3:")), "{found}");
    assert!(found.contains("`article/conclusion.en.md`"), "{found}");
}

#[test]
fn exhibits_must_exist() {
    let found = message("Plain.\n\n![](exhibit:tbl-respons)\n");
    assert!(found.starts_with(&format!("error: {TEMPLATE}:3:")), "{found}");
    assert!(
        found.contains("tbl-respons") && found.contains("hint: did you mean `tbl-response`?"),
        "{found}"
    );
}

#[test]
fn an_exhibit_that_stands_twice_is_refused() {
    let found = message("![](exhibit:tbl-inputs)\n");
    assert!(found.contains("tbl-inputs") && found.contains("hint: "), "{found}");
}

#[test]
fn formulas_that_typst_cannot_set_are_refused_with_its_own_words() {
    let found = message("A formula $frac(1$ here.\n");
    assert!(found.starts_with("error: a formula cannot be set:\n"), "{found}");
    assert!(
        found.contains("unclosed delimiter") && found.contains("frac(1"),
        "{found}"
    );
    let found = message("A formula $nosuchword$ here.\n");
    assert!(found.contains("unknown variable: nosuchword"), "{found}");
}

#[test]
fn a_formula_with_code_in_it_runs_nothing() {
    let found = message("A formula $#read(\"rvc.toml\")$ here.\n");
    assert!(!found.contains("made-up"), "{found}");
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
        run.stderr.contains("hint: the bibliography is a BibLaTeX file"),
        "{}",
        run.stderr
    );
}

#[test]
fn check_refuses_what_build_refuses() {
    let project = Project::new();
    project.write("templates/article/policy.en.md", "See @tbl-nothing.\n");
    let (check, build) = (project.run(&[&["check"], &QUICK[..]].concat()), project.build(&QUICK));
    assert_eq!(check.fails(), build.fails());
}
