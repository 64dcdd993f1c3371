use serde::Serialize;

use super::ArticlePlace;
use crate::model::{Window, Year};

/// Years that an article uses, and the years that it says its source covers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Period {
    pub id: String,
    #[serde(flatten)]
    pub place: ArticlePlace,
    /// What the years are used for: `study`, `stage1-current`.
    pub used_for: String,
    pub years: Window,
    /// The name of the source.
    pub source: String,
    pub source_years: Window,
}

impl Period {
    /// The years in use that the source does not cover.
    pub fn outside(&self) -> Vec<Year> {
        self.years
            .years()
            .filter(|year| !self.source_years.contains(*year))
            .collect()
    }
}
