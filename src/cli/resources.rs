//! Memory and cache, as typed.

use std::path::PathBuf;

use clap::Args;
use etcetera::BaseStrategy as _;

use crate::cache::Cache;
use crate::origins::Resources;
use crate::project::half_of_memory;

/// What large tables may use.
#[derive(Debug, Args)]
pub(super) struct ResourceArguments {
    /// Memory for tables in work, such as 2G or 500M [default: half of the machine's]
    #[arg(long, value_parser = memory, value_name = "SIZE")]
    memory: Option<u64>,
    #[command(flatten)]
    cache: CacheArguments,
    /// Read every table anew, and keep nothing for the next time
    #[arg(long)]
    no_cache: bool,
}

/// Where decomposed tables are kept.
#[derive(Debug, Args)]
pub(super) struct CacheArguments {
    /// The folder that keeps decomposed tables [default: rvc-report in the user's cache folder]
    #[arg(long, value_name = "DIR", global = true)]
    cache: Option<PathBuf>,
}

impl From<ResourceArguments> for Resources {
    fn from(typed: ResourceArguments) -> Self {
        Self {
            memory: typed.memory.unwrap_or_else(half_of_memory),
            cache: typed.cache.cache().filter(|_| !typed.no_cache),
        }
    }
}

impl CacheArguments {
    /// The cache that is meant; none where the user has no folder for it.
    pub(super) fn cache(&self) -> Option<Cache> {
        if let Some(folder) = &self.cache {
            return Some(Cache::at(folder));
        }
        let places = etcetera::choose_base_strategy().ok()?;
        Some(Cache::at(&places.cache_dir().join("rvc-report")))
    }
}

/// A size in bytes: `500M`, `2G`.
fn memory(text: &str) -> Result<u64, String> {
    let (digits, unit) = match text.strip_suffix(['M', 'm']) {
        Some(digits) => (digits, 1 << 20),
        None => (text.strip_suffix(['G', 'g']).unwrap_or(text), 1 << 30),
    };
    let whole = digits
        .parse::<u64>()
        .ok()
        .filter(|size| *size > 0 && digits.len() < text.len());
    whole
        .and_then(|size| size.checked_mul(unit))
        .ok_or_else(|| "expected a size such as 500M or 2G".to_owned())
}
