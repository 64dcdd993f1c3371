use indexmap::IndexMap;
use serde::Serialize;

use super::{Attachment, OutputFile};
use crate::fingerprint::sha256;
use crate::stages::Results;

#[derive(Serialize)]
struct Manifest<'a> {
    schema: u32,
    tool: &'static str,
    version: &'static str,
    study: &'a str,
    synthetic: bool,
    /// SHA-256 of the settings as read, in JSON.
    settings_sha256: String,
    /// Path → SHA-256.
    inputs: IndexMap<&'a str, &'a str>,
    outputs: IndexMap<&'a str, String>,
}

/// `manifest.json`: the hashes of everything read and written.
pub fn manifest(results: &Results, outputs: &[OutputFile]) -> Result<String, serde_json::Error> {
    let outputs = outputs.iter().map(|file| (file.path.as_str(), file.bytes.as_slice()));
    of(results, outputs)
}

/// The manifest inside a PDF: the hashes of everything read, and of the other attachments.
pub fn manifest_of_attachments(results: &Results, attachments: &[Attachment]) -> Result<String, serde_json::Error> {
    let files = attachments
        .iter()
        .map(|file| (file.name.as_str(), file.bytes.as_slice()));
    of(results, files)
}

fn of<'a>(
    results: &'a Results,
    outputs: impl Iterator<Item = (&'a str, &'a [u8])>,
) -> Result<String, serde_json::Error> {
    let manifest = Manifest {
        schema: 1,
        tool: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        study: &results.study.id,
        synthetic: results.study.synthetic,
        settings_sha256: sha256(serde_json::to_string(results.settings())?.as_bytes()),
        inputs: results
            .inputs
            .iter()
            .map(|file| (file.path.as_str(), file.sha256.as_str()))
            .collect(),
        outputs: outputs.map(|(path, bytes)| (path, sha256(bytes))).collect(),
    };
    let mut text = serde_json::to_string_pretty(&manifest)?;
    text.push('\n');
    Ok(text)
}
