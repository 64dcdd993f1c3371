use super::finding::CellReading;
use crate::published::{PublishedTable, Quantity, RowId, Statement, Trait};
use crate::stages::{Direction, Term};

/// The cells of the table that a statement names, sorted out.
pub(super) struct NamedCells {
    pub(super) printed: Vec<CellReading>,
    /// Sectors that the table has no row for.
    pub(super) missing_sectors: Vec<String>,
    /// Rows of known sectors that the table lacks, or in which it prints nothing for a term.
    pub(super) missing_rows: Vec<RowId>,
}

impl NamedCells {
    /// Every combination of a statement's lists; without directions, both.
    pub(super) fn of(statement: &Statement, table: &PublishedTable) -> Self {
        let mut named = Self {
            printed: Vec::new(),
            missing_sectors: Vec::new(),
            missing_rows: Vec::new(),
        };
        let directions = match statement.directions.as_slice() {
            [] => Direction::ALL.to_vec(),
            named => named.to_vec(),
        };
        for sector in &statement.sectors {
            if !table.sectors().contains(&sector.as_str()) {
                named.missing_sectors.push(sector.clone());
                continue;
            }
            for exporter in &statement.exporters {
                for direction in &directions {
                    let row = RowId {
                        exporter: exporter.clone(),
                        sector: sector.clone(),
                        direction: *direction,
                    };
                    named.look_up(row, &statement.terms, table);
                }
            }
        }
        named
    }

    fn look_up(&mut self, row: RowId, terms: &[Term], table: &PublishedTable) {
        for term in terms {
            let cell = row.cell(Quantity::Coefficient(*term));
            match table.cell(&cell) {
                Some(printed) => self.printed.push(CellReading {
                    cell,
                    printed: printed.clone(),
                }),
                None if !self.missing_rows.contains(&row) => self.missing_rows.push(row.clone()),
                None => {}
            }
        }
    }
}

impl CellReading {
    /// Whether the cell is of a trait.
    pub(super) fn has(&self, wanted: &Trait) -> bool {
        let row = &self.cell.row;
        match wanted {
            Trait::Exporter(economy) => row.exporter == *economy,
            Trait::Sector(sector) => row.sector == *sector,
            Trait::Direction(direction) => row.direction == *direction,
            Trait::Term(term) => self.cell.quantity == Quantity::Coefficient(*term),
        }
    }

    /// Whether two cells differ in nothing but what kind of trait this is.
    pub(super) fn differs_only_in(&self, other: &Self, kind: &Trait) -> bool {
        let (a, b) = (&self.cell, &other.cell);
        let same_exporter = a.row.exporter == b.row.exporter || matches!(kind, Trait::Exporter(_));
        let same_sector = a.row.sector == b.row.sector || matches!(kind, Trait::Sector(_));
        let same_direction = a.row.direction == b.row.direction || matches!(kind, Trait::Direction(_));
        let same_term = a.quantity == b.quantity || matches!(kind, Trait::Term(_));
        same_exporter && same_sector && same_direction && same_term
    }
}
