use std::collections::BTreeMap;

use super::finding::{Evidence, Finding, Rule};
use crate::published::{Claim, PublishedStudy};

/// Compares the unit of the table with each unit in which the prose reads it.
pub(super) fn units(study: &PublishedStudy) -> Vec<Finding> {
    let Some(table) = &study.table.unit else {
        return Vec::new();
    };
    let mut by_unit: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for statement in &study.statements {
        match &statement.claim {
            Claim::Value { unit, .. } if unit != table => by_unit.entry(unit).or_default().push(statement.id.clone()),
            _ => {}
        }
    }
    let findings = by_unit.into_iter().map(|(unit, statements)| {
        let evidence = Evidence::Units {
            table: table.clone(),
            prose: unit.to_owned(),
            statements,
        };
        let subject = unit.to_lowercase().replace(' ', "_");
        Finding::new(Rule::UnitDiffers, &subject, Vec::new(), evidence)
    });
    findings.collect()
}
