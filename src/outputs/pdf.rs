//! The document as PDF through Typst: tagged, PDF/UA-1 and PDF/A-3a, the same bytes every time.

use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::Attachment;
use super::typst_markup::{attachment_path, image_path, source};
use super::world::{MemoryWorld, Problem, TypstError, finish};
use crate::literate::Lexicon;
use crate::literate::document::{Block, Document, ExhibitContent};
use crate::project::built_in_template;

/// What messages call the task.
const WHAT: &str = "the PDF cannot be made";

/// Makes the PDF of a document; `drawing` gives the SVG of an exhibit by its file stem.
pub fn pdf(
    document: &Document,
    lexicon: &Lexicon,
    attachments: &[Attachment],
    drawing: impl Fn(&str) -> Option<String>,
) -> Result<Vec<u8>, TypstError> {
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
    let paged: PagedDocument = finish(&world, WHAT, typst::compile(&world))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_3a]).map_err(|error| TypstError {
        what: WHAT,
        problems: vec![Problem {
            message: error.message().to_string(),
            hints: Vec::new(),
            formula: None,
            excerpt: None,
        }],
    })?;
    let options = PdfOptions {
        ident: Smart::Custom(format!("{} {}", document.title, document.language.tag())),
        creator: Smart::Custom(Some(concat!("rvc-report ", env!("CARGO_PKG_VERSION")).to_owned())),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&paged, &options).map_err(|errors| TypstError {
        what: WHAT,
        problems: world.problems(&errors),
    })
}
