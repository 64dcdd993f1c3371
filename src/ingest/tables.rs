//! Input-output tables outside of a project: plain, gzip, or some years inside of a zip, read as a stream.

use std::io::{BufReader, Read};
use std::path::Path;

use super::container::{Bounded, is_spreadsheet};
use super::error::{IngestError, Place, Problem};
use super::file::year_in_name;
use super::format::{self, Format};
use super::icio::{self, IcioTable};
use crate::model::{Economy, Year};
use crate::project;

/// How much of a file tells what it is.
const START: u64 = 65_536;

/// A table that a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableIn {
    /// Its name in a zip.
    pub entry: Option<String>,
    pub year: Year,
    /// About the size of its text.
    pub plain_bytes: u64,
}

/// Lists the tables of a file by their names; reads nothing but the directory of a zip.
pub fn tables_in(path: &Path) -> Result<Vec<TableIn>, IngestError> {
    let shown = path.display().to_string();
    let fail = |problem| IngestError::new(Place::file(&shown), problem);
    let mut file = project::open_file(path).map_err(|error| fail(Problem::Unreadable(error)))?;
    let size = file.metadata().map(|metadata| metadata.len()).unwrap_or_default();
    let mut start = Vec::new();
    let read = file.by_ref().take(4096).read_to_end(&mut start);
    read.map_err(|error| fail(Problem::Unreadable(error)))?;
    let no_year = |name: &str| IngestError::new(Place::file(name), Problem::NoYearInName);
    if !start.starts_with(b"PK\x03\x04") || is_spreadsheet(&start) {
        let year = year_in_name(&shown).ok_or_else(|| no_year(&shown))?;
        // Published tables pack to a fifth.
        let packed = start.starts_with(&[0x1f, 0x8b]);
        return Ok(vec![TableIn {
            entry: None,
            year,
            plain_bytes: if packed { 5 * size } else { size },
        }]);
    }
    let damaged = |error: zip::result::ZipError| fail(Problem::Damaged(error.to_string()));
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(damaged)?;
    let mut tables = Vec::new();
    for position in 0..archive.len() {
        let entry = archive.by_index_raw(position).map_err(damaged)?;
        let name = entry.name().to_owned();
        if entry.is_dir() || !name.to_ascii_lowercase().ends_with(".csv") {
            continue;
        }
        if entry.enclosed_name().is_none() {
            return Err(fail(Problem::ArchivePath { entry: name }));
        }
        let shown = format!("{shown}/{name}");
        tables.push(TableIn {
            year: year_in_name(&name).ok_or_else(|| no_year(&shown))?,
            plain_bytes: entry.size(),
            entry: Some(name),
        });
    }
    if tables.is_empty() {
        return Err(fail(Problem::NoTableInArchive));
    }
    Ok(tables)
}

/// Reads and checks one table as a stream; memory is that of its numbers.
pub fn read_table(path: &Path, entry: Option<&str>, year: Year) -> Result<IcioTable, IngestError> {
    let shown = match entry {
        Some(entry) => format!("{}/{entry}", path.display()),
        None => path.display().to_string(),
    };
    let fail = |problem| IngestError::new(Place::file(&shown), problem);
    let file = project::open_file(path).map_err(|error| fail(Problem::Unreadable(error)))?;
    match entry {
        None => {
            let mut file = BufReader::new(file);
            let mut magic = Vec::new();
            let read = file.by_ref().take(2).read_to_end(&mut magic);
            read.map_err(|error| fail(Problem::Unreadable(error)))?;
            let whole = std::io::Cursor::new(magic.clone()).chain(file);
            if magic == [0x1f, 0x8b] {
                parse(&shown, flate2::read::MultiGzDecoder::new(whole), year)
            } else {
                parse(&shown, whole, year)
            }
        }
        Some(entry) => {
            let damaged = |error: zip::result::ZipError| fail(Problem::Damaged(error.to_string()));
            let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(damaged)?;
            let entry = archive.by_name(entry).map_err(damaged)?;
            parse(&shown, entry, year)
        }
    }
}

fn parse(path: &str, reader: impl Read, year: Year) -> Result<IcioTable, IngestError> {
    let fail = |problem| IngestError::new(Place::file(path), problem);
    let mut reader = Bounded::new(reader);
    let mut start = Vec::new();
    let read = reader.by_ref().take(START).read_to_end(&mut start);
    read.map_err(|error| fail(Problem::Damaged(error.to_string())))?;
    if start.iter().all(u8::is_ascii_whitespace) {
        return Err(fail(Problem::Empty));
    }
    let found = format::recognise(&start).map_err(fail)?;
    if found != Format::Icio {
        let listed = "icio";
        let found = found.describe();
        return Err(fail(Problem::WrongKind { found, listed }));
    }
    let table = icio::parse(path, std::io::Cursor::new(start).chain(reader), year)?;
    icio::check_balance(&table)
        .map_err(|(cell, problem)| IngestError::new(icio::place_of(path, &table, &cell, &problem), problem))?;
    Ok(table)
}

/// Fails on the first economy that a table does not show.
pub fn check_economies<'a>(
    path: &str,
    table: &IcioTable,
    wanted: impl IntoIterator<Item = &'a Economy>,
) -> Result<(), IngestError> {
    let missing = wanted
        .into_iter()
        .find(|economy| table.economy_index(economy).is_none());
    match missing {
        Some(economy) => {
            let economy = economy.clone();
            let what = "input-output tables";
            Err(IngestError::new(
                Place::file(path),
                Problem::MissingEconomy { what, economy },
            ))
        }
        None => Ok(()),
    }
}
