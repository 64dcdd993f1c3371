//! Where input-output tables are: plain files, gzip, or some years inside of a zip; read as streams.

use std::io::{BufReader, Read};
use std::path::Path;

use super::container::{self, Bounded, ZIP, is_spreadsheet};
use super::error::{IngestError, Place, Problem};
use super::file::year_in_name;
use super::format::{self, Format};
use super::icio::{self, IcioTable, Sums};
use crate::model::{Economy, Year};
use crate::project::{ReadSeek, Readable};

/// How much of a file tells what it is.
const START: u64 = 65_536;
/// Tables pack to a fifth.
const PACKED: u64 = 5;

/// A table that can be read: a file, or an entry of a zip.
#[derive(Debug, Clone)]
pub struct TableSource {
    /// What messages and records call the file.
    pub path: String,
    /// Its name in a zip.
    pub entry: Option<String>,
    pub year: Year,
    /// About the size of its text.
    pub plain_bytes: u64,
    pub file: Readable,
}

/// The tables of a file that a user names outside of a project.
pub fn tables_of(path: &Path) -> Result<Vec<TableSource>, IngestError> {
    list(&path.display().to_string(), Readable::OnDisk(path.to_owned()))
}

/// Lists the tables of a file by their names; reads nothing but the directory of a zip.
pub(super) fn list(path: &str, file: Readable) -> Result<Vec<TableSource>, IngestError> {
    let fail = |problem| IngestError::new(Place::file(path), problem);
    let unreadable = |error| fail(Problem::Unreadable(error));
    let size = file.size().map_err(unreadable)?;
    let mut reader = file.open().map_err(unreadable)?;
    let mut start = Vec::new();
    reader.by_ref().take(4096).read_to_end(&mut start).map_err(unreadable)?;
    let no_year = |name: &str| IngestError::new(Place::file(name), Problem::NoYearInName);
    if !start.starts_with(ZIP) || is_spreadsheet(&start) {
        let packed = start.starts_with(&[0x1f, 0x8b]);
        return Ok(vec![TableSource {
            path: path.to_owned(),
            entry: None,
            year: year_in_name(path).ok_or_else(|| no_year(path))?,
            plain_bytes: if packed { PACKED * size } else { size },
            file,
        }]);
    }
    let mut archive = archive(path, reader)?;
    let mut found: Vec<(String, u64)> = Vec::new();
    for position in 0..archive.len() {
        let entry = archive.by_index_raw(position).map_err(|error| damaged(path, &error))?;
        let name = entry.name().to_owned();
        if entry.is_dir() || !name.to_ascii_lowercase().ends_with(".csv") || name.starts_with("__MACOSX/") {
            continue;
        }
        if entry.enclosed_name().is_none() {
            return Err(fail(Problem::ArchivePath { entry: name }));
        }
        found.push((name, entry.size()));
    }
    // The only table of an archive may have its year in the name of the archive.
    let of_archive = year_in_name(path).filter(|_| found.len() == 1);
    let mut tables = Vec::new();
    for (name, plain_bytes) in found {
        let year = year_in_name(&name).or(of_archive);
        tables.push(TableSource {
            path: path.to_owned(),
            year: year.ok_or_else(|| no_year(&format!("{path}/{name}")))?,
            plain_bytes,
            entry: Some(name),
            file: file.clone(),
        });
    }
    if tables.is_empty() {
        return Err(fail(Problem::NoTableInArchive));
    }
    Ok(tables)
}

impl TableSource {
    /// What messages call it.
    pub fn name(&self) -> String {
        match &self.entry {
            Some(entry) => format!("{}/{entry}", self.path),
            None => self.path.clone(),
        }
    }

    /// Reads and checks the table as a stream; memory is that of its numbers. Also counts the sums that differ from
    /// output by more than rounding.
    pub fn read(&self, sums: Sums) -> Result<(IcioTable, usize), IngestError> {
        let name = self.name();
        container::with_text(&name, &self.file, self.entry.as_deref(), |text| {
            parse(&name, text, self.year, sums)
        })
    }
}

type Archive = zip::ZipArchive<BufReader<Box<dyn ReadSeek>>>;

fn archive(path: &str, reader: Box<dyn ReadSeek>) -> Result<Archive, IngestError> {
    zip::ZipArchive::new(BufReader::new(reader)).map_err(|error| damaged(path, &error))
}

fn damaged(path: &str, error: &zip::result::ZipError) -> IngestError {
    IngestError::new(Place::file(path), Problem::Damaged(error.to_string()))
}

fn parse(path: &str, reader: impl Read, year: Year, sums: Sums) -> Result<(IcioTable, usize), IngestError> {
    let fail = |problem| IngestError::new(Place::file(path), problem);
    let mut reader = Bounded::new(reader);
    let mut start = Vec::new();
    let read = reader.by_ref().take(START).read_to_end(&mut start);
    read.map_err(|error| fail(container::problem_of(&error)))?;
    let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start);
    if text.iter().all(u8::is_ascii_whitespace) {
        return Err(fail(Problem::Empty));
    }
    let found = format::recognise(&start).map_err(fail)?;
    if found != Format::Icio {
        let listed = "icio";
        let found = found.describe();
        return Err(fail(Problem::WrongKind { found, listed }));
    }
    let table = icio::parse(path, std::io::Cursor::new(start).chain(reader), year)?;
    let imbalanced = icio::check_balance(&table, sums)
        .map_err(|(cell, problem)| IngestError::new(icio::place_of(path, &table, &cell, &problem), problem))?;
    Ok((table, imbalanced))
}

/// Fails on the first economy that a table does not show.
pub fn check_economies<'a>(
    path: &str,
    shown: &[Economy],
    wanted: impl IntoIterator<Item = &'a Economy>,
) -> Result<(), IngestError> {
    match wanted.into_iter().find(|economy| !shown.contains(economy)) {
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
