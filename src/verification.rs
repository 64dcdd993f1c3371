//! Whether a PDF, the files attached to it and the numbers on its pages belong together.
//!
//! Reads a finished PDF as a stranger would: nothing here knows how it was made.

mod attachments;
mod checks;
mod numbers;
mod page_text;
mod results_file;

use std::collections::BTreeMap;

pub use attachments::PdfReadError;
pub use checks::Check;

use attachments::attachments;
use page_text::page_text;

/// Checks a PDF by its name and bytes, and by the manifest beside it where there is one.
pub fn verify(name: &str, pdf: &[u8], manifest: Option<&str>) -> Result<Vec<Check>, PdfReadError> {
    let files: BTreeMap<String, Vec<u8>> = attachments(pdf)?
        .into_iter()
        .map(|file| (file.name, file.bytes))
        .collect();
    let text = page_text(pdf)?.join("\n");
    let mut found = vec![
        checks::attached(&files),
        checks::digests(&files),
        checks::values_and_results(&files),
        checks::printed_forms(&files),
        checks::on_the_pages(&files, &text),
    ];
    found.extend(manifest.map(|manifest| checks::beside(name, pdf, manifest)));
    Ok(found)
}
