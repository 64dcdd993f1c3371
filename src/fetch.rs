//! Downloads the data of a project from the services that publish them.
//!
//! 1. [`plan()`] says which files are needed, from the settings alone;
//! 2. `transfer` makes one file after the other: `client` asks, `pace` keeps the limits of the services, `store` keeps
//!    what has come, `check` looks at it;
//! 3. beside each file stands a `record` of where it came from.
//!
//! Nothing that is downloaded goes into a report by itself: a build reads files and never asks a server.

mod check;
mod client;
mod clock;
mod comtrade;
mod error;
mod key;
mod limits;
mod pace;
mod plan;
mod record;
mod service;
mod store;
mod transfer;
mod trouble;

use std::path::PathBuf;

pub use clock::{Clock, Seconds, SystemClock};
pub use error::FetchError;
pub use key::ComtradeKey;
pub use plan::{Content, DataPatterns, Download, Plan, PlanError, Request, plan};
pub use service::Service;

use crate::settings::FetchSettings;
use client::Client;
use pace::Pace;
use store::Store;
use transfer::Session;

/// How to carry out a plan.
#[derive(Debug)]
pub struct Options<'a> {
    /// The folder of the project.
    pub folder: PathBuf,
    pub settings: &'a FetchSettings,
    pub key: Option<&'a ComtradeKey>,
    /// Whether files that are there are fetched again.
    pub overwrite: bool,
    /// Whether to wait when a limit is reached.
    pub waits: bool,
}

/// What has become of a plan.
#[derive(Debug, Default)]
pub struct Report {
    /// The downloads whose files were written.
    pub written: Vec<Download>,
    pub failures: Vec<FetchError>,
}

/// Carries out a plan, file by file. A download that fails does not stop the others.
pub fn run(plan: &Plan, options: &Options<'_>, clock: &dyn Clock, tell: &dyn Fn(&str)) -> Report {
    let store = Store::new(options.folder.clone());
    let mut session = Session {
        client: Client::new(),
        clock,
        pace: Pace::new(options.settings, options.waits, &store, clock),
        store,
        retries: options.settings.retries,
        key: options.key,
        tell,
    };
    let mut report = Report::default();
    let (mut is_stopped, mut left) = (false, 0);
    for download in &plan.downloads {
        if !options.overwrite && session.store.exists(&download.path) {
            tell(&format!("{}: already there", download.path));
            continue;
        }
        if is_stopped && download.service.is_oecd() {
            left += 1;
            continue;
        }
        match session.fetch(download) {
            Ok(gaps) => {
                report.written.push(download.clone());
                report.failures.extend(gaps);
            }
            Err(error) => {
                is_stopped |= error.is_limit();
                report.failures.push(error);
            }
        }
    }
    if left > 0 {
        tell(&format!("{left} more downloads from the OECD are left for a later run"));
    }
    report
}
