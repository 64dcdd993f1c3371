//! The shape of `rvc.toml`, as serde reads it; nothing is checked here but types and names.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::Deserialize;
use toml::Spanned;

use super::bundle::BundleTable;
use super::fetch::FetchTable;
use super::{Language, LeadDefinition, Titles, ValueAddedDefinition};
use crate::model::{Economy, Window, Year};

pub(super) type Forms = BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub study: StudyTable,
    pub bloc: BlocTable,
    pub data: DataTable,
    #[serde(default)]
    pub fetch: FetchTable,
    #[serde(default)]
    pub lock: LockTable,
    #[serde(default)]
    pub bundle: BundleTable,
    pub reorientation: Option<Spanned<ReorientationTable>>,
    pub linkage: LinkageTable,
    pub response: ResponseTable,
    #[serde(default)]
    pub robustness: RobustnessTable,
    #[serde(default)]
    pub replication: ReplicationTable,
    #[serde(default)]
    pub regressions: IndexMap<String, Spanned<RegressionTable>>,
    #[serde(default)]
    pub figures: IndexMap<String, Spanned<FigureTable>>,
    pub sectors: IndexMap<String, Spanned<Vec<String>>>,
    #[serde(default)]
    pub names: BTreeMap<Language, BTreeMap<String, Forms>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StudyTable {
    pub id: String,
    #[serde(default)]
    pub synthetic: bool,
    /// A TOML date, quoted or not.
    pub date: Spanned<toml::Value>,
    pub report: Option<Spanned<String>>,
    pub ru: Option<Titles>,
    pub en: Option<Titles>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BlocTable {
    pub members: Spanned<Vec<Economy>>,
    pub focus: Spanned<Vec<Economy>>,
    pub hub: Spanned<Economy>,
    #[serde(default)]
    pub ru: Forms,
    #[serde(default)]
    pub en: Forms,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DataTable {
    #[serde(default = "no_files")]
    pub icio: Spanned<Vec<String>>,
    #[serde(default)]
    pub tiva: Vec<String>,
    pub trade: Option<Spanned<Vec<String>>>,
    pub gdp: Vec<String>,
    pub edition: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LockTable {
    pub threshold: Option<Spanned<f64>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReorientationTable {
    pub base: Spanned<Window>,
    pub current: Window,
    #[serde(default = "default_definition")]
    pub definition: LeadDefinition,
    #[serde(default = "nobody")]
    pub mirror: Spanned<Vec<Economy>>,
}

fn no_files() -> Spanned<Vec<String>> {
    Spanned::new(0..0, Vec::new())
}

fn nobody() -> Spanned<Vec<Economy>> {
    Spanned::new(0..0, Vec::new())
}

fn default_definition() -> LeadDefinition {
    LeadDefinition::ShareRatio
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LinkageTable {
    pub years: Window,
    #[serde(default = "default_linkage_sector")]
    pub sector: Spanned<String>,
    #[serde(default = "default_value_added")]
    pub value_added: ValueAddedDefinition,
}

fn default_linkage_sector() -> Spanned<String> {
    Spanned::new(0..0, "machinery".to_owned())
}

fn default_value_added() -> ValueAddedDefinition {
    ValueAddedDefinition::WithTaxes
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ResponseTable {
    pub years: Spanned<Window>,
    pub sectors: Spanned<Vec<String>>,
    pub covariance: Option<Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RobustnessTable {
    pub appendix: Option<bool>,
    pub break_year: Option<Spanned<Year>>,
    pub replications: Option<Spanned<usize>>,
    pub seed: Option<u64>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReplicationTable {
    pub article: Option<String>,
    pub input_decimals: Option<Spanned<u8>>,
    #[serde(default)]
    pub editions: IndexMap<String, Vec<String>>,
    #[serde(default)]
    pub gdp: IndexMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RegressionTable {
    pub exporter: Spanned<Economy>,
    pub sector: Spanned<String>,
    pub formula: Spanned<String>,
    pub years: Option<Spanned<Window>>,
    pub covariance: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FigureTable {
    pub exporter: Economy,
    pub sector: Spanned<String>,
    pub partners: Spanned<Vec<Economy>>,
    pub years: Option<Window>,
}
