//! Stage I: does a member's mutual trade in a commodity group run ahead of its total trade?

use indexmap::IndexMap;
use serde::Serialize;

use crate::ingest::{Group, TradeData};
use crate::model::{Economy, Window};
use crate::settings::{Bloc, LeadDefinition, Reorientation};

/// One cell of Table 1: an economy's exports of a commodity group in both windows.
///
/// Shares are fractions of the economy's exports of all commodities; `None` where that is zero.
#[derive(Debug, Clone, PartialEq)]
pub struct LeadCell {
    pub economy: Economy,
    pub group: Group,
    pub share_total_base: Option<f64>,
    pub share_total_current: Option<f64>,
    pub share_mutual_base: Option<f64>,
    pub share_mutual_current: Option<f64>,
    /// K under every definition; `None` where a denominator is zero or data are missing.
    pub lead: IndexMap<&'static str, Option<f64>>,
}

impl LeadCell {
    /// K under one definition; the gap in shares is in percentage points.
    pub fn lead(&self, definition: LeadDefinition) -> Option<f64> {
        self.lead.get(definition.id()).copied().flatten()
    }

    /// Whether K shows preference for the mutual market.
    pub fn prefers_mutual(&self, definition: LeadDefinition) -> Option<bool> {
        self.lead(definition).map(|k| k > definition.threshold())
    }

    /// Whether no share lacks a denominator.
    pub fn shares_defined(&self) -> bool {
        let shares = [
            self.share_total_base,
            self.share_total_current,
            self.share_mutual_base,
            self.share_mutual_current,
        ];
        shares.iter().all(Option::is_some)
    }

    /// Whether the defined coefficients all give one verdict.
    pub fn definitions_agree(&self) -> bool {
        let mut verdicts = LeadDefinition::ALL.into_iter().filter_map(|d| self.prefers_mutual(d));
        verdicts
            .next()
            .is_none_or(|first| verdicts.all(|verdict| verdict == first))
    }
}

impl Serialize for LeadCell {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Row<'a> {
            economy: &'a Economy,
            group: Group,
            share_total_base: Option<f64>,
            share_total_current: Option<f64>,
            share_mutual_base: Option<f64>,
            share_mutual_current: Option<f64>,
            lead: &'a IndexMap<&'static str, Option<f64>>,
        }
        let percent = |share: Option<f64>| share.map(|share| share * 100.0);
        Row {
            economy: &self.economy,
            group: self.group,
            share_total_base: percent(self.share_total_base),
            share_total_current: percent(self.share_total_current),
            share_mutual_base: percent(self.share_mutual_base),
            share_mutual_current: percent(self.share_mutual_current),
            lead: &self.lead,
        }
        .serialize(serializer)
    }
}

/// Computes the lead coefficients of every member and SITC section.
///
/// Mutual exports go to the other members, total exports to the world; both are summed over the
/// windows, USD. Definitions: `docs/methods.md`, formula 1.
pub fn lead_coefficients(trade: &TradeData, bloc: &Bloc, stage: &Reorientation) -> Vec<LeadCell> {
    let cells = bloc.members.iter().flat_map(|economy| {
        Group::SECTIONS.map(|group| {
            let flows = Flows { trade, bloc, economy };
            lead_cell(
                economy,
                group,
                |g, window| (flows.sum(g, true, window), flows.sum(g, false, window)),
                stage,
            )
        })
    });
    cells.collect()
}

struct Flows<'a> {
    trade: &'a TradeData,
    bloc: &'a Bloc,
    economy: &'a Economy,
}

impl Flows<'_> {
    fn sum(&self, group: Group, mutual: bool, window: Window) -> f64 {
        self.trade.exports_of(self.bloc, self.economy, group, mutual, window)
    }
}

