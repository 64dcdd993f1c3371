use std::collections::BTreeMap;

use super::robustness;
use super::table::{Cell, Column, HeaderCell, Label, Row, Size, Table};
use crate::provenance::{Key, Number, Period, StatisticField, TermField};
use crate::settings::LeadDefinition;
use crate::stages::{Direction, Estimate, LeadCell, Regression, Results, Term, stars};

/// Every table that the results allow.
pub(super) fn all(results: &Results) -> Vec<Table> {
    let mut tables = Vec::new();
    if let Some(definition) = results.lead_definition() {
        tables.push(reorientation(results, definition));
        tables.push(definitions(results));
    }
    tables.push(response(results));
    tables.push(inputs(results));
    tables.extend(robustness::tables(results));
    tables.extend(results.regressions.iter().map(|own| regression(results, own)));
    tables
}

fn phrase(key: &'static str, columns: usize, rows: usize) -> HeaderCell {
    HeaderCell::new(Label::Phrase(key), columns, rows)
}

fn group_label(cell: &LeadCell) -> Cell {
    Cell::Label(Label::Name(format!("sitc{}", cell.group)))
}

/// Table 1: shares in total and mutual exports in both windows, and the lead coefficient.
fn reorientation(results: &Results, definition: LeadDefinition) -> Table {
    let rows = results.stage1.iter().map(|cell| Row {
        section: Some(Label::Name(cell.economy.to_string())),
        cells: vec![
            group_label(cell),
            share(results, cell, false, Period::Base),
            share(results, cell, false, Period::Current),
            share(results, cell, true, Period::Base),
            share(results, cell, true, Period::Current),
            lead(results, cell, definition),
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

fn share(results: &Results, cell: &LeadCell, mutual: bool, period: Period) -> Cell {
    let key = Key::Share {
        economy: cell.economy.clone(),
        group: cell.group,
        mutual,
        period,
    };
    Cell::percent(key.number(results), 1)
}

fn lead(results: &Results, cell: &LeadCell, definition: LeadDefinition) -> Cell {
    let key = Key::Lead {
        economy: cell.economy.clone(),
        group: cell.group,
        definition,
    };
    Cell::number(key.number(results), 2)
}

/// The four definitions of the lead coefficient side by side.
fn definitions(results: &Results) -> Table {
    let rows = results.stage1.iter().map(|cell| {
        let mut row = vec![group_label(cell)];
        row.extend(LeadDefinition::ALL.map(|definition| lead(results, cell, definition)));
        let n_defined = cell.lead.values().flatten().count();
        row.push(match cell.definitions_agree() {
            // One coefficient alone agrees with nothing.
            _ if n_defined < 2 => Cell::Missing,
            true => Cell::Label(Label::Phrase("agree")),
            false => Cell::Label(Label::Phrase("disagree")),
        });
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
fn response(results: &Results) -> Table {
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
        rows: results
            .stage3
            .iter()
            .map(|estimate| response_row(results, estimate))
            .collect(),
        section_key: Some("exporter"),
        size: Size::Small,
    }
}

/// The coefficient of a slope.
pub(super) fn coefficient(results: &Results, estimate: &Estimate, term: Term, field: TermField) -> Option<Number> {
    let key = Key::Coefficient {
        exporter: estimate.exporter.clone(),
        sector: estimate.sector.clone(),
        direction: estimate.direction,
        term,
        field,
    };
    key.number(results)
}

fn response_row(results: &Results, estimate: &Estimate) -> Row {
    let sector = Label::Name(estimate.sector.clone());
    let first = estimate.direction == Direction::ALL[0];
    let mut cells = vec![
        if first { Cell::Label(sector) } else { Cell::Same(sector) },
        Cell::Label(Label::Phrase(estimate.direction.id())),
    ];
    let statistic = |field| {
        let key = Key::Statistic {
            exporter: estimate.exporter.clone(),
            sector: estimate.sector.clone(),
            direction: estimate.direction,
            field,
        };
        key.number(results)
    };
    for term in Term::SLOPES {
        let number = |field| coefficient(results, estimate, term, field);
        // Millions of dollars per dollar of GDP per capita are small numbers.
        let decimals = if term == Term::GdpPc { 4 } else { 2 };
        cells.push(Cell::starred(
            number(TermField::Coef),
            decimals,
            stars(estimate.term(term).p),
        ));
        cells.extend([TermField::Se, TermField::T, TermField::P].map(|field| Cell::number(number(field), 4)));
    }
    cells.extend([
        Cell::starred(statistic(StatisticField::F), 0, stars(estimate.joint.p)),
        Cell::number(statistic(StatisticField::FP), 4),
        Cell::percent(statistic(StatisticField::R2), 0),
        Cell::integer(statistic(StatisticField::NObs)),
    ]);
    Row {
        section: Some(Label::Name(estimate.exporter.to_string())),
        cells,
    }
}

/// A regression of the project's own: one row a term.
fn regression(results: &Results, own: &Regression) -> Table {
    let rows = own.terms.iter().map(|(term, estimate)| {
        let number = |field| {
            let key = Key::OwnCoefficient {
                id: own.id.clone(),
                term: term.clone(),
                field,
            };
            key.number(results)
        };
        let mut cells = vec![Cell::Label(Label::Code(term.clone()))];
        cells.push(Cell::starred(number(TermField::Coef), 3, stars(estimate.p)));
        let rest = [TermField::Se, TermField::T, TermField::P];
        cells.extend(rest.map(|field| Cell::number(number(field), 3)));
        Row { section: None, cells }
    });
    let keys = ["term", "coefficient", "std-error", "t", "p"];
    let columns = keys.map(|key| {
        if key == "term" {
            Column::text(key)
        } else {
            Column::number(key.replace('-', "_"))
        }
    });
    Table {
        id: format!("tbl-{}", own.id),
        columns: columns.into(),
        header: vec![keys.map(|key| phrase(key, 1, 1)).into()],
        rows: rows.collect(),
        section_key: None,
        size: Size::Normal,
    }
}

/// What was read: one row a kind of input, with its extent and edition.
fn inputs(results: &Results) -> Table {
    let mut kinds: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for file in &results.inputs {
        kinds.entry(file.kind).or_default().push(file);
    }
    let rows = kinds.into_iter().map(|(kind, files)| {
        let edition = files.iter().find_map(|file| file.edition.clone());
        let count = |rows: bool| {
            let key = Key::Inputs {
                kind: kind.to_owned(),
                rows,
            };
            Cell::integer(key.number(results))
        };
        Row {
            section: None,
            cells: vec![
                Cell::Label(Label::Phrase(input_phrase(kind))),
                count(false),
                count(true),
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
        "tiva" => "input-tiva",
        "wdi" => "input-wdi",
        _ => "input-trade",
    }
}
