//! The tables of a document as a workbook: numbers as numbers, in the form in which the document prints them.

mod about;
mod names;
mod number_format;
mod sheet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::table_grid::table_of;
use crate::literate::Lexicon;
use crate::literate::document::Document;
use crate::stages::Results;
use names::Names;
use sheet::Sheet;

/// Why the workbook could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the workbook cannot be written: {0}")]
pub struct WorkbookError(String);

impl From<XlsxError> for WorkbookError {
    fn from(error: XlsxError) -> Self {
        Self(error.to_string())
    }
}

impl From<serde_json::Error> for WorkbookError {
    fn from(error: serde_json::Error) -> Self {
        Self(error.to_string())
    }
}

/// Makes the workbook: a sheet about it, then one for each numbered table and for the data of each figure.
pub fn workbook(results: &Results, document: &Document, lexicon: &Lexicon) -> Result<Vec<u8>, WorkbookError> {
    let mut names = Names::default();
    let about = names.name(&lexicon.phrase("workbook-about").unwrap_or_default());
    let sheets: Vec<Sheet<'_>> = document
        .exhibits()
        .filter_map(|exhibit| {
            let table = table_of(exhibit)?;
            Some(Sheet {
                name: names.name(&exhibit.label),
                document,
                lexicon,
                exhibit,
                table,
            })
        })
        .collect();
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(document)?);
    about::write(
        workbook.add_worksheet().set_name(about)?,
        results,
        document,
        lexicon,
        &sheets,
    )?;
    for sheet in &sheets {
        sheet.write(workbook.add_worksheet().set_name(&sheet.name)?)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// Title, authors and date: that of the study, so that the same study gives the same bytes.
fn properties(document: &Document) -> Result<DocProperties, XlsxError> {
    let date = document.date;
    let authors: Vec<&str> = document.authors.iter().map(|author| author.name.as_str()).collect();
    let created = ExcelDateTime::from_ymd(date.year, date.month, date.day)?;
    Ok(DocProperties::new()
        .set_title(document.title.as_str())
        .set_author(authors.join("; "))
        .set_keywords(document.keywords.join(", "))
        .set_comment(document.notice.as_deref().unwrap_or_default())
        .set_creation_datetime(&created))
}
