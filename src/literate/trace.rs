//! How numbers came about, step by step, with the words of a language.

use std::collections::{BTreeMap, HashMap};

use super::lexicon::Lexicon;
use crate::provenance::{Number, Origin, SourceRows, explain};
use crate::stages::Results;

/// Numbers and everything that they were computed from, each once.
pub struct Trace<'a> {
    results: &'a Results,
    pub nodes: Vec<TraceNode>,
    known: HashMap<String, usize>,
}

/// A number with one step back.
#[derive(Debug, Clone)]
pub struct TraceNode {
    /// The expression by which `why` knows it.
    pub key: String,
    pub value: f64,
    /// What was done to the inputs, for numbers that are no results themselves.
    pub operation: Option<String>,
    pub formula: Option<&'static str>,
    pub unit: Option<&'static str>,
    /// Positions among the nodes.
    pub inputs: Vec<usize>,
    pub sources: Vec<SourceRows>,
    pub settings: Vec<(&'static str, String)>,
}

impl<'a> Trace<'a> {
    pub fn new(results: &'a Results) -> Self {
        Self {
            results,
            nodes: Vec::new(),
            known: HashMap::new(),
        }
    }

    /// Takes in a number with all that it rests on; returns its position.
    pub fn add(&mut self, number: &Number) -> usize {
        let key = number.to_string();
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let position = self.nodes.len();
        self.known.insert(key.clone(), position);
        let explanation = explain(number, self.results);
        self.nodes.push(TraceNode {
            key,
            value: number.value(),
            operation: match number.origin() {
                Origin::Result(_) => None,
                Origin::Constant => Some("constant".to_owned()),
                Origin::Derived { operation, .. } => Some(operation.id().to_owned()),
            },
            formula: explanation.formula,
            unit: explanation.unit,
            inputs: Vec::new(),
            sources: explanation.sources,
            settings: explanation.settings,
        });
        let inputs = explanation.inputs.iter().map(|input| self.add(input)).collect();
        self.nodes[position].inputs = inputs;
        position
    }

    /// What the parts of the keys are called.
    pub fn words(&self, lexicon: &Lexicon) -> BTreeMap<String, String> {
        let mut words = BTreeMap::new();
        for node in &self.nodes {
            if let Some(operation) = &node.operation {
                let name = format!("op-{operation}");
                words.entry(name.clone()).or_insert_with(|| part_name(&name, lexicon));
                continue;
            }
            // The names of settings are code.
            let parts = if node.key.starts_with("settings.") {
                1
            } else {
                usize::MAX
            };
            for part in node.key.split('.').take(parts) {
                if !words.contains_key(part) {
                    words.insert(part.to_owned(), part_name(part, lexicon));
                }
            }
        }
        words
    }

    /// The formulas that the nodes name, in words.
    pub fn formulas(&self, lexicon: &Lexicon) -> BTreeMap<&'static str, String> {
        let formulas = self.nodes.iter().filter_map(|node| node.formula);
        formulas.map(|id| (id, formula(id, lexicon))).collect()
    }
}

/// A formula in words.
pub fn formula(id: &str, lexicon: &Lexicon) -> String {
    lexicon
        .phrase(&format!("formula-{id}"))
        .unwrap_or_else(|_| id.to_owned())
}

/// A number in words: the parts of its key, or what was done to its inputs.
pub fn described(node: &TraceNode, lexicon: &Lexicon) -> String {
    match &node.operation {
        Some(operation) => part_name(&format!("op-{operation}"), lexicon),
        None => match node.key.strip_prefix("settings.") {
            Some(name) => format!("{} · {name}", part_name("settings", lexicon)),
            None => named(&node.key, lexicon),
        },
    }
}

/// The parts of a key in words.
pub(super) fn named(key: &str, lexicon: &Lexicon) -> String {
    let parts = key.split('.').map(|part| part_name(part, lexicon));
    parts.collect::<Vec<_>>().join(" · ")
}

fn part_name(part: &str, lexicon: &Lexicon) -> String {
    let phrase = || lexicon.phrase(&format!("trace-{part}"));
    let name = lexicon.name(part, "nom").or_else(|_| phrase());
    name.unwrap_or_else(|_| part.to_owned())
}
