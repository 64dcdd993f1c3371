//! The shape of `article.toml`, as serde reads it; nothing is checked here but types and names.

use serde::Deserialize;
use toml::Spanned;

use super::{Article, RSquaredUnit, Relation, Sign};
use crate::model::{Economy, Window};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub article: Article,
    pub table: TableShape,
    #[serde(default)]
    pub periods: Vec<PeriodShape>,
    #[serde(default)]
    pub figures: Vec<FigureShape>,
    #[serde(default)]
    pub statements: Vec<StatementShape>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableShape {
    pub place: String,
    pub file: String,
    pub unit: Option<String>,
    pub n_obs: Spanned<usize>,
    pub n_params: Spanned<usize>,
    pub star_levels: Spanned<Vec<f64>>,
    #[serde(default)]
    pub r_squared: RSquaredUnit,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PeriodShape {
    pub id: Spanned<String>,
    pub section: Spanned<String>,
    pub paragraph: Option<u32>,
    pub page: Option<u32>,
    pub used_for: String,
    pub years: Window,
    pub source: String,
    pub source_years: Window,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FigureShape {
    pub id: Spanned<String>,
    pub section: Spanned<String>,
    pub paragraph: Option<u32>,
    pub page: Option<u32>,
    pub cites: Option<String>,
    pub relation: Spanned<Relation>,
    #[serde(default)]
    pub printed: Vec<Spanned<String>>,
    pub unit: String,
    pub key: Spanned<String>,
    pub years: Option<Window>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StatementShape {
    pub id: Spanned<String>,
    pub section: Spanned<String>,
    pub paragraph: Option<u32>,
    pub page: Option<u32>,
    pub exporters: Spanned<Vec<Economy>>,
    pub sectors: Spanned<Vec<Spanned<String>>>,
    #[serde(default)]
    pub directions: Vec<Spanned<String>>,
    pub terms: Spanned<Vec<Spanned<String>>>,
    pub claim: Spanned<ClaimShape>,
    pub printed: Option<Spanned<String>>,
    pub unit: Option<String>,
    #[serde(default)]
    pub change: Change,
    pub sign: Option<Spanned<Sign>>,
    pub higher: Option<Spanned<String>>,
    #[serde(default)]
    pub than: Vec<Spanned<String>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ClaimShape {
    Value,
    Effect,
    Insignificant,
    Higher,
}

/// How the prose gives a coefficient: as it is, or as the size of a decrease.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Change {
    #[default]
    Increase,
    Decrease,
}
