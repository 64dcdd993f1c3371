//! The origin of every number of a page, for its panel.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::literate::{Lexicon, Trace, TraceNode};
use crate::stages::Results;

/// Short names: there are thousands of nodes.
#[derive(Serialize)]
struct Panel<'a> {
    /// Path and SHA-256.
    files: Vec<(&'a str, &'a str)>,
    formulas: BTreeMap<&'static str, String>,
    units: BTreeMap<&'static str, String>,
    contents: BTreeMap<&'static str, String>,
    /// What the parts of keys are called.
    words: BTreeMap<String, String>,
    nodes: Vec<Node<'a>>,
}

#[derive(Serialize)]
struct Node<'a> {
    k: &'a str,
    v: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    o: &'a Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    u: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    f: Option<&'static str>,
    #[serde(skip_serializing_if = "<[usize]>::is_empty")]
    i: &'a [usize],
    /// Position of the file, lines, content.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    s: Vec<(usize, String, &'static str)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    n: Vec<String>,
}

pub(super) fn trace_json(trace: &Trace<'_>, results: &Results, lexicon: &Lexicon) -> Result<String, serde_json::Error> {
    let files: Vec<(&str, &str)> = results
        .inputs
        .iter()
        .map(|file| (file.path.as_str(), file.sha256.as_str()))
        .collect();
    let phrases = |prefix: &str, ids: &mut dyn Iterator<Item = &'static str>| {
        let mut phrases = BTreeMap::new();
        for id in ids {
            let phrase = || {
                lexicon
                    .phrase(&format!("{prefix}{id}"))
                    .unwrap_or_else(|_| id.to_owned())
            };
            phrases.entry(id).or_insert_with(phrase);
        }
        phrases
    };
    let nodes = &trace.nodes;
    let panel = Panel {
        formulas: trace.formulas(lexicon),
        units: phrases("unit-", &mut nodes.iter().filter_map(|node| node.unit)),
        contents: phrases(
            "",
            &mut nodes.iter().flat_map(|node| &node.sources).map(|rows| rows.content),
        ),
        words: trace.words(lexicon),
        nodes: nodes.iter().map(|of| node(of, &files)).collect(),
        files,
    };
    serde_json::to_string(&panel)
}

fn node<'a>(node: &'a TraceNode, files: &[(&str, &str)]) -> Node<'a> {
    let sources = node.sources.iter().filter_map(|rows| {
        let file = files.iter().position(|(path, _)| *path == rows.path)?;
        let column = rows.column.map(|column| format!(":{column}")).unwrap_or_default();
        Some((file, format!("{}{column}", rows.shown_lines()), rows.content))
    });
    Node {
        k: &node.key,
        v: node.value,
        o: &node.operation,
        u: node.unit,
        f: node.formula,
        i: &node.inputs,
        s: sources.collect(),
        n: node
            .settings
            .iter()
            .map(|(name, value)| format!("{name}: {value}"))
            .collect(),
    }
}
