//! Exports by SITC section from UN Comtrade: one file a reporter and window.

use super::{Content, Download, Plan, PlanError, Request, Service, joined};
use crate::ingest::comtrade_number;
use crate::model::{Economy, Year};
use crate::settings::Settings;

/// Records that an answer can have, with a key and without.
const MAX_RECORDS: usize = 100_000;
const MAX_PREVIEW: usize = 500;
/// Years of one file, so that an answer stays far below the limit: 10 sections and the total, for each partner.
const MAX_YEARS: usize = 10;

pub(super) fn plan(settings: &Settings, folder: &str, has_key: bool, plan: &mut Plan) -> Result<(), PlanError> {
    let stage = settings.reorientation.as_ref().ok_or(PlanError::NoTrade)?;
    let numbered = |economy: &Economy| {
        comtrade_number(economy)
            .map(|number| (number, economy.clone()))
            .ok_or_else(|| PlanError::NoNumber {
                economy: economy.clone(),
            })
    };
    let members: Vec<(u16, Economy)> = settings.bloc.members.iter().map(numbered).collect::<Result<_, _>>()?;
    if !has_key {
        plan.notes.push(format!(
            "no key for UN Comtrade: its preview is asked instead, one reporter and year at a time, {MAX_PREVIEW} \
             records each; a free key goes into a file that --comtrade-key-file names"
        ));
    }
    for (number, reporter) in &members {
        for window in [stage.base, stage.current] {
            let years: Vec<Year> = window.years().collect();
            for years in years.chunks(MAX_YEARS) {
                let parts: Vec<&[Year]> = if has_key {
                    vec![years]
                } else {
                    years.chunks(1).collect()
                };
                let requests = parts
                    .into_iter()
                    .map(|part| request(settings, *number, &members, part, has_key))
                    .collect();
                plan.downloads.push(download(
                    settings,
                    folder,
                    reporter,
                    years,
                    (requests, has_key),
                    &members,
                ));
            }
        }
    }
    Ok(())
}

fn request(settings: &Settings, reporter: u16, members: &[(u16, Economy)], years: &[Year], has_key: bool) -> Request {
    let service = if has_key { "data/v1/get" } else { "public/v1/preview" };
    let numbers: Vec<String> = members.iter().map(|(number, _)| number.to_string()).collect();
    let partners = joined(std::iter::once("0").chain(numbers.iter().map(String::as_str)), ",");
    let periods: Vec<String> = years.iter().map(Year::to_string).collect();
    let url = format!(
        "{}/{service}/C/A/S4?reporterCode={reporter}&period={}&partnerCode={partners}&partner2Code=0\
         &cmdCode=AG1,TOTAL&flowCode=X&customsCode=C00&motCode=0&includeDesc=true",
        settings.fetch.comtrade,
        periods.join(",")
    );
    Request {
        url,
        years: years.to_vec(),
    }
}

/// The file of a reporter; its name is the same with a key and without.
fn download(
    settings: &Settings,
    folder: &str,
    reporter: &Economy,
    years: &[Year],
    (requests, has_key): (Vec<Request>, bool),
    members: &[(u16, Economy)],
) -> Download {
    let (first, last) = (
        years.first().copied().unwrap_or_default(),
        years.last().copied().unwrap_or_default(),
    );
    let what = format!("exports of {reporter} by SITC section {first}–{last}");
    let path = format!("{folder}comtrade-{reporter}-{first}-{last}.csv");
    let content = Content::ComtradeJson {
        economies: members.to_vec(),
        max_records: if has_key { MAX_RECORDS } else { MAX_PREVIEW },
    };
    let whole = Download::of(Service::Trade, settings, what, String::new(), path, content);
    Download { requests, ..whole }
}
