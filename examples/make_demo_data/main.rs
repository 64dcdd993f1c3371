//! Makes the synthetic demonstration data.
//!
//! ```text
//! cargo run --release --example make_demo_data [OUT_DIR]
//! ```
//!
//! In order: for each year a calibrated input-output table, rounded and balanced; then exports
//! by commodity section; then GDP per capita, from the GDP of the tables. Nothing is real but
//! the rough outline of the profiles. Every file is the same, bit for bit, on every machine:
//! one seed, a fixed order of sums, and `libm` in place of the platform's mathematics.

mod activities;
mod calibrate;
mod demand;
mod economies;
mod exports;
mod flows;
mod gdp;
mod linear;
mod linkage;
mod path;
mod rng;
mod sections;
mod structure;
mod suppliers;
mod table;
mod technology;
mod trade;
mod write;

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use table::Table;

/// The folder that is written to when none is named.
const DEFAULT_FOLDER: &str = "data/demo";

/// The years of the input-output tables.
const TABLE_YEARS: std::ops::RangeInclusive<u16> = 1995..=2020;

fn main() -> ExitCode {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| DEFAULT_FOLDER.into(), PathBuf::from);
    match make(&folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}

fn make(folder: &Path) -> io::Result<()> {
    let mut tables = Vec::new();
    for year in TABLE_YEARS {
        let (structure, flows) = calibrate::flows(year);
        let table = Table::new(&structure, &flows)?;
        write::gzip(&folder.join(format!("icio/{year}_SML.csv.gz")), &table.to_csv())?;
        tables.push((year, table));
    }
    for (reporter, member) in trade::MEMBERS.iter().enumerate() {
        let path = folder.join(format!("trade/comtrade_{}.csv", member.code));
        write::plain(&path, &trade::exports_csv(reporter)?)?;
    }
    write::plain(&folder.join(gdp::FILE), &gdp::per_capita_csv(&tables))
}
