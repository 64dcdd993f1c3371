//! The numbers of `results.json` by the names of their keys.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

/// A list of `results.json`: its name there, what keys begin with, and the fields that tell its rows apart, in the
/// order of the keys.
type List = (&'static str, &'static str, &'static [&'static str]);

const LISTS: [List; 7] = [
    ("stage1", "stage1", &["economy", "group"]),
    ("stage2", "stage2", &["exporter", "sector", "year"]),
    ("panel", "panel", &["exporter", "sector", "year"]),
    ("regression_panel", "panel", &["exporter", "sector", "year"]),
    ("stage3", "stage3", &["exporter", "sector", "direction"]),
    ("regressions", "regression", &["id"]),
    ("comparison", "comparison", &["exporter", "sector", "year", "quantity"]),
];

/// Evidence is a tree whose paths are the names already.
const TREE: &str = "robustness";

/// The fields of the stages that are percent in the file and fractions elsewhere.
const PERCENT: [(&str, &str); 3] = [
    ("stage1", "share_"),
    ("stage2", "fva_share"),
    ("stage2", "partner_share"),
];

/// Values that are so near in terms of the larger one are the same: sums in another order differ by less.
const ROUNDING: f64 = 1e-12;

/// Whether two values differ by no more than the order of a sum.
pub(super) fn is_same(old: f64, new: f64) -> bool {
    old == new || (new - old).abs() <= ROUNDING * old.abs().max(new.abs())
}

/// A result that differs, or that only one build has.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ResultDifference {
    /// The name of its key, such as `stage3.BLR.chemicals.mutual.bp.coef`.
    pub name: String,
    pub old: Option<f64>,
    pub new: Option<f64>,
}

/// All results of both builds.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ResultsDifference {
    /// How many results there are in each.
    pub n_old: usize,
    pub n_new: usize,
    pub different: Vec<ResultDifference>,
}

impl ResultsDifference {
    pub(super) fn of(old: &BTreeMap<String, f64>, new: &BTreeMap<String, f64>) -> Self {
        let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        let pairs = names.into_iter().map(|name| ResultDifference {
            name: name.clone(),
            old: old.get(name).copied(),
            new: new.get(name).copied(),
        });
        let differs = |pair: &ResultDifference| match (pair.old, pair.new) {
            (Some(old), Some(new)) => !is_same(old, new),
            _ => true,
        };
        Self {
            n_old: old.len(),
            n_new: new.len(),
            different: pairs.filter(differs).collect(),
        }
    }

    /// How many differ, by what their names begin with.
    pub fn by_stage(&self) -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        for one in &self.different {
            let stage = one.name.split('.').next().unwrap_or_default();
            *counts.entry(stage).or_default() += 1;
        }
        counts
    }
}

/// Every number of `results.json`, by the name of its key.
pub(super) fn named_numbers(results: &Value) -> BTreeMap<String, f64> {
    let mut found = BTreeMap::new();
    for (list, start, fields) in LISTS {
        for row in results[list].as_array().into_iter().flatten() {
            let parts = fields.iter().map(|field| part(field, &row[*field]));
            let name = std::iter::once(start.to_owned())
                .chain(parts)
                .collect::<Vec<_>>()
                .join(".");
            for (field, value) in row.as_object().into_iter().flatten() {
                if !fields.contains(&field.as_str()) {
                    let is_percent = PERCENT
                        .iter()
                        .any(|(of, begin)| *of == list && field.starts_with(begin));
                    let scale = if is_percent { 0.01 } else { 1.0 };
                    collect(&name, field, value, scale, &mut found);
                }
            }
        }
    }
    for (exporter, sectors) in results[TREE].as_object().into_iter().flatten() {
        collect(TREE, exporter, sectors, 1.0, &mut found);
    }
    found
}

/// A part of a key: commodity groups are sections there.
fn part(field: &str, value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let is_section = field == "group" && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_section { format!("sitc{text}") } else { text }
}

fn collect(name: &str, field: &str, value: &Value, scale: f64, found: &mut BTreeMap<String, f64>) {
    // The terms of an equation follow its name in keys.
    let name = if field == "terms" {
        name.to_owned()
    } else {
        format!("{name}.{field}")
    };
    match value {
        Value::Number(number) => {
            if let Some(number) = number.as_f64() {
                found.insert(name, number * scale);
            }
        }
        Value::Object(fields) => {
            for (field, value) in fields {
                collect(&name, field, value, scale, found);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provenance::Key;

    const RESULTS: &str = r#"{
        "stage1": [{"economy": "KAZ", "group": "5", "share_total_base": 25.0, "lead": {"share-ratio": 1.5, "share-gap": null}}],
        "stage2": [{"year": 2014, "exporter": "RUS", "sector": "machinery", "fva": 3.0, "fva_share": 10.0, "partner_share": {"KAZ": 4.0}}],
        "panel": [{"year": 2014, "exporter": "BLR", "sector": "chemicals", "bp": 2.0}],
        "stage3": [{"exporter": "BLR", "sector": "chemicals", "direction": "mutual", "n_obs": 26, "covariance": "HC1",
            "terms": {"bp": {"coef": 1.0, "p": 0.5}}, "r2": 0.9}],
        "regressions": [{"id": "own", "terms": {"log(bp)": {"coef": 2.0}}}],
        "robustness": {"BLR": {"chemicals": {"mutual": {"bp": {"bootstrap": 0.25}}}}}
    }"#;

    #[test]
    fn numbers_have_the_names_of_keys() {
        let found = named_numbers(&serde_json::from_str(RESULTS).expect("JSON"));
        let expected = [
            ("panel.BLR.chemicals.2014.bp", 2.0),
            ("regression.own.log(bp).coef", 2.0),
            ("robustness.BLR.chemicals.mutual.bp.bootstrap", 0.25),
            ("stage1.KAZ.sitc5.lead.share-ratio", 1.5),
            ("stage1.KAZ.sitc5.share_total_base", 0.25),
            ("stage2.RUS.machinery.2014.fva", 3.0),
            ("stage2.RUS.machinery.2014.fva_share", 0.1),
            ("stage2.RUS.machinery.2014.partner_share.KAZ", 0.04),
            ("stage3.BLR.chemicals.mutual.bp.coef", 1.0),
            ("stage3.BLR.chemicals.mutual.bp.p", 0.5),
            ("stage3.BLR.chemicals.mutual.n_obs", 26.0),
            ("stage3.BLR.chemicals.mutual.r2", 0.9),
        ];
        let names: Vec<&str> = found.keys().map(String::as_str).collect();
        assert_eq!(names, expected.map(|(name, _)| name));
        for (name, value) in expected {
            assert!((found[name] - value).abs() < 1e-15, "{name}");
            assert_eq!(name.parse::<Key>().map(|key| key.to_string()).as_deref(), Ok(name));
        }
    }

    #[test]
    fn the_order_of_a_sum_is_no_difference() {
        let of = |value: f64| BTreeMap::from([("panel.x".to_owned(), value), ("stage1.y".to_owned(), 2.0)]);
        let found = ResultsDifference::of(&of(0.3), &of(0.1 + 0.2));
        assert_eq!((found.n_old, found.different.len()), (2, 0));
        let found = ResultsDifference::of(&of(0.3), &of(0.300_001));
        assert_eq!(found.by_stage(), BTreeMap::from([("panel", 1)]));
        let found = ResultsDifference::of(&of(0.3), &BTreeMap::new());
        assert_eq!(found.different.len(), 2);
    }
}