/// `exports` gives (mutual, total) exports of a group over a window.
fn lead_cell(
    economy: &Economy,
    group: Group,
    exports: impl Fn(Group, Window) -> (f64, f64),
    stage: &Reorientation,
) -> LeadCell {
    let (mutual, total) = paired(&exports, group, stage);
    let (all_mutual, all_total) = paired(&exports, Group::Total, stage);
    let sm = [ratio(mutual[0], all_mutual[0]), ratio(mutual[1], all_mutual[1])];
    let sg = [ratio(total[0], all_total[0]), ratio(total[1], all_total[1])];
    let third = [total[0] - mutual[0], total[1] - mutual[1]];
    let growth = |series: [f64; 2]| ratio(series[1], series[0]);
    let lead = LeadDefinition::ALL.map(|definition| {
        let k = match definition {
            LeadDefinition::ShareRatio => quotient(quotient(sm[1], sm[0]), quotient(sg[1], sg[0])),
            LeadDefinition::GrowthRatio => quotient(growth(mutual), growth(total)),
            LeadDefinition::GrowthRatioThird => quotient(growth(mutual), growth(third)),
            LeadDefinition::ShareGap => gap(sm, sg).map(|gap| gap * 100.0),
        };
        (definition.id(), k)
    });
    LeadCell {
        economy: economy.clone(),
        group,
        share_total_base: sg[0],
        share_total_current: sg[1],
        share_mutual_base: sm[0],
        share_mutual_current: sm[1],
        lead: lead.into_iter().collect(),
    }
}

/// (mutual, total), each in the base and the current window.
fn paired(exports: impl Fn(Group, Window) -> (f64, f64), group: Group, stage: &Reorientation) -> ([f64; 2], [f64; 2]) {
    let (base, current) = (exports(group, stage.base), exports(group, stage.current));
    ([base.0, current.0], [base.1, current.1])
}

fn ratio(numerator: f64, denominator: f64) -> Option<f64> {
    (denominator != 0.0).then(|| numerator / denominator)
}

fn quotient(numerator: Option<f64>, denominator: Option<f64>) -> Option<f64> {
    ratio(numerator?, denominator?)
}

fn gap(mutual: [Option<f64>; 2], total: [Option<f64>; 2]) -> Option<f64> {
    Some((mutual[1]? - mutual[0]?) - (total[1]? - total[0]?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(mutual: [f64; 2], total: [f64; 2]) -> LeadCell {
        let window = |first, last| Window::new(first, last).expect("an ordered window");
        let stage = Reorientation {
            base: window(2013, 2017),
            current: window(2018, 2022),
            definition: LeadDefinition::ShareRatio,
            mirror: Vec::new(),
        };
        let exports = |group, window: Window| {
            let period = usize::from(window.first() == 2018);
            if group == Group::Total {
                ([100.0, 200.0][period], [1000.0, 1000.0][period])
            } else {
                (mutual[period], total[period])
            }
        };
        lead_cell(
            &Economy::parse("KAZ").expect("a code"),
            Group::Section(7),
            exports,
            &stage,
        )
    }

    #[test]
    fn the_four_definitions_as_by_hand() {
        // sm: 0.10 → 0.15; sg: 0.05 → 0.06; growth: mutual ×3, total ×1.2, third 40 → 30.
        let cell = cell([10.0, 30.0], [50.0, 60.0]);
        let expected = [1.5 / 1.2, 3.0 / 1.2, 3.0 / 0.75, 5.0 - 1.0];
        for (definition, expected) in LeadDefinition::ALL.into_iter().zip(expected) {
            let k = cell.lead(definition).expect("no denominator is zero");
            assert!((k - expected).abs() < 1e-12, "{} {k} {expected}", definition.id());
        }
        assert!(cell.definitions_agree());
    }

    #[test]
    fn a_zero_denominator_leaves_the_coefficient_undefined() {
        let cell = cell([0.0, 30.0], [50.0, 60.0]);
        assert_eq!(cell.lead(LeadDefinition::ShareRatio), None);
        assert_eq!(cell.lead(LeadDefinition::GrowthRatio), None);
        assert!(cell.lead(LeadDefinition::ShareGap).is_some());
        assert_eq!(cell.share_mutual_base, Some(0.0));
    }
}
