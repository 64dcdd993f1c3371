//! Where in the program something is computed: file and line, found in the sources themselves.

use std::fmt;

use crate::literate::document::{Exhibit, ExhibitContent};
use crate::provenance::{Key, Number, Origin};

/// A function of the program.
#[derive(Debug, Clone, Copy)]
pub(super) struct Routine {
    /// In the sources of the program.
    pub path: &'static str,
    /// How its definition begins.
    definition: &'static str,
    source: &'static str,
}

macro_rules! routine {
    ($name:ident, $path:literal, $definition:literal) => {
        const $name: Routine = Routine {
            path: concat!("src/", $path),
            definition: $definition,
            source: include_str!(concat!("../", $path)),
        };
    };
}

routine!(LEAD, "stages/reorientation.rs", "pub fn lead_coefficients(");
routine!(TRADE, "ingest/trade/data.rs", "pub fn exports_of(");
routine!(LINKAGE, "stages/linkage.rs", "pub fn measure_linkage<");
routine!(PANEL, "stages/response/panel.rs", "pub fn build_panel(");
routine!(RESPONSE, "stages/response/estimate.rs", "pub fn estimate_responses(");
routine!(REGRESSION, "stages/regression.rs", "pub fn fit_regressions<");
routine!(ROBUSTNESS, "stages/robustness/mod.rs", "pub fn examine(");
routine!(COUNT, "provenance/value.rs", "pub fn value(");
routine!(SETTING, "settings.rs", "pub fn number(");
routine!(TABLE_REORIENTATION, "exhibits/tables.rs", "fn reorientation(");
routine!(TABLE_DEFINITIONS, "exhibits/tables.rs", "fn definitions(");
routine!(TABLE_RESPONSE, "exhibits/tables.rs", "fn response(");
routine!(TABLE_INPUTS, "exhibits/tables.rs", "fn inputs(");
routine!(TABLE_REGRESSION, "exhibits/tables.rs", "fn regression(");
routine!(TABLES_ROBUSTNESS, "exhibits/robustness/mod.rs", "fn tables(");
routine!(FIGURE_LINKAGE, "exhibits/figures.rs", "fn linkage(");
routine!(FIGURE_RESPONSE, "exhibits/figures.rs", "fn response(");
routine!(FIGURES_SLOPES, "exhibits/slopes.rs", "fn figures(");

/// The three stages and what comes after them, for the description of the program.
pub(super) const STAGES: [(&str, Routine); 7] = [
    ("stage I, lead coefficients", LEAD),
    ("stage II, origin of foreign value added", LINKAGE),
    ("stage III, the series", PANEL),
    ("stage III, the equations", RESPONSE),
    ("robustness of stage III", ROBUSTNESS),
    ("the project's own regressions", REGRESSION),
    ("sums of exports over the windows of stage I", TRADE),
];

impl Routine {
    /// The line of its definition, from 1.
    pub(super) fn line(&self) -> Option<usize> {
        let at = self.source.lines().position(|line| line.contains(self.definition));
        at.map(|at| at + 1)
    }

    /// What computes the results that a number was made from, each once.
    pub(super) fn of_number(number: &Number) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        let mut waiting = vec![number];
        while let Some(next) = waiting.pop() {
            match next.origin() {
                Origin::Result(key) => {
                    let routine = Self::of_key(key);
                    if !found.iter().any(|known| known.is(&routine)) {
                        found.push(routine);
                    }
                }
                Origin::Constant => {}
                Origin::Derived { of, .. } => waiting.extend(of.iter().rev()),
            }
        }
        found
    }

    fn of_key(key: &Key) -> Self {
        match key {
            Key::Share { .. } | Key::Lead { .. } => LEAD,
            Key::Trade { .. } => TRADE,
            Key::Linkage { .. } => LINKAGE,
            Key::Panel { .. } => PANEL,
            Key::Coefficient { .. } | Key::Statistic { .. } => RESPONSE,
            Key::OwnCoefficient { .. } | Key::OwnStatistic { .. } => REGRESSION,
            Key::Robustness { .. } => ROBUSTNESS,
            Key::Inputs { .. } => COUNT,
            Key::Setting { .. } => SETTING,
        }
    }

    /// What lays out an exhibit; none where the author has made it.
    pub(super) fn of_exhibit(exhibit: &Exhibit) -> Option<Self> {
        let id = exhibit.id.as_str();
        match exhibit.content {
            ExhibitContent::Image { .. } | ExhibitContent::AuthorTable(_) => None,
            ExhibitContent::Figure { .. } => Some(match id {
                "fig-response" => FIGURE_RESPONSE,
                "fig-forest" => FIGURES_SLOPES,
                _ if id.starts_with("fig-curve") => FIGURES_SLOPES,
                _ => FIGURE_LINKAGE,
            }),
            ExhibitContent::Table(_) => Some(match id {
                "tbl-reorientation" => TABLE_REORIENTATION,
                "tbl-definitions" => TABLE_DEFINITIONS,
                "tbl-response" => TABLE_RESPONSE,
                "tbl-inputs" => TABLE_INPUTS,
                _ if ROBUSTNESS_TABLES.contains(&id) => TABLES_ROBUSTNESS,
                _ => TABLE_REGRESSION,
            }),
        }
    }

    fn is(&self, other: &Self) -> bool {
        (self.path, self.definition) == (other.path, other.definition)
    }
}

/// The tables of the appendix.
const ROBUSTNESS_TABLES: [&str; 9] = [
    "tbl-variances",
    "tbl-unit-roots",
    "tbl-cointegration",
    "tbl-specifications",
    "tbl-diagnostics",
    "tbl-content",
    "tbl-multiplicity",
    "tbl-stability",
    "tbl-verdicts",
];

impl fmt::Display for Routine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line() {
            Some(line) => write!(f, "{}, line {line}", self.path),
            None => f.write_str(self.path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_routine_is_found_in_its_source_once() {
        let all = [
            LEAD,
            TRADE,
            LINKAGE,
            PANEL,
            RESPONSE,
            REGRESSION,
            ROBUSTNESS,
            COUNT,
            SETTING,
            TABLE_REORIENTATION,
            TABLE_DEFINITIONS,
            TABLE_RESPONSE,
            TABLE_INPUTS,
            TABLE_REGRESSION,
            TABLES_ROBUSTNESS,
            FIGURE_LINKAGE,
            FIGURE_RESPONSE,
            FIGURES_SLOPES,
        ];
        for routine in all {
            let lines = routine.source.lines().filter(|line| line.contains(routine.definition));
            assert_eq!(lines.count(), 1, "{} {}", routine.path, routine.definition);
        }
    }

    #[test]
    fn a_computed_number_leads_to_what_computed_its_parts() {
        let number = |key: &str| Number::result(key.parse().expect("a key"), 1.0);
        let parts = vec![
            number("stage2.RUS.machinery.2014.fva_share"),
            number("stage2.RUS.machinery.2013.fva_share"),
            number("settings.bloc.members"),
        ];
        let mean = Number::derived(crate::provenance::Operation::Mean, 1.0, parts);
        let paths: Vec<&str> = Routine::of_number(&mean).iter().map(|routine| routine.path).collect();
        assert_eq!(paths, ["src/stages/linkage.rs", "src/settings.rs"]);
        assert!(Routine::of_number(&Number::constant(2.0)).is_empty());
    }
}
