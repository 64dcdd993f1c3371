//! Differences between the lists of files: which are new, gone, renamed, and what is said about each.

use std::collections::{BTreeMap, BTreeSet};

use super::{Change, InputSummary, Lock, Topic};
use crate::model::{Economy, Year};

/// A change, and the files that it is about.
pub(super) type Located = (Vec<String>, Change);

/// The files of two locks, matched.
pub(super) struct Matched<'a> {
    /// The same file, before and after.
    pairs: Vec<(&'a InputSummary, &'a InputSummary)>,
    removed: Vec<&'a InputSummary>,
    added: Vec<&'a InputSummary>,
}

impl<'a> Matched<'a> {
    /// Matches by path, then by content, then the only file of a kind with the only other.
    pub(super) fn of(old: &'a Lock, new: &'a Lock) -> Self {
        let mut matched = Self {
            pairs: Vec::new(),
            removed: old.inputs.iter().collect(),
            added: new.inputs.iter().collect(),
        };
        matched.pair(|before, after| before.path == after.path);
        matched.pair(|before, after| before.sha256 == after.sha256);
        let lonely = |files: &[&'a InputSummary]| -> BTreeSet<&'a str> {
            let is_alone = |kind: &str| files.iter().filter(|file| file.kind == kind).count() == 1;
            let kinds = files.iter().map(|file| file.kind.as_str());
            kinds.filter(|kind| is_alone(kind)).collect()
        };
        let (gone, come) = (lonely(&matched.removed), lonely(&matched.added));
        let kinds: BTreeSet<&str> = gone.intersection(&come).copied().collect();
        matched.pair(|before, after| before.kind == after.kind && kinds.contains(before.kind.as_str()));
        matched
    }

    fn pair(&mut self, same: impl Fn(&InputSummary, &InputSummary) -> bool) {
        let mut removed = Vec::new();
        for before in std::mem::take(&mut self.removed) {
            match self.added.iter().position(|after| same(before, after)) {
                Some(position) => self.pairs.push((before, self.added.remove(position))),
                None => removed.push(before),
            }
        }
        self.removed = removed;
    }

    /// What is said about the files themselves.
    pub(super) fn changes(&self) -> Vec<Located> {
        let mut found: Vec<Located> = Vec::new();
        for file in &self.removed {
            let kind = file.kind.clone();
            found.push((vec![file.path.clone()], Change::Removed { kind }));
        }
        for file in &self.added {
            let kind = file.kind.clone();
            found.push((vec![file.path.clone()], Change::Added { kind }));
        }
        for (before, after) in &self.pairs {
            let mut add = |change| found.push((vec![after.path.clone()], change));
            let from = before.path.clone();
            match (before.path == after.path, before.sha256 == after.sha256) {
                (true, _) => {}
                (false, true) => add(Change::Renamed { from }),
                (false, false) => add(Change::Replaced { from }),
            }
            if before.kind != after.kind {
                let (old, new) = (before.kind.clone(), after.kind.clone());
                add(Change::Kind { old, new });
            }
            if before.rows != after.rows {
                let (old, new) = (before.rows, after.rows);
                add(Change::Rows { old, new });
            }
        }
        found.extend(self.labels());
        found
    }

    /// Changed editions, vintages and classifications; the same change of several files once.
    fn labels(&self) -> Vec<Located> {
        type LabelChange<'a> = (&'static str, &'a Option<String>, &'a Option<String>);
        let mut found: BTreeMap<LabelChange<'_>, Vec<String>> = BTreeMap::new();
        for (before, after) in &self.pairs {
            let labels = [
                ("edition", &before.edition, &after.edition),
                ("vintage", &before.vintage, &after.vintage),
                ("classification", &before.classification, &after.classification),
            ];
            for label in labels.into_iter().filter(|(_, old, new)| old != new) {
                found.entry(label).or_default().push(after.path.clone());
            }
        }
        let located = found.into_iter().map(|((what, old, new), paths)| {
            let (old, new) = (old.clone(), new.clone());
            (paths, Change::Label { what, old, new })
        });
        located.collect()
    }

    /// Economies that a table of a year has lost or gained, besides those that all tables have; the same once.
    pub(super) fn economies_of_tables(&self, known: &BTreeSet<&Economy>) -> Vec<Located> {
        let mut found = BTreeMap::<_, (Vec<String>, Vec<Year>)>::new();
        for (before, after) in &self.pairs {
            if after.topic() != Topic::Tables {
                continue;
            }
            let (old, new) = (&before.economies, &after.economies);
            for (is_new, difference) in [(false, old.difference(new)), (true, new.difference(old))] {
                let economies: Vec<&Economy> = difference.filter(|economy| !known.contains(economy)).collect();
                if !economies.is_empty() {
                    let (paths, years) = found.entry((is_new, economies)).or_default();
                    paths.push(after.path.clone());
                    years.extend(years_of(after));
                }
            }
        }
        let located = found.into_iter().map(|((is_new, economies), (paths, years))| {
            let change = Change::Economies {
                topic: Topic::Tables,
                is_new,
                economies: economies.into_iter().cloned().collect(),
                years,
            };
            (paths, change)
        });
        located.collect()
    }

    /// Files whose bytes differ without anything that explains it, by topic.
    pub(super) fn unexplained(&self, found: &[Located]) -> Vec<Located> {
        let explaining = found.iter().filter(|(_, change)| {
            let is_edition = matches!(change, Change::Label { what, .. } if *what == "edition");
            !is_edition && !matches!(change, Change::Replaced { .. })
        });
        let explained: BTreeSet<&str> = explaining
            .flat_map(|(paths, _)| paths.iter().map(String::as_str))
            .collect();
        // The tables of a zip have one hash: what is said of one is said of all.
        let mut left: BTreeMap<Topic, (Vec<String>, BTreeSet<Year>)> = BTreeMap::new();
        for (before, after) in &self.pairs {
            if before.sha256 != after.sha256 && !explained.contains(after.path.as_str()) {
                let (paths, years) = left.entry(after.topic()).or_default();
                paths.push(after.path.clone());
                years.extend(years_of(after));
            }
        }
        let located = left.into_iter().map(|(topic, (paths, years))| {
            let years = years.into_iter().collect();
            (paths, Change::Content { topic, years })
        });
        located.collect()
    }
}

/// The years of a file's values.
fn years_of(input: &InputSummary) -> Vec<Year> {
    let values = input.values.values().flat_map(BTreeMap::values);
    let years: BTreeSet<Year> = values.flat_map(|values| values.0.keys().copied()).collect();
    years.into_iter().collect()
}
