//! The forms of a document beside page and PDF: for a word processor, a spreadsheet, an editor, a printer.

use std::sync::Arc;

use super::{Drawings, Format, PipelineError, Surroundings, file_name, formulas, placed};
use crate::fingerprint::sha256;
use crate::literate::Composed;
use crate::literate::document::{Exhibit, ExhibitContent};
use crate::outputs::{OutputFile, Plate, docx, latex_tables, markdown, workbook};

/// The files of a document in one of these forms.
pub(super) fn files(
    surroundings: &Surroundings<'_>,
    one: &Composed,
    drawings: &Drawings,
    format: Format,
) -> Result<Vec<OutputFile>, PipelineError> {
    let Surroundings {
        results,
        report,
        memories,
        ..
    } = *surroundings;
    let (document, lexicon) = (&one.document, &*one.lexicon);
    let name = file_name(&report.name, document.language, format);
    let formulas = || formulas(one, memories);
    let prints = Prints {
        surroundings,
        one,
        drawings,
    };
    let whole = |content: Vec<u8>| vec![OutputFile::new(name.clone(), content)];
    Ok(match format {
        Format::Html | Format::Pdf => Vec::new(),
        Format::Docx => {
            let pictures = prints.pictures()?;
            let picture = |stem: &str| pictures.iter().find(|(of, _)| of == stem).map(|(_, png)| png.clone());
            let formulas = formulas()?;
            let key = format!("docx {}", report.id_of(one));
            let make = || docx(document, lexicon, &formulas, &picture);
            whole(memories.made.recall(key, make)?.to_vec())
        }
        Format::Xlsx => {
            let key = format!("xlsx {}", report.id_of(one));
            let make = || workbook(results, document, lexicon);
            whole(memories.made.recall(key, make)?.to_vec())
        }
        Format::Markdown => whole(markdown(document, lexicon, formulas()?.as_ref()).into_bytes()),
        Format::Latex => latex_tables(document, formulas()?.as_ref()),
        Format::Figures => prints.files()?,
    })
}

/// The author's own pictures, to which figures in Markdown lead.
pub(super) fn own_pictures(one: &Composed) -> impl Iterator<Item = OutputFile> + '_ {
    let tag = one.document.language.tag();
    one.document.exhibits().filter_map(move |exhibit| {
        let ExhibitContent::Image { kind, bytes, .. } = &exhibit.content else {
            return None;
        };
        let path = format!("figures/{}.{tag}.{kind}", exhibit.file_stem());
        Some(OutputFile::new(path, bytes.as_slice()))
    })
}

/// The figures of a document for print.
struct Prints<'a> {
    surroundings: &'a Surroundings<'a>,
    one: &'a Composed,
    drawings: &'a Drawings,
}

/// The file stem of a figure, and its PNG.
type Picture = (String, Arc<Vec<u8>>);

impl Prints<'_> {
    /// The PNG of every figure by its file stem.
    fn pictures(&self) -> Result<Vec<Picture>, PipelineError> {
        let mut pictures = Vec::new();
        for exhibit in self.figures() {
            let png = self.made(exhibit, "png", Plate::png)?;
            pictures.push((exhibit.file_stem(), png));
        }
        Ok(pictures)
    }

    /// Every figure as PNG and as PDF.
    fn files(&self) -> Result<Vec<OutputFile>, PipelineError> {
        let tag = self.one.document.language.tag();
        let mut files = Vec::new();
        for exhibit in self.figures() {
            let stem = exhibit.file_stem();
            // A picture of the author's in that form is there already.
            if !matches!(exhibit.content, ExhibitContent::Image { kind: "png", .. }) {
                let png = self.made(exhibit, "png", Plate::png)?;
                files.push(OutputFile::new(format!("figures/{stem}.{tag}.png"), png.to_vec()));
            }
            let pdf = self.made(exhibit, "pdf", Plate::pdf)?;
            files.push(OutputFile::new(format!("figures/{stem}.{tag}.pdf"), pdf.to_vec()));
        }
        Ok(files)
    }

    fn figures(&self) -> impl Iterator<Item = &Exhibit> {
        let is_figure = |exhibit: &&Exhibit| {
            matches!(
                exhibit.content,
                ExhibitContent::Figure { .. } | ExhibitContent::Image { .. }
            )
        };
        self.one.document.exhibits().filter(is_figure)
    }

    /// A figure in a form, made where it is not known.
    fn made(
        &self,
        exhibit: &Exhibit,
        form: &str,
        print: fn(&Plate) -> Result<Vec<u8>, crate::outputs::TypstError>,
    ) -> Result<Arc<Vec<u8>>, PipelineError> {
        let Surroundings { report, memories, .. } = *self.surroundings;
        let drawing = self.drawings.get(&exhibit.file_stem()).map(String::as_str);
        let drawn = drawing.map(|svg| sha256(svg.as_bytes())).unwrap_or_default();
        let key = format!("{form} {} {} {drawn}", report.id_of(self.one), exhibit.id);
        let make = || {
            let plate = Plate::of(&self.one.document, exhibit, drawing)?;
            plate.as_ref().map(print).transpose().map(Option::unwrap_or_default)
        };
        memories
            .made
            .recall(key, make)
            .map_err(|error| placed(self.one, &error).into())
    }
}
