//! Reads one file: recognises it, parses it, checks it on its own.

use std::sync::Arc;

use super::error::{IngestError, Place, Problem};
use super::format::{self, Format};
use super::gdp::{self, GdpPerCapita};
use super::tiva::{self, Keep, TivaFile};
use super::{Hash, InputFile, container, trade};
use crate::diagnostic::Excerpt;
use crate::fingerprint::sha256_of_reader;
use crate::memory::Memory;
use crate::model::Year;
use crate::project::{Project, Readable};

/// One file, read and checked on its own.
#[derive(Debug)]
pub struct ReadFile {
    pub(super) file: InputFile,
    pub(super) parsed: Parsed,
    pub(super) warning: Option<String>,
}

#[derive(Debug)]
pub(super) enum Parsed {
    Trade(Arc<trade::TradeFile>),
    Gdp(GdpPerCapita),
    Tiva(Arc<TivaFile>),
}

impl ReadFile {
    pub(super) fn tiva(&self) -> Option<&Arc<TivaFile>> {
        match &self.parsed {
            Parsed::Tiva(file) => Some(file),
            _ => None,
        }
    }
}

/// Reads one file that is no table.
pub(super) fn read_file(
    project: &Project,
    list: &'static str,
    path: &str,
    known: &Memory<ReadFile>,
) -> Result<Arc<ReadFile>, IngestError> {
    let fail = |problem| IngestError::new(Place::file(path), problem);
    let unreadable = |error| fail(Problem::Unreadable(error));
    let file = project.readable(path).map_err(unreadable)?;
    container::check_size(file.size().map_err(unreadable)?).map_err(fail)?;
    let sha256 = file.open().and_then(sha256_of_reader).map_err(unreadable)?;
    let key = format!("{list} {path} {sha256}");
    known.recall(key, || parse(list, path, &file, sha256))
}

pub(super) fn parse(list: &'static str, path: &str, file: &Readable, sha256: String) -> Result<ReadFile, IngestError> {
    let fail = |problem| IngestError::new(Place::file(path), problem);
    let bytes = container::text_of(path, file)?;
    let format = format::recognise(&bytes).map_err(fail)?;
    let mut file = InputFile {
        path: path.to_owned(),
        kind: format.id(),
        edition: None,
        sha256,
        rows: 0,
        year: None,
    };
    let mut warning = None;
    let parsed = match (list, format) {
        ("trade", Format::Comtrade | Format::ComtradeLegacy | Format::Wits | Format::Unctad | Format::Tidy) => {
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
        ("gdp", Format::Wdi | Format::WdiJson) => {
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

/// Reads the TiVA data of some exporters from a file of any size, as a stream.
pub(super) fn read_tiva(
    project: &Project,
    path: &str,
    keep: &Keep<'_>,
    known: &Memory<ReadFile>,
    hash: &Hash<'_>,
) -> Result<Arc<ReadFile>, IngestError> {
    let unreadable = |error| IngestError::new(Place::file(path), Problem::Unreadable(error));
    let file = project.readable(path).map_err(unreadable)?;
    let sha256 = hash(&file).map_err(unreadable)?;
    let key = format!("tiva {path} {sha256} {keep:?}");
    known.recall(key, || {
        let content = container::with_text(path, &file, None, |text| tiva::read(path, text, keep))?;
        let file = InputFile {
            path: path.to_owned(),
            kind: Format::Tiva.id(),
            edition: content.edition.clone(),
            sha256,
            rows: content.rows,
            year: None,
        };
        Ok(ReadFile {
            file,
            parsed: Parsed::Tiva(Arc::new(content)),
            warning: None,
        })
    })
}

/// Adds to an error the line that it points at.
pub(super) fn show(project: &Project, error: &mut IngestError) {
    let Some(line) = error.place.line else {
        return;
    };
    if let Some(text) = container::line(project, &error.place.path, line) {
        let text = String::from_utf8_lossy(&text);
        let record = text.trim_end_matches('\r').trim_start_matches('\u{feff}');
        let line = usize::try_from(line).unwrap_or(usize::MAX);
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
