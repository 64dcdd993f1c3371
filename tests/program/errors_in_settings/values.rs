//! What is wrong in `rvc.toml` is said with its line and column.

use crate::project::{Project, QUICK, without_excerpt};

/// Replaces a piece of the settings and expects the message, after the path of the file.
#[track_caller]
fn refused(old: &str, new: &str, message: &str) {
    let project = Project::with_good_output();
    project.replace("rvc.toml", old, new);
    let before = project.outputs();
    let run = project.build(&QUICK);
    assert_eq!(without_excerpt(run.fails()), format!("error: {message}\n"));
    assert!(project.outputs() == before, "the failed build has changed the output");
}

#[test]
fn an_unknown_key_gets_a_suggestion() {
    refused(
        "focus = ",
        "focsu = ",
        "./rvc.toml:15:1: unknown field `focsu`\n  hint: did you mean `focus`?",
    );
    refused(
        "[linkage]",
        "[linkages]",
        "./rvc.toml:42:2: unknown field `linkages`\n  hint: did you mean `linkage`?",
    );
    refused(
        "date = \"2018-04-16\"",
        "date = \"2018-04-16\"\nclock = 1",
        "./rvc.toml:4:1: unknown field `clock`\n  hint: known here: id, synthetic, date, report, ru, en",
    );
}

#[test]
fn a_missing_key_is_named_with_its_table() {
    refused("hub = \"AAA\"\n", "", "./rvc.toml:13:1: missing field `hub`");
}

#[test]
fn text_that_is_no_toml_is_shown_with_its_place() {
    refused(
        "id = \"made-up\"",
        "id = made-up",
        "./rvc.toml:2:6: invalid string\nexpected `\"`, `'`",
    );
}

#[test]
fn a_value_of_another_type_is_refused() {
    refused(
        "years = [2010, 2017]\nsector = ",
        "years = \"2010\"\nsector = ",
        "./rvc.toml:43:9: invalid type: string \"2010\"",
    );
    refused(
        "id = \"made-up\"",
        "id = 7",
        "./rvc.toml:2:6: invalid type: integer `7`",
    );
}

#[test]
fn economies_must_fit_together() {
    refused(
        "focus = [\"AAA\", \"BBB\", \"CCC\"]",
        "focus = [\"AAA\", \"BBB\", \"DDD\"]",
        "./rvc.toml:15:9: `DDD` is in focus but not a member\n  hint: add it to `bloc.members`",
    );
    refused(
        "hub = \"AAA\"",
        "hub = \"ROW\"",
        "./rvc.toml:16:7: the hub `ROW` is not a focus economy\n  hint: choose one of `bloc.focus`",
    );
    refused(
        "focus = [\"AAA\", \"BBB\", \"CCC\"]",
        "focus = [\"AAA\"]",
        "./rvc.toml:15:9: at least two focus economies are needed\n  \
         hint: the figures and regressions compare several economies",
    );
    refused(
        "focus = [\"AAA\", \"BBB\", \"CCC\"]",
        "focus = [\"AAA\", \"BBB\", \"AAA\"]",
        "./rvc.toml:15:9: `AAA` stands in the list twice",
    );
    refused(
        "hub = \"AAA\"",
        "hub = \"Alphaland\"",
        "./rvc.toml:16:7: `Alphaland` is not an economy code: three capital letters such as `KAZ` are expected",
    );
}

#[test]
fn unknown_sectors_are_refused() {
    refused(
        "sector = \"machinery\"",
        "sector = \"machines\"",
        "./rvc.toml:44:10: no sector `machines` is defined\n  hint: did you mean `machinery`?",
    );
    refused(
        "\"electronics\"]",
        "\"toys\"]",
        "./rvc.toml:48:11: no sector `toys` is defined\n  hint: `[sectors]` defines manufacturing, electronics, machinery",
    );
}

#[test]
fn windows_of_years_must_run_forwards() {
    refused(
        "base = [2010, 2013]",
        "base = [2013, 2010]",
        "./rvc.toml:39:8: the window [2013, 2010] ends before it begins",
    );
    refused(
        "current = [2014, 2017]",
        "current = [2012, 2017]",
        "./rvc.toml:39:8: the base window must end before the current window begins",
    );
    refused(
        "years = [2010, 2017]\nsectors",
        "years = [2010, 2013]\nsectors",
        "./rvc.toml:47:9: 4 years are too few for 4 coefficients\n  \
         hint: stage III needs more observations than coefficients",
    );
}

