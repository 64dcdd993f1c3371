use super::finding::{Evidence, Finding, Rule};
use crate::published::Period;

/// Finds the periods that leave the years of their source.
pub(super) fn periods(periods: &[Period]) -> Vec<Finding> {
    let outside = periods.iter().filter(|period| !period.outside().is_empty());
    let findings = outside.map(|period| {
        let evidence = Evidence::Years {
            used_for: period.used_for.clone(),
            years: period.years,
            source: period.source.clone(),
            source_years: period.source_years,
            outside: period.outside(),
        };
        Finding::new(Rule::PeriodOutsideSource, &period.id, Vec::new(), evidence).about(&period.id, &period.place)
    });
    findings.collect()
}
