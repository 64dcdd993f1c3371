//! Elements → tables, and figures by the tables behind them.

use super::content::{passage, passage_without};
use super::elements::Element;
use crate::comparison::{Cell, CellKind, Exhibit, Row};

pub(super) fn exhibit(figure: &Element) -> Exhibit {
    let is_label = |element: &Element| element.has_class("label");
    let caption = figure.find(&|element| element.name == "figcaption");
    let label = caption.and_then(|caption| caption.find(&is_label));
    let label = label.map(|label| passage(label).text).unwrap_or_default();
    let notes = figure.find(&|element| element.has_class("notes"));
    let table = figure.find(&|element| element.name == "table");
    Exhibit {
        id: figure.attribute("id").unwrap_or_default().to_owned(),
        // Without the sign between label and caption.
        label: label.trim_end_matches(['.', ':', '–', '—', ' ', '\u{a0}']).to_owned(),
        caption: caption
            .map(|caption| passage_without(caption, &is_label))
            .unwrap_or_default(),
        columns: table.map(columns).unwrap_or_default(),
        rows: table.map(rows).unwrap_or_default(),
        notes: notes.into_iter().flat_map(Element::elements).map(passage).collect(),
    }
}

/// The titles over each column, from the top.
fn columns(table: &Element) -> Vec<String> {
    let mut titles: Vec<Vec<String>> = Vec::new();
    // How many more rows the cell above reaches down.
    let mut covered: Vec<usize> = Vec::new();
    for row in head(table) {
        let mut column = 0;
        for cell in row.elements() {
            while covered.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            let span = |name: &str| {
                cell.attribute(name)
                    .and_then(|n| n.parse::<usize>().ok())
                    .unwrap_or(1)
                    .min(MOST)
            };
            let title = passage(cell).text;
            let end = column + span("colspan");
            if titles.len() < end {
                titles.resize(end, Vec::new());
                covered.resize(end, 0);
            }
            for at in column..end {
                covered[at] = span("rowspan");
                if !title.is_empty() {
                    titles[at].push(title.clone());
                }
            }
            column = end;
        }
        covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
    }
    titles.into_iter().map(|titles| titles.join(" · ")).collect()
}

/// No cell of a table spans more.
const MOST: usize = 200;

fn head(table: &Element) -> impl Iterator<Item = &Element> {
    let heads = table.elements().filter(|part| part.name == "thead");
    heads.flat_map(|head| head.elements().filter(|row| row.name == "tr"))
}

fn rows(table: &Element) -> Vec<Row> {
    let mut group = None;
    let mut rows = Vec::new();
    for part in table.elements().filter(|part| part.name != "thead") {
        for row in part.elements().filter(|row| row.name == "tr") {
            if row.has_class("group") {
                group = Some(passage(row).text);
                continue;
            }
            rows.push(Row {
                group: group.clone(),
                cells: row.elements().map(cell).collect(),
            });
        }
    }
    rows
}

fn cell(cell: &Element) -> Cell {
    let node = cell.attribute("data-v").and_then(|node| node.parse().ok());
    let kind = match node {
        Some(node) => CellKind::Value(node),
        None if cell.has_class("missing") => CellKind::Missing,
        None => CellKind::Words,
    };
    Cell {
        text: passage(cell).text,
        kind,
    }
}
