//! What has to be downloaded: a pure function of the settings.
//!
//! Names of files come from here and never from a server.

mod activities;
mod edition;
mod folder;
mod gdp;
mod icio;
mod tiva;
mod trade;

use super::service::Service;
use crate::model::{Economy, Year};
use crate::settings::Settings;
use folder::folder;

/// All downloads of a run, and what a reader of the messages should know about them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    pub downloads: Vec<Download>,
    /// What was left out, and why.
    pub notes: Vec<String>,
}

/// One file to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    pub service: Service,
    /// What the file holds, in words.
    pub what: String,
    /// One request, except for UN Comtrade, where several may make one file.
    pub requests: Vec<Request>,
    /// Where the file goes, relative to the project, with `/` between folders.
    pub path: String,
    /// The year of an edition of the OECD.
    pub edition: Option<&'static str>,
    pub licence: &'static str,
    pub citation: String,
    pub content: Content,
}

/// One address to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub url: String,
    /// The years that the answer must hold; empty where this is not checked.
    pub years: Vec<Year>,
}

/// What an answer must look like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A zip archive that is complete.
    Zip,
    /// SDMX-CSV of the OECD.
    SdmxCsv,
    /// JSON of the World Bank.
    WdiJson,
    /// JSON of UN Comtrade, which becomes CSV; at most `max_records` come in an answer.
    ComtradeJson {
        /// The economies that were asked for, by their numbers.
        economies: Vec<(u16, Economy)>,
        max_records: usize,
    },
}

/// The patterns of `[data]` that say where files of each kind are kept.
#[derive(Debug, Clone, Copy, Default)]
pub struct DataPatterns<'a> {
    pub tiva: &'a [String],
    pub icio: &'a [String],
    pub trade: &'a [String],
    pub gdp: &'a [String],
}

impl<'a> DataPatterns<'a> {
    pub fn of(settings: &'a Settings) -> Self {
        Self {
            tiva: &settings.data.tiva,
            icio: &settings.data.icio,
            trade: &settings.data.trade,
            gdp: &settings.data.gdp,
        }
    }

    pub fn for_service(&self, service: Service) -> &'a [String] {
        match service {
            Service::Tiva => self.tiva,
            Service::Icio => self.icio,
            Service::Trade => self.trade,
            Service::Gdp => self.gdp,
        }
    }

    /// The services whose data the project reads.
    pub fn used(&self) -> Vec<Service> {
        let uses = |service: &Service| !self.for_service(*service).is_empty();
        Service::ALL.into_iter().filter(uses).collect()
    }
}

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    #[error(
        "the pattern `{pattern}` of `data.{service}` leads out of the project\n  hint: `fetch` writes below the project only: begin `data.{service}` with a pattern such as \"data/{service}/*\""
    )]
    Outside { service: Service, pattern: String },
    #[error(
        "the settings need the years {first}–{last}, and the {edition} edition of the OECD has {from}–{to}\n  hint: set `edition` in [fetch], or shorten the windows of [linkage], [response], [regressions] and [figures]"
    )]
    Years {
        first: Year,
        last: Year,
        edition: &'static str,
        from: Year,
        to: Year,
    },
    #[error(
        "the project has no stage I, so no trade is needed\n  hint: add `data.trade` and [reorientation] to rvc.toml, or ask for icio, tiva or gdp"
    )]
    NoTrade,
    #[error(
        "the OECD has data on no member of the bloc\n  hint: TiVA and ICIO know neither ARM nor KGZ; use other tables"
    )]
    NotCovered,
    #[error(
        "`{economy}` has no number at UN Comtrade\n  hint: `bloc.members` must be codes of ISO 3166-1, such as KAZ"
    )]
    NoNumber { economy: Economy },
    #[error(
        "no activity of `[sectors]` is known to the {edition} edition of the OECD\n  hint: write codes such as \"C26\" or \"C*\" in [sectors]"
    )]
    NoActivities { edition: &'static str },
}

/// Plans the downloads of some services.
///
/// With a key, UN Comtrade answers with many years at once; without one, only with a preview of each year.
pub fn plan(
    settings: &Settings,
    patterns: &DataPatterns<'_>,
    services: &[Service],
    has_key: bool,
) -> Result<Plan, PlanError> {
    let mut plan = Plan::default();
    for service in services {
        let folder = folder(*service, patterns.for_service(*service))?;
        match service {
            Service::Tiva => tiva::plan(settings, &folder, &mut plan)?,
            Service::Icio => icio::plan(settings, &folder, &mut plan)?,
            Service::Trade => trade::plan(settings, &folder, has_key, &mut plan)?,
            Service::Gdp => gdp::plan(settings, &folder, &mut plan),
        }
    }
    Ok(plan)
}

impl Download {
    /// A file of one request.
    fn of(service: Service, settings: &Settings, what: String, url: String, path: String, content: Content) -> Self {
        let edition = settings.fetch.edition.id();
        Self {
            service,
            what,
            requests: vec![Request { url, years: Vec::new() }],
            path,
            edition: service.is_oecd().then_some(edition),
            licence: service.licence(),
            citation: service.citation(edition),
            content,
        }
    }

    /// The first address, which messages name.
    pub fn url(&self) -> &str {
        self.requests.first().map_or("", |request| request.url.as_str())
    }
}

/// Codes with a separator between them.
fn joined<'a>(codes: impl IntoIterator<Item = &'a str>, separator: &str) -> String {
    codes.into_iter().collect::<Vec<_>>().join(separator)
}

#[cfg(test)]
mod plan_tests;
