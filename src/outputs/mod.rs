//! Writes a composed document as HTML, PDF, Word file, workbook, LaTeX and Markdown, and the results as JSON and CSV.
//!
//! Knows markup and file formats, and decides nothing about content. Everything is made in memory;
//! [`mod@write`] alone touches the disk, when all of it is there.

pub mod charts;
mod docx;
mod figures;
mod fonts;
mod html;
mod json;
mod latex;
mod links;
mod manifest;
mod markdown;
mod math;
mod pdf;
mod table_grid;
mod tables;
mod typst_markup;
mod values;
mod verification;
mod world;
pub mod write;
mod xlsx;

pub use charts::{ChartError, draw};
pub use docx::{PackageError, docx};
pub use figures::Plate;
pub use fonts::missing_fonts;
pub use html::{PageError, PageLinks, PageReadError, page, read_page};
pub use json::results_json;
pub use latex::latex_tables;
pub use manifest::{manifest, manifest_of_attachments};
pub use markdown::markdown;
pub use math::{Formula, formulas_of, mathml};
pub use pdf::pdf;
pub use tables::{comparison_csv, table_csv};
pub use values::{ValueRecord, ValueRecords, values_json};
pub use verification::{VerificationFileError, verification_csv, verification_json};
pub use world::{Problem, TypstError};
pub use xlsx::{WorkbookError, workbook};

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
