//! Tables as CSV: full precision, machine names, no language.

use crate::exhibits::{Cell, Label, Table};
use crate::stages::SourceDifference;

/// One record a row; groups of rows become a first column. UTF-8, comma, point, LF.
pub fn table_csv(table: &Table) -> String {
    let mut out = String::new();
    let mut header: Vec<String> = table.section_key.iter().map(|key| (*key).to_owned()).collect();
    header.extend(table.columns.iter().map(|column| column.key.clone()));
    record(&mut out, header);
    for row in &table.rows {
        let section = row.section.iter().map(label);
        record(&mut out, section.chain(row.cells.iter().map(cell)).collect());
    }
    out
}

/// What tables and TiVA say of the same, a record a quantity; USD million and percent.
pub fn comparison_csv(differences: &[SourceDifference]) -> String {
    let mut out = String::new();
    let columns = ["year", "exporter", "sector", "quantity", "tables", "tiva", "percent"];
    record(&mut out, columns.map(str::to_owned).to_vec());
    for one in differences {
        let percent = one.percent.map(|percent| percent.to_string());
        let fields = [
            one.year.to_string(),
            one.exporter.to_string(),
            one.sector.clone(),
            one.quantity.to_owned(),
            one.tables.to_string(),
            one.tiva.to_string(),
            percent.unwrap_or_default(),
        ];
        record(&mut out, fields.to_vec());
    }
    out
}

fn record(out: &mut String, fields: Vec<String>) {
    let quoted: Vec<String> = fields.into_iter().map(quote).collect();
    out.push_str(&quoted.join(","));
    out.push('\n');
}

fn label(label: &Label) -> String {
    match label {
        Label::Name(id) => id.clone(),
        Label::Phrase(key) => (*key).to_owned(),
        Label::Equation {
            exporter,
            sector,
            direction,
        } => format!("{exporter}.{sector}.{direction}"),
        Label::PhraseOf(key, id) => format!("{key}-{id}"),
        Label::Literal(text) | Label::Code(text) | Label::Term(text) | Label::Key(text) => text.clone(),
    }
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Label(text) | Cell::Same(text) => label(text),
        Cell::Integer(number) | Cell::Year(number) | Cell::Number { number, .. } | Cell::Heat { number, .. } => {
            number.value().to_string()
        }
        Cell::Percent { fraction, .. } => (fraction.value() * 100.0).to_string(),
        Cell::Missing => String::new(),
    }
}

/// Quotes where needed; text that a spreadsheet would run as a formula gets a leading apostrophe.
fn quote(field: String) -> String {
    let is_number = field.parse::<f64>().is_ok();
    let field = if field.starts_with(['=', '+', '-', '@', '\t']) && !is_number {
        format!("'{field}")
    } else {
        field
    };
    if field.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibits::{Column, Row, Size};
    use crate::provenance::Number;

    #[test]
    fn groups_become_a_column_and_formulas_stay_text() {
        let table = Table {
            id: "t".into(),
            columns: vec![Column::text("name"), Column::number("x")],
            header: Vec::new(),
            rows: vec![
                Row {
                    section: Some(Label::Name("KAZ".into())),
                    cells: vec![
                        Cell::Label(Label::Literal("=1+1, \"a\"".into())),
                        Cell::number(Some(Number::constant(-2.5)), 0),
                    ],
                },
                Row {
                    section: Some(Label::Name("KAZ".into())),
                    cells: vec![Cell::Same(Label::Name("b".into())), Cell::Missing],
                },
            ],
            section_key: Some("economy"),
            size: Size::Normal,
        };
        assert_eq!(
            table_csv(&table),
            "economy,name,x\nKAZ,\"'=1+1, \"\"a\"\"\",-2.5\nKAZ,b,\n"
        );
    }
}
