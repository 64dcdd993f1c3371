//! Finds units that are off by a thousand, by comparing inputs with each other and over time.

use super::error::{IngestError, Place, Problem};
use super::{Group, Inputs, Partner, TradeData};
use crate::model::{Economy, Year};
use crate::settings::Settings;

/// No honest series changes by this factor from one year to the next.
const JUMP: f64 = 100.0;
/// Inhabitants of a plausible economy, from the smallest microstate to beyond the largest.
const POPULATION: std::ops::Range<f64> = 2e4..5e9;

/// Compares neighbouring years of every series, GDP with GDP per capita, and trade with the tables.
pub(super) fn check(inputs: &Inputs, settings: &Settings) -> Vec<IngestError> {
    let mut errors = Vec::new();
    for economy in &settings.bloc.focus {
        let years = inputs.tables.iter().map(|year| &year.outline);
        let output = years.filter_map(|year| Some((year.year, year.sum_of(economy, year.output.as_ref()?)?)));
        let tables = jump("data.icio", "the total output", economy, output)
            .or_else(|| population(inputs, economy))
            .or_else(|| trade_level(inputs, economy));
        errors.extend(tables);
        let years = settings.response.years.years();
        let gdp = years.filter_map(|year| Some((year, inputs.gdp_per_capita.get(economy, year)?)));
        errors.extend(jump("data.gdp", "GDP per capita", economy, gdp));
    }
    if let (Some(trade), Some(stage)) = (&inputs.trade, &settings.reorientation) {
        for member in &settings.bloc.members {
            let years = stage.base.years().chain(stage.current.years());
            let exports =
                years.filter_map(|year| Some((year, trade.get(member, &Partner::World, Group::Total, year)?)));
            errors.extend(jump("data.trade", "total exports", member, exports));
            let mut windows = stage.base.years().chain(stage.current.years());
            errors.extend(windows.find_map(|year| part_over_whole(trade, settings, member, year)));
        }
    }
    errors
}

fn jump(
    list: &str,
    what: &'static str,
    economy: &Economy,
    series: impl Iterator<Item = (Year, f64)>,
) -> Option<IngestError> {
    let series: Vec<(Year, f64)> = series.filter(|(_, value)| *value > 0.0).collect();
    let (before, after) = series
        .windows(2)
        .filter_map(|pair| Some((*pair.first()?, *pair.last()?)))
        .find(|(before, after)| after.1 / before.1 > JUMP || before.1 / after.1 > JUMP)?;
    let problem = Problem::Unit {
        what,
        subject: economy.to_string(),
        year: after.0,
        ratio: format!("{:.3e} times", after.1 / before.1),
        against: format!("value of {}", before.0),
    };
    Some(IngestError::new(Place::file(list), problem))
}

/// A part may exceed the whole by rounding only.
const ROUNDING: f64 = 1.001;

/// Exports of a group against those of all goods, and exports to members against those to the world.
fn part_over_whole(trade: &TradeData, settings: &Settings, member: &Economy, year: Year) -> Option<IngestError> {
    let exports = |partner: &Partner, group| trade.get(member, partner, group, year).unwrap_or_default();
    let all = trade.get(member, &Partner::World, Group::Total, year)?;
    let partners = settings.bloc.members.iter().filter(|partner| *partner != member);
    let partners: Vec<Partner> = partners.cloned().map(Partner::Economy).collect();
    let fail = |part: String, whole: &str, found, limit| {
        let problem = Problem::PartOverWhole {
            economy: member.clone(),
            year,
            part,
            whole: whole.to_owned(),
            found,
            limit,
        };
        Some(IngestError::new(Place::file("data.trade"), problem))
    };
    for group in Group::SECTIONS.into_iter().chain([Group::Total]) {
        let world = exports(&Partner::World, group);
        let mutual: f64 = partners.iter().map(|partner| exports(partner, group)).sum();
        if mutual > world * ROUNDING {
            return fail(
                format!("to the members, group {group}"),
                "those to the world",
                mutual,
                world,
            );
        }
        if world > all * ROUNDING {
            return fail(format!("to the world, group {group}"), "its total", world, all);
        }
    }
    None
}

/// Exports of goods by the trade data against all exports by the tables, in the first common year.
fn trade_level(inputs: &Inputs, economy: &Economy) -> Option<IngestError> {
    let trade = inputs.trade.as_ref()?;
    let mut tables = inputs.tables.iter().map(|year| &year.outline);
    let (year, goods, all) = tables.find_map(|table| {
        // Published origins hold the activities that were downloaded, not all.
        table.output.as_ref()?;
        let goods = trade.get(economy, &Partner::World, Group::Total, table.year)?;
        let all_usd_mn = table.sum_of(economy, &table.exports)?;
        Some((table.year, goods, all_usd_mn * 1e6))
    })?;
    if goods < JUMP * all && all < JUMP * goods {
        return None;
    }
    let problem = Problem::Unit {
        what: "total exports",
        subject: economy.to_string(),
        year,
        ratio: format!("{:.3e} times", goods / all),
        against: "gross exports of the input-output table".to_owned(),
    };
    Some(IngestError::new(Place::file("data.trade"), problem))
}

/// Value added with taxes over GDP per capita is a population.
fn population(inputs: &Inputs, economy: &Economy) -> Option<IngestError> {
    let table = &inputs.tables.last()?.outline;
    let gdp_usd_mn = table.sum_of(economy, table.value_added.as_ref()?)?;
    let people = gdp_usd_mn * 1e6 / inputs.gdp_per_capita.get(economy, table.year)?;
    if POPULATION.contains(&people) {
        return None;
    }
    let problem = Problem::Unit {
        what: "the value added",
        subject: economy.to_string(),
        year: table.year,
        ratio: format!("{people:.3e} times"),
        against: "GDP per capita, which implies an impossible population".to_owned(),
    };
    Some(IngestError::new(Place::file("data.icio"), problem))
}
