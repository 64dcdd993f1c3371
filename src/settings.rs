//! Turns `rvc.toml` into one validated, immutable [`Settings`].
//!
//! Three sources at most, the later wins: defaults, the file, flags. Nothing downstream reads TOML.

mod bundle;
mod error;
mod fetch;
mod own;
mod shape;
mod source;
mod validate;

use std::collections::BTreeMap;
use std::str::FromStr;

use indexmap::IndexMap;
use serde::Serialize;

pub use bundle::{BundleSettings, DataList, Rights};
pub use error::{SettingsError, nearest, parser_words};
pub use fetch::{FetchSettings, OecdEdition};
pub use validate::is_plain;

use crate::econometrics::CovarianceKind;
use crate::model::{Economy, Formula, Sector, Window, Year};

/// Everything that a run depends on besides the data and the templates.
#[derive(Debug, Clone, Serialize)]
pub struct Settings {
    pub study: Study,
    pub bloc: Bloc,
    pub data: DataFiles,
    /// Where data come from; no result depends on it.
    #[serde(skip)]
    pub fetch: FetchSettings,
    /// When a revision of the data is worth a message; no result depends on it.
    #[serde(skip)]
    pub lock: LockSettings,
    /// What a package for reviewers may hold; no result depends on it.
    #[serde(skip)]
    pub bundle: BundleSettings,
    /// Stage I; absent from a project without trade data.
    pub reorientation: Option<Reorientation>,
    pub linkage: Linkage,
    pub response: Response,
    pub robustness: RobustnessSettings,
    pub replication: ReplicationSettings,
    /// Regressions of the project's own, by id.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub regressions: IndexMap<String, RegressionSettings>,
    /// Figures of the project's own, by the id of their cross-reference.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub figures: IndexMap<String, FigureSettings>,
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
    /// Published origins of value added, instead of tables or beside them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tiva: Vec<String>,
    pub trade: Vec<String>,
    pub gdp: Vec<String>,
    /// The edition of the input-output tables, as the user states it.
    pub edition: Option<String>,
}

/// How a data lock compares.
#[derive(Debug, Clone, Copy)]
pub struct LockSettings {
    /// The change of a value that is reported on its own, in percent.
    pub threshold: f64,
}

#[derive(Debug, Clone, Serialize)]
pub struct Reorientation {
    pub base: Window,
    pub current: Window,
    pub definition: LeadDefinition,
    /// Members whose missing years are filled from their partners' imports.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mirror: Vec<Economy>,
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

/// The report that stands for peer review.
const PEER_REVIEW: &str = "article";

/// How the equations of stage III are examined.
#[derive(Debug, Clone, Serialize)]
pub struct RobustnessSettings {
    /// Whether the report has the robustness appendix; by default if it is the one for peer review.
    pub appendix: Option<bool>,
    /// The first year of the second part in Chow's test; the middle of the years by default.
    pub break_year: Option<Year>,
    /// Of the wild bootstrap.
    pub replications: usize,
    pub seed: u64,
}

/// What `verify` compares with.
#[derive(Debug, Clone, Serialize)]
pub struct ReplicationSettings {
    /// The `article.toml` of the published article; the built-in one by default.
    pub article: Option<String>,
    /// Decimals of the data that the article was computed from, in USD million.
    pub input_decimals: u8,
    /// Other input-output tables to try: name → patterns of files.
    pub editions: IndexMap<String, Vec<String>>,
    /// Other series of GDP per capita to try: name → patterns of files.
    pub gdp: IndexMap<String, Vec<String>>,
}

/// A regression by formula on the yearly series of an exporter's sector.
#[derive(Debug, Clone, Serialize)]
pub struct RegressionSettings {
    pub exporter: Economy,
    pub sector: String,
    pub formula: Formula,
    pub years: Window,
    #[serde(serialize_with = "as_text")]
    pub covariance: CovarianceKind,
}

/// A figure of the origin of value added in an exporter's sector.
#[derive(Debug, Clone, Serialize)]
pub struct FigureSettings {
    pub exporter: Economy,
    pub sector: String,
    pub partners: Vec<Economy>,
    pub years: Window,
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

    /// How many entries a list of the settings has, or the number that a setting is; for provenance.
    pub fn number(&self, name: &str) -> Option<f64> {
        let years = |window: &Window, field: &str| match field {
            "first" => Some(f64::from(window.first())),
            "last" => Some(f64::from(window.last())),
            "n" => Some(window.n_years() as f64),
            _ => None,
        };
        let stage = self.reorientation.as_ref();
        match name {
            "bloc.members" => Some(self.bloc.members.len() as f64),
            "bloc.focus" => Some(self.bloc.focus.len() as f64),
            "response.sectors" => Some(self.response.sectors.len() as f64),
            "robustness.replications" => Some(self.robustness.replications as f64),
            "reorientation.threshold" => stage.map(|stage| stage.definition.threshold()),
            _ => match name.rsplit_once('.')? {
                ("linkage.years", field) => years(&self.linkage.years, field),
                ("response.years", field) => years(&self.response.years, field),
                ("reorientation.base", field) => years(&stage?.base, field),
                ("reorientation.current", field) => years(&stage?.current, field),
                _ => None,
            },
        }
    }

    /// Whether the report is accompanied by the robustness appendix, a document of its own.
    pub fn has_appendix(&self) -> bool {
        self.robustness.appendix.unwrap_or(self.study.report == PEER_REVIEW)
    }

    /// A sector whose id the settings have checked.
    pub fn sector(&self, id: &str) -> &Sector {
        &self.sectors[id]
    }

    /// The economies whose exports are decomposed: some members, and the exporters of the project's figures.
    pub fn exporters_among(&self, members: &[Economy]) -> Vec<Economy> {
        let mut exporters = members.to_vec();
        for figure in self.figures.values() {
            if !exporters.contains(&figure.exporter) {
                exporters.push(figure.exporter.clone());
            }
        }
        exporters
    }

    /// The years of GDP per capita that stage III and the project's own regressions need.
    pub fn gdp_years(&self) -> Window {
        Self::widest(
            self.regressions.values().map(|regression| regression.years),
            self.response.years,
        )
    }

    /// The years that stages II and III need, from the earliest to the latest.
    pub fn table_years(&self) -> Window {
        let figures = self.figures.values().map(|figure| figure.years);
        Self::widest(figures.chain([self.gdp_years()]), self.linkage.years)
    }

    /// The window that takes in all others.
    fn widest(others: impl Iterator<Item = Window>, first: Window) -> Window {
        others.fold(first, |all, window| {
            let (first, last) = (all.first().min(window.first()), all.last().max(window.last()));
            Window::new(first, last).unwrap_or(all)
        })
    }
}
