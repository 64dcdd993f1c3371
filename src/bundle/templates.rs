//! The texts that a build has used: the project's own, and those that came out of the program.

use std::collections::BTreeMap;

use super::data::inside;
use super::{BundleError, Entry, Material, PROJECT};
use crate::project::{built_in_template, built_in_templates};

/// The folder of the program's texts; the program itself carries them, here they can be read.
const BUILT_IN: &str = "program/templates";
/// Texts that every document is made with, beside those that it asks the project for.
const ALWAYS: [&str; 1] = ["bibliography.bib"];
/// The folders of the program with the layout of page and PDF.
const LAYOUT: [&str; 2] = ["layout", "layout/page"];

pub(super) fn templates(material: &Material<'_>) -> Result<Vec<Entry>, BundleError> {
    let documents = || material.parts.iter().flat_map(|part| part.documents);
    let mut asked: BTreeMap<String, bool> = BTreeMap::new();
    for (path, is_own) in documents().flat_map(|composed| composed.read.asked()) {
        *asked.entry(path).or_default() |= is_own;
    }
    let mut built_in: BTreeMap<String, &'static str> = BTreeMap::new();
    for folder in LAYOUT {
        built_in.extend(built_in_templates(folder));
    }
    let lexicons = documents().map(|composed| format!("lexicon/{}.toml", composed.document.language.tag()));
    let needed = ALWAYS.into_iter().map(str::to_owned).chain(lexicons);
    let replaced = asked
        .iter()
        .filter(|(_, is_own)| !**is_own)
        .map(|(path, _)| path.clone());
    for path in needed.chain(replaced) {
        if let Some(text) = built_in_template(&path) {
            built_in.insert(path, text);
        }
    }
    let mut entries = Vec::new();
    for (path, _) in asked.iter().filter(|(_, is_own)| **is_own) {
        let shown = format!("templates/{path}");
        let bytes = material.project.own_file(path);
        let bytes = bytes.map_err(|source| BundleError::Unreadable {
            path: shown.clone(),
            source,
        })?;
        let plain = inside(&shown).ok_or(BundleError::Outside { path: shown })?;
        entries.push(Entry::new(format!("{PROJECT}/{plain}"), bytes));
    }
    let built_in = built_in.into_iter();
    entries.extend(built_in.map(|(path, text)| Entry::new(format!("{BUILT_IN}/{path}"), text)));
    Ok(entries)
}
