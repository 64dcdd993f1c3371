//! Whether a bundle is whole, and whether what is built from it is what it holds.
//!
//! 1. `seal` checks the zip as a file;
//! 2. `archive` reads names and hashes, and `unpack` puts the files into a temporary folder, within limits, each
//!    checked against its hash;
//! 3. `locate` finds the byte that has changed where no file has;
//! 4. the pipeline builds again, and `compare` holds the outputs against those of the bundle (`difference`);
//! 5. a [`Verdict`] says what was found.
//!
//! A bundle may come from anybody: names lead nowhere else, sizes are bounded, links are refused.

mod archive;
mod compare;
mod difference;
mod error;
mod locate;
mod seal;
mod unpack;
mod verdict;

pub use compare::{documents, outputs};
pub use error::ReproduceError;
pub use unpack::{Unpacked, unpack};
pub use verdict::{Outcome, Verdict};
