//! The activities that the sectors of a project are made of.

use super::edition::leaves;
use crate::model::Activity;
use crate::settings::Settings;

/// The leaves of the edition that belong to any sector, in the order of the edition.
///
/// Codes of the ICIO tables are other names of the same activities: `C24A` is `C241_2431`, `C24B` is `C242_2432`.
pub(super) fn of_sectors(settings: &Settings) -> Vec<&'static str> {
    let is_wanted = |code: &&'static str| {
        let names = [*code, icio_name(code)];
        settings
            .sectors
            .values()
            .any(|sector| names.iter().any(|name| sector.contains(&Activity::new(name))))
    };
    leaves(settings.fetch.edition).into_iter().filter(is_wanted).collect()
}

fn icio_name(code: &str) -> &str {
    match code {
        "C241_2431" => "C24A",
        "C242_2432" => "C24B",
        code => code,
    }
}
