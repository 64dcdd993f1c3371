//! Turns `rvc.toml` into one validated, immutable [`Settings`].
//!
//! Three sources at most, the later wins: defaults, the file, flags. Nothing downstream reads TOML.

mod error;
mod shape;
mod source;
mod validate;

use std::collections::BTreeMap;
use std::str::FromStr;

use indexmap::IndexMap;
use serde::Serialize;

pub use error::{SettingsError, nearest};
pub use validate::is_plain;

use crate::econometrics::CovarianceKind;
use crate::model::{Economy, Sector, Window};

/// Everything that a run depends on besides the data and the templates.
#[derive(Debug, Clone, Serialize)]
pub struct Settings {
    pub study: Study,
    pub bloc: Bloc,
    pub data: DataFiles,
    /// Stage I; absent from a project without trade data.
    pub reorientation: Option<Reorientation>,
    pub linkage: Linkage,
    pub response: Response,
    /// All sectors by id, in the order of the file.
    pub sectors: IndexMap<String, Sector>,
    /// Names that the project adds to the lexicon: language → id → form → words.
    pub names: BTreeMap<Language, BTreeMap<String, BTreeMap<String, String>>>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Study {
    pub id: String,
    /// Whether the data are made up; then every page says so.
    pub synthetic: bool,
    pub date: Date,
    /// The folder under `templates/` that holds the report.
    pub report: String,
    pub titles: BTreeMap<Language, Titles>,
}

/// What stands in the title block, in one language.
#[derive(Debug, Clone, Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Titles {
    pub title: String,
    #[serde(default)]
    pub subtitle: Option<String>,
    pub running_title: String,
    #[serde(default)]
    pub keywords: Vec<String>,
    #[serde(default)]
    pub authors: Vec<Author>,
}

#[derive(Debug, Clone, Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Author {
    pub name: String,
    #[serde(default)]
    pub affiliation: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Date {
    pub year: u16,
    pub month: u8,
    pub day: u8,
}

#[derive(Debug, Clone, Serialize)]
pub struct Bloc {
    pub members: Vec<Economy>,
    /// The economies of stages II and III, in the order of the figures.
    pub focus: Vec<Economy>,
    /// The economy of the figure of coefficients.
    pub hub: Economy,
}

/// Patterns of data files, relative to the project.
#[derive(Debug, Clone, Serialize)]
pub struct DataFiles {
    pub icio: Vec<String>,
    pub trade: Vec<String>,
    pub gdp: Vec<String>,
    /// The edition of the input-output tables, as the user states it.
    pub edition: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Reorientation {
    pub base: Window,
    pub current: Window,
    pub definition: LeadDefinition,
}

#[derive(Debug, Clone, Serialize)]
pub struct Linkage {
    pub years: Window,
    /// The sector of the linkage figures.
    pub sector: String,
    pub value_added: ValueAddedDefinition,
}

#[derive(Debug, Clone, Serialize)]
pub struct Response {
    pub years: Window,
    pub sectors: Vec<String>,
    #[serde(serialize_with = "as_text")]
    pub covariance: CovarianceKind,
}

fn as_text<S: serde::Serializer>(kind: &CovarianceKind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(kind)
}

/// A language that reports are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    Ru,
    En,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::Ru, Self::En];

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Ru => "ru",
            Self::En => "en",
        }
    }
}

impl FromStr for Language {
    type Err = String;

    fn from_str(tag: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|language| language.tag() == tag)
            .ok_or_else(|| format!("`{tag}` is not a language of the report: expected `ru` or `en`"))
    }
}

/// How the lead coefficient of stage I is defined; see `docs/methods.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeadDefinition {
    ShareRatio,
    GrowthRatio,
    GrowthRatioThird,
    ShareGap,
}

impl LeadDefinition {
    pub const ALL: [Self; 4] = [
        Self::ShareRatio,
        Self::GrowthRatio,
        Self::GrowthRatioThird,
        Self::ShareGap,
    ];

    pub fn id(self) -> &'static str {
        match self {
            Self::ShareRatio => "share-ratio",
            Self::GrowthRatio => "growth-ratio",
            Self::GrowthRatioThird => "growth-ratio-third",
            Self::ShareGap => "share-gap",
        }
    }

    /// The value above which the mutual market is preferred.
    pub fn threshold(self) -> f64 {
        if self == Self::ShareGap { 0.0 } else { 1.0 }
    }
}

/// What counts as the value added of an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
pub enum ValueAddedDefinition {
    /// Value added plus taxes less subsidies on products: one minus the column sum of A.
    #[serde(rename = "va+tls")]
    WithTaxes,
    /// The VA row over output.
    #[serde(rename = "va-only")]
    ValueAddedOnly,
}

impl ValueAddedDefinition {
    pub fn id(self) -> &'static str {
        match self {
            Self::WithTaxes => "va+tls",
            Self::ValueAddedOnly => "va-only",
        }
    }
}

impl Settings {
    /// Reads and validates a settings file; `path` is what messages call it.
    pub fn parse(text: &str, path: &str) -> Result<Self, SettingsError> {
        validate::parse(text, path)
    }

    /// A sector whose id the settings have checked.
    pub fn sector(&self, id: &str) -> &Sector {
        &self.sectors[id]
    }

    /// The years that stages II and III need, from the earliest to the latest.
    pub fn table_years(&self) -> Window {
        let (linkage, response) = (self.linkage.years, self.response.years);
        Window::new(
            linkage.first().min(response.first()),
            linkage.last().max(response.last()),
        )
        .unwrap_or(linkage)
    }
}
