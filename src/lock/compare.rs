use std::collections::{BTreeMap, BTreeSet};

use super::files::{Located, Matched};
use super::held::Held;
use super::revisions::{is_same, revisions};
use super::{Change, Finding, Lock, Topic};
use crate::model::{Economy, Year};
use crate::settings::Settings;

/// What differs from an old lock, errors first.
///
/// Values are compared wherever they stand, so that a file may be parted, merged or renamed. What depends on settings
/// that have changed is left out: it says nothing about the data.
pub fn compare(old: &Lock, new: &Lock, settings: &Settings) -> Vec<Finding> {
    let (before, after) = (Held::of(old, &new.basis), Held::of(new, &old.basis));
    let files = Matched::of(old, new);
    let mut found = files.changes();
    let (economies, known) = economies(&before, &after);
    found.extend(economies);
    found.extend(files.economies_of_tables(&known));
    found.extend(years(&before, &after, &known));
    found.extend(single_values(&before, &after));
    found.extend(revisions(&before, &after, settings.lock.threshold));
    found.extend(other_rows(&before, &after));
    let unexplained = files.unexplained(&found);
    found.extend(unexplained);
    let findings = found.into_iter();
    let mut findings: Vec<Finding> = findings
        .map(|(paths, change)| Finding::new(settings, paths, change))
        .collect();
    findings.sort_by_key(Finding::severity);
    findings
}

/// Economies that are gone from all files of a topic, or new in them; and all of these together.
fn economies<'a>(before: &Held<'a>, after: &Held<'a>) -> (Vec<Located>, BTreeSet<&'a Economy>) {
    let (mut found, mut all) = (Vec::new(), BTreeSet::new());
    for topic in Topic::ALL {
        for (is_new, held, other) in [(false, before, after), (true, after, before)] {
            // Where there are no files of a topic on one side, the files say so.
            let (Some(own), Some(theirs)) = (held.economies.get(&topic), other.economies.get(&topic)) else {
                continue;
            };
            let lonely = own.iter().filter(|(economy, _)| !theirs.contains_key(*economy));
            let lonely: Vec<(&'a Economy, &BTreeSet<&str>)> =
                lonely.map(|(economy, paths)| (*economy, paths)).collect();
            if lonely.is_empty() {
                continue;
            }
            all.extend(lonely.iter().map(|(economy, _)| *economy));
            let paths: BTreeSet<&str> = lonely.iter().flat_map(|(_, paths)| paths.iter().copied()).collect();
            let economies: Vec<Economy> = lonely.iter().map(|(economy, _)| (*economy).clone()).collect();
            let years: BTreeSet<Year> = held
                .years
                .iter()
                // A table reaches every economy, not only those that it is said to lack.
                .filter(|((own, economy), _)| *own == topic && (topic == Topic::Tables || economies.contains(economy)))
                .flat_map(|(_, years)| years.keys().copied())
                .collect();
            let change = Change::Economies {
                topic,
                is_new,
                economies,
                years: years.into_iter().collect(),
            };
            found.push((owned(paths), change));
        }
    }
    (found, all)
}

/// Years that are gone or new, for all economies that they are the same of.
fn years<'a>(before: &Held<'a>, after: &Held<'a>, known: &BTreeSet<&Economy>) -> Vec<Located> {
    let mut found: BTreeMap<(Topic, bool, Vec<Year>), Vec<Economy>> = BTreeMap::new();
    let keys: BTreeSet<&(Topic, &'a Economy)> = before.years.keys().chain(after.years.keys()).collect();
    for &(topic, economy) in keys {
        if known.contains(economy) {
            continue;
        }
        let (old, new) = (before.years_of(topic, economy), after.years_of(topic, economy));
        for (is_new, difference) in [(false, old.difference(&new)), (true, new.difference(&old))] {
            let years: Vec<Year> = difference.copied().collect();
            if !years.is_empty() {
                found.entry((topic, is_new, years)).or_default().push(economy.clone());
            }
        }
    }
    let located = found.into_iter().map(|((topic, is_new, years), economies)| {
        let held = if is_new { after } else { before };
        let paths = held.paths_of(topic, &economies, &years);
        let change = Change::Years {
            topic,
            is_new,
            economies,
            years,
        };
        (paths, change)
    });
    located.collect()
}

/// Values that only one side has, of years that both have.
fn single_values(before: &Held<'_>, after: &Held<'_>) -> Vec<Located> {
    let mut found = Vec::new();
    for (is_new, own, other) in [(false, before, after), (true, after, before)] {
        for (&(economy, series), values) in &own.values {
            let theirs = other.values.get(&(economy, series));
            let known = other.years.get(&(series.topic(), economy));
            let lonely = values.iter().filter(|(year, _)| {
                let is_known = known.is_some_and(|known| known.contains_key(*year));
                is_known && theirs.is_none_or(|theirs| !theirs.contains_key(*year))
            });
            let (years, paths): (Vec<Year>, BTreeSet<&str>) = lonely.map(|(year, (_, path))| (*year, *path)).unzip();
            if !years.is_empty() {
                let change = Change::Values {
                    is_new,
                    economy: economy.clone(),
                    series: series.clone(),
                    years,
                };
                found.push((owned(paths), change));
            }
        }
    }
    found
}

/// Reporters whose rows have changed in years whose totals are the same.
fn other_rows(before: &Held<'_>, after: &Held<'_>) -> Vec<Located> {
    let mut found = Vec::new();
    for (&economy, old_prints) in &before.fingerprints {
        let Some(new_prints) = after.fingerprints.get(economy) else {
            continue;
        };
        let has_other_total = |year: &Year| {
            before.values.iter().any(|(key, old)| {
                let is_total = key.0 == economy && key.1.topic() == Topic::Trade;
                let new = after.values.get(key);
                let pair = || Some((old.get(year)?.0, new?.get(year)?.0));
                is_total && pair().is_some_and(|(old, new)| !is_same(old, new))
            })
        };
        let changed = old_prints.iter().filter_map(|(year, (old, _))| {
            let (new, path) = new_prints.get(year)?;
            (old != new && !has_other_total(year)).then_some((*year, *path))
        });
        let (years, paths): (Vec<Year>, BTreeSet<&str>) = changed.unzip();
        if !years.is_empty() {
            let economy = economy.clone();
            found.push((owned(paths), Change::OtherRows { economy, years }));
        }
    }
    found
}

pub(super) fn owned(paths: BTreeSet<&str>) -> Vec<String> {
    paths.into_iter().map(str::to_owned).collect()
}
