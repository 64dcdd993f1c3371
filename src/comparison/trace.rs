//! What the numbers of a page rest on, step by step.

use std::collections::BTreeSet;

/// Every number of a page with everything that it was computed from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trace {
    /// The paths of the data files.
    pub files: Vec<String>,
    pub nodes: Vec<Node>,
}

/// A number with one step back.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Node {
    /// The expression by which `why` knows it.
    pub key: String,
    /// Shares are fractions; `None` where it is not a number.
    pub value: Option<f64>,
    /// Positions among the nodes.
    pub inputs: Vec<usize>,
    /// Positions among the files.
    pub files: Vec<usize>,
    /// Settings that chose it: `name: value`.
    pub settings: Vec<String>,
}

/// What a number rests on, all the way down.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Origin<'a> {
    pub files: BTreeSet<&'a str>,
    pub settings: BTreeSet<&'a str>,
}

impl Trace {
    /// The files and settings that a number rests on; nothing for a node that is not there.
    pub(super) fn origin(&self, node: usize) -> Origin<'_> {
        let mut origin = Origin::default();
        let mut seen = BTreeSet::new();
        let mut waiting = vec![node];
        while let Some(next) = waiting.pop() {
            let Some(node) = self.nodes.get(next) else { continue };
            if !seen.insert(next) {
                continue;
            }
            let files = node.files.iter().filter_map(|file| self.files.get(*file));
            origin.files.extend(files.map(String::as_str));
            origin.settings.extend(node.settings.iter().map(String::as_str));
            waiting.extend(&node.inputs);
        }
        origin
    }

    pub(super) fn key(&self, node: usize) -> Option<&str> {
        self.nodes.get(node).map(|node| node.key.as_str())
    }

    pub(super) fn value(&self, node: usize) -> Option<f64> {
        self.nodes.get(node)?.value
    }

    /// The numbers that an expression names, be it a key or an operation on several.
    pub(super) fn named_in(&self, expression: &str) -> Vec<usize> {
        let is_result = |key: &str| key.contains(['.', '(']);
        let nodes = self.nodes.iter().enumerate();
        let named = nodes.filter(|(_, node)| is_result(&node.key) && expression.contains(node.key.as_str()));
        named.map(|(position, _)| position).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_goes_all_the_way_down_and_survives_circles() {
        let node = |key: &str, inputs: &[usize], files: &[usize], setting: Option<&str>| Node {
            key: key.to_owned(),
            value: Some(1.0),
            inputs: inputs.to_vec(),
            files: files.to_vec(),
            settings: setting.map(str::to_owned).into_iter().collect(),
        };
        let trace = Trace {
            files: vec!["a.csv".to_owned(), "b.csv".to_owned()],
            nodes: vec![
                node("stage1.x.lead", &[1, 2], &[], Some("definition: d")),
                node("trade.x", &[0], &[1], None),
                node("trade.y", &[], &[0, 7], Some("base: 2013–2017")),
            ],
        };
        let origin = trace.origin(0);
        assert_eq!(origin.files, BTreeSet::from(["a.csv", "b.csv"]));
        assert_eq!(origin.settings, BTreeSet::from(["base: 2013–2017", "definition: d"]));
        assert_eq!(trace.origin(9), Origin::default());
        assert_eq!(trace.named_in("sum(trade.x, trade.y)"), [1, 2]);
    }
}
