//! A package for reviewers: everything that is needed to repeat a build, in one zip.
//!
//! 1. `data` lists the files that the study has read, with what is known about each; `source` brings them together by
//!    the lists of `[data]`;
//! 2. `templates` finds the texts that were used, the project's own and the program's;
//! 3. `check_table` says of each table, figure and number in the text where it is computed (`routine`);
//! 4. `readme`, `hash_report`, `codecheck` and `research_object` say all of this in the forms that editors ask for;
//! 5. `manifest` lists the hash of every entry, and `archive` packs them: the same content gives the same bytes.
//!
//! Nothing here touches the disk: contents come through the project and go to a writer.

mod archive;
mod check_table;
mod codecheck;
mod contents;
mod data;
mod entry;
mod error;
mod hash_report;
mod manifest;
mod media;
mod package;
mod program;
mod readme;
mod record;
mod research_object;
mod routine;
mod source;
mod templates;

pub use archive::{ArchiveError, Layout, SEAL, SEAL_LENGTH, pack};
pub use contents::{Contents, Material, Part, contents};
pub use entry::{Entry, is_plain_name};
pub use error::BundleError;
pub use manifest::{BundleManifest, Listed, Missing};
pub use program::Program;

/// The list of all entries with their hashes.
pub const MANIFEST: &str = "bundle.json";
/// The folder of the project.
pub const PROJECT: &str = "project";
/// The folder of what the build wrote.
pub const OUTPUTS: &str = "outputs";
