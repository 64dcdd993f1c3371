//! Sentences that read differently.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::align::align;
use super::causes::{Suspects, Traced};
use super::parting::{Sentence, sentences};
use super::results::is_same;
use super::snapshot::Document;
use super::words::pieces;
use super::{Cause, ClaimDifference, Piece, Trace};

/// A sentence that reads differently, or that only one version has.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SentenceDifference {
    pub document: String,
    /// The title of the section in which it stands; empty before the first.
    pub section: String,
    /// The exhibit to whose caption or notes it belongs, by its id and by its label: "Table 1".
    pub exhibit: Option<String>,
    pub label: Option<String>,
    /// In pieces; empty where there is no such sentence.
    pub old: Vec<Piece>,
    pub new: Vec<Piece>,
    /// The numbers in it that differ.
    pub values: Vec<ValueDifference>,
    /// The claims in it that have turned.
    pub claims: Vec<String>,
    pub causes: Vec<Cause>,
}

/// A number of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ValueDifference {
    pub key: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

/// The sentences of a document that differ, in the order of the text.
pub(super) fn differences(
    document: &str,
    old: &Document,
    new: &Document,
    claims: &[ClaimDifference],
    suspects: Suspects<'_>,
) -> Vec<SentenceDifference> {
    let (before, after) = (sentences(&old.page), sentences(&new.page));
    let pairs = align(before.len(), after.len(), |a, b| likeness(&before[a], &after[b]));
    let pairs = pairs
        .into_iter()
        .map(|(a, b)| (a.map(|at| &before[at]), b.map(|at| &after[at])));
    let differing = pairs.filter(|(a, b)| a.map(|one| one.text) != b.map(|one| one.text));
    let traces = [&old.page.trace, &new.page.trace];
    differing
        .filter_map(|(a, b)| difference(document, a, b, traces, claims, suspects))
        .collect()
}

fn difference(
    document: &str,
    old: Option<&Sentence<'_>>,
    new: Option<&Sentence<'_>>,
    traces: [&Trace; 2],
    claims: &[ClaimDifference],
    suspects: Suspects<'_>,
) -> Option<SentenceDifference> {
    let place = new.or(old)?;
    let texts = [old, new].map(|one| one.map_or("", |one| one.text));
    let (before, after) = match (old, new) {
        (Some(_), Some(_)) => pieces(texts[0], texts[1]),
        _ => (whole(texts[0]), whole(texts[1])),
    };
    let values = values(old, new, traces);
    let own = [old, new]
        .into_iter()
        .flatten()
        .flat_map(|one| one.claims.iter().copied());
    let own: BTreeSet<&str> = own.collect();
    let turned: Vec<&ClaimDifference> = claims.iter().filter(|claim| own.contains(claim.id.as_str())).collect();
    let mut causes: BTreeSet<Cause> = turned.iter().flat_map(|claim| claim.causes.clone()).collect();
    // Where a claim has turned, the numbers of its wordings are others for that reason.
    let paired: Vec<_> = values
        .iter()
        .filter(|value| value.is_pair())
        .map(Value::sides)
        .collect();
    if !paired.is_empty() {
        causes.extend(suspects.of_numbers(paired));
    } else if causes.is_empty() && !values.is_empty() && old.is_some() && new.is_some() {
        causes.extend(suspects.traced(values.iter().map(Value::sides)));
    }
    if causes.is_empty() {
        causes.extend(suspects.of_words(texts[0], texts[1]));
    }
    Some(SentenceDifference {
        document: document.to_owned(),
        section: place.section.to_owned(),
        exhibit: place.exhibit.map(|(id, _)| id.to_owned()),
        label: place.exhibit.map(|(_, label)| label.to_owned()),
        old: before,
        new: after,
        values: values.iter().map(Value::difference).collect(),
        claims: turned.iter().map(|claim| claim.id.clone()).collect(),
        causes: causes.into_iter().collect(),
    })
}

