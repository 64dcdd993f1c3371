//! The sectors that a new project can have, from `templates/init/sectors.toml`.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::Deserialize;

use super::InitError;
use super::fill::built_in;
use super::preset::Forms;
use crate::settings::Language;

/// A sector in the codes of the OECD's tables.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SectorPreset {
    pub activities: Vec<String>,
    /// Where the lexicons have none.
    #[serde(default)]
    pub names: BTreeMap<Language, Forms>,
}

/// All of them by id.
pub(super) fn all() -> Result<IndexMap<String, SectorPreset>, InitError> {
    let path = "sectors.toml";
    toml::from_str(built_in(path)).map_err(|error| InitError::BuiltIn {
        path: path.to_owned(),
        message: error.message().to_owned(),
    })
}

/// The ids of all sectors that can be asked for, the whole of manufacturing first.
pub fn sector_ids() -> Result<Vec<String>, InitError> {
    Ok(all()?.into_keys().collect())
}
