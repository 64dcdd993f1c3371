//! What a build has written, as far as it can be compared.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Page;
use super::inputs::Input;
use super::results::named_numbers;
use super::settings::flattened;

/// The version of `results.json` and `claims.json` that is understood.
const SCHEMA: u64 = 1;

/// A build.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    /// What the user calls it.
    pub name: String,
    /// The version of the program that made it, where a manifest says so.
    pub program: Option<String>,
    /// The settings of the study: its id, its date, its titles.
    pub study: Value,
    pub inputs: Vec<Input>,
    /// Name in rvc.toml → value as text.
    pub settings: BTreeMap<String, String>,
    /// Name of the key → value; shares are fractions.
    pub results: BTreeMap<String, f64>,
    pub documents: BTreeMap<DocumentId, Document>,
}

/// A document of a build in one language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct DocumentId {
    /// The path of its files without language and ending: `article`, `robustness/robustness`.
    pub name: String,
    pub language: String,
}

/// What a document says.
#[derive(Debug, Clone, Default)]
pub struct Document {
    pub claims: Vec<Claim>,
    /// Empty where there is none: a build may have made PDFs only.
    pub page: Page,
}

/// A claim as `claims.json` records it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Claim {
    pub id: String,
    pub sentence: String,
    /// Which of the wordings it is, from 1.
    pub wording: usize,
    pub condition: Option<String>,
    #[serde(default)]
    pub operands: Vec<Operand>,
}

/// A value in the condition of a claim.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Operand {
    pub expression: String,
    /// As people read it.
    pub value: String,
    pub key: Option<String>,
}

/// Why a build cannot be compared.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    #[error("{file}: not the JSON that `build` writes: {source}\n  hint: build the report again")]
    Json { file: String, source: serde_json::Error },
    #[error(
        "{file}: has schema {found}, and this program reads schema {expected}\n  hint: compare builds of one version of the program: build the older data again"
    )]
    Schema { file: String, found: String, expected: u64 },
}

impl Snapshot {
    /// Reads the results of a build and its manifest; documents are added afterwards.
    ///
    /// `name` is what messages call the build.
    pub fn read(name: &str, results: &str, manifest: Option<&str>) -> Result<Self, SnapshotError> {
        let file = format!("{name}: results.json");
        let results: Value = parsed(&file, results)?;
        check_schema(&file, &results)?;
        let settings = &results["study"]["settings"];
        let inputs = serde_json::from_value(results["inputs"].clone());
        let manifest = manifest.map(|text| parsed::<Value>(&format!("{name}: manifest.json"), text));
        let manifest = manifest.transpose()?.unwrap_or_default();
        Ok(Self {
            name: name.to_owned(),
            program: manifest["version"].as_str().map(str::to_owned),
            study: settings["study"].clone(),
            inputs: inputs.map_err(|source| SnapshotError::Json { file, source })?,
            settings: flattened(settings),
            results: named_numbers(&results),
            documents: BTreeMap::new(),
        })
    }

    /// The languages of its documents.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.documents.keys().map(|id| id.language.as_str())
    }

    /// The documents in a language, by name.
    pub(super) fn in_language(&self, language: &str) -> BTreeMap<&str, &Document> {
        let own = self.documents.iter().filter(|(id, _)| id.language == language);
        own.map(|(id, document)| (id.name.as_str(), document)).collect()
    }

    /// The date of the study, as the settings state it.
    pub(super) fn date(&self) -> Option<&str> {
        self.settings.get("study.date").map(String::as_str)
    }
}

impl Document {
    /// Whether its page was there to be read.
    pub fn has_page(&self) -> bool {
        !self.page.parts.is_empty()
    }
}

/// The claims of a `claims.json`, by language; `file` is what messages call it.
pub fn claims_of(file: &str, text: &str) -> Result<BTreeMap<String, Vec<Claim>>, SnapshotError> {
    #[derive(Deserialize)]
    struct Claims {
        languages: BTreeMap<String, Vec<Claim>>,
    }
    let value: Value = parsed(file, text)?;
    check_schema(file, &value)?;
    let claims: Claims = serde_json::from_value(value).map_err(|source| SnapshotError::Json {
        file: file.to_owned(),
        source,
    })?;
    Ok(claims.languages)
}

fn parsed<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, SnapshotError> {
    serde_json::from_str(text).map_err(|source| SnapshotError::Json {
        file: file.to_owned(),
        source,
    })
}

fn check_schema(file: &str, value: &Value) -> Result<(), SnapshotError> {
    match &value["schema"] {
        schema if schema.as_u64() == Some(SCHEMA) => Ok(()),
        other => Err(SnapshotError::Schema {
            file: file.to_owned(),
            found: if other.is_null() {
                "none".to_owned()
            } else {
                other.to_string()
            },
            expected: SCHEMA,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RESULTS: &str = r#"{"schema":1,"study":{"id":"x","settings":{"study":{"id":"x","date":{"year":2025,"month":4,"day":16}}}},
        "inputs":[{"path":"a.csv","kind":"icio","edition":null,"sha256":"ab","rows":3}],"stage1":[]}"#;

    #[test]
    fn a_build_is_read_from_its_json() {
        let found = Snapshot::read("old", RESULTS, Some(r#"{"version":"0.1.0"}"#)).expect("a build");
        assert_eq!(found.program.as_deref(), Some("0.1.0"));
        assert_eq!((found.inputs.len(), found.inputs[0].rows), (1, 3));
        assert_eq!(found.date(), Some("2025-04-16"));
    }

    #[test]
    fn what_is_no_build_is_refused_with_its_name() {
        let error = |text: &str| Snapshot::read("old", text, None).expect_err("no build").to_string();
        assert!(error("{").starts_with("old: results.json: not the JSON that `build` writes: "));
        assert!(error("{}").starts_with("old: results.json: has schema none, and this program reads schema 1\n"));
        assert!(error(&RESULTS.replace("\"schema\":1", "\"schema\":2")).contains("has schema 2"));
        let claims = claims_of(
            "old: claims.json",
            r#"{"schema":1,"languages":{"en":[{"id":"a","file":"t","sentence":"S.","wording":2,"condition":null,"operands":[{"expression":"x","value":"1","number":1.0,"key":null}]}]}}"#,
        );
        assert_eq!(claims.expect("claims")["en"][0].wording, 2);
    }
}