fn whole(text: &str) -> Vec<Piece> {
    let piece = || Piece {
        text: text.to_owned(),
        changed: false,
    };
    if text.is_empty() { Vec::new() } else { vec![piece()] }
}

/// A number of a sentence on both sides: its text, its trace, its node.
struct Value<'a> {
    old: Option<(&'a str, &'a Trace, usize)>,
    new: Option<(&'a str, &'a Trace, usize)>,
}

impl<'a> Value<'a> {
    fn is_pair(&self) -> bool {
        self.old.is_some() && self.new.is_some()
    }

    fn sides(&self) -> (Traced<'a>, Traced<'a>) {
        let side = |one: Option<(&'a str, &'a Trace, usize)>| one.map(|(_, trace, node)| (trace, node));
        (side(self.old), side(self.new))
    }

    fn difference(&self) -> ValueDifference {
        let key = self.new.or(self.old).and_then(|(_, trace, node)| trace.key(node));
        let text = |one: Option<(&str, &Trace, usize)>| one.map(|(text, _, _)| text.to_owned());
        ValueDifference {
            key: key.unwrap_or_default().to_owned(),
            old: text(self.old),
            new: text(self.new),
        }
    }
}

/// The numbers that differ: those of one key are paired in the order of the text.
fn values<'a>(old: Option<&Sentence<'a>>, new: Option<&Sentence<'a>>, traces: [&'a Trace; 2]) -> Vec<Value<'a>> {
    let named = |sentence: Option<&Sentence<'a>>, trace: &'a Trace| {
        let mut named: BTreeMap<&'a str, Vec<(&'a str, &'a Trace, usize)>> = BTreeMap::new();
        for &(text, node) in sentence.map(|one| one.values.as_slice()).unwrap_or_default() {
            named
                .entry(trace.key(node).unwrap_or_default())
                .or_default()
                .push((text, trace, node));
        }
        named
    };
    let (before, after) = (named(old, traces[0]), named(new, traces[1]));
    let keys: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let mut found = Vec::new();
    for key in keys {
        let (old, new) = (before.get(key), after.get(key));
        let n = old.map_or(0, Vec::len).max(new.map_or(0, Vec::len));
        for at in 0..n {
            let value = Value {
                old: old.and_then(|values| values.get(at).copied()),
                new: new.and_then(|values| values.get(at).copied()),
            };
            if differs(&value) {
                found.push(value);
            }
        }
    }
    found
}

fn differs(value: &Value<'_>) -> bool {
    let (Some((before, old, old_node)), Some((after, new, new_node))) = (value.old, value.new) else {
        return true;
    };
    let same_value = match (old.value(old_node), new.value(new_node)) {
        (Some(old), Some(new)) => is_same(old, new),
        (old, new) => old.is_none() && new.is_none(),
    };
    before != after || !same_value
}

/// How alike two sentences are: the share of their words that both have; the same claim holds them together.
fn likeness(old: &Sentence<'_>, new: &Sentence<'_>) -> f64 {
    /// Less than the same, more than a chance likeness.
    const SAME_CLAIM: f64 = 0.7;
    /// The same words in another order.
    const NEARLY: f64 = 0.99;
    if old.text == new.text {
        return 1.0;
    }
    if old.exhibit.map(|(id, _)| id) != new.exhibit.map(|(id, _)| id) {
        return 0.0;
    }
    let (mut common, mut a, mut b) = (0_usize, 0, 0);
    while a < old.words.len() && b < new.words.len() {
        match old.words[a].cmp(new.words[b]) {
            Ordering::Less => a += 1,
            Ordering::Greater => b += 1,
            Ordering::Equal => {
                common += 1;
                a += 1;
                b += 1;
            }
        }
    }
    let all = (old.words.len() + new.words.len()).max(1);
    let share = (2.0 * common as f64 / all as f64).min(NEARLY);
    let same_claim = old.claims.iter().any(|claim| new.claims.contains(claim));
    if same_claim { share.max(SAME_CLAIM) } else { share }
}
