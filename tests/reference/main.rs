//! Certified and published values that nobody here wrote; see CONTRIBUTING.md.

#![allow(clippy::disallowed_methods, reason = "tests read reference files")]

use std::path::PathBuf;

mod decomposition;
mod econometrics;
mod oracle;
mod peers;
mod regressions;
mod time_series;
mod tiva;

/// A file of the reference folder beside the checkout.
pub fn shared(relative: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")).join(relative)
}
