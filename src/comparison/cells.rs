//! The cells of two versions of a table, side by side.

use std::collections::BTreeMap;

use serde::Serialize;

use super::causes::Traced;
use super::results::is_same;
use super::{CellKind, Exhibit, Row, Trace};

/// A number that differs, or that only one version of the table has.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NumberDifference {
    /// The words that begin its row, with the group of rows.
    pub row: String,
    /// The title of its column.
    pub column: String,
    /// The expression by which `why` knows it.
    pub key: Option<String>,
    pub old: Option<Printed>,
    pub new: Option<Printed>,
    /// Whether the printed digits differ, and not only those beyond them.
    pub printed: bool,
    pub turns: Vec<Turn>,
}

/// A number as it is printed, with its value: a share is a fraction.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Printed {
    pub text: String,
    pub value: Option<f64>,
}

/// What is more than another digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Turn {
    /// Positive against negative.
    Sign,
    /// Another number of stars.
    Significance,
}

impl Turn {
    pub fn id(self) -> &'static str {
        match self {
            Self::Sign => "sign",
            Self::Significance => "significance",
        }
    }
}

/// Words of a table that differ: a verdict, a title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WordsDifference {
    pub row: String,
    pub column: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

/// A cell that is no label of its row, with where it stands.
#[derive(Debug, Clone)]
pub(super) struct Entry<'a> {
    pub row: String,
    pub column: &'a str,
    pub position: usize,
    pub text: &'a str,
    pub kind: CellKind,
}

/// A table with the trace of its numbers.
#[derive(Clone, Copy)]
pub(super) struct Version<'a> {
    pub exhibit: &'a Exhibit,
    pub trace: &'a Trace,
}

/// The same cell in both versions, or one that only one version has.
pub(super) type CellPair<'a> = (Option<Entry<'a>>, Option<Entry<'a>>);

