//! The table of a code check: each table, figure and number in the text, where it is computed, whether it is
//! reproduced. Its columns begin like those that the AEA Data Editor's replicators fill in.

use std::collections::BTreeSet;

use super::routine::Routine;
use super::{BundleError, Part};
use crate::literate::document::{Block, Document, Exhibit, ExhibitContent, Inline, plain_text};
use crate::literate::walk::{Part as DocumentPart, walk};
use crate::literate::{Composed, formula};
use crate::outputs::OutputFile;
use crate::provenance::{Origin, explain};
use crate::settings::Language;
use crate::stages::Results;

/// One thing that a reader can check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CheckRow {
    pub kind: RowKind,
    /// "Table 1", or a number as it is printed.
    pub item: String,
    /// The caption; of a number the formula in words, or what was done to results.
    pub title: String,
    /// The report, with its folder under the outputs where it has one.
    pub document: String,
    /// Where it stands in the document.
    pub section: String,
    /// The cross-reference of an exhibit; the expression by which `why` knows a number.
    pub key: String,
    pub routines: Vec<(String, String)>,
    /// The files that show it.
    pub files: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    Table,
    Figure,
    Number,
}

/// The document of a report that lists are made from: English where there is one.
pub(super) fn shown<'a>(part: &Part<'a>) -> Option<&'a Composed> {
    let documents = part.documents;
    let english = documents.iter().find(|one| one.document.language == Language::En);
    english.or_else(|| documents.first()).map(|one| &**one)
}

/// Every exhibit of a report, then every number of its text, in the order of reading.
pub(super) fn rows(part: &Part<'_>, results: &Results, outputs: &[OutputFile]) -> Vec<CheckRow> {
    let Some(composed) = shown(part) else {
        return Vec::new();
    };
    let place = Place {
        part,
        composed,
        outputs,
    };
    let exhibits = composed.document.body.iter().filter_map(|block| match block {
        Block::Exhibit(exhibit) => Some(place.exhibit(exhibit)),
        _ => None,
    });
    let mut rows: Vec<CheckRow> = exhibits.collect();
    rows.extend(place.numbers(results));
    rows
}

/// A document and the files around it.
struct Place<'a> {
    part: &'a Part<'a>,
    composed: &'a Composed,
    outputs: &'a [OutputFile],
}

impl Place<'_> {
    fn exhibit(&self, exhibit: &Exhibit) -> CheckRow {
        let is_table = matches!(
            exhibit.content,
            ExhibitContent::Table(_) | ExhibitContent::AuthorTable(_)
        );
        let (kind, folder) = if is_table {
            (RowKind::Table, "tables")
        } else {
            (RowKind::Figure, "figures")
        };
        let start = self.placed(&format!("{folder}/{}.", exhibit.file_stem()));
        let files = self.outputs.iter().filter(|file| file.path.starts_with(&start));
        let mut files: Vec<String> = files.map(|file| output(&file.path)).collect();
        if files.is_empty() {
            files = self.pages();
        }
        let routines = Routine::of_exhibit(exhibit).into_iter().map(columns).collect();
        CheckRow {
            kind,
            item: exhibit.label.clone(),
            title: plain_text(&exhibit.caption),
            document: self.part.name.to_owned(),
            section: String::new(),
            key: exhibit.id.clone(),
            routines,
            files,
        }
    }

    /// Every number in running text, captions and notes, once a section.
    fn numbers(&self, results: &Results) -> Vec<CheckRow> {
        let document = &self.composed.document;
        let mut known = BTreeSet::new();
        let mut rows = Vec::new();
        for (section, position) in printed(document) {
            let Some(value) = document.values.get(position) else {
                continue;
            };
            if !known.insert((section.clone(), position)) {
                continue;
            }
            let title = match value.number.origin() {
                Origin::Result(_) => {
                    let id = explain(&value.number, results).formula;
                    id.map(|id| formula(id, &self.composed.lexicon)).unwrap_or_default()
                }
                Origin::Constant => "a constant of the text".to_owned(),
                Origin::Derived { operation, .. } => format!("{} of results", operation.id()),
            };
            rows.push(CheckRow {
                kind: RowKind::Number,
                item: value.text.clone(),
                title,
                document: self.part.name.to_owned(),
                section,
                key: value.number.to_string(),
                routines: Routine::of_number(&value.number).into_iter().map(columns).collect(),
                files: self.pages(),
            });
        }
        rows
    }

    /// The pages of the report in this language.
    fn pages(&self) -> Vec<String> {
        let start = self.placed(&format!(
            "{}.{}.",
            self.part.name,
            self.composed.document.language.tag()
        ));
        let pages = self.outputs.iter().filter(|file| file.path.starts_with(&start));
        pages.map(|file| output(&file.path)).collect()
    }

    fn placed(&self, path: &str) -> String {
        match self.part.folder {
            Some(folder) => format!("{folder}/{path}"),
            None => path.to_owned(),
        }
    }
}

fn output(path: &str) -> String {
    format!("{}/{path}", super::OUTPUTS)
}

fn columns(routine: Routine) -> (String, String) {
    let line = routine.line().map(|line| line.to_string());
    (routine.path.to_owned(), line.unwrap_or_default())
}

/// Every number outside of tables: where it stands, and its position among the values.
fn printed(document: &Document) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    let mut look = |section: &str, blocks: &[Block]| {
        walk(blocks, &mut |part| {
            if let DocumentPart::Inline(Inline::Value { value, .. }) = part {
                found.push((section.to_owned(), *value));
            }
        });
    };
    look("Abstract", &document.abstract_);
    let mut section = String::new();
    for block in &document.body {
        if let Block::Heading { number, content, .. } = block {
            let number = number.as_ref().map(|number| format!("{number} ")).unwrap_or_default();
            section = format!("{number}{}", plain_text(content));
        }
        let place = match block {
            Block::Exhibit(exhibit) => format!("notes of {}", exhibit.label),
            _ => section.clone(),
        };
        look(&place, std::slice::from_ref(block));
    }
    for (position, footnote) in document.footnotes.iter().enumerate() {
        look(&format!("footnote {}", position + 1), footnote);
    }
    found
}

/// The columns of `code-check.csv`.
const COLUMNS: [&str; 10] = [
    "Figure/Table #",
    "Program",
    "Line Number",
    "Reproduced?",
    "Kind",
    "Title or formula",
    "Document",
    "Section",
    "Key",
    "Output file",
];

/// What stands under "Reproduced?": a bundle is not made where a second build differs in one byte.
const REPRODUCED: &str = "yes: two builds, the same bytes";

/// `code-check.csv`.
pub(super) fn csv(rows: &[CheckRow]) -> Result<Vec<u8>, BundleError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for row in rows {
        let joined = |what: fn(&(String, String)) -> &str| {
            let parts: Vec<&str> = row.routines.iter().map(what).collect();
            parts.join("; ")
        };
        let kind = match row.kind {
            RowKind::Table => "table",
            RowKind::Figure => "figure",
            RowKind::Number => "number in the text",
        };
        writer.write_record([
            row.item.as_str(),
            &joined(|(path, _)| path),
            &joined(|(_, line)| line),
            REPRODUCED,
            kind,
            &row.title,
            &row.document,
            &row.section,
            &row.key,
            &row.files.join("; "),
        ])?;
    }
    let bytes = writer.into_inner();
    Ok(bytes.map_err(|error| csv::Error::from(error.into_error()))?)
}
