//! Values that are others than before.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::owned;
use super::files::Located;
use super::held::Held;
use super::revision::largest;
use super::{Change, Revision, Topic};
use crate::model::{Economy, Year};

/// The revisions of one economy in the files of one topic.
#[derive(Default)]
struct Revisions<'a> {
    slips: Vec<Revision>,
    large: Vec<Revision>,
    slight: Vec<Revision>,
    paths: BTreeSet<&'a str>,
}

/// Sums in another order differ by less than this in terms of the value.
const ROUNDING: f64 = 1e-12;

/// Values that differ, by economy and topic; what differs a little, by topic.
pub(super) fn revisions(before: &Held<'_>, after: &Held<'_>, threshold: f64) -> Vec<Located> {
    let none = BTreeMap::new();
    let mut groups: BTreeMap<(Topic, &Economy), Revisions<'_>> = BTreeMap::new();
    for (&(economy, series), old_values) in &before.values {
        let new_values = after.values.get(&(economy, series)).unwrap_or(&none);
        for (&year, &(old, _)) in old_values {
            let Some(&(new, path)) = new_values.get(&year) else {
                continue;
            };
            if is_same(old, new) {
                continue;
            }
            let series = series.clone();
            let group = groups.entry((series.topic(), economy)).or_default();
            group.paths.insert(path);
            let revision = Revision { series, year, old, new };
            if revision.thousands().is_some() {
                group.slips.push(revision);
            } else if 100.0 * revision.size() <= threshold {
                group.slight.push(revision);
            } else {
                group.large.push(revision);
            }
        }
    }
    let mut found = Vec::new();
    let mut slight: BTreeMap<Topic, Vec<(&Economy, Revisions<'_>)>> = BTreeMap::new();
    for ((topic, economy), group) in groups {
        let has_more = !group.slips.is_empty() || !group.large.is_empty();
        if !has_more {
            slight.entry(topic).or_default().push((economy, group));
            continue;
        }
        let paths = owned(group.paths);
        if !group.slips.is_empty() {
            let change = Change::UnitSlip {
                topic,
                economy: economy.clone(),
                revisions: group.slips,
            };
            found.push((paths.clone(), change));
        }
        if !group.large.is_empty() {
            let change = Change::Revised {
                topic,
                economy: economy.clone(),
                revisions: group.large,
                slight: group.slight.len(),
                threshold,
            };
            found.push((paths, change));
        }
    }
    let only_slight = slight.into_iter();
    found.extend(only_slight.filter_map(|(topic, groups)| slightly_revised(topic, &groups, threshold)));
    found
}

/// What is revised a little, all economies of a topic together.
fn slightly_revised(topic: Topic, groups: &[(&Economy, Revisions<'_>)], threshold: f64) -> Option<Located> {
    let all = || groups.iter().flat_map(|(_, group)| &group.slight);
    let years: BTreeSet<Year> = all().map(|revision| revision.year).collect();
    let paths: BTreeSet<&str> = groups
        .iter()
        .flat_map(|(_, group)| group.paths.iter().copied())
        .collect();
    let largest = groups
        .iter()
        .filter_map(|(economy, group)| Some((*economy, largest(&group.slight)?)))
        .max_by(|(_, a), (_, b)| a.size().total_cmp(&b.size()))?;
    let change = Change::SlightlyRevised {
        topic,
        count: all().count(),
        economies: groups.iter().map(|(economy, _)| (*economy).clone()).collect(),
        years: years.into_iter().collect(),
        largest: (largest.0.clone(), largest.1.clone()),
        threshold,
    };
    Some((owned(paths), change))
}

/// Whether two values differ by no more than the order of a sum.
pub(super) fn is_same(old: f64, new: f64) -> bool {
    old == new || (new - old).abs() <= ROUNDING * old.abs()
}