impl<'a> Version<'a> {
    fn entries(self) -> Vec<Entry<'a>> {
        let mut entries = Vec::new();
        for row in &self.exhibit.rows {
            let n_labels = n_labels(row);
            let labels = row.cells[..n_labels].iter().map(|cell| cell.text.as_str());
            let words: Vec<&str> = row.group.as_deref().into_iter().chain(labels).collect();
            let label = words.join(", ");
            let cells = row.cells.iter().enumerate().skip(n_labels);
            entries.extend(cells.map(|(position, cell)| Entry {
                row: label.clone(),
                column: self.exhibit.columns.get(position).map_or("", String::as_str),
                position,
                text: &cell.text,
                kind: cell.kind,
            }));
        }
        entries
    }

    pub(super) fn key(self, entry: &Entry<'_>) -> Option<&'a str> {
        match entry.kind {
            CellKind::Value(node) => self.trace.key(node),
            CellKind::Words | CellKind::Missing => None,
        }
    }

    pub(super) fn value(self, entry: &Entry<'_>) -> Option<f64> {
        match entry.kind {
            CellKind::Value(node) => self.trace.value(node),
            CellKind::Words | CellKind::Missing => None,
        }
    }

    /// The number of a cell in its trace.
    pub(super) fn traced(self, entry: Option<&Entry<'_>>) -> Traced<'a> {
        match entry?.kind {
            CellKind::Value(node) => Some((self.trace, node)),
            CellKind::Words | CellKind::Missing => None,
        }
    }
}

/// How many cells begin a row as its labels: words up to the first number, or the first cell of a row of words.
fn n_labels(row: &Row) -> usize {
    let is_words = |cell: &super::Cell| cell.kind == CellKind::Words;
    let words = row.cells.iter().take_while(|cell| is_words(cell)).count();
    if words == row.cells.len() { words.min(1) } else { words }
}

/// Pairs the cells of two versions: numbers by their keys, what is left by row and column.
///
/// Pairs stand in the order of the new version; cells that it lacks come last.
pub(super) fn pairs<'a>(old: Version<'a>, new: Version<'a>) -> Vec<CellPair<'a>> {
    let (before, after) = (old.entries(), new.entries());
    let mut partner: Vec<Option<usize>> = vec![None; after.len()];
    let mut taken = vec![false; before.len()];
    join(&before, &after, &mut partner, &mut taken, &|entry, is_old| {
        let version = if is_old { old } else { new };
        version.key(entry).map(str::to_owned)
    });
    let same_columns = old.exhibit.columns.len() == new.exhibit.columns.len();
    join(&before, &after, &mut partner, &mut taken, &|entry, _| {
        let column = if same_columns {
            entry.position.to_string()
        } else {
            entry.column.to_owned()
        };
        Some(format!("{}\n{column}", entry.row))
    });
    let mut before: Vec<Option<Entry<'a>>> = before.into_iter().map(Some).collect();
    let mut pairs: Vec<CellPair<'a>> = Vec::with_capacity(after.len());
    for (entry, partner) in after.into_iter().zip(partner) {
        let old = partner.and_then(|at| before.get_mut(at)?.take());
        pairs.push((old, Some(entry)));
    }
    pairs.extend(before.into_iter().flatten().map(|entry| (Some(entry), None)));
    pairs
}

/// Joins what has the same name and has no partner yet; the same name several times in the order of the table.
fn join(
    before: &[Entry<'_>],
    after: &[Entry<'_>],
    partner: &mut [Option<usize>],
    taken: &mut [bool],
    name: &dyn Fn(&Entry<'_>, bool) -> Option<String>,
) {
    let mut known: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, entry) in before.iter().enumerate().rev() {
        if !taken[at]
            && let Some(name) = name(entry, true)
        {
            known.entry(name).or_default().push(at);
        }
    }
    for (at, entry) in after.iter().enumerate() {
        if partner[at].is_some() {
            continue;
        }
        let found = name(entry, false).and_then(|name| known.get_mut(&name)?.pop());
        if let Some(found) = found {
            partner[at] = Some(found);
            taken[found] = true;
        }
    }
}

/// What differs between the two versions of a cell.
pub(super) enum CellDifference {
    Number(NumberDifference),
    Words(WordsDifference),
}

/// The difference of a pair; none where both are the same.
pub(super) fn difference(old: Version<'_>, new: Version<'_>, pair: &CellPair<'_>) -> Option<CellDifference> {
    let (before, after) = (pair.0.as_ref(), pair.1.as_ref());
    let place = after.or(before)?;
    let is_number = |entry: Option<&Entry<'_>>| entry.is_some_and(|entry| matches!(entry.kind, CellKind::Value(_)));
    let texts = [before, after].map(|entry| entry.map(|entry| entry.text));
    let printed = texts[0] != texts[1];
    if !is_number(before) && !is_number(after) {
        return printed.then(|| {
            CellDifference::Words(WordsDifference {
                row: place.row.clone(),
                column: place.column.to_owned(),
                old: texts[0].map(str::to_owned),
                new: texts[1].map(str::to_owned),
            })
        });
    }
    let value = |version: Version<'_>, entry: Option<&Entry<'_>>| version.value(entry?);
    let values = [value(old, before), value(new, after)];
    let same_value = match values {
        [Some(old), Some(new)] => is_same(old, new),
        [None, None] => true,
        _ => false,
    };
    if !printed && same_value {
        return None;
    }
    let shown = |at: usize| {
        texts[at].map(|text| Printed {
            text: text.to_owned(),
            value: values[at],
        })
    };
    let key = after.and_then(|entry| new.key(entry)).or_else(|| old.key(before?));
    Some(CellDifference::Number(NumberDifference {
        row: place.row.clone(),
        column: place.column.to_owned(),
        key: key.map(str::to_owned),
        old: shown(0),
        new: shown(1),
        printed,
        turns: if printed { turns(texts, values) } else { Vec::new() },
    }))
}

fn turns(texts: [Option<&str>; 2], values: [Option<f64>; 2]) -> Vec<Turn> {
    let mut turns = Vec::new();
    if let [Some(old), Some(new)] = values
        && old * new < 0.0
    {
        turns.push(Turn::Sign);
    }
    if let [Some(old), Some(new)] = texts
        && values[0].is_some()
        && values[1].is_some()
        && stars(old) != stars(new)
    {
        turns.push(Turn::Significance);
    }
    turns
}

fn stars(text: &str) -> usize {
    text.chars().rev().take_while(|letter| *letter == '*').count()
}
