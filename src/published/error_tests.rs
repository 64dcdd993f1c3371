//! What is wrong in the files of an article is said with its place and what to do.

use super::PublishedStudy;
use super::bundled::{ARTICLE, TABLE};

/// The messages after a piece of one of the two files is replaced.
#[track_caller]
fn messages(from: &str, to: &str) -> Vec<String> {
    assert!(ARTICLE.contains(from) || TABLE.contains(from), "{from}");
    let article = ARTICLE.replacen(from, to, 1);
    let table = TABLE.replacen(from, to, 1);
    match PublishedStudy::parse(&article, "a.toml", &table, "t.csv") {
        Ok(_) => Vec::new(),
        Err(errors) => errors.0.iter().map(ToString::to_string).collect(),
    }
}

#[track_caller]
fn says(from: &str, to: &str, first: &str, hint: &str) {
    let messages = messages(from, to);
    assert_eq!(messages.len(), 1, "{messages:#?}");
    let lines: Vec<&str> = messages[0].lines().collect();
    assert_eq!(lines.first().copied(), Some(first));
    assert_eq!(lines.last().copied(), Some(format!("  hint: {hint}").as_str()));
}

#[test]
fn a_table_with_a_mistake_says_where_and_what_to_do() {
    says(
        "direction,bp,",
        "direction,bpp,",
        "t.csv, line 1, column 4: `bpp` is not a column of a published table",
        "did you mean `bp`?",
    );
    says(
        "fp,gdp_pc",
        "bp,gdp_pc",
        "t.csv, line 1, column 5: column `bp` is given twice",
        "keep one of them",
    );
    says(
        "exporter,",
        "sector,",
        "t.csv, line 1, column 2: column `sector` is given twice",
        "keep one of them",
    );
    says(
        "\"10,73***\"",
        "10,73***",
        "t.csv, line 2: the row has 9 fields where the header has 8",
        "put a number with a decimal comma in double quotes: \"10,73***\"",
    );
    says(
        "\"10,73***\"",
        "ca. 10",
        "t.csv, line 2, column 4: `ca. 10` is not a printed number: `c` has no meaning here",
        "write it as printed, such as \"–16,91***\" or 10.73; leave the cell empty where nothing is printed",
    );
    says(
        "\"10,73***\"",
        "\"10,73****\"",
        "t.csv, line 2, column 4: too many stars in `10,73****`: `table.star_levels` has 3 levels",
        "check the stars against the article, and `table.star_levels`",
    );
    says(
        "33***,84",
        "33***,84*",
        "t.csv, line 2, column 8: too many stars in `84*`: only coefficients and F have stars",
        "check the stars against the article, and `table.star_levels`",
    );
    says(
        "33***,84",
        "33***,840",
        "t.csv, line 2, column 8: R² of `840` lies outside 0 and 100",
        "`table.r_squared` is `percent` or `fraction`",
    );
    says(
        "BLR,manufacturing,mutual",
        "BLR,manufacturing,external",
        "t.csv, line 3: row `BLR.manufacturing.external` is given twice: first in line 2",
        "keep one row for an exporter, sector and direction",
    );
    says(
        "BLR,manufacturing,mutual",
        "BLR,manufacturing,mutal",
        "t.csv, line 3, column 3: `mutal` is not a direction: `external` or `mutual` is expected",
        "did you mean `mutual`?",
    );
    says(
        "BLR,manufacturing,mutual",
        "Belarus,manufacturing,mutual",
        "t.csv, line 3, column 1: `Belarus` is not an economy: three capital letters such as `KAZ` are expected",
        "use the codes of `[bloc]` in rvc.toml",
    );
}

#[test]
fn an_article_with_a_mistake_says_where_and_what_to_do() {
    says(
        "n_params = 4",
        "n_parms = 4",
        "a.toml:21:1: unknown field `n_parms`",
        "did you mean `n_params`?",
    );
    says(
        "n_obs = 26",
        "n_obs = 3",
        "a.toml:20:9: n_obs is 3 where more than the 4 coefficients, and at most a million, are expected",
        "give the number of observations of an equation",
    );
    says(
        "star_levels = [10, 5, 1]",
        "star_levels = [1, 5, 10]",
        "a.toml:22:15: star_levels are [1.0, 5.0, 10.0] where falling percents are expected",
        "as in `star_levels = [10, 5, 1]`: one star, two stars, three",
    );
    let only = messages("printed = \"6,29\"", "printed = \"6,29 mn\"");
    assert!(
        only[0].contains("`6,29 mn` is not a printed number: `m` has no meaning here"),
        "{only:?}"
    );
    let only = messages("claim = \"value\"", "claim = \"effect\"");
    assert!(
        only[0].contains("a key of the claim is given (`printed`) where none is expected"),
        "{only:?}"
    );
    let only = messages("id = \"machinery-fp-kaz\"", "id = \"machinery-fp-rus\"");
    assert!(
        only[0].contains("`machinery-fp-rus` is the id of something before"),
        "{only:?}"
    );
    let only = messages("higher = \"BLR\"", "higher = \"mutual\"");
    assert!(only[0].contains("of different kinds, or the same"), "{only:?}");
}

#[test]
fn every_mistake_of_the_two_files_is_reported_at_once() {
    let article = ARTICLE.replace("printed = [\"7,1\"]", "printed = [\"7,1\", \"8\"]");
    let table = TABLE.replace("133***", "one").replace("\"23,42***\"", "?");
    let errors = PublishedStudy::parse(&article, "a.toml", &table, "t.csv").expect_err("three mistakes");
    assert_eq!(errors.0.len(), 3, "{errors}");
}

#[test]
fn a_table_may_have_other_columns_empty_cells_and_empty_lines() {
    let table = "\u{feff}sector,exporter,direction,n_obs,bp,bp_se,fp_t\n\n\
        chemicals,CZE,mutual,30,1.20**,(0.45),\n,,,,,,\nchemicals,CZE,external,,-0.1,,2.5\n";
    let study = PublishedStudy::parse(ARTICLE, "a.toml", table, "t.csv").expect("a table");
    let rows: Vec<_> = study.table.rows.values().collect();
    assert_eq!((rows[0].line, rows[0].n_obs, rows[0].printed.len()), (3, Some(30), 2));
    assert_eq!((rows[1].line, rows[1].n_obs, rows[1].printed.len()), (5, None, 2));
}

#[test]
fn an_empty_table_is_a_mistake() {
    for (table, expected) in [
        ("", "the file has no header"),
        ("exporter,sector,direction,bp\n", "the table has no rows"),
    ] {
        let errors = PublishedStudy::parse(ARTICLE, "a.toml", table, "t.csv").expect_err(expected);
        assert!(errors.to_string().contains(expected), "{errors}");
    }
}
