//! Expressions, statements and formulas that cannot be computed or set.

use super::{TEMPLATE, message};

#[test]
fn undefined_variables_are_refused_with_an_excerpt() {
    let found = message("Plain.\n\nThe hub is {{ hob }}.\n");
    let excerpt = "\n    3 | The hub is {{ hob }}.\n      |               ^^^\n";
    assert!(
        found.starts_with(&format!("error: {TEMPLATE}:3:15: undefined value")),
        "{found}"
    );
    assert!(found.ends_with(excerpt), "{found}");
    let found = message("The hub is {{ hob|name }}.\n");
    assert!(
        found.starts_with(&format!("error: {TEMPLATE}:1:19: undefined value: `hob` is undefined")),
        "{found}"
    );
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
            "error: {TEMPLATE}:1:4: invalid operation: `AAB` is not a member that the tables cover; did you mean `AAA`?"
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
fn formulas_that_typst_cannot_set_are_refused_with_its_own_words() {
    let found = message("A formula $frac(1$ here.\n");
    assert!(
        found.starts_with(&format!(
            "error: {TEMPLATE}:1:16: a formula cannot be set: unclosed delimiter"
        )),
        "{found}"
    );
    assert!(
        found.contains("unclosed delimiter") && found.contains("frac(1"),
        "{found}"
    );
    let found = message("A formula $nosuchword$ here.\n");
    assert!(
        found.starts_with(&format!(
            "error: {TEMPLATE}:1:12: a formula cannot be set: unknown variable: nosuchword"
        )),
        "{found}"
    );
}

#[test]
fn a_formula_with_code_in_it_runs_nothing() {
    let found = message("A formula $#read(\"rvc.toml\")$ here.\n");
    assert!(!found.contains("made-up"), "{found}");
}

#[test]
fn series_and_lists_are_no_text() {
    let found = message("{{ linkage(hub) }}\n");
    assert!(found.contains("a series cannot be printed: choose `.mean`"), "{found}");
    let found = message("{{ focus }}\n");
    assert!(
        found.contains("a list cannot be printed: join names with `|names`"),
        "{found}"
    );
}

#[test]
fn a_number_without_origin_is_refused() {
    let found = message("{{ 0.1|pct(0) }}\n");
    assert!(
        found.starts_with(&format!("error: {TEMPLATE}:1:"))
            && found
                .contains("the number 0.1 comes from no result: print a value of a function, or write `bound(0.1)`"),
        "{found}"
    );
}

#[test]
fn comparisons_of_unlike_things_are_refused() {
    let found = message("{% if linkage(hub).mean > \"half\" %}a{% endif %}\n");
    assert!(found.contains("`>` cannot compare "), "{found}");
    let found = message("{{ (linkage(hub).mean / bound(0))|num(1) }}\n");
    assert!(found.contains("division by zero"), "{found}");
}

#[test]
fn mistyped_functions_and_claims_without_condition_get_a_hint() {
    let found = message("{{ parnter(hub, hub).mean|pct(1) }}\n");
    assert!(found.contains("hint: did you mean `partner`?"), "{found}");
    let found = message("{{ linkage(hub).mean|pcnt(1) }}\n");
    assert!(found.contains("hint: did you mean `pct`?"), "{found}");
    let found = message("{{ exports(hub, \"electronic\").last|num(1) }}\n");
    assert!(found.contains("did you mean `electronics`?"), "{found}");
    let found = message("A\n\n{% claim \"a\" when true %}b\n\nmore\n");
    assert!(
        found.starts_with(&format!("error: {TEMPLATE}:3:1: the claim is not closed")),
        "{found}"
    );
    let found = message("{% claim \"a\" %}b{% endclaim %}\n");
    assert!(found.contains("a claim needs an id and a condition"), "{found}");
}

#[test]
fn years_that_no_table_covers_are_refused() {
    let found = message("{{ linkage(hub, first=1990).mean|pct(1) }}\n");
    assert!(found.contains("there is no table for 1990"), "{found}");
}
