use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Entry, Program};

/// The version of `bundle.json`.
const SCHEMA: u32 = 1;

/// `bundle.json`: by which program a bundle was made, what it holds, and what it may not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundleManifest {
    pub schema: u32,
    pub program: Program,
    pub study: String,
    pub synthetic: bool,
    /// Every other entry by its path.
    pub entries: BTreeMap<String, Listed>,
    /// Data files that are needed and not in the bundle.
    pub missing: Vec<Missing>,
}

/// What an entry must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    pub sha256: String,
    pub bytes: u64,
}

/// A data file that may not be passed on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// Relative to the project.
    pub path: String,
    pub sha256: String,
    pub bytes: u64,
    pub reason: String,
}

impl BundleManifest {
    pub(super) fn new(study: &str, synthetic: bool, entries: &[Entry], missing: Vec<Missing>) -> Self {
        let listed = entries.iter().map(|entry| {
            let listed = Listed {
                sha256: entry.sha256.clone(),
                bytes: entry.bytes,
            };
            (entry.path.clone(), listed)
        });
        Self {
            schema: SCHEMA,
            program: Program::own(),
            study: study.to_owned(),
            synthetic,
            entries: listed.collect(),
            missing,
        }
    }

    /// The text of the file.
    pub(super) fn text(&self) -> Result<String, serde_json::Error> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    /// Reads the file; fails where it is none of this version.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let manifest: Self = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if manifest.schema == SCHEMA {
            Ok(manifest)
        } else {
            Err(format!(
                "it has version {}, and this program knows version {SCHEMA}",
                manifest.schema
            ))
        }
    }
}
