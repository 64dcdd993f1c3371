//! TiVA indicators: gross exports by partner, and the origin of the value added in them.

use super::activities::of_sectors;
use super::edition::{check_years, covered, dataflow_version, leaves};
use super::{Content, Download, Plan, PlanError, Service, joined};
use crate::model::{Economy, Year};
use crate::settings::Settings;

/// All activities together.
const TOTAL: &str = "_T";
/// Areas that can be an origin of value added: some 80 economies, and sums of them.
const N_AREAS: usize = 100;
/// An answer is kept to this many rows: the service refuses those that it finds too large.
const MAX_ROWS: usize = 600_000;

pub(super) fn plan(settings: &Settings, folder: &str, plan: &mut Plan) -> Result<(), PlanError> {
    let years = settings.table_years();
    let edition = settings.fetch.edition;
    check_years(years, edition)?;
    let members = settings.exporters_among(&settings.bloc.members);
    let (exporters, absent) = covered(&members);
    if exporters.is_empty() {
        return Err(PlanError::NotCovered);
    }
    if !absent.is_empty() {
        let codes = joined(absent.into_iter().map(Economy::code), ", ");
        plan.notes
            .push(format!("TiVA has no data on {codes}: nothing is asked for there"));
    }
    let activities = of_sectors(settings);
    if activities.is_empty() {
        return Err(PlanError::NoActivities { edition: edition.id() });
    }
    plan.downloads
        .push(exports(settings, folder, &exporters, (years.first(), years.last())));
    let rows_a_year = activities.len() * (leaves(edition).len() + 1) * N_AREAS;
    let length = (MAX_ROWS / rows_a_year).max(1);
    let all: Vec<Year> = years.years().collect();
    for exporter in exporters {
        for block in all.chunks(length) {
            if let (Some(first), Some(last)) = (block.first(), block.last()) {
                plan.downloads
                    .push(origins(settings, folder, exporter, &activities, (*first, *last)));
            }
        }
    }
    Ok(())
}

/// Gross exports of the members to the world and to each other.
fn exports(settings: &Settings, folder: &str, exporters: &[&Economy], years: (Year, Year)) -> Download {
    let codes = joined(exporters.iter().map(|economy| economy.code()), "+");
    let key = format!("EXGR.{codes}..W+{codes}.USD.A");
    let what = format!("TiVA gross exports {}–{}", years.0, years.1);
    let name = format!("exports-{}-{}", years.0, years.1);
    download(settings, folder, "MAINLV", &key, years, (what, name))
}

/// The origin of the value added in the exports of one economy.
///
/// The dimensions stand as in the files of the service: measure, source area and activity, exporting area and
/// activity, unit, frequency. The measure is left open. All source areas are asked for, the world among them; of source
/// activities the total, and those that are not sums of others.
fn origins(
    settings: &Settings,
    folder: &str,
    exporter: &Economy,
    activities: &[&str],
    years: (Year, Year),
) -> Download {
    let sources = joined(std::iter::once(TOTAL).chain(leaves(settings.fetch.edition)), "+");
    let exported = joined(activities.iter().copied(), "+");
    let key = format!("..{sources}.{exporter}.{exported}.USD.A");
    let what = format!(
        "TiVA origin of value added in exports of {exporter} {}–{}",
        years.0, years.1
    );
    let name = format!("origin-{exporter}-{}-{}", years.0, years.1);
    download(settings, folder, "EXGRVA", &key, years, (what, name))
}

/// A download from a dataflow; `(what, name)` are the words for it and the end of the file's name.
fn download(
    settings: &Settings,
    folder: &str,
    flow: &str,
    key: &str,
    (first, last): (Year, Year),
    (what, name): (String, String),
) -> Download {
    let edition = settings.fetch.edition;
    let url = format!(
        "{}/data/OECD.STI.PIE,DSD_TIVA_{flow}@DF_{flow},{}/{key}\
         ?startPeriod={first}&endPeriod={last}&dimensionAtObservation=AllDimensions&format=csvfile",
        settings.fetch.oecd,
        dataflow_version(edition)
    );
    let path = format!("{folder}tiva{}-{name}.csv", edition.id());
    Download::of(Service::Tiva, settings, what, url, path, Content::SdmxCsv)
}
