//! The article that comes with the program, for tests.

use super::PublishedStudy;

pub(crate) const ARTICLE: &str = include_str!("../../data/published/abramov2025/article.toml");
pub(crate) const TABLE: &str = include_str!("../../data/published/abramov2025/table-2.csv");

pub(crate) fn study() -> PublishedStudy {
    PublishedStudy::parse(ARTICLE, "article.toml", TABLE, "table-2.csv").expect("the bundled article can be read")
}

#[test]
fn the_table_is_complete_and_every_number_is_kept_as_printed() {
    let study = study();
    assert_eq!(study.table.rows.len(), 24);
    assert_eq!(study.table.cells().count(), 24 * 5);
    let texts: Vec<&str> = study.table.cells().map(|(_, printed)| printed.text()).collect();
    for text in ["–16,91***", "– 35,02***", "– 16,49**", "643***", "0,00***", "–0,05"] {
        assert!(texts.contains(&text), "{text}");
    }
    assert_eq!(
        study.table.sectors(),
        ["manufacturing", "chemicals", "electronics", "transport_equipment"]
    );
}

#[test]
fn the_article_can_be_written_as_json() {
    let json = serde_json::to_value(study()).expect("text and numbers have a form in JSON");
    assert_eq!(json["table"]["rows"][0]["printed"]["bp"]["text"], "10,73***");
    assert_eq!(json["statements"][1]["claim"], "value");
}
