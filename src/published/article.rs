use serde::{Deserialize, Serialize};

/// What is needed to cite an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// The key of the bibliography.
    pub key: String,
    pub authors: Vec<String>,
    pub title: String,
    pub journal: String,
    pub year: u16,
    pub issue: Option<String>,
    /// As printed: `144–166`.
    pub pages: Option<String>,
    /// The language of the article: `ru`, `en`.
    pub language: String,
    pub doi: Option<String>,
}
