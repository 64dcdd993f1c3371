//! Markdown text → blocks, with references and citations left to be looked up.

mod attributes;
mod blocks;
mod callouts;
mod captioned;
mod references;

use std::collections::BTreeMap;

use super::document::Block;

pub(super) use blocks::parse;

/// A parsed text.
#[derive(Debug, Clone, Default)]
pub(super) struct Parsed {
    pub blocks: Vec<Block>,
    /// Footnotes by their label.
    pub footnotes: BTreeMap<String, Vec<Block>>,
}

#[cfg(test)]
mod block_tests;
