//! Reads one file: recognises it, parses it, checks it on its own.

use super::error::{IngestError, Place, Problem};
use super::format::{self, Format};
use super::gdp::{self, GdpPerCapita};
use super::icio::{self, IcioTable};
use super::{InputFile, container, trade};
use crate::fingerprint::sha256;
use crate::model::Year;
use crate::project::Project;
use crate::settings::Settings;

/// One file, read and checked on its own.
pub(super) struct ReadFile {
    pub file: InputFile,
    pub parsed: Parsed,
    pub warning: Option<String>,
}

pub(super) enum Parsed {
    Table(IcioTable),
    Trade(trade::TradeFile),
    Gdp(GdpPerCapita),
}

/// Reads one file; `None` for a table of a year that the study does not use.
pub(super) fn read_file(
    settings: &Settings,
    project: &Project,
    list: &'static str,
    path: &str,
) -> Result<Option<ReadFile>, IngestError> {
    let fail = |problem| IngestError::new(Place::file(path), problem);
    let year = if list == "icio" {
        Some(year_in_name(path).ok_or_else(|| fail(Problem::NoYearInName))?)
    } else {
        None
    };
    if year.is_some_and(|year| !settings.table_years().contains(year)) {
        return Ok(None);
    }
    let raw = project.read(path).map_err(|error| fail(Problem::Unreadable(error)))?;
    let sha256 = sha256(&raw);
    let bytes = container::unwrap(raw).map_err(fail)?;
    let format = format::recognise(&bytes).map_err(fail)?;
    let mut file = InputFile {
        path: path.to_owned(),
        kind: format.id(),
        edition: None,
        sha256,
        rows: 0,
        year,
    };
    let mut warning = None;
    let parsed = match (list, format, year) {
        ("icio", Format::Icio, Some(year)) => {
            let table = icio::parse(path, &bytes, year)?;
            let imbalanced = icio::check_balance(&table)
                .map_err(|(cell, problem)| IngestError::new(icio::place_of(path, &bytes, &cell, &problem), problem))?;
            if imbalanced > 0 {
                warning = Some(format!(
                    "{path}: {imbalanced} sums differ from OUT by more than rounding, within what published tables show"
                ));
            }
            file.rows = table.n_cells();
            file.edition.clone_from(&settings.data.edition);
            Parsed::Table(table)
        }
        ("trade", Format::Comtrade | Format::Tidy, _) => {
            let content = if format == Format::Comtrade {
                trade::parse_comtrade(path, &bytes)?
            } else {
                trade::parse_tidy(path, &bytes)?
            };
            file.rows = content.rows.len();
            file.edition = content.classification.as_deref().map(classification);
            Parsed::Trade(content)
        }
        ("gdp", Format::Wdi, _) => {
            let content = gdp::parse(path, &bytes)?;
            file.rows = content.rows;
            file.edition = content.vintage;
            Parsed::Gdp(content.values)
        }
        _ => {
            return Err(fail(Problem::WrongKind {
                found: format.describe(),
                listed: list,
            }));
        }
    };
    Ok(Some(ReadFile { file, parsed, warning }))
}

/// The last run of four digits in the file name that can be a year.
fn year_in_name(path: &str) -> Option<Year> {
    let name = path.rsplit(['/', '\\']).next()?;
    name.split(|c: char| !c.is_ascii_digit())
        .rfind(|digits| digits.len() == 4)
        .and_then(|digits| digits.parse().ok())
        .filter(|year| (1900..=2200).contains(year))
}

/// What a Comtrade classification code stands for.
fn classification(code: &str) -> String {
    match code.strip_prefix('S') {
        Some(revision) => format!("SITC Rev. {revision}"),
        None => code.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_of_a_table_is_the_last_one_in_its_name() {
        assert_eq!(year_in_name("data/icio/2018_SML.csv.gz"), Some(2018));
        assert_eq!(year_in_name("icio2016/ICIO2016_2003.csv"), Some(2003));
        assert_eq!(year_in_name("tables/latest.csv"), None);
    }
}
