//! Figures for print, each on a page of its own size: PNG with 300 dots an inch, and PDF.

use typst::foundations::Smart;
use typst::utils::Scalar;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;
use typst_render::RenderOptions;

use super::typst_markup::{image_path, literal};
use super::world::{MemoryWorld, Problem, TypstError, finish};
use crate::exhibits::CHART_WIDTH;
use crate::literate::document::{Document, Exhibit, ExhibitContent, plain_text};

/// What messages call the task.
const WHAT: &str = "a figure cannot be made for print";

/// Dots an inch of a PNG.
pub(super) const DOTS_PER_INCH: u32 = 300;
/// The width in points: 96 pixels of a drawing are an inch.
const WIDTH: u32 = CHART_WIDTH * 72 / 96;

/// A figure, set.
pub struct Plate {
    world: MemoryWorld,
    page: PagedDocument,
    name: String,
}

impl Plate {
    /// Sets the drawing of a figure, or a picture of the author's; none for a table.
    pub fn of(document: &Document, exhibit: &Exhibit, drawing: Option<&str>) -> Result<Option<Self>, TypstError> {
        let (alt, bytes) = match (&exhibit.content, drawing) {
            (ExhibitContent::Figure { alt, .. }, Some(svg)) => (alt, svg.as_bytes()),
            (ExhibitContent::Image { alt, bytes, .. }, _) => (alt, bytes.as_slice()),
            _ => return Ok(None),
        };
        let title = format!("{}{}{}", exhibit.label, exhibit.separator, plain_text(&exhibit.caption));
        let path = image_path(exhibit);
        let source = format!(
            "#set document(title: {}, date: none)\n#set text(lang: \"{}\")\n#set page(width: auto, height: auto, margin: 0pt)\n#image({}, width: {WIDTH}pt, alt: {})\n",
            literal(&title),
            document.language.tag(),
            literal(&path),
            literal(alt)
        );
        let world = MemoryWorld::new(&source).with_file(&path, bytes);
        let page = finish(&world, WHAT, typst::compile(&world))?;
        Ok(Some(Self {
            name: format!("{} {} {title}", document.title, document.language.tag()),
            world,
            page,
        }))
    }

    /// On white, with its resolution said.
    pub fn png(&self) -> Result<Vec<u8>, TypstError> {
        let options = RenderOptions {
            pixel_per_pt: Scalar::new(f64::from(DOTS_PER_INCH) / 72.0),
            ..RenderOptions::default()
        };
        let page = self
            .page
            .pages()
            .first()
            .ok_or_else(|| trouble("it has no page".to_owned()))?;
        let png = typst_render::render(page, &options).encode_png();
        png.map(with_resolution).map_err(|error| trouble(error.to_string()))
    }

    pub fn pdf(&self) -> Result<Vec<u8>, TypstError> {
        let options = PdfOptions {
            ident: Smart::Custom(self.name.clone()),
            creator: Smart::Custom(Some(concat!("rvc-report ", env!("CARGO_PKG_VERSION")).to_owned())),
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&self.page, &options).map_err(|errors| TypstError {
            what: WHAT,
            problems: self.world.problems(&errors),
        })
    }
}

fn trouble(message: String) -> TypstError {
    TypstError {
        what: WHAT,
        problems: vec![Problem {
            message,
            hints: Vec::new(),
            formula: None,
            excerpt: None,
        }],
    }
}

/// The chunk of a PNG that states 11 811 dots a metre, which are 300 an inch, with its checksum.
const RESOLUTION: [u8; 21] = [
    0, 0, 0, 9, b'p', b'H', b'Y', b's', 0, 0, 0x2e, 0x23, 0, 0, 0x2e, 0x23, 1, 0x78, 0xa5, 0x3f, 0x76,
];
/// Where the header of a PNG ends.
const AFTER_HEADER: usize = 33;

fn with_resolution(mut png: Vec<u8>) -> Vec<u8> {
    let rest = png.split_off(AFTER_HEADER.min(png.len()));
    png.extend(RESOLUTION);
    png.extend(rest);
    png
}

/// Width and height in dots, as the header of a PNG states them.
pub(super) fn size_of_png(png: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| {
        let bytes = png.get(at..at + 4)?;
        Some(u32::from_be_bytes(bytes.try_into().ok()?))
    };
    Some((number(16)?, number(20)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_resolution_stands_between_the_header_and_the_picture() {
        let mut png = vec![0_u8; AFTER_HEADER];
        png[16..24].copy_from_slice(&[0, 0, 7, 208, 0, 0, 4, 6]);
        assert_eq!(size_of_png(&png), Some((2000, 1030)));
        png.push(7);
        let with = with_resolution(png);
        assert_eq!((with.len(), with[AFTER_HEADER + 4], with.last()), (55, b'p', Some(&7)));
        assert_eq!(size_of_png(&with), Some((2000, 1030)));
        assert_eq!(size_of_png(b"PNG"), None);
    }
}