#[test]
fn words_that_are_none_of_the_known_ones_are_refused() {
    refused(
        "date = \"2018-04-16\"",
        "date = \"16.04.2018\"",
        "./rvc.toml:3:8: `16.04.2018` is not a date\n  hint: write the date of the report as \"2025-04-16\"",
    );
    refused(
        "date = \"2018-04-16\"",
        "date = \"2018-02-30\"",
        "./rvc.toml:3:8: `2018-02-30` is not a date\n  hint: write the date of the report as \"2025-04-16\"",
    );
    refused(
        "sectors = [\"manufacturing\", \"electronics\"]",
        "sectors = [\"manufacturing\", \"electronics\"]\ncovariance = \"HC9\"",
        "./rvc.toml:49:14: `HC9` is not a covariance kind\n  hint: expected `classical`, `HC0`, `HC1`, `HC2`, `HC3`, `HC4`, `HC4m`, or Newey–West: `NW`, `NW-adj`, `NW-2`, `NW-2-adj`",
    );
    refused(
        "current = [2014, 2017]",
        "current = [2014, 2017]\ndefinition = \"share-rate\"",
        "./rvc.toml:41:14: unknown variant `share-rate`\n  hint: did you mean `share-ratio`?",
    );
}

#[test]
fn trade_data_and_reorientation_go_together() {
    let message = |old: &str| {
        let project = Project::with_good_output();
        project.replace("rvc.toml", old, "");
        without_excerpt(project.build(&QUICK).fails())
    };
    let hint = "\n  hint: stage I needs both; leave out both for a project without trade data\n";
    let end = format!(": `data.trade` names files, but the table `[reorientation]` is missing{hint}");
    let found = message("[reorientation]\nbase = [2010, 2013]\ncurrent = [2014, 2017]\n");
    assert!(
        found.starts_with("error: ./rvc.toml:34:") && found.ends_with(&end),
        "{found}"
    );
    let end = format!(": `[reorientation]` is set, but `data.trade` names no files{hint}");
    let found = message("trade = [\"data/trade/*\"]\n");
    assert!(
        found.starts_with("error: ./rvc.toml:37:") && found.ends_with(&end),
        "{found}"
    );
}

#[test]
fn a_name_that_the_lexicon_lacks_is_asked_for() {
    let project = Project::with_good_output();
    project.replace("rvc.toml", "BBB = { nom = \"Betaland\" }\n", "");
    let run = project.build(&QUICK);
    let message = run.fails();
    assert!(
        message.contains("the en lexicon has no name for `BBB`; add [names.en.BBB] to rvc.toml"),
        "{message}"
    );
}

#[test]
fn a_language_without_titles_is_refused_when_it_is_the_only_one() {
    let project = Project::with_good_output();
    project.replace(
        "rvc.toml",
        "[study.ru]\ntitle = \"Выдуманный союз\"\nrunning_title = \"Союз\"\n",
        "",
    );
    let before = project.outputs();
    let run = project.build(&["--format", "html", "--lang", "ru"]);
    assert!(run.fails().contains("[study.ru]"), "{}", run.stderr);
    assert!(project.outputs() == before, "the failed build has changed the output");
}

#[test]
fn sectors_must_name_activities_and_stand_once() {
    refused(
        "electronics = [\"C26\"]",
        "electronics = []",
        "./rvc.toml:55:15: sector `electronics` names no activities",
    );
    refused(
        "sectors = [\"manufacturing\", \"electronics\"]",
        "sectors = [\"electronics\", \"electronics\"]",
        "./rvc.toml:48:11: `electronics` stands in the list twice",
    );
}

#[test]
fn settings_that_are_not_utf8_are_refused() {
    let project = Project::with_good_output();
    project.write("rvc.toml", b"[study]\nid = \"\xff\"\n");
    let message = "error: ./rvc.toml: the text is not UTF-8\n  hint: save the file as UTF-8 and try again\n";
    assert_eq!(project.build(&QUICK).fails(), message);
}
