//! GDP per capita: all members and years of stage III in one answer.

use super::{Content, Download, Plan, Service, joined};
use crate::model::Economy;
use crate::settings::Settings;

/// GDP per capita in current USD.
const INDICATOR: &str = "NY.GDP.PCAP.CD";
/// More records than any bloc has: one page holds everything.
const PER_PAGE: usize = 20_000;

pub(super) fn plan(settings: &Settings, folder: &str, plan: &mut Plan) {
    let years = settings.gdp_years();
    let (first, last) = (years.first(), years.last());
    let economies = joined(settings.bloc.members.iter().map(Economy::code), ";");
    let url = format!(
        "{}/country/{economies}/indicator/{INDICATOR}?format=json&date={first}:{last}&per_page={PER_PAGE}",
        settings.fetch.wdi
    );
    let what = format!("GDP per capita {first}–{last}");
    let path = format!("{folder}wdi-{INDICATOR}-{first}-{last}.json");
    plan.downloads
        .push(Download::of(Service::Gdp, settings, what, url, path, Content::WdiJson));
}
