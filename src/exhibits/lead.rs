//! The figure of a member's lead coefficients beside those of the other members.

use super::figures::{Figure, FigureData};
use super::table::{Cell, Column, HeaderCell, Label, Row};
use crate::model::Economy;
use crate::provenance::{Key, Number};
use crate::settings::LeadDefinition;
use crate::stages::Results;

/// A commodity group with the coefficients of all members; `None` where they are undefined.
#[derive(Debug, Clone, PartialEq)]
pub struct LeadRow {
    /// As the lexicon knows it: `sitc5`.
    pub group: String,
    pub own: Option<Number>,
    /// In the order of the bloc.
    pub others: Vec<(Economy, Option<Number>)>,
}

/// One figure a member: `fig-lead-CCC`. None without trade data.
pub(super) fn figures(results: &Results) -> Vec<Figure> {
    let Some(definition) = results.lead_definition() else {
        return Vec::new();
    };
    let members = &results.settings().bloc.members;
    let figures = members.iter().map(|economy| Figure {
        id: format!("fig-lead-{economy}"),
        economy: economy.clone(),
        data: FigureData::Lead {
            rows: rows(results, definition, economy, members),
            threshold: definition.threshold(),
        },
    });
    figures.collect()
}

/// The groups for which any member has a coefficient, in the order of the SITC.
fn rows(results: &Results, definition: LeadDefinition, own: &Economy, members: &[Economy]) -> Vec<LeadRow> {
    let own_cells = results.stage1.iter().filter(|cell| cell.economy == *own);
    let rows = own_cells.map(|cell| {
        let k = |economy: &Economy| {
            let key = Key::Lead {
                economy: economy.clone(),
                group: cell.group,
                definition,
            };
            key.number(results)
        };
        LeadRow {
            group: format!("sitc{}", cell.group),
            own: k(own),
            others: members
                .iter()
                .filter(|member| *member != own)
                .map(|member| (member.clone(), k(member)))
                .collect(),
        }
    });
    let is_known = |row: &LeadRow| row.own.is_some() || row.others.iter().any(|(_, k)| k.is_some());
    rows.filter(is_known).collect()
}

type Parts = (Vec<Column>, Vec<HeaderCell>, Vec<Row>);

/// The numbers behind the figure: a column a member, the one in question first.
pub(super) fn table(economy: &Economy, rows: &[LeadRow]) -> Parts {
    let others = rows.first().map(|row| row.others.as_slice()).unwrap_or_default();
    let members = || std::iter::once(economy).chain(others.iter().map(|(other, _)| other));
    let mut columns = vec![Column::text("group")];
    columns.extend(members().map(|member| Column::number(format!("lead_{member}"))));
    let mut header = vec![HeaderCell::new(Label::Phrase("commodity-group"), 1, 1)];
    header.extend(members().map(|member| HeaderCell::new(Label::Name(member.to_string()), 1, 1)));
    let rows = rows.iter().map(|row| {
        let mut cells = vec![Cell::Label(Label::Name(row.group.clone()))];
        cells.push(Cell::number(row.own.clone(), 2));
        cells.extend(row.others.iter().map(|(_, k)| Cell::number(k.clone(), 2)));
        Row { section: None, cells }
    });
    (columns, header, rows.collect())
}
