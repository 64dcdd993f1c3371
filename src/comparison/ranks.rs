//! Orders that differ: which economy, commodity group, partner or sector comes first.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::ingest::Group;
use crate::provenance::{Key, LinkageField, TermField};
use crate::stages::Term;

/// The same numbers in another order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RankDifference {
    pub document: String,
    /// The names of the numbers, with `*` for what is ranked: `stage1.*.sitc5.lead.share-ratio`.
    pub of: String,
    /// The exhibits in which they stand.
    pub exhibits: Vec<String>,
    /// What stands for `*`, from the greatest number to the smallest.
    pub old: Vec<String>,
    pub new: Vec<String>,
}

/// A number that both builds have.
pub(super) struct Ranked<'a> {
    pub exhibit: &'a str,
    pub key: &'a str,
    pub old: f64,
    pub new: f64,
    /// Whether the printed text differs.
    pub printed: bool,
}

/// A member of a ranking.
struct Member<'a> {
    name: String,
    number: &'a Ranked<'a>,
}

/// Every ranking that differs; those with another first one come first.
///
/// Lead coefficients and shares of stage I are ranked over economies and over commodity groups, shares of partners over
/// the partners, shares of foreign value added over the exporters, coefficients over exporters and sectors. Of yearly
/// shares the last year counts. What differs by unprinted digits alone is no difference of rank.
pub(super) fn differences(document: &str, numbers: &[Ranked<'_>]) -> Vec<RankDifference> {
    let mut rankings: BTreeMap<String, BTreeMap<String, Member<'_>>> = BTreeMap::new();
    for number in numbers {
        let Ok(key) = number.key.parse::<Key>() else { continue };
        for part in ranked_parts(&key) {
            let mut parts: Vec<&str> = number.key.split('.').collect();
            let Some(place) = parts.get_mut(*part) else { continue };
            let name = std::mem::replace(place, "*").to_owned();
            let members = rankings.entry(parts.join(".")).or_default();
            members.entry(name.clone()).or_insert(Member { name, number });
        }
    }
    let last_years = last_years(rankings.keys());
    rankings.retain(|of, _| without_year(of).is_none_or(|(rest, year)| last_years.get(&rest) == Some(&year)));
    let mut found: Vec<RankDifference> = rankings
        .into_iter()
        .filter_map(|(of, members)| difference(document, of, members.into_values().collect()))
        .collect();
    found.sort_by_key(|one| one.old.first() == one.new.first());
    found
}

fn difference(document: &str, of: String, members: Vec<Member<'_>>) -> Option<RankDifference> {
    let order = |value: &dyn Fn(&Ranked<'_>) -> f64| {
        let mut members: Vec<&Member<'_>> = members.iter().collect();
        members.sort_by(|a, b| value(b.number).total_cmp(&value(a.number)));
        members.iter().map(|member| member.name.clone()).collect::<Vec<_>>()
    };
    let (old, new) = (order(&|number| number.old), order(&|number| number.new));
    if old == new || !members.iter().any(|member| member.number.printed) {
        return None;
    }
    let mut exhibits: Vec<String> = members.iter().map(|member| member.number.exhibit.to_owned()).collect();
    exhibits.sort_unstable();
    exhibits.dedup();
    Some(RankDifference {
        document: document.to_owned(),
        of,
        exhibits,
        old,
        new,
    })
}

/// The parts of a key, by position, over which numbers like it can be ranked.
fn ranked_parts(key: &Key) -> &'static [usize] {
    match key {
        Key::Share { group, .. } | Key::Lead { group, .. } => match group {
            Group::Section(_) => &[1, 2],
            Group::Total => &[1],
        },
        Key::Linkage { field, .. } => match field {
            LinkageField::PartnerShare(_) => &[5],
            LinkageField::FvaShare => &[1],
            LinkageField::GrossExports | LinkageField::Fva => &[],
        },
        Key::Coefficient {
            term: Term::Bp | Term::Fp,
            field: TermField::Coef,
            ..
        } => &[1, 2],
        _ => &[],
    }
}

/// The name of yearly numbers of stage II without their year, and the year.
fn without_year(of: &str) -> Option<(String, u16)> {
    let parts: Vec<&str> = of.split('.').collect();
    let ["stage2", exporter, sector, year, rest @ ..] = parts.as_slice() else {
        return None;
    };
    Some((format!("{exporter}.{sector}.{}", rest.join(".")), year.parse().ok()?))
}

fn last_years<'a>(names: impl Iterator<Item = &'a String>) -> BTreeMap<String, u16> {
    let mut last: BTreeMap<String, u16> = BTreeMap::new();
    for (rest, year) in names.filter_map(|of| without_year(of)) {
        let known = last.entry(rest).or_insert(year);
        *known = year.max(*known);
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranked(key: &'static str, old: f64, new: f64) -> Ranked<'static> {
        Ranked {
            exhibit: "tbl-x",
            key,
            old,
            new,
            printed: old != new,
        }
    }

    #[test]
    fn another_order_is_found_over_each_dimension() {
        let found = differences(
            "article",
            &[
                ranked("stage1.KAZ.sitc5.lead.share-ratio", 1.8, 1.2),
                ranked("stage1.RUS.sitc5.lead.share-ratio", 1.5, 1.5),
                ranked("stage1.KAZ.sitc6.lead.share-ratio", 1.1, 1.1),
                ranked("stage1.KAZ.TOTAL.share_total_base", 0.5, 0.4),
                ranked("panel.KAZ.chemicals.2014.bp", 1.0, 2.0),
            ],
        );
        let [one] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(one.of, "stage1.*.sitc5.lead.share-ratio");
        assert_eq!(
            (one.old.join(" "), one.new.join(" ")),
            ("KAZ RUS".to_owned(), "RUS KAZ".to_owned())
        );
        assert_eq!(one.exhibits, ["tbl-x"]);
    }

    #[test]
    fn of_yearly_shares_the_last_year_counts() {
        let found = differences(
            "article",
            &[
                ranked("stage2.RUS.machinery.2019.partner_share.BLR", 0.3, 0.1),
                ranked("stage2.RUS.machinery.2019.partner_share.KAZ", 0.2, 0.2),
                ranked("stage2.RUS.machinery.2020.partner_share.BLR", 0.3, 0.31),
                ranked("stage2.RUS.machinery.2020.partner_share.KAZ", 0.2, 0.2),
            ],
        );
        assert!(found.is_empty(), "{found:?}");
    }
}
