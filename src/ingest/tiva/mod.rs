//! OECD TiVA: the origin of the value added in gross exports, and gross exports by partner, as published.
//!
//! Three layouts are read as streams; memory is that of what is kept. Owns the codes of areas and activities of
//! the editions, and what of them are sums; knows nothing of sectors' results.
//!
//! 1. [`layout()`] recognises a file, [`parse`] reads it into a [`TivaFile`];
//! 2. [`collect()`] brings files together, checks them, and hands over one [`TivaYear`] a year.

mod activities;
mod areas;
mod assemble;
mod bulk;
mod check;
mod codes;
mod collect;
#[cfg(test)]
mod collect_tests;
mod columns;
mod editions;
mod fields;
mod file;
mod finish;
mod grid;
mod layout;
mod merged;
mod oecd_stat;
#[cfg(test)]
mod parse_tests;
mod quantity;
mod reading;
mod sdmx;
mod store;
mod value;
mod year;

use std::io::{Cursor, Read};

pub use areas::Area;
pub use file::{Content, Exports, Industry, Origins, ShareKey, TivaFile};
pub use year::{TivaColumn, TivaPart, TivaYear};

pub(in crate::ingest) use collect::{Need, collect};
pub(in crate::ingest) use layout::{Layout, layout};

use super::container::problem_of;
use super::error::{IngestError, Place, Problem};
use super::format;
use super::lines::Lines;
use crate::model::{Economy, Window};

/// What of a file is kept while it is read.
#[derive(Debug, Clone, Copy)]
pub(in crate::ingest) struct Keep<'a> {
    /// Whose exports; value added produced and shares are kept of all economies.
    pub exporters: &'a [Economy],
    pub years: Window,
}

/// Reads a file of a known layout in one pass.
pub(in crate::ingest) fn parse(
    path: &str,
    reader: impl Read,
    layout: Layout,
    keep: &Keep<'_>,
) -> Result<TivaFile, IngestError> {
    let lines = Lines::new(path, reader);
    match layout {
        Layout::Sdmx => sdmx::parse(path, lines, keep),
        Layout::OecdStat => oecd_stat::parse(path, lines, keep),
        Layout::Bulk => bulk::parse(path, lines, keep),
    }
}

/// How much of a file tells what it is.
const START: u64 = 65_536;

/// Recognises and reads a TiVA file, keeping what is asked for.
pub(in crate::ingest) fn read(path: &str, mut reader: impl Read, keep: &Keep<'_>) -> Result<TivaFile, IngestError> {
    let fail = |problem| IngestError::new(Place::file(path), problem);
    let mut start = Vec::new();
    let read = reader.by_ref().take(START).read_to_end(&mut start);
    read.map_err(|error| fail(problem_of(&error)))?;
    let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start);
    if text.iter().all(u8::is_ascii_whitespace) {
        return Err(fail(Problem::Empty));
    }
    let Some(found) = layout(&start) else {
        let found = format::recognise(&start).map_err(fail)?.describe();
        return Err(fail(Problem::WrongKind { found, listed: "tiva" }));
    };
    parse(path, Cursor::new(start).chain(reader), found, keep)
}

/// Reads a TiVA file that lies outside of a project, keeping the exports of some economies.
pub fn read_plain(
    path: &str,
    reader: impl Read,
    exporters: &[Economy],
    years: Window,
) -> Result<TivaFile, IngestError> {
    read(path, reader, &Keep { exporters, years })
}
