//! One file on its own, without a project.

use std::sync::Arc;

use super::error::IngestError;
use super::icio::Sums;
use super::tiva::Keep;
use super::{container, file, sources, tiva};
use crate::fingerprint::sha256;
use crate::model::{Economy, Window};
use crate::project::Readable;

/// The years and economies that are kept of TiVA.
const YEARS: (u16, u16) = (1995, 2022);
const EXPORTERS: [&str; 2] = ["KAZ", "RUS"];

/// Reads and checks the bytes of a file as a list of `[data]` has it: `icio`, `tiva`, `trade` or `gdp`.
///
/// `name` is what messages call the file; for tables it must hold the year.
pub fn check_bytes(list: &str, name: &str, bytes: &[u8]) -> Result<(), IngestError> {
    let readable = Readable::InMemory(Arc::from(bytes));
    match list {
        "icio" => {
            for source in sources::list(name, readable)? {
                source.read(Sums::Checked)?;
            }
            Ok(())
        }
        "tiva" => {
            let exporters: Vec<Economy> = EXPORTERS.into_iter().filter_map(Economy::parse).collect();
            let Ok(years) = Window::new(YEARS.0, YEARS.1) else {
                return Ok(());
            };
            let keep = Keep {
                exporters: &exporters,
                years,
            };
            container::with_text(name, &readable, None, |text| tiva::read(name, text, &keep)).map(drop)
        }
        "gdp" => file::parse("gdp", name, &readable, sha256(bytes)).map(drop),
        _ => file::parse("trade", name, &readable, sha256(bytes)).map(drop),
    }
}
