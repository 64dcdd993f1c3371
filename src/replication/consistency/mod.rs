//! An article against itself: findings by general rules, from what it prints alone.
//!
//! 1. `classical_f`: does the F of each row fit the classical F of its R²?
//! 2. `stars`: do the stars fit the printed standard errors, t and F?
//! 3. `reading`: does the prose read the cells that it names, as the table prints them?
//! 4. `units`: do the table and the prose give the same unit?
//! 5. `periods`: do the years in use lie within what the source covers?
//!
//! Each printed number stands for the interval of values that round to it, so that rounding alone never
//! makes a finding. A finding holds what a sentence about it needs, and no words.

mod classical_f;
mod finding;
mod named_cells;
mod periods;
mod reading;
mod stars;
mod units;

#[cfg(test)]
mod article_tests;
#[cfg(test)]
mod mutation_tests;

use std::collections::BTreeMap;

use serde::Serialize;

pub use classical_f::ClassicalF;
pub use finding::{CellReading, Evidence, Finding, Rule, Weight};

use crate::published::PublishedStudy;

/// What an article says against itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Consistency {
    /// In the order of the rules above, then of the article.
    pub findings: Vec<Finding>,
    /// How many findings each rule has.
    pub counts: BTreeMap<Rule, usize>,
    /// Every row that prints F and R², fitting or not.
    pub classical_f: Vec<ClassicalF>,
    /// For each number of observations, how many of these rows it would make fit.
    pub rows_fitting: BTreeMap<usize, usize>,
    /// How many statements of the prose were read against the table.
    pub n_statements: usize,
    /// How many star patterns could be judged from what is printed.
    pub n_star_patterns: usize,
}

/// Checks an article against itself.
pub fn check(study: &PublishedStudy) -> Consistency {
    let classical_f = classical_f::classical_f(&study.table);
    let stars = stars::star_patterns(&study.table);
    let mut findings: Vec<Finding> = classical_f.iter().filter_map(ClassicalF::finding).collect();
    findings.extend(stars.iter().filter_map(stars::StarPattern::finding));
    for statement in &study.statements {
        findings.extend(reading::read(statement, &study.table));
    }
    findings.extend(units::units(study));
    findings.extend(periods::periods(&study.periods));
    let mut counts = BTreeMap::new();
    for finding in &findings {
        *counts.entry(finding.rule).or_default() += 1;
    }
    Consistency {
        rows_fitting: classical_f::rows_fitting(&classical_f),
        findings,
        counts,
        classical_f,
        n_statements: study.statements.len(),
        n_star_patterns: stars.len(),
    }
}
