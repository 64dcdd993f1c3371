use std::collections::BTreeMap;

use super::table::{Cell, Column, HeaderCell, Label, Row, Size, Table};
use crate::settings::LeadDefinition;
use crate::stages::{Direction, Estimate, LeadCell, Results, Term, stars};

/// Every table that the results allow.
pub(super) fn all(results: &Results) -> Vec<Table> {
    let mut tables = Vec::new();
    if let Some(definition) = results.lead_definition() {
        tables.push(reorientation(&results.stage1, definition));
        tables.push(definitions(&results.stage1));
    }
    tables.push(response(&results.stage3));
    tables.push(inputs(results));
    tables
}

fn phrase(key: &'static str, columns: usize, rows: usize) -> HeaderCell {
    HeaderCell::new(Label::Phrase(key), columns, rows)
}

fn group_label(cell: &LeadCell) -> Cell {
    Cell::Label(Label::Name(format!("sitc{}", cell.group)))
}

/// Table 1: shares in total and mutual exports in both windows, and the lead coefficient.
fn reorientation(cells: &[LeadCell], definition: LeadDefinition) -> Table {
    let rows = cells.iter().map(|cell| Row {
        section: Some(Label::Name(cell.economy.to_string())),
        cells: vec![
            group_label(cell),
            Cell::percent(cell.share_total_base, 1),
            Cell::percent(cell.share_total_current, 1),
            Cell::percent(cell.share_mutual_base, 1),
            Cell::percent(cell.share_mutual_current, 1),
            Cell::number(cell.lead(definition), 2),
        ],
    });
    Table {
        id: "tbl-reorientation".into(),
        columns: vec![
            Column::text("group"),
            Column::number("share_total_base"),
            Column::number("share_total_current"),
            Column::number("share_mutual_base"),
            Column::number("share_mutual_current"),
            Column::number("lead"),
        ],
        header: vec![
            vec![
                phrase("commodity-group", 1, 2),
                phrase("share-in-total", 2, 1),
                phrase("share-in-mutual", 2, 1),
                phrase("lead", 1, 2),
            ],
            vec![
                phrase("base", 1, 1),
                phrase("current", 1, 1),
                phrase("base", 1, 1),
                phrase("current", 1, 1),
            ],
        ],
        rows: rows.collect(),
        section_key: Some("economy"),
        size: Size::Small,
    }
}

/// The four definitions of the lead coefficient side by side.
fn definitions(cells: &[LeadCell]) -> Table {
    let rows = cells.iter().map(|cell| {
        let mut row = vec![group_label(cell)];
        row.extend(LeadDefinition::ALL.map(|definition| Cell::number(cell.lead(definition), 2)));
        let agree = if cell.definitions_agree() { "agree" } else { "disagree" };
        row.push(Cell::Label(Label::Phrase(agree)));
        Row {
            section: Some(Label::Name(cell.economy.to_string())),
            cells: row,
        }
    });
    let definition_columns = LeadDefinition::ALL.map(|definition| Column::number(definition.id()));
    let mut columns = vec![Column::text("group")];
    columns.extend(definition_columns);
    columns.push(Column::text("verdicts"));
    let mut header = vec![phrase("commodity-group", 1, 1)];
    header.extend(LeadDefinition::ALL.map(|definition| phrase(definition.id(), 1, 1)));
    header.push(phrase("verdicts", 1, 1));
    Table {
        id: "tbl-definitions".into(),
        columns,
        header: vec![header],
        rows: rows.collect(),
        section_key: Some("economy"),
        size: Size::Small,
    }
}

/// Table 2: the equations of stage III.
fn response(estimates: &[Estimate]) -> Table {
    let mut columns = vec![Column::text("sector"), Column::text("direction")];
    for term in Term::SLOPES {
        columns.push(Column::number(term.id()));
        columns.extend(["se", "t", "p"].map(|statistic| Column::hidden(format!("{}_{statistic}", term.id()))));
    }
    columns.extend([
        Column::number("f"),
        Column::hidden("f_p"),
        Column::number("r2_percent"),
        Column::hidden("n_obs"),
    ]);
    let mut header: Vec<HeaderCell> = vec![phrase("sector", 1, 1), phrase("direction", 1, 1)];
    header.extend([phrase("bp", 1, 1), phrase("fp", 1, 1), phrase("gdp_pc", 1, 1)]);
    header.extend([phrase("f", 1, 1), phrase("r2", 1, 1)]);
    Table {
        id: "tbl-response".into(),
        columns,
        header: vec![header],
        rows: estimates.iter().map(response_row).collect(),
        section_key: Some("exporter"),
        size: Size::Small,
    }
}

fn response_row(estimate: &Estimate) -> Row {
    let sector = Label::Name(estimate.sector.clone());
    let first = estimate.direction == Direction::ALL[0];
    let mut cells = vec![
        if first { Cell::Label(sector) } else { Cell::Same(sector) },
        Cell::Label(Label::Phrase(estimate.direction.id())),
    ];
    let full = |value: f64| Cell::Number {
        value,
        decimals: 4,
        stars: 0,
    };
    for term in Term::SLOPES {
        let found = estimate.term(term);
        cells.push(Cell::Number {
            value: found.coef,
            decimals: 2,
            stars: stars(found.p),
        });
        cells.extend([full(found.se), full(found.t), full(found.p)]);
    }
    cells.extend([
        Cell::Number {
            value: estimate.joint.f,
            decimals: 0,
            stars: stars(estimate.joint.p),
        },
        full(estimate.joint.p),
        Cell::Percent {
            fraction: estimate.r_squared,
            decimals: 0,
        },
        Cell::Integer(i64::try_from(estimate.n_obs).unwrap_or(i64::MAX)),
    ]);
    Row {
        section: Some(Label::Name(estimate.exporter.to_string())),
        cells,
    }
}

/// What was read: one row a kind of input, with its extent and edition.
fn inputs(results: &Results) -> Table {
    let mut kinds: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for file in &results.inputs {
        kinds.entry(file.kind).or_default().push(file);
    }
    let rows = kinds.into_iter().map(|(kind, files)| {
        let total: usize = files.iter().map(|file| file.rows).sum();
        let edition = files.iter().find_map(|file| file.edition.clone());
        let count = |n: usize| Cell::Integer(i64::try_from(n).unwrap_or(i64::MAX));
        Row {
            section: None,
            cells: vec![
                Cell::Label(Label::Phrase(input_phrase(kind))),
                count(files.len()),
                count(total),
                edition.map_or(Cell::Missing, |edition| Cell::Label(Label::Literal(edition))),
            ],
        }
    });
    Table {
        id: "tbl-inputs".into(),
        columns: vec![
            Column::text("kind"),
            Column::number("files"),
            Column::number("rows"),
            Column::text("edition"),
        ],
        header: vec![vec![
            phrase("input-kind", 1, 1),
            phrase("files", 1, 1),
            phrase("rows", 1, 1),
            phrase("edition", 1, 1),
        ]],
        rows: rows.collect(),
        section_key: None,
        size: Size::Normal,
    }
}

fn input_phrase(kind: &str) -> &'static str {
    match kind {
        "icio" => "input-icio",
        "wdi" => "input-wdi",
        _ => "input-trade",
    }
}
