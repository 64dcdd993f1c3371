//! The document as PDF through Typst: tagged, PDF/UA-1 and PDF/A-3a, the same bytes every time.

use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::Attachment;
use super::typst_markup::{attachment_path, image_path, source};
use super::world::{MemoryWorld, finish};
use crate::literate::Lexicon;
use crate::literate::document::{Block, Document, ExhibitContent};
use crate::project::built_in_template;

/// Why a PDF could not be made; carries Typst's own diagnostics.
#[derive(Debug, thiserror::Error)]
#[error("the PDF cannot be made:\n{0}")]
pub struct PdfError(String);

/// Makes the PDF of a document; `drawing` gives the SVG of an exhibit by its file stem.
pub fn pdf(
    document: &Document,
    lexicon: &Lexicon,
    attachments: &[Attachment],
    drawing: impl Fn(&str) -> Option<String>,
) -> Result<Vec<u8>, PdfError> {
    let layout = built_in_template("layout/article.typ").unwrap_or_default();
    let mut world = MemoryWorld::new(&source(document, lexicon, attachments)).with_file("/layout/article.typ", layout);
    for block in &document.body {
        let Block::Exhibit(exhibit) = block else { continue };
        if let ExhibitContent::Image { bytes, .. } = &exhibit.content {
            world = world.with_file(&image_path(exhibit), bytes.as_slice());
        } else if let Some(svg) = drawing(&exhibit.file_stem()) {
            world = world.with_file(&image_path(exhibit), svg);
        }
    }
    for attachment in attachments {
        world = world.with_file(&attachment_path(&attachment.name), attachment.bytes.as_slice());
    }
    let paged: PagedDocument = finish(&world, typst::compile(&world)).map_err(PdfError)?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_3a])
        .map_err(|error| PdfError(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(format!("{} {}", document.title, document.language.tag())),
        creator: Smart::Custom(Some(concat!("rvc-report ", env!("CARGO_PKG_VERSION")).to_owned())),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&paged, &options).map_err(|errors| PdfError(world.explain(&errors)))
}
