//! The origin of the value added in the exports of a year: from the cache on the disk, or from its table, which
//! is read, decomposed and given back before the next ones need the memory.

mod batches;
mod codec;

use std::sync::Arc;

use rayon::prelude::*;

pub use batches::batches;

use crate::cache::Cache;
use crate::fingerprint::sha256_of_reader;
use crate::ingest::{IcioTable, IngestError, Place, Problem, Sums, TableOutline, TableSource};
use crate::model::Economy;
use crate::project::Readable;
use crate::settings::ValueAddedDefinition;
use crate::value_added::{ExportOrigin, decompose_once};

/// Smaller tables are decomposed faster than they are looked up.
const WORTH_KEEPING: u64 = 2 << 20;
/// A larger result is made from the table about as fast as it is read again.
const LARGEST_ENTRY: usize = 64 << 20;
/// Changes with everything that an entry depends on besides the bytes of the table and what was asked for.
const VERSION: &str = concat!("origin 2, ", env!("CARGO_PKG_VERSION"));

/// What is asked of every table.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The exporters, of which a table need not show all; all of its economies by default.
    pub exporters: Option<Vec<Economy>>,
    pub definition: ValueAddedDefinition,
    /// Whether tables must add up.
    pub sums: Sums,
}

/// What may be used for it.
#[derive(Debug, Clone)]
pub struct Resources {
    /// How much memory the tables in work may take, in bytes.
    pub memory: u64,
    pub cache: Option<Cache>,
}

impl Resources {
    /// The SHA-256 of a file.
    pub fn sha256_of(&self, file: &Readable) -> std::io::Result<String> {
        match &self.cache {
            Some(cache) if file.size()? >= WORTH_KEEPING => cache.sha256_of(file),
            _ => sha256_of_reader(file.open()?),
        }
    }
}

/// A year, decomposed.
#[derive(Debug)]
pub struct YearOrigin {
    pub outline: Arc<TableOutline>,
    pub origin: Arc<ExportOrigin>,
}

impl YearOrigin {
    fn new(outline: TableOutline, origin: ExportOrigin) -> Self {
        Self {
            outline: Arc::new(outline),
            origin: Arc::new(origin),
        }
    }

    /// Of a table that is needed no more; fails where it has no usable Leontief inverse.
    fn of(name: &str, (table, imbalanced): (IcioTable, usize), wanted: &Wanted) -> Result<Self, IngestError> {
        let mut outline = table.outline(imbalanced);
        let exporters = match &wanted.exporters {
            Some(exporters) => exporters.clone(),
            None => table.economies.clone(),
        };
        let origin = decompose_once(table, &exporters, wanted.definition)
            .map_err(|error| IngestError::new(Place::file(name), Problem::Unsolvable(error.to_string())))?;
        for (cell, by_partner, _) in origin.parts() {
            outline.exports[cell] = by_partner.iter().sum();
        }
        Ok(Self::new(outline, origin))
    }
}

/// Decomposes one table, or finds it in the cache by the hash of its file, where that is given.
pub fn one(
    source: &TableSource,
    sha256: Option<&str>,
    wanted: &Wanted,
    resources: &Resources,
) -> Result<YearOrigin, IngestError> {
    let make = || YearOrigin::of(&source.name(), source.read(wanted.sums)?, wanted);
    let cache = resources.cache.as_ref().filter(|_| source.plain_bytes >= WORTH_KEEPING);
    let Some((cache, sha256)) = cache.zip(sha256) else {
        return make();
    };
    let key = key(source, sha256, wanted);
    if let Some(known) = cache.get(&key).and_then(|bytes| codec::decode(&bytes)) {
        return Ok(known);
    }
    let made = make()?;
    if codec::size(&made) <= LARGEST_ENTRY {
        cache.put(&key, &codec::encode(&made));
    }
    Ok(made)
}

/// Everything that a decomposed year depends on.
pub fn key(source: &TableSource, sha256: &str, wanted: &Wanted) -> String {
    format!(
        "{VERSION} {sha256} {:?} {} {:?} {} {:?}",
        source.entry,
        source.year,
        wanted.exporters,
        wanted.definition.id(),
        wanted.sums
    )
}

/// Applies `make` to every table, as many at a time as the memory allows; the results in the order of the tables.
pub fn each<T: Send, S: Sync>(
    sources: &[S],
    table: impl Fn(&S) -> &TableSource,
    wanted: &Wanted,
    resources: &Resources,
    make: impl Fn(&S) -> T + Sync,
) -> Vec<T> {
    let sizes: Vec<u64> = sources.iter().map(|source| table(source).plain_bytes).collect();
    let mut made = Vec::with_capacity(sources.len());
    for batch in batches(&sizes, wanted, resources.memory) {
        made.par_extend(sources[batch].par_iter().map(&make));
    }
    made
}
