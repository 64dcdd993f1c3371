//! The HTML pages: complete, self-contained, in one language, without leftovers of their making.

use std::sync::OnceLock;

use crate::page;
use crate::project::{Project, QUICK};

/// The pages of the small project in both languages, built once for all tests.
fn pages() -> &'static [(&'static str, String); 2] {
    static PAGES: OnceLock<[(&str, String); 2]> = OnceLock::new();
    PAGES.get_or_init(|| {
        let project = Project::new();
        project.build(&["--format", "html"]).succeeds();
        ["ru", "en"].map(|tag| (tag, project.read(&format!("reports/article/article.{tag}.html"))))
    })
}

#[test]
fn nothing_on_a_page_is_fetched_from_a_network() {
    for (tag, html) in pages() {
        let fetching = [
            "script", "link", "img", "iframe", "image", "source", "use", "object", "embed",
        ];
        for found in page::tags(html)
            .iter()
            .filter(|tag| fetching.iter().any(|name| tag.split_whitespace().next() == Some(name)))
        {
            for foreign in ["http:", "https:", "=\"//", "@import"] {
                assert!(!found.contains(foreign), "{tag}: <{found}>");
            }
        }
        let styles: String = html
            .split("<style")
            .skip(1)
            .filter_map(|part| part.split("</style>").next())
            .collect();
        assert!(
            !styles.contains("@import") && !styles.contains("url(http") && !styles.contains("url(//"),
            "{tag}"
        );
    }
}

#[test]
fn a_page_declares_its_language_title_and_width() {
    for (tag, html) in pages() {
        assert!(html.contains(&format!("<html lang=\"{tag}\"")), "{tag}");
        let title = if *tag == "ru" {
            "Выдуманный союз"
        } else {
            "A made-up union"
        };
        assert!(html.contains(&format!("<title>{title}")), "{tag}");
        assert!(
            html.contains("name=\"viewport\"") && html.contains("charset=\"utf-8\""),
            "{tag}"
        );
    }
}

#[test]
fn no_leftover_of_its_making_shows_in_the_text() {
    for (tag, html) in pages() {
        // Conditions of claims are code.
        let text = page::text(&page::without_elements(html, "code"));
        assert!(text.len() > 5_000, "{tag}: the text is too short to be the article");
        let leftovers = [
            "NaN", "{{", "}}", "{%", "{#", "[^", "![](", "](", "@tbl-", "@fig-", "@sec-", "@eq-", "Some(", "\u{e000}",
        ];
        for leftover in leftovers {
            assert!(
                !text.contains(leftover),
                "{tag}: `{leftover}` in {}",
                around(&text, leftover)
            );
        }
        let words: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric()).collect();
        let strange: &[&str] = if *tag == "ru" {
            &["none", "None", "undefined", "null", "true", "false", "inf"]
        } else {
            &["None", "null", "inf"]
        };
        for word in strange {
            assert!(!words.contains(word), "{tag}: `{word}` in {}", around(&text, word));
        }
        // A raw fraction betrays itself by its digits.
        let long = words
            .iter()
            .find(|word| word.len() > 12 && word.len() < 64 && word.bytes().all(|byte| byte.is_ascii_digit()));
        assert_eq!(long, None, "{tag}");
    }
}

/// Some of the text before and after a word.
fn around(text: &str, word: &str) -> String {
    let place = text.find(word).unwrap_or_default();
    let start = text[..place].char_indices().rev().nth(60).map_or(0, |(start, _)| start);
    text[start..].chars().take(160).collect()
}

#[test]
fn every_jump_leads_somewhere_and_every_id_is_one_of_a_kind() {
    for (tag, html) in pages() {
        let mut ids = page::attributes(html, "id");
        let jumps = page::attributes(html, "href")
            .into_iter()
            .filter_map(|target| target.strip_prefix('#').map(str::to_owned));
        for target in jumps {
            assert!(ids.contains(&target), "{tag}: #{target} leads nowhere");
        }
        ids.sort();
        let twice = ids.windows(2).find(|pair| pair[0] == pair[1]);
        assert_eq!(twice, None, "{tag}");
    }
}

#[test]
fn figures_have_a_text_for_those_who_do_not_see_them() {
    for (tag, html) in pages() {
        let images = page::tags(html)
            .into_iter()
            .filter(|found| found.contains(" role=\"img\""));
        let labels: Vec<String> = images
            .filter_map(|found| Some(found.split_once(" aria-label=\"")?.1.to_owned()))
            .collect();
        assert_eq!(labels.len(), 4, "{tag}: {labels:?}");
        assert!(labels.iter().all(|label| label.len() > 80), "{tag}: {labels:?}");
    }
}

#[test]
fn both_languages_number_the_same_things() {
    let [(_, ru), (_, en)] = pages();
    let numbered = |html: &str| {
        let kinds = ["tbl-", "fig-", "eq-", "sec-"];
        let ids = page::attributes(html, "id")
            .into_iter()
            .filter(|id| kinds.iter().any(|kind| id.starts_with(kind)));
        ids.collect::<Vec<_>>()
    };
    assert_eq!(numbered(ru), numbered(en));
    assert!(
        numbered(ru).contains(&"fig-linkage-BBB".to_owned()),
        "{:?}",
        numbered(ru)
    );
}

#[test]
fn synthetic_data_are_called_so_on_the_page_and_in_the_results() {
    let project = Project::new();
    project.replace(
        "rvc.toml",
        "date = \"2018-04-16\"",
        "date = \"2018-04-16\"\nsynthetic = true",
    );
    project.build(&QUICK).succeeds();
    let notice = "Synthetic demonstration data: nothing here describes a real economy.";
    assert!(page::text(&project.read("reports/article/article.en.html")).contains(notice));
    let results = project.results();
    assert!(
        results["study"]["notice"]
            .as_str()
            .is_some_and(|notice| notice.contains("Synthetic"))
    );
}

#[test]
fn a_project_without_trade_says_so_and_has_no_table_of_it() {
    let project = Project::without_trade();
    project.build(&["--format", "html"]).succeeds();
    for tag in ["ru", "en"] {
        let html = project.read(&format!("reports/article/article.{tag}.html"));
        let ids = page::attributes(&html, "id");
        assert!(
            !ids.iter()
                .any(|id| id == "tbl-reorientation" || id == "tbl-definitions"),
            "{tag}: {ids:?}"
        );
        let notice = if tag == "ru" {
            "первый этап опущен"
        } else {
            "the first stage is left out"
        };
        let text = page::text(&html);
        assert!(text.contains(notice), "{tag}: `{notice}` is not in the text");
        let first = if tag == "ru" { "Таблица 1" } else { "Table 1" };
        assert!(text.contains(first), "{tag}: numbering begins with one");
    }
    assert_eq!(project.results()["stage1"], serde_json::json!([]));
    assert!(
        project.outputs().contains_key("tables/table-1.csv") && !project.outputs().contains_key("tables/table-3.csv")
    );
}
