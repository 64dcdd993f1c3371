use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::literate::document::{Block, CellKind, Document, ExhibitContent, Inline, TextRow, TextTable};

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
    let mut counter = Counter {
        document,
        times: vec![0; document.values.len()],
        seen: BTreeSet::new(),
    };
    counter.blocks(&document.abstract_);
    counter.blocks(&document.body);
    let values = document
        .values
        .iter()
        .zip(&counter.times)
        .filter(|(_, times)| **times > 0);
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

/// Counts what the pages show; tables behind figures and alternative texts are not on them.
struct Counter<'a> {
    document: &'a Document,
    times: Vec<usize>,
    /// Footnotes that have been counted.
    seen: BTreeSet<usize>,
}

impl Counter<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { content, .. } | Block::Paragraph(content) => self.inlines(content),
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
                Block::Quote(content) | Block::Admonition { content, .. } => self.blocks(content),
                Block::Table { header, rows, .. } => {
                    header
                        .iter()
                        .chain(rows.iter().flatten())
                        .for_each(|cell| self.inlines(cell));
                }
                Block::Exhibit(exhibit) => {
                    self.inlines(&exhibit.caption);
                    exhibit
                        .notes
                        .iter()
                        .chain(&exhibit.source)
                        .for_each(|note| self.inlines(note));
                    match &exhibit.content {
                        ExhibitContent::Table(table) => self.table(table),
                        ExhibitContent::AuthorTable(table) => self.blocks(std::slice::from_ref(table)),
                        ExhibitContent::Figure { .. } | ExhibitContent::Image { .. } => {}
                    }
                }
                _ => {}
            }
        }
    }

    fn table(&mut self, table: &TextTable) {
        for row in &table.rows {
            let TextRow::Cells(cells) = row else { continue };
            for cell in cells {
                if let CellKind::Value(value) = cell.kind {
                    self.times[value] += 1;
                }
            }
        }
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Value { value, .. } => self.times[*value] += 1,
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { content: inner, .. } => {
                    self.inlines(inner);
                }
                Inline::Footnote(number) if self.seen.insert(*number) => {
                    let document = self.document;
                    if let Some(content) = document.footnotes.get(number - 1) {
                        self.blocks(content);
                    }
                }
                _ => {}
            }
        }
    }
}
