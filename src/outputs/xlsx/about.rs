//! The sheet about the workbook: what it holds, from which data and with which settings.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};
use serde_json::Value;

use super::WorkbookError;
use super::sheet::{Sheet, notice, plain};
use crate::literate::Lexicon;
use crate::literate::document::Document;
use crate::stages::Results;

/// Settings that are words of the text.
const WORDS: [&str; 2] = ["names.", "study.titles."];

pub(super) fn write(
    sheet: &mut Worksheet,
    results: &Results,
    document: &Document,
    lexicon: &Lexicon,
    sheets: &[Sheet<'_>],
) -> Result<(), WorkbookError> {
    let mut page = Page { sheet, lexicon, row: 0 };
    page.widths([28.0, 48.0, 24.0, 10.0, 68.0])?;
    page.head(document)?;
    page.section("workbook-sheets")?;
    for sheet in sheets {
        page.line(&[Value::from(sheet.name.as_str()), Value::from(sheet.title())])?;
    }
    page.section("workbook-inputs")?;
    let mut titles = ["input-kind", "workbook-file", "edition", "rows"]
        .map(|key| page.phrase(key))
        .to_vec();
    titles.push("SHA-256".to_owned());
    page.titles(&titles)?;
    for file in &results.inputs {
        let kind = lexicon.phrase(&format!("input-{}", file.kind));
        page.line(&[
            Value::from(plain(&kind.unwrap_or_else(|_| file.kind.to_owned()))),
            Value::from(file.path.as_str()),
            Value::from(file.edition.as_deref().unwrap_or_default()),
            Value::from(file.rows),
            Value::from(file.sha256.as_str()),
        ])?;
    }
    page.section("workbook-settings")?;
    let mut settings = Vec::new();
    flatten("", serde_json::to_value(results.settings())?, &mut settings);
    settings.retain(|(name, _)| !WORDS.iter().any(|words| name.starts_with(words)));
    for (name, value) in settings {
        page.line(&[Value::from(name), value])?;
    }
    Ok(())
}

/// A sheet that is written line by line.
struct Page<'a> {
    sheet: &'a mut Worksheet,
    lexicon: &'a Lexicon,
    row: u32,
}

impl Page<'_> {
    fn phrase(&self, key: &str) -> String {
        plain(&self.lexicon.phrase(key).unwrap_or_default())
    }

    fn widths(&mut self, widths: [f64; 5]) -> Result<(), XlsxError> {
        for (column, width) in (0..).zip(widths) {
            self.sheet.set_column_width(column, width)?;
        }
        Ok(())
    }

    /// Title, notice, authors, date and program.
    fn head(&mut self, document: &Document) -> Result<(), XlsxError> {
        let large = Format::new().set_bold().set_font_size(14);
        self.sheet
            .write_string_with_format(self.row, 0, document.title.as_str(), &large)?;
        self.row += 1;
        if let Some(subtitle) = &document.subtitle {
            self.line(&[Value::from(subtitle.as_str())])?;
        }
        if let Some(words) = &document.notice {
            self.sheet
                .write_string_with_format(self.row, 0, words.as_str(), &notice())?;
            self.row += 1;
        }
        let authors: Vec<&str> = document.authors.iter().map(|author| author.name.as_str()).collect();
        if !authors.is_empty() {
            self.line(&[
                Value::from(self.phrase("workbook-authors")),
                Value::from(authors.join(", ")),
            ])?;
        }
        self.line(&[
            Value::from(self.phrase("workbook-date")),
            Value::from(document.date_label.as_str()),
        ])?;
        self.line(&[
            Value::from(self.phrase("workbook-program")),
            Value::from(concat!("rvc-report ", env!("CARGO_PKG_VERSION"))),
        ])
    }

    /// The title of the lines that follow, after an empty one.
    fn section(&mut self, key: &str) -> Result<(), XlsxError> {
        self.row += 1;
        let title = self.phrase(key);
        self.titles(&[title])
    }

    fn titles(&mut self, titles: &[String]) -> Result<(), XlsxError> {
        let bold = Format::new().set_bold();
        for (column, title) in (0..).zip(titles) {
            self.sheet
                .write_string_with_format(self.row, column, title.as_str(), &bold)?;
        }
        self.row += 1;
        Ok(())
    }

    /// Numbers as numbers, everything else as text.
    fn line(&mut self, cells: &[Value]) -> Result<(), XlsxError> {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Value::Null => {}
                Value::Number(number) => {
                    let number = number.as_f64().unwrap_or_default();
                    self.sheet.write_number(self.row, column, number)?;
                }
                Value::String(text) => {
                    self.sheet.write_string(self.row, column, text.as_str())?;
                }
                other => {
                    self.sheet.write_string(self.row, column, other.to_string())?;
                }
            }
        }
        self.row += 1;
        Ok(())
    }
}

/// Every setting under its name: `response.years`; lists of plain values stay together.
fn flatten(name: &str, value: Value, out: &mut Vec<(String, Value)>) {
    let below = |part: &str| match name {
        "" => part.to_owned(),
        name => format!("{name}.{part}"),
    };
    match value {
        Value::Null => {}
        Value::Object(fields) => {
            for (key, field) in fields {
                flatten(&below(&key), field, out);
            }
        }
        Value::Array(items) if items.iter().any(|item| item.is_object() || item.is_array()) => {
            for (place, item) in (1..).zip(items) {
                flatten(&below(&format!("{place}")), item, out);
            }
        }
        Value::Array(items) => {
            let items = items.into_iter().map(|item| match item {
                Value::String(text) => text,
                other => other.to_string(),
            });
            out.push((name.to_owned(), Value::from(items.collect::<Vec<_>>().join(", "))));
        }
        other => out.push((name.to_owned(), other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_flat_and_lists_stay_together() {
        let mut found = Vec::new();
        let value = serde_json::json!({ "a": { "b": 1, "c": ["x", 2], "d": null }, "e": [{ "f": true }] });
        flatten("", value, &mut found);
        let expected = [
            ("a.b".to_owned(), Value::from(1)),
            ("a.c".to_owned(), Value::from("x, 2")),
            ("e.1.f".to_owned(), Value::from(true)),
        ];
        assert_eq!(found, expected);
    }
}
