use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{ByYear, Series, TableFigures, Topic};
use crate::fingerprint::sha256;
use crate::ingest::{GdpPerCapita, Group, InputFile, Partner, TradeData};
use crate::model::{Economy, Year};
use crate::settings::Settings;

/// What an input file holds, in short.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InputSummary {
    /// Relative to the project.
    pub path: String,
    pub kind: String,
    pub sha256: String,
    /// Of input-output tables, as the settings state it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
    /// Of GDP per capita: the date of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vintage: Option<String>,
    /// Of commodities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classification: Option<String>,
    /// Data rows, without header and preamble.
    pub rows: usize,
    /// Every economy that the file has data of; in trade data the members that report.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub economies: BTreeSet<Economy>,
    /// The members' series: USD in trade data and GDP per capita, USD million in tables.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<Economy, BTreeMap<Series, ByYear<f64>>>,
    /// Of all rows of a reporter and year that the study can use.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fingerprints: BTreeMap<Economy, ByYear<String>>,
}

/// How many hexadecimal digits of a hash tell two sets of rows apart.
const FINGERPRINT: usize = 16;

/// Summarises every file, sorted by path.
///
/// A value stands with the file that it comes from. What is summed over a reporter's rows of a year stands with the
/// file that holds the total to the world, even where other rows stand elsewhere.
pub fn summarise(
    settings: &Settings,
    files: &[InputFile],
    trade: Option<&TradeData>,
    gdp: &GdpPerCapita,
    tables: &[TableFigures],
) -> Vec<InputSummary> {
    let mut inputs: BTreeMap<&str, InputSummary> = BTreeMap::new();
    for file in files {
        inputs.insert(&file.path, InputSummary::of(file));
    }
    if let Some(trade) = trade {
        add_trade(&mut inputs, trade);
    }
    for (economy, year, value, place) in gdp.entries() {
        let Some(input) = inputs.get_mut(&*place.path) else {
            continue;
        };
        input.economies.insert(economy.clone());
        if settings.bloc.members.contains(economy) {
            input.put(economy, Series::GdpPerCapita, year, value);
        }
    }
    for table in tables {
        let Some(input) = inputs.get_mut(table.path.as_str()) else {
            continue;
        };
        input.economies.extend(table.economies.iter().cloned());
        for (economy, sector, measure, value) in &table.values {
            let (sector, measure) = (sector.clone(), *measure);
            input.put(economy, Series::Table { sector, measure }, table.year, *value);
        }
    }
    inputs.into_values().collect()
}

impl InputSummary {
    fn of(file: &InputFile) -> Self {
        let topic = Topic::of(file.kind);
        let edition_of = |wanted: Topic| file.edition.clone().filter(|_| topic == wanted);
        Self {
            path: file.path.clone(),
            kind: file.kind.to_owned(),
            sha256: file.sha256.clone(),
            edition: edition_of(Topic::Tables),
            vintage: edition_of(Topic::GdpPerCapita),
            classification: edition_of(Topic::Trade),
            rows: file.rows,
            economies: BTreeSet::new(),
            values: BTreeMap::new(),
            fingerprints: BTreeMap::new(),
        }
    }

    pub fn topic(&self) -> Topic {
        Topic::of(&self.kind)
    }

    pub(super) fn put(&mut self, economy: &Economy, series: Series, year: Year, value: f64) {
        let of_economy = self.values.entry(economy.clone()).or_default();
        of_economy.entry(series).or_default().0.insert(year, value);
    }
}

/// What a reporter's rows of one year come to.
#[derive(Default)]
struct ReporterYear {
    /// The file of the total to the world, or of the first row.
    path: String,
    world: Option<f64>,
    bloc: Option<f64>,
    /// All rows, in a text that depends on their content alone.
    rows: String,
}

fn add_trade(inputs: &mut BTreeMap<&str, InputSummary>, trade: &TradeData) {
    let mut years: BTreeMap<(&Economy, Year), ReporterYear> = BTreeMap::new();
    // Entries are sorted, so that neither sums nor fingerprints depend on the order of rows in files.
    for (reporter, partner, group, year, usd, place) in trade.entries() {
        if let Some(input) = inputs.get_mut(&*place.path) {
            input.economies.insert(reporter.clone());
        }
        let found = years.entry((reporter, year)).or_default();
        found.rows += &format!("{partner} {group} {usd}\n");
        if found.path.is_empty() {
            found.path = place.path.to_string();
        }
        match (partner, group) {
            (Partner::World, Group::Total) => {
                found.world = Some(usd);
                found.path = place.path.to_string();
            }
            (Partner::Economy(_), Group::Total) => found.bloc = Some(found.bloc.unwrap_or_default() + usd),
            _ => {}
        }
    }
    for ((reporter, year), found) in years {
        let Some(input) = inputs.get_mut(found.path.as_str()) else {
            continue;
        };
        let totals = [
            (Series::ExportsToWorld, found.world),
            (Series::ExportsToBloc, found.bloc),
        ];
        for (series, total) in totals {
            if let Some(usd) = total {
                input.put(reporter, series, year, usd);
            }
        }
        let fingerprint: String = sha256(found.rows.as_bytes()).chars().take(FINGERPRINT).collect();
        let of_reporter = input.fingerprints.entry(reporter.clone()).or_default();
        of_reporter.0.insert(year, fingerprint);
    }
}
