//! Numbered tables and figures: caption, content, notes.

use super::Writer;
use super::parts::{WIDTH, WIDTH_SIDEWAYS, section};
use super::tables;
use super::xml::{BOLD, ITALIC, PLAIN, field, paragraph, run, text};
use crate::literate::document::{Exhibit, ExhibitContent};
use crate::outputs::figures::{DOTS_PER_INCH, size_of_png};

/// Word's unit for pictures: so many are an inch, and a twentieth of a point.
const UNITS_PER_INCH: u32 = 914_400;
const UNITS_PER_TWENTIETH: u64 = 635;
/// The most height that a picture takes, in twentieths of a point: seven tenths of a page.
const MOST_HEIGHT: u64 = 9600;

impl Writer<'_> {
    pub(super) fn exhibit(&mut self, exhibit: &Exhibit) -> String {
        match &exhibit.content {
            ExhibitContent::Table(table) => {
                let caption = self.caption(exhibit, "TableCaption", "");
                let table = tables::ruled(table, self.width(), &mut |_, words| run(words, PLAIN));
                caption + &table + &self.below_table(exhibit)
            }
            ExhibitContent::AuthorTable(block) => {
                let caption = self.caption(exhibit, "TableCaption", "");
                caption + &self.author_table(block) + &self.below_table(exhibit)
            }
            ExhibitContent::Figure { alt, .. } | ExhibitContent::Image { alt, .. } => {
                let picture = self.picture(exhibit, alt);
                let caption = self.caption(exhibit, "Caption", "<w:jc w:val=\"center\"/>");
                paragraph("Figure", "", &picture) + &caption + &self.notes_below(exhibit)
            }
        }
    }

    fn caption(&mut self, exhibit: &Exhibit, style: &str, properties: &str) -> String {
        let mark = self.mark(&exhibit.id);
        let (label, separator) = (label(exhibit), run(&exhibit.separator, PLAIN));
        let words = self.inlines(&exhibit.caption, PLAIN);
        paragraph(style, properties, &format!("{mark}{label}{separator}{words}"))
    }

    fn notes_below(&mut self, exhibit: &Exhibit) -> String {
        let notes = exhibit.notes.iter().chain(&exhibit.source);
        notes
            .map(|note| {
                let note = self.inlines(note, PLAIN);
                paragraph("ExhibitNotes", "", &note)
            })
            .collect()
    }

    /// The notes; an empty paragraph where there are none, since Word joins tables that touch.
    fn below_table(&mut self, exhibit: &Exhibit) -> String {
        let notes = self.notes_below(exhibit);
        match notes.is_empty() {
            true => paragraph("ExhibitNotes", "", ""),
            false => notes,
        }
    }

    /// The picture itself; what it shows in words where it could not be drawn.
    fn picture(&mut self, exhibit: &Exhibit, alt: &str) -> String {
        let stem = exhibit.file_stem();
        let drawn = (self.picture)(&stem);
        let measured = drawn.and_then(|png| size_of_png(&png).map(|size| (png, size)));
        let Some((png, (width, height))) = measured else {
            return run(alt, ITALIC);
        };
        // Photographs of the author's go in as they are.
        let (ending, content) = match &exhibit.content {
            ExhibitContent::Image {
                kind: kind @ ("png" | "jpg"),
                bytes,
                ..
            } => (*kind, bytes.as_slice()),
            _ => ("png", png.as_slice()),
        };
        let name = format!("{stem}.{ending}");
        let id = self.relations.add("image", &format!("media/{name}"));
        self.media.push((name.clone(), content.to_vec()));
        let (width, height) = fitted(width, height);
        let (number, alt) = (self.media.len(), text(alt));
        format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/><wp:docPr id=\"{number}\" name=\"{stem}\" descr=\"{alt}\"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"{name}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"{id}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )
    }

    /// The width of the text in twentieths of a point.
    pub(super) fn width(&self) -> usize {
        if self.landscape { WIDTH_SIDEWAYS } else { WIDTH }
    }

    /// What ends the pages so far where those that follow are turned the other way.
    pub(super) fn turned(&mut self, landscape: bool) -> String {
        if landscape == self.landscape {
            return String::new();
        }
        self.landscape = landscape;
        format!(
            "<w:p><w:pPr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/>{}</w:pPr></w:p>\n",
            section(!landscape)
        )
    }
}

/// "Table A1", whose number Word counts, so that it can list the tables.
fn label(exhibit: &Exhibit) -> String {
    let number = exhibit.number.to_string();
    let Some(before) = exhibit.label.strip_suffix(&number) else {
        return run(&exhibit.label, BOLD);
    };
    let kind = before.split_whitespace().next().unwrap_or(before);
    let counted = field(&format!(" SEQ {kind} \\* ARABIC "), &run(&number, BOLD));
    format!("{}{counted}", run(before, BOLD))
}

/// Width and height in Word's units, within the page.
fn fitted(width: u32, height: u32) -> (u64, u64) {
    let units = |dots: u32| u64::from(dots) * u64::from(UNITS_PER_INCH / DOTS_PER_INCH);
    let (mut width, mut height) = (units(width).max(1), units(height).max(1));
    let (most_width, most_height) = (WIDTH as u64 * UNITS_PER_TWENTIETH, MOST_HEIGHT * UNITS_PER_TWENTIETH);
    if width > most_width {
        (width, height) = (most_width, height * most_width / width);
    }
    if height > most_height {
        (width, height) = (width * most_height / height, most_height);
    }
    (width, height)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_keep_their_shape_within_the_page() {
        assert_eq!(fitted(1000, 500), (3_048_000, 1_524_000));
        let (width, height) = fitted(2000, 1000);
        assert_eq!((width, height), (5_760_720, 2_880_360));
        let (width, height) = fitted(1000, 4000);
        assert_eq!((width, height), (1_524_000, 6_096_000));
    }
}
