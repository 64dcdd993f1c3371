//! Gives exhibits their words: names, phrases and formatted numbers take the place of identifiers.

use minijinja::Value;

use super::document::{CellKind, TextCell, TextHeader, TextRow, TextTable};
use super::error::LiterateError;
use super::functions::{Scope, capitalised};
use super::templates::Templates;
use crate::exhibits::{Cell, Label, Table};

/// The sign of an undefined value.
const DASH: &str = "—";

/// Turns the shown part of a table into text.
pub(super) fn table(table: &Table, scope: &Scope, templates: &Templates) -> Result<TextTable, LiterateError> {
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
        header: header.collect::<Result<_, LiterateError>>()?,
        rows,
        size: table.size,
    })
}

struct Words<'a> {
    scope: &'a Scope,
    templates: &'a Templates,
}

impl Words<'_> {
    fn label(&self, label: &Label) -> Result<String, LiterateError> {
        let lexicon = &self.scope.lexicon;
        Ok(match label {
            Label::Name(id) => capitalised(&lexicon.name(id, "nom")?),
            Label::Phrase(key) => self.templates.render_plain(key, &lexicon.phrase(key)?, &[])?,
            Label::PhraseOf(key, id) => {
                let forms = [("name", "nom"), ("gen", "gen")];
                let variables = forms.map(|(variable, form)| Ok((variable, Value::from(lexicon.name(id, form)?))));
                let variables = variables.into_iter().collect::<Result<Vec<_>, LiterateError>>()?;
                self.templates.render_plain(key, &lexicon.phrase(key)?, &variables)?
            }
            Label::Literal(text) => text.clone(),
        })
    }

    fn cell(&self, cell: &Cell, rows: usize) -> Result<TextCell, LiterateError> {
        let formatter = &self.scope.formatter;
        let number = |text: String, value: f64| TextCell {
            text,
            kind: CellKind::Number(value),
            rows,
        };
        Ok(match cell {
            Cell::Label(label) => TextCell {
                text: self.label(label)?,
                kind: CellKind::Text,
                rows,
            },
            Cell::Same(label) => TextCell {
                text: self.label(label)?,
                kind: CellKind::Text,
                rows: 0,
            },
            Cell::Integer(value) => number(formatter.integer(*value), *value as f64),
            Cell::Number { value, decimals, stars } => number(
                format!("{}{}", formatter.number(*value, *decimals), "*".repeat(*stars)),
                *value,
            ),
            Cell::Percent { fraction, decimals } => {
                number(formatter.number(fraction * 100.0, *decimals), fraction * 100.0)
            }
            Cell::Missing => TextCell {
                text: DASH.to_owned(),
                kind: CellKind::Missing,
                rows,
            },
        })
    }
}
