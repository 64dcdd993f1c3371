//! Writes a composed document as HTML and PDF, and the results as JSON and CSV.
//!
//! Knows markup and file formats, and decides nothing about content. Everything is made in memory;
//! [`mod@write`] alone touches the disk, when all of it is there.

pub mod charts;
mod fonts;
mod html;
mod json;
mod manifest;
mod math;
mod pdf;
mod tables;
mod typst_markup;
mod values;
mod verification;
mod world;
pub mod write;

pub use charts::{ChartError, draw};
pub use html::{PageError, PageLinks, page};
pub use json::results_json;
pub use manifest::{manifest, manifest_of_attachments};
pub use math::{Formula, formulas_of, mathml};
pub use pdf::pdf;
pub use tables::{comparison_csv, table_csv};
pub use values::{ValueRecord, ValueRecords, values_json};
pub use verification::{VerificationFileError, verification_csv, verification_json};
pub use world::{Problem, TypstError};

/// A file to be written: its path relative to the output folder, and its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    pub path: String,
    pub bytes: Vec<u8>,
}

impl OutputFile {
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            path: path.into(),
            bytes: bytes.into(),
        }
    }
}

/// A file inside a PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    pub name: String,
    /// What it is to the document, as PDF/A-3 names it.
    pub relationship: &'static str,
    pub mime: &'static str,
    /// A phrase of the lexicon.
    pub description: &'static str,
    pub bytes: Vec<u8>,
}

/// The chart library.
const ECHARTS: &str = include_str!(concat!(env!("OUT_DIR"), "/echarts.min.js"));
/// The same as the page carries it: deflated.
const ECHARTS_DEFLATED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/echarts.min.js.deflate"));
/// The functions that chart specifications name.
const CHART_RUNTIME: &str = include_str!("../../templates/layout/chart_runtime.js");
