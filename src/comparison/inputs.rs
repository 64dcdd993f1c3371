//! Data files that differ.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{CellChange, Reach};

/// A data file as `results.json` records it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Input {
    /// Relative to the project.
    pub path: String,
    pub kind: String,
    pub edition: Option<String>,
    pub sha256: String,
    pub rows: usize,
}

/// What became of a data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum InputChange {
    /// Other content, perhaps under another name.
    Revised,
    Added,
    Removed,
    /// The same content under another name.
    Renamed,
}

impl InputChange {
    pub fn id(self) -> &'static str {
        match self {
            Self::Revised => "revised",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed => "renamed",
        }
    }
}

/// A data file that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InputDifference {
    pub change: InputChange,
    /// As `results.json` names kinds: `icio`, `wdi`, …
    pub kind: String,
    /// In the new build, or in the old one where it is gone.
    pub path: String,
    /// Its path in the old build, where that is another one.
    pub was: Option<String>,
    pub edition: [Option<String>; 2],
    /// How many rows of data; old and new.
    pub rows: [Option<usize>; 2],
    /// Which cells of the file differ, where both files are there to be read; not all where there are many.
    pub cells: Vec<CellChange>,
    pub n_cells: usize,
    /// What the lock has to say about it, in words.
    pub notes: Vec<String>,
    /// What it changes, by language.
    pub reach: BTreeMap<String, Reach>,
}

impl InputDifference {
    fn new(change: InputChange, old: Option<&Input>, new: Option<&Input>) -> Option<Self> {
        let own = new.or(old)?;
        let was = old.map(|old| &old.path).filter(|path| **path != own.path);
        Some(Self {
            change,
            kind: own.kind.clone(),
            path: own.path.clone(),
            was: was.cloned(),
            edition: [old, new].map(|input| input?.edition.clone()),
            rows: [old, new].map(|input| Some(input?.rows)),
            cells: Vec::new(),
            n_cells: 0,
            notes: Vec::new(),
            reach: BTreeMap::new(),
        })
    }

    /// Its path in the old build; none where it is new.
    pub fn old_path(&self) -> Option<&str> {
        let own = (self.change != InputChange::Added).then_some(self.path.as_str());
        self.was.as_deref().or(own)
    }

    /// Its path in the new build; none where it is gone.
    pub fn new_path(&self) -> Option<&str> {
        (self.change != InputChange::Removed).then_some(self.path.as_str())
    }
}

/// What differs between the data files of two builds, in the order of the new one; what is gone comes last.
///
/// Files are paired by path, then by content, then by kind and the year in their names; last where one of a kind is
/// Whether two files belong together.
type Matches = fn(&Input, &Input) -> bool;

/// left on both sides.
pub(super) fn differences(old: &[Input], new: &[Input]) -> Vec<InputDifference> {
    let mut found: Vec<(usize, InputDifference)> = Vec::new();
    let mut old_left: Vec<&Input> = Vec::new();
    for before in old {
        if !new.iter().any(|after| after.path == before.path) {
            old_left.push(before);
        }
    }
    let mut new_left: Vec<(usize, &Input)> = Vec::new();
    for (position, after) in new.iter().enumerate() {
        match old.iter().find(|before| before.path == after.path) {
            Some(before) if before.sha256 == after.sha256 => {}
            Some(before) => {
                let revised = InputDifference::new(InputChange::Revised, Some(before), Some(after));
                found.extend(revised.map(|one| (position, one)));
            }
            None => new_left.push((position, after)),
        }
    }
    let rules: [(InputChange, Matches); 2] = [
        (InputChange::Renamed, |before, after| before.sha256 == after.sha256),
        (InputChange::Revised, |before, after| {
            before.kind == after.kind && year(&before.path).is_some() && year(&before.path) == year(&after.path)
        }),
    ];
    for (change, belong) in rules {
        new_left.retain(|(position, after)| {
            let Some(at) = old_left.iter().position(|before| belong(before, after)) else {
                return true;
            };
            let before = old_left.remove(at);
            found.extend(InputDifference::new(change, Some(before), Some(*after)).map(|one| (*position, one)));
            false
        });
    }
    let kinds: Vec<&str> = new_left.iter().map(|(_, after)| after.kind.as_str()).collect();
    new_left.retain(|(position, after)| {
        let of_kind: Vec<usize> = (0..old_left.len())
            .filter(|at| old_left[*at].kind == after.kind)
            .collect();
        let is_only = kinds.iter().filter(|kind| **kind == after.kind).count() == 1;
        let ([at], true) = (of_kind.as_slice(), is_only) else {
            return true;
        };
        let before = old_left.remove(*at);
        let revised = InputDifference::new(InputChange::Revised, Some(before), Some(*after));
        found.extend(revised.map(|one| (*position, one)));
        false
    });
    for (position, after) in new_left {
        found.extend(InputDifference::new(InputChange::Added, None, Some(after)).map(|one| (position, one)));
    }
    found.sort_by_key(|(position, _)| *position);
    let gone = old_left
        .into_iter()
        .filter_map(|before| InputDifference::new(InputChange::Removed, Some(before), None));
    found.into_iter().map(|(_, one)| one).chain(gone).collect()
}

