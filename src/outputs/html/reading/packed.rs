//! The packed trace of a page → what its numbers rest on.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::Deserialize;

use crate::comparison::{Node, Trace};

/// The most that a trace unpacks to, in bytes; those of the demonstration report take a hundredth of it.
const LIMIT: usize = 256 << 20;

/// What `trace_json` writes, as far as it is read.
#[derive(Deserialize)]
struct Panel {
    /// Path and SHA-256.
    files: Vec<(String, String)>,
    nodes: Vec<PanelNode>,
}

#[derive(Deserialize)]
struct PanelNode {
    k: String,
    v: Option<f64>,
    #[serde(default)]
    i: Vec<usize>,
    /// Position of the file, lines, content.
    #[serde(default)]
    s: Vec<(usize, String, String)>,
    #[serde(default)]
    n: Vec<String>,
}

/// Unpacks the trace of a page; nothing where it is damaged.
pub(super) fn trace(packed: &str) -> Option<Trace> {
    let deflated = BASE64.decode(packed.trim()).ok()?;
    let json = miniz_oxide::inflate::decompress_to_vec_with_limit(&deflated, LIMIT).ok()?;
    let panel: Panel = serde_json::from_slice(&json).ok()?;
    Some(Trace {
        files: panel.files.into_iter().map(|(path, _)| path).collect(),
        nodes: panel.nodes.into_iter().map(node).collect(),
    })
}

fn node(node: PanelNode) -> Node {
    Node {
        key: node.k,
        value: node.v,
        inputs: node.i,
        files: node.s.into_iter().map(|(file, _, _)| file).collect(),
        settings: node.n,
    }
}
