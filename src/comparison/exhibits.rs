//! Tables and figures that differ.

use std::cmp::Ordering;

use serde::Serialize;

use super::causes::Suspects;
use super::cells::{CellDifference, CellPair, Version, difference, pairs};
use super::{Cause, CellKind, NumberDifference, Turn, WordsDifference};

/// What became of an exhibit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ExhibitChange {
    /// Something that it shows differs.
    Changed,
    Added,
    Removed,
    /// Only digits that it does not print differ.
    Unprinted,
}

impl ExhibitChange {
    pub fn id(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Unprinted => "unprinted",
        }
    }
}

/// A table or figure that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExhibitDifference {
    pub document: String,
    /// The cross-reference, such as `tbl-response`.
    pub id: String,
    /// "Table 1", in the new build where it is there.
    pub label: String,
    pub caption: String,
    pub change: ExhibitChange,
    /// Turns of sign and significance first, then by how much they differ; empty where the exhibit is new or gone.
    pub numbers: Vec<NumberDifference>,
    pub words: Vec<WordsDifference>,
    /// Whether its caption or notes differ: those stand among the sentences.
    pub reworded: bool,
    /// How many numbers it has.
    pub n_numbers: usize,
    pub causes: Vec<Cause>,
}

/// Two versions of an exhibit, cell by cell.
pub(super) struct Compared<'a> {
    /// None where they are the same.
    pub difference: Option<ExhibitDifference>,
    pub cells: Vec<CellPair<'a>>,
}

pub(super) fn compare<'a>(document: &str, old: Version<'a>, new: Version<'a>, suspects: Suspects<'_>) -> Compared<'a> {
    let cells = pairs(old, new);
    let (mut numbers, mut words, mut sides) = (Vec::new(), titles(old, new), Vec::new());
    for pair in &cells {
        match difference(old, new, pair) {
            Some(CellDifference::Number(number)) => {
                sides.push((old.traced(pair.0.as_ref()), new.traced(pair.1.as_ref())));
                numbers.push(number);
            }
            Some(CellDifference::Words(one)) => words.push(one),
            None => {}
        }
    }
    let reworded = around(old) != around(new);
    let is_shown = reworded || !words.is_empty() || numbers.iter().any(|number| number.printed);
    if !is_shown && numbers.is_empty() {
        return Compared {
            difference: None,
            cells,
        };
    }
    let causes = if numbers.is_empty() {
        suspects.of_words(
            &said(old, words.iter().map(|one| &one.old)),
            &said(new, words.iter().map(|one| &one.new)),
        )
    } else {
        suspects.of_numbers(sides)
    };
    numbers.sort_by(|a, b| weight(b).partial_cmp(&weight(a)).unwrap_or(Ordering::Equal));
    let n_numbers = cells.iter().filter_map(|(_, cell)| new.key(cell.as_ref()?)).count();
    let difference = ExhibitDifference {
        numbers,
        words,
        reworded,
        n_numbers,
        causes,
        ..whole(
            document,
            new,
            if is_shown {
                ExhibitChange::Changed
            } else {
                ExhibitChange::Unprinted
            },
        )
    };
    Compared {
        difference: Some(difference),
        cells,
    }
}

/// An exhibit that only one build has.
pub(super) fn lonely(
    document: &str,
    own: Version<'_>,
    change: ExhibitChange,
    suspects: Suspects<'_>,
) -> ExhibitDifference {
    ExhibitDifference {
        causes: suspects.of_words("", ""),
        ..whole(document, own, change)
    }
}

fn whole(document: &str, own: Version<'_>, change: ExhibitChange) -> ExhibitDifference {
    let cells = own.exhibit.rows.iter().flat_map(|row| &row.cells);
    ExhibitDifference {
        document: document.to_owned(),
        id: own.exhibit.id.clone(),
        label: own.exhibit.label.clone(),
        caption: own.exhibit.caption.text.clone(),
        change,
        numbers: Vec::new(),
        words: Vec::new(),
        reworded: false,
        n_numbers: cells.filter(|cell| matches!(cell.kind, CellKind::Value(_))).count(),
        causes: Vec::new(),
    }
}

/// Titles of columns that differ; none where the tables have another number of columns, which their cells tell.
fn titles(old: Version<'_>, new: Version<'_>) -> Vec<WordsDifference> {
    let (before, after) = (&old.exhibit.columns, &new.exhibit.columns);
    if before.len() != after.len() {
        return Vec::new();
    }
    let differing = before.iter().zip(after).filter(|(before, after)| before != after);
    let found = differing.map(|(before, after)| WordsDifference {
        row: String::new(),
        column: after.clone(),
        old: Some(before.clone()),
        new: Some(after.clone()),
    });
    found.collect()
}

/// The caption and the notes.
fn around(version: Version<'_>) -> Vec<&str> {
    let exhibit = version.exhibit;
    let passages = std::iter::once(&exhibit.caption).chain(&exhibit.notes);
    passages.map(|passage| passage.text.as_str()).collect()
}

/// All words of a version that may differ.
fn said<'w>(version: Version<'_>, words: impl Iterator<Item = &'w Option<String>>) -> String {
    let own = around(version).into_iter().map(str::to_owned);
    own.chain(words.flatten().cloned()).collect::<Vec<_>>().join("\n")
}

/// What a reader should see first: turns, then what is printed, then the greater change in terms of the old value.
fn weight(number: &NumberDifference) -> (bool, bool, bool, f64) {
    let values = [&number.old, &number.new].map(|printed| printed.as_ref().and_then(|printed| printed.value));
    let change = match values {
        [Some(old), Some(new)] if old != 0.0 => ((new - old) / old).abs(),
        _ => f64::INFINITY,
    };
    let turns = |turn| number.turns.contains(&turn);
    (turns(Turn::Sign), turns(Turn::Significance), number.printed, change)
}
