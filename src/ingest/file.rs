//! Reads one file: recognises it, parses it, checks it on its own.

use std::sync::Arc;

use super::error::{IngestError, Place, Problem};
use super::format::{self, Format};
use super::gdp::{self, GdpPerCapita};
use super::icio::{self, IcioTable};
use super::{InputFile, container, trade};
use crate::diagnostic::Excerpt;
use crate::fingerprint::sha256;
use crate::memory::Memory;
use crate::model::Year;
use crate::project::Project;
use crate::settings::Settings;

/// One file, read and checked on its own.
#[derive(Debug)]
pub struct ReadFile {
    pub(super) file: InputFile,
    pub(super) parsed: Parsed,
    pub(super) warning: Option<String>,
}

#[derive(Debug)]
pub(super) enum Parsed {
    Table(Arc<IcioTable>),
    Trade(Arc<trade::TradeFile>),
    Gdp(GdpPerCapita),
}

/// Reads one file; `None` for a table of a year that the study does not use.
pub(super) fn read_file(
    settings: &Settings,
    project: &Project,
    list: &'static str,
    path: &str,
    known: &Memory<ReadFile>,
) -> Result<Option<Arc<ReadFile>>, IngestError> {
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
    // The edition of tables is a setting; everything else of a file is in its bytes.
    let key = format!("{list} {path} {sha256} {:?}", settings.data.edition);
    known
        .recall(key, || parse(settings, list, path, year, raw, sha256))
        .map(Some)
}

fn parse(
    settings: &Settings,
    list: &'static str,
    path: &str,
    year: Option<Year>,
    raw: Vec<u8>,
    sha256: String,
) -> Result<ReadFile, IngestError> {
    let fail = |problem| IngestError::new(Place::file(path), problem);
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
            let table = icio::parse(path, bytes.as_slice(), year)?;
            let imbalanced = icio::check_balance(&table)
                .map_err(|(cell, problem)| IngestError::new(icio::place_of(path, &table, &cell, &problem), problem))?;
            if imbalanced > 0 {
                warning = Some(format!(
                    "{path}: {imbalanced} sums differ from OUT by more than rounding, within what published tables show"
                ));
            }
            file.rows = table.n_cells();
            file.edition.clone_from(&settings.data.edition);
            Parsed::Table(Arc::new(table))
        }
        ("trade", Format::Comtrade | Format::ComtradeLegacy | Format::Wits | Format::Unctad | Format::Tidy, _) => {
            let content = match format {
                Format::Comtrade => trade::parse_comtrade(path, &bytes, &trade::API_V1)?,
                Format::ComtradeLegacy => trade::parse_comtrade(path, &bytes, &trade::LEGACY)?,
                Format::Wits => trade::parse_wits(path, &bytes)?,
                Format::Unctad => trade::parse_unctad(path, &bytes)?,
                _ => trade::parse_tidy(path, &bytes)?,
            };
            file.rows = content.rows.len();
            file.edition = content.classification.as_deref().map(classification);
            Parsed::Trade(Arc::new(content))
        }
        ("gdp", Format::Wdi | Format::WdiJson, _) => {
            let content = match format {
                Format::Wdi => gdp::parse(path, &bytes)?,
                _ => gdp::parse_json(path, &bytes)?,
            };
            warning = content.warning;
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
    Ok(ReadFile { file, parsed, warning })
}

/// Adds to an error the line that it points at.
pub(super) fn show(project: &Project, error: &mut IngestError) {
    let Some(line) = error.place.line.and_then(|line| usize::try_from(line).ok()) else {
        return;
    };
    let bytes = project
        .read(&error.place.path)
        .ok()
        .and_then(|raw| container::unwrap(raw).ok());
    let text = bytes.and_then(|bytes| {
        let mut lines = bytes.split(|byte| *byte == b'\n');
        lines.nth(line.checked_sub(1)?).map(<[u8]>::to_vec)
    });
    if let Some(text) = text {
        let text = String::from_utf8_lossy(&text);
        let record = text.trim_end_matches('\r').trim_start_matches('\u{feff}');
        error.excerpt = Some(Box::new(Excerpt::of_record(record, line, error.place.column)));
    }
}

/// The last run of four digits in the file name that can be a year.
pub(super) fn year_in_name(path: &str) -> Option<Year> {
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