/// The last run of four digits in the name of a file that is a year.
fn year(path: &str) -> Option<u16> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let runs = name
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|digits| digits.len() == 4);
    let mut years = runs.filter_map(|digits| digits.parse::<u16>().ok());
    years.rfind(|year| (1900..=2200).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(path: &str, kind: &str, sha256: &str) -> Input {
        Input {
            path: path.to_owned(),
            kind: kind.to_owned(),
            edition: None,
            sha256: sha256.to_owned(),
            rows: 1,
        }
    }

    #[test]
    fn files_are_paired_by_path_content_year_and_kind() {
        let old = [
            input("icio/2019_SML.csv", "icio", "a"),
            input("icio/2020_SML.csv", "icio", "b"),
            input("trade/one.csv", "comtrade", "c"),
            input("gdp_2023.csv", "wdi", "d"),
            input("trade/gone.csv", "tidy-trade", "e"),
        ];
        let new = [
            input("icio/2019_SML.csv", "icio", "a2"),
            input("new/2020.csv", "icio", "b2"),
            input("new/2021.csv", "icio", "f"),
            input("trade/uno.csv", "comtrade", "c"),
            input("gdp_2024.csv", "wdi", "d2"),
        ];
        let found: Vec<(&str, String, Option<String>)> = differences(&old, &new)
            .into_iter()
            .map(|one| (one.change.id(), one.path, one.was))
            .collect();
        let was = |path: &str| Some(path.to_owned());
        let expected = [
            ("revised", "icio/2019_SML.csv".to_owned(), None),
            ("revised", "new/2020.csv".to_owned(), was("icio/2020_SML.csv")),
            ("added", "new/2021.csv".to_owned(), None),
            ("renamed", "trade/uno.csv".to_owned(), was("trade/one.csv")),
            ("revised", "gdp_2024.csv".to_owned(), was("gdp_2023.csv")),
            ("removed", "trade/gone.csv".to_owned(), None),
        ];
        assert_eq!(found, expected);
        assert!(differences(&old, &old).is_empty());
    }

    #[test]
    fn a_file_that_is_new_has_no_old_path() {
        let one =
            |old: Option<&Input>, new: Option<&Input>, change| InputDifference::new(change, old, new).expect("one");
        let (a, b) = (input("a", "wdi", "1"), input("b", "wdi", "2"));
        let added = one(None, Some(&b), InputChange::Added);
        assert_eq!((added.old_path(), added.new_path()), (None, Some("b")));
        let removed = one(Some(&a), None, InputChange::Removed);
        assert_eq!((removed.old_path(), removed.new_path()), (Some("a"), None));
        let replaced = one(Some(&a), Some(&b), InputChange::Revised);
        assert_eq!((replaced.old_path(), replaced.new_path()), (Some("a"), Some("b")));
    }

    #[test]
    fn the_year_of_a_file_stands_in_its_name() {
        assert_eq!(year("data/2024/ICIO2023_2014.csv.gz"), Some(2014));
        assert_eq!((year("gdp.csv"), year("a/20145.csv")), (None, None));
    }
}
