use serde::{Deserialize, Serialize};

use crate::literate::document::{Block, CellKind, Document, ExhibitContent, Inline, TextRow, TextTable};
use crate::literate::walk::{Part, walk};

/// The numbers that a document prints, as its attachment lists them.
#[derive(Debug, Serialize, Deserialize)]
pub struct ValueRecords {
    pub schema: u32,
    pub language: String,
    pub values: Vec<ValueRecord>,
}

/// A number as it is printed, with what it is.
#[derive(Debug, Serialize, Deserialize)]
pub struct ValueRecord {
    pub text: String,
    /// The expression by which `why` knows it.
    pub key: String,
    pub value: f64,
    /// The form, as the template filter is written.
    pub format: String,
    /// How often it stands on the pages.
    pub times: usize,
}

/// `values.json`: every number on the pages of a document.
pub fn values_json(document: &Document) -> Result<String, serde_json::Error> {
    let times = times(document);
    let values = document.values.iter().zip(&times).filter(|(_, times)| **times > 0);
    let records = ValueRecords {
        schema: 1,
        language: document.language.tag().to_owned(),
        values: values
            .map(|(value, times)| ValueRecord {
                text: value.text.clone(),
                key: value.number.to_string(),
                value: value.number.value(),
                format: value.format.to_string(),
                times: *times,
            })
            .collect(),
    };
    let mut text = serde_json::to_string_pretty(&records)?;
    text.push('\n');
    Ok(text)
}

/// How often the pages show each value; tables behind figures and alternative texts are not on them.
fn times(document: &Document) -> Vec<usize> {
    let mut times = vec![0; document.values.len()];
    let parts = [&document.abstract_, &document.body]
        .into_iter()
        .chain(&document.footnotes);
    for blocks in parts {
        walk(blocks, &mut |part| match part {
            Part::Inline(Inline::Value { value, .. }) => times[*value] += 1,
            Part::Block(Block::Exhibit(exhibit)) => {
                if let ExhibitContent::Table(table) = &exhibit.content {
                    values_of(table).for_each(|value| times[value] += 1);
                }
            }
            _ => {}
        });
    }
    times
}

fn values_of(table: &TextTable) -> impl Iterator<Item = usize> {
    let cells = table.rows.iter().flat_map(|row| match row {
        TextRow::Cells(cells) => cells.as_slice(),
        TextRow::Group(_) => &[],
    });
    cells.filter_map(|cell| match cell.kind {
        CellKind::Value(value) => Some(value),
        _ => None,
    })
}
