//! Gives exhibits their words: names, phrases and formatted numbers take the place of identifiers.

use minijinja::Value;

use super::document::{CellKind, PrintedValue, TextCell, TextHeader, TextRow, TextTable};
use super::functions::{Scope, capitalised};
use super::printing::Format;
use super::record::StretchKind;
use super::templates::Templates;
use super::trace::named;
use crate::diagnostic::Diagnostic;
use crate::exhibits::{Cell, Label, Table};
use crate::provenance::Number;

/// The sign of an undefined value.
const DASH: &str = "—";

/// Turns the shown part of a table into text.
pub(super) fn table(table: &Table, scope: &Scope, templates: &Templates) -> Result<TextTable, Diagnostic> {
    let words = Words { scope, templates };
    let shown: Vec<bool> = table.columns.iter().map(|column| !column.hidden).collect();
    let header = table.header.iter().map(|row| {
        row.iter()
            .map(|cell| {
                Ok(TextHeader {
                    text: words.label(&cell.label)?,
                    columns: cell.columns,
                    rows: cell.rows,
                })
            })
            .collect()
    });
    let mut rows = Vec::new();
    let mut section = None;
    for (position, row) in table.rows.iter().enumerate() {
        if row.section != section {
            section.clone_from(&row.section);
            if let Some(label) = &section {
                rows.push(TextRow::Group(words.label(label)?));
            }
        }
        let mut cells = Vec::new();
        for (column, cell) in row.cells.iter().enumerate().filter(|(column, _)| shown[*column]) {
            let below = table.rows[position + 1..].iter();
            let covered = below
                .take_while(|row| matches!(row.cells[column], Cell::Same(_)))
                .count();
            cells.push(words.cell(cell, covered + 1)?);
        }
        rows.push(TextRow::Cells(cells));
    }
    Ok(TextTable {
        columns: table
            .columns
            .iter()
            .filter(|column| !column.hidden)
            .map(|column| column.align)
            .collect(),
        header: header.collect::<Result<_, Diagnostic>>()?,
        rows,
        size: table.size,
    })
}

struct Words<'a> {
    scope: &'a Scope,
    templates: &'a Templates,
}

impl Words<'_> {
    fn label(&self, label: &Label) -> Result<String, Diagnostic> {
        let lexicon = &self.scope.lexicon;
        Ok(match label {
            Label::Name(id) => capitalised(&lexicon.name(id, "nom")?),
            Label::Phrase(key) => self.templates.render_plain(key, &lexicon.phrase(key)?, &[])?,
            Label::PhraseOf(key, id) => {
                let forms = [("name", "nom"), ("gen", "gen")];
                let variables = forms.map(|(variable, form)| Ok((variable, Value::from(lexicon.name(id, form)?))));
                let variables = variables.into_iter().collect::<Result<Vec<_>, Diagnostic>>()?;
                self.templates.render_plain(key, &lexicon.phrase(key)?, &variables)?
            }
            Label::Key(key) => named(key, lexicon),
            Label::Term(key) => self.templates.render_plain(key, &lexicon.phrase(key)?, &[])?,
            Label::Equation {
                exporter,
                sector,
                direction,
            } => {
                let variables = [
                    ("exporter", Value::from(capitalised(&lexicon.name(exporter, "nom")?))),
                    ("sector", Value::from(lexicon.name(sector, "nom")?)),
                    (
                        "direction",
                        Value::from(lexicon.phrase(&format!("exports-{direction}"))?),
                    ),
                ];
                self.templates
                    .render_plain("equation-label", &lexicon.phrase("equation-label")?, &variables)?
            }
            Label::Literal(text) | Label::Code(text) => text.clone(),
        })
    }

    /// A number of the table, recorded as a value of the document.
    fn number(&self, number: &Number, format: Format, rows: usize) -> Result<TextCell, Diagnostic> {
        let text = format.print(number.value(), &self.scope.formatter, &self.scope.lexicon)?;
        let mut recorder = self.scope.recorder();
        let stretch = recorder.value(PrintedValue {
            text: text.clone(),
            number: number.clone(),
            format,
        });
        let kind = match recorder.stretches.get(stretch) {
            Some(StretchKind::Value(value)) => CellKind::Value(*value),
            _ => CellKind::Number(number.value()),
        };
        Ok(TextCell {
            text,
            kind,
            rows,
            heat: 0,
        })
    }

    fn cell(&self, cell: &Cell, rows: usize) -> Result<TextCell, Diagnostic> {
        let worded = |text: String, rows| TextCell {
            text,
            kind: CellKind::Text,
            rows,
            heat: 0,
        };
        Ok(match cell {
            Cell::Label(label) => worded(self.label(label)?, rows),
            Cell::Same(label) => worded(self.label(label)?, 0),
            Cell::Integer(number) => self.number(number, Format::Integer, rows)?,
            Cell::Number {
                number,
                decimals,
                stars,
            } => {
                let format = Format::Number {
                    decimals: *decimals,
                    stars: *stars,
                };
                self.number(number, format, rows)?
            }
            Cell::Year(number) => self.number(number, Format::Year, rows)?,
            Cell::Heat {
                number,
                decimals,
                severity,
            } => {
                let format = Format::Number {
                    decimals: *decimals,
                    stars: *severity,
                };
                let cell = self.number(number, format, rows)?;
                TextCell {
                    heat: *severity,
                    ..cell
                }
            }
            Cell::Percent { fraction, decimals } => self.number(fraction, Format::PercentNumber(*decimals), rows)?,
            Cell::Missing => TextCell {
                text: DASH.to_owned(),
                kind: CellKind::Missing,
                rows,
                heat: 0,
            },
        })
    }
}
