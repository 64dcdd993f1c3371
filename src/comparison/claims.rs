//! Claims that have turned.

use std::collections::BTreeMap;

use serde::Serialize;

use super::causes::{Suspects, Traced};
use super::snapshot::Document;
use super::{Cause, Claim};

/// What became of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ClaimChange {
    /// Another wording holds now, or the same one on another condition.
    Turned,
    Added,
    Removed,
}

impl ClaimChange {
    pub fn id(self) -> &'static str {
        match self {
            Self::Turned => "turned",
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }
}

/// A claim that says something else now.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimDifference {
    pub document: String,
    pub id: String,
    pub change: ClaimChange,
    pub old: Option<ClaimState>,
    pub new: Option<ClaimState>,
    /// The values in its conditions that differ.
    pub operands: Vec<OperandDifference>,
    pub causes: Vec<Cause>,
}

/// What a claim says, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClaimState {
    /// Which of the wordings it is, from 1.
    pub wording: usize,
    /// None for the wording of all other cases.
    pub condition: Option<String>,
    /// Empty where nothing is said.
    pub sentence: String,
}

/// A value in a condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OperandDifference {
    pub expression: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

/// The claims of a document that differ: in the order of the new version, then those that are gone.
pub(super) fn differences(
    document: &str,
    old: &Document,
    new: &Document,
    suspects: Suspects<'_>,
) -> Vec<ClaimDifference> {
    let before: BTreeMap<&str, &Claim> = old.claims.iter().map(|claim| (claim.id.as_str(), claim)).collect();
    let after: BTreeMap<&str, &Claim> = new.claims.iter().map(|claim| (claim.id.as_str(), claim)).collect();
    let compare = |old_claim: Option<&Claim>, new_claim: Option<&Claim>| {
        let change = match (old_claim, new_claim) {
            (Some(old), Some(new)) if old.wording == new.wording && old.condition == new.condition => return None,
            (Some(_), Some(_)) => ClaimChange::Turned,
            (None, _) => ClaimChange::Added,
            (_, None) => ClaimChange::Removed,
        };
        let own = new_claim.or(old_claim)?;
        let operands = operands(old_claim, new_claim);
        let causes = causes(own, &operands, change, [old, new], suspects);
        Some(ClaimDifference {
            document: document.to_owned(),
            id: own.id.clone(),
            change,
            old: old_claim.map(state),
            new: new_claim.map(state),
            operands,
            causes,
        })
    };
    let kept = new
        .claims
        .iter()
        .map(|claim| (before.get(claim.id.as_str()).copied(), Some(claim)));
    let gone = old.claims.iter().filter(|claim| !after.contains_key(claim.id.as_str()));
    let pairs = kept.chain(gone.map(|claim| (Some(claim), None)));
    pairs.filter_map(|(old, new)| compare(old, new)).collect()
}

fn state(claim: &Claim) -> ClaimState {
    ClaimState {
        wording: claim.wording,
        condition: claim.condition.clone(),
        sentence: claim.sentence.clone(),
    }
}

fn operands(old: Option<&Claim>, new: Option<&Claim>) -> Vec<OperandDifference> {
    let value = |claim: Option<&Claim>, expression: &str| {
        let mut operands = claim?.operands.iter();
        Some(operands.find(|operand| operand.expression == expression)?.value.clone())
    };
    let own = [new, old].into_iter().flatten().flat_map(|claim| &claim.operands);
    let mut found: Vec<OperandDifference> = Vec::new();
    for operand in own {
        let expression = operand.expression.as_str();
        let (before, after) = (value(old, expression), value(new, expression));
        if before != after && !found.iter().any(|known| known.expression == expression) {
            found.push(OperandDifference {
                expression: expression.to_owned(),
                old: before,
                new: after,
            });
        }
    }
    found
}

/// What turned a claim: what changed the values in its conditions.
fn causes(
    claim: &Claim,
    operands: &[OperandDifference],
    change: ClaimChange,
    documents: [&Document; 2],
    suspects: Suspects<'_>,
) -> Vec<Cause> {
    if change != ClaimChange::Turned || operands.is_empty() {
        return suspects.of_words("", "");
    }
    let differing = claim.operands.iter().filter(|operand| {
        let mut known = operands.iter();
        known.any(|known| known.expression == operand.expression)
    });
    let mut numbers: Vec<(Traced<'_>, Traced<'_>)> = Vec::new();
    for key in differing.filter_map(|operand| operand.key.as_deref()) {
        let [old, new] = documents.map(|document| {
            let trace = &document.page.trace;
            trace
                .named_in(key)
                .into_iter()
                .map(|node| (trace, node))
                .collect::<Vec<_>>()
        });
        numbers.extend(old.into_iter().map(|number| (Some(number), None)));
        numbers.extend(new.into_iter().map(|number| (None, Some(number))));
    }
    // Of a count the trace may hold more than what differs: any of it may be the cause.
    let traced = suspects.traced(numbers);
    if traced.is_empty() { suspects.all() } else { traced }
}
