use std::collections::{BTreeMap, BTreeSet};

use super::{Basis, Lock, Series, Topic};
use crate::model::{Economy, Year};

/// The values of a lock by series instead of by file, as far as another lock can be compared with them.
pub(super) struct Held<'a> {
    pub values: BTreeMap<(&'a Economy, &'a Series), Years<'a, f64>>,
    pub fingerprints: BTreeMap<&'a Economy, Years<'a, &'a str>>,
    /// The years for which there is anything.
    pub years: BTreeMap<(Topic, &'a Economy), Years<'a, ()>>,
    /// Every economy that stands in the files of a topic, with their paths.
    pub economies: BTreeMap<Topic, BTreeMap<&'a Economy, BTreeSet<&'a str>>>,
}

/// Something of each year, with the path of its file.
pub(super) type Years<'a, T> = BTreeMap<Year, (T, &'a str)>;

impl<'a> Held<'a> {
    pub(super) fn of(lock: &'a Lock, other: &Basis) -> Self {
        let mut held = Self {
            values: BTreeMap::new(),
            fingerprints: BTreeMap::new(),
            years: BTreeMap::new(),
            economies: BTreeMap::new(),
        };
        let is_member = |economy: &Economy| lock.basis.members.contains(economy) && other.members.contains(economy);
        for input in &lock.inputs {
            let (topic, path) = (input.topic(), input.path.as_str());
            // Of reporters only members are read.
            let shown = |economy: &&Economy| topic != Topic::Trade || is_member(economy);
            let economies = held.economies.entry(topic).or_default();
            for economy in input.economies.iter().filter(shown) {
                economies.entry(economy).or_default().insert(path);
            }
            for (economy, of_economy) in input.values.iter().filter(|(economy, _)| is_member(economy)) {
                for (series, values) in of_economy {
                    let known = held.years.entry((topic, economy)).or_default();
                    known.extend(values.0.keys().map(|year| (*year, ((), path))));
                    if lock.basis.agrees(other, series) {
                        let years = held.values.entry((economy, series)).or_default();
                        years.extend(values.0.iter().map(|(year, value)| (*year, (*value, path))));
                    }
                }
            }
            for (economy, prints) in input.fingerprints.iter().filter(|(economy, _)| is_member(economy)) {
                let known = held.years.entry((topic, economy)).or_default();
                known.extend(prints.0.keys().map(|year| (*year, ((), path))));
                // Rows are those to other members, too.
                if lock.basis.members == other.members {
                    let years = held.fingerprints.entry(economy).or_default();
                    years.extend(prints.0.iter().map(|(year, print)| (*year, (print.as_str(), path))));
                }
            }
        }
        held
    }

    /// The years of an economy in the files of a topic.
    pub(super) fn years_of(&self, topic: Topic, economy: &'a Economy) -> BTreeSet<Year> {
        let known = self.years.get(&(topic, economy));
        known.map(|years| years.keys().copied().collect()).unwrap_or_default()
    }

    /// The files in which an economy has something in some years, each once.
    pub(super) fn paths_of(&self, topic: Topic, economies: &[Economy], years: &[Year]) -> Vec<String> {
        let mut paths = BTreeSet::new();
        for ((own_topic, economy), known) in &self.years {
            if *own_topic == topic && economies.contains(economy) {
                paths.extend(years.iter().filter_map(|year| Some(known.get(year)?.1)));
            }
        }
        paths.into_iter().map(str::to_owned).collect()
    }
}
