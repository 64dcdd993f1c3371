use crate::model::{Economy, Window};
use crate::settings::Language;

/// What somebody asks of a new project; what is left open is the preset's.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The name of a preset.
    pub bloc: String,
    pub members: Option<Vec<Economy>>,
    pub focus: Option<Vec<Economy>>,
    pub hub: Option<Economy>,
    /// Ids of [`sector_ids`](super::sector_ids).
    pub sectors: Option<Vec<String>>,
    /// The years of the tables.
    pub years: Option<Window>,
    pub report: Kind,
    pub languages: Vec<Language>,
    /// The date of the report, such as `2025-04-16`.
    pub date: Option<String>,
    /// Whether the demonstration data are copied where there are some of the bloc.
    pub with_data: bool,
    /// Whether all built-in texts of the report are copied.
    pub copies_texts: bool,
}

impl Default for Wanted {
    /// The project that comes nearest to the demonstration.
    fn default() -> Self {
        Self {
            bloc: super::Preset::DEFAULT.to_owned(),
            members: None,
            focus: None,
            hub: None,
            sectors: None,
            years: None,
            report: Kind::Article,
            languages: Language::ALL.to_vec(),
            date: None,
            with_data: true,
            copies_texts: false,
        }
    }
}

/// The report of a new project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The built-in article of three stages.
    Article,
    /// A text of two pages, all of it in the project, with a figure and a regression of its own.
    Own,
}

impl Kind {
    /// The name of the report: a folder under `templates/`.
    pub fn report(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Own => "note",
        }
    }
}
