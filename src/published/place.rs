use serde::Serialize;

/// Where in an article something stands, without words: they come from a lexicon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticlePlace {
    /// An id such as `stage3`, `conclusions`, `abstract`.
    pub section: String,
    /// The paragraph of the section, from 1; items of a list count.
    pub paragraph: Option<u32>,
    /// The printed page, where it is known.
    pub page: Option<u32>,
}
