//! References, citations, footnotes, exhibits and includes that lead nowhere.

use super::{TEMPLATE, message};

#[test]
fn cross_references_must_point_at_something() {
    let found = message("Plain.\n\nSee @tbl-nothing.\n");
    let hint = "the text has no section, exhibit or formula of that id";
    assert_eq!(
        found,
        format!(
            "error: {TEMPLATE}:3:5: the cross-reference `@tbl-nothing` points at nothing\n    3 | See @tbl-nothing.\n      |     ^\n  hint: {hint}\n"
        )
    );
    let found = message("See @fig-respons and @eq-nowhere.\n");
    let near = "points at nothing\n    1 | See @fig-respons and @eq-nowhere.\n      |     ^\n  hint: did you mean `@fig-response`?\n";
    assert!(
        found.starts_with(&format!(
            "error: {TEMPLATE}:1:5: the cross-reference `@fig-respons` {near}"
        )),
        "{found}"
    );
    assert!(
        found.contains(&format!(
            "\nerror: {TEMPLATE}:1:22: the cross-reference `@eq-nowhere` points at nothing"
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
        format!(
            "error: {TEMPLATE}:1:13: the bibliography has no work `nobody`\n    1 | As is known [@nobody].\n      |             ^\n  hint: {hint}\n"
        )
    );
    let found = message("@abramov2052 says so.\n");
    let hint = "did you mean `abramov2025`?";
    assert_eq!(
        found,
        format!(
            "error: {TEMPLATE}:1:1: the bibliography has no work `abramov2052`\n    1 | @abramov2052 says so.\n      | ^\n  hint: {hint}\n"
        )
    );
}

#[test]
fn footnotes_must_have_a_text() {
    let found = message("A claim.[^why]\n");
    assert_eq!(
        found,
        format!(
            "error: {TEMPLATE}:1:9: the footnote `why` has no text\n    1 | A claim.[^why]\n      |         ^\n  hint: write `[^why]: …` on a line of its own\n"
        )
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
fn an_exhibit_must_stand_alone_in_its_paragraph() {
    let found = message("Text before\n![](exhibit:tbl-inputs)\n");
    assert!(
        found.contains("`exhibit:tbl-inputs` does not stand alone in its paragraph"),
        "{found}"
    );
    let found = message("![A map](map.svg){#fig-map width=50%}\n");
    assert!(
        found.contains("the attributes of the picture cannot be read"),
        "{found}"
    );
}
