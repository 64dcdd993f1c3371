//! Inter-country input-output tables: the archives that hold the years of stages II and III.

use super::edition::{blocks, check_years};
use super::{Content, Download, Plan, PlanError, Service};
use crate::settings::Settings;

pub(super) fn plan(settings: &Settings, folder: &str, plan: &mut Plan) -> Result<(), PlanError> {
    let years = settings.table_years();
    let edition = settings.fetch.edition;
    check_years(years, edition)?;
    let needed = blocks(edition)
        .iter()
        .filter(|(first, last)| *first <= years.last() && *last >= years.first());
    for (first, last) in needed {
        let name = format!("{first}-{last}_SML.zip");
        let url = format!("{}/{}/{name}", settings.fetch.icio, edition.id());
        let what = format!("ICIO tables {first}–{last}");
        let path = format!("{folder}{name}");
        plan.downloads
            .push(Download::of(Service::Icio, settings, what, url, path, Content::Zip));
    }
    Ok(())
}
