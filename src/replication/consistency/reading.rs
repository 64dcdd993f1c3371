use super::finding::{CellReading, Evidence, Finding, Rule};
use super::named_cells::NamedCells;
use crate::published::{Claim, PrintedNumber, PublishedTable, Quantity, Sign, Statement, Trait};

/// Reads a sentence of the prose against the cells that it names.
pub(super) fn read(statement: &Statement, table: &PublishedTable) -> Vec<Finding> {
    let named = NamedCells::of(statement, table);
    let mut reading = Reading {
        statement,
        table,
        findings: Vec::new(),
    };
    reading.missing(&named);
    match &statement.claim {
        Claim::Value { printed, signed, .. } => reading.value(&named, printed, *signed),
        Claim::Effect { sign } => reading.effect(&named.printed, *sign),
        Claim::Insignificant => reading.insignificant(&named.printed),
        Claim::Higher { higher, than } => reading.comparison(&named.printed, higher, than),
    }
    reading.findings
}

struct Reading<'a> {
    statement: &'a Statement,
    table: &'a PublishedTable,
    findings: Vec<Finding>,
}

impl Reading<'_> {
    /// Whether the prose may call a cell an effect; a table without any stars leaves that open.
    fn is_significant(&self, cell: &CellReading) -> bool {
        cell.printed.stars() > 0 || !self.table.marks(cell.cell.quantity)
    }

    /// Whether the prose may call a cell insignificant.
    fn is_insignificant(&self, cell: &CellReading) -> bool {
        cell.printed.stars() == 0
    }

    fn add(&mut self, rule: Rule, cells: Vec<CellReading>, evidence: Evidence) {
        let id = &self.statement.id;
        let finding = Finding::new(rule, id, cells, evidence).about(id, &self.statement.place);
        self.findings.push(finding);
    }

    /// Sectors and rows that the table lacks.
    fn missing(&mut self, named: &NamedCells) {
        let said = match &self.statement.claim {
            Claim::Value { printed, signed, .. } => Some((printed, with_sign(printed, *signed))),
            _ => None,
        };
        for sector in &named.missing_sectors {
            let stands_at = said
                .as_ref()
                .map(|(_, signed)| self.cells_printing(signed))
                .unwrap_or_default();
            let evidence = Evidence::Sector {
                sector: sector.clone(),
                said: said.as_ref().map(|(printed, _)| (*printed).clone()),
                stands_at: stands_at.clone(),
            };
            self.add(Rule::SectorNotInTable, stands_at, evidence);
        }
        if !named.missing_rows.is_empty() && !self.may_be_elsewhere(named) {
            let rows = named.missing_rows.clone();
            self.add(Rule::CellNotInTable, Vec::new(), Evidence::Missing { rows });
        }
    }

    /// A sentence that names no direction may mean the one that the table has.
    fn may_be_elsewhere(&self, named: &NamedCells) -> bool {
        self.statement.directions.is_empty() && !named.printed.is_empty()
    }

    /// The value must stand in one of the cells that are named.
    fn value(&mut self, named: &NamedCells, printed: &PrintedNumber, signed: f64) {
        if named.printed.is_empty() {
            return;
        }
        let said = with_sign(printed, signed);
        let right: Vec<CellReading> = named
            .printed
            .iter()
            .filter(|cell| cell.printed.says_the_same_as(&said))
            .cloned()
            .collect();
        let reversed = named
            .printed
            .iter()
            .filter(|cell| cell.printed.says_the_same_as(&said.negated()));
        let reversed: Vec<CellReading> = reversed.cloned().collect();
        if let Some(sign) = Sign::of(signed).filter(|_| right.is_empty() && !reversed.is_empty()) {
            self.add(Rule::SignDiffers, reversed, Evidence::Sign { said: sign });
        } else if right.is_empty() {
            let stands_at = self.cells_printing(&said);
            let rule = if stands_at.is_empty() {
                Rule::ValueNotInTable
            } else {
                Rule::ValueOfAnotherCell
            };
            let evidence = Evidence::Value {
                said: printed.clone(),
                signed,
                named: named.printed.clone(),
                stands_at: stands_at.clone(),
            };
            self.add(rule, stands_at, evidence);
        } else if !right.iter().any(|cell| self.is_significant(cell)) {
            self.add(Rule::InsignificantReadAsFinding, right, Evidence::Significance);
        }
    }

    /// Where the table prints a number; cells of the economies that are named come first.
    fn cells_printing(&self, said: &PrintedNumber) -> Vec<CellReading> {
        let printing = self.table.cells().filter(|(cell, printed)| {
            matches!(cell.quantity, Quantity::Coefficient(_)) && printed.says_the_same_as(said)
        });
        let mut found: Vec<CellReading> = printing
            .map(|(cell, printed)| CellReading {
                cell,
                printed: printed.clone(),
            })
            .collect();
        found.sort_by_key(|reading| !self.statement.exporters.contains(&reading.cell.row.exporter));
        found
    }

    /// Every cell must have stars and the sign; without a direction, a cell of either will do.
    fn effect(&mut self, cells: &[CellReading], sign: Option<Sign>) {
        let has_effect =
            |cell: &CellReading| self.is_significant(cell) && sign.is_none_or(|sign| sign_of(cell) == Some(sign));
        let direction_is_open = self.statement.directions.is_empty();
        let excused = |cell: &CellReading| {
            let kind = Trait::Direction(cell.cell.row.direction);
            direction_is_open
                && cells
                    .iter()
                    .any(|other| other.differs_only_in(cell, &kind) && has_effect(other))
        };
        let wrong = cells.iter().filter(|cell| !has_effect(cell) && !excused(cell)).cloned();
        let (other_sign, insignificant): (Vec<_>, Vec<_>) = wrong.partition(|cell| self.is_significant(cell));
        if !insignificant.is_empty() {
            self.add(Rule::InsignificantReadAsFinding, insignificant, Evidence::Significance);
        }
        if let Some(said) = sign.filter(|_| !other_sign.is_empty()) {
            self.add(Rule::SignDiffers, other_sign, Evidence::Sign { said });
        }
    }

    /// No cell may have stars; without a direction, a cell of either will do.
    fn insignificant(&mut self, cells: &[CellReading]) {
        let direction_is_open = self.statement.directions.is_empty();
        let excused = |cell: &CellReading| {
            let kind = Trait::Direction(cell.cell.row.direction);
            direction_is_open
                && cells
                    .iter()
                    .any(|other| other.differs_only_in(cell, &kind) && self.is_insignificant(other))
        };
        let wrong = cells
            .iter()
            .filter(|cell| !self.is_insignificant(cell) && !excused(cell));
        let wrong: Vec<CellReading> = wrong.cloned().collect();
        if !wrong.is_empty() {
            self.add(Rule::SignificantReadAsInsignificant, wrong, Evidence::Significance);
        }
    }

    /// The higher cell must be higher than its counterparts, and must have stars to be called an effect.
    fn comparison(&mut self, cells: &[CellReading], higher: &Trait, than: &[Trait]) {
        let mut without_stars = Vec::new();
        let mut wrong_pairs = Vec::new();
        for top in cells.iter().filter(|cell| cell.has(higher)) {
            let rivals = cells.iter().filter(|cell| than.iter().any(|other| cell.has(other)));
            let rivals: Vec<&CellReading> = rivals.filter(|cell| cell.differs_only_in(top, higher)).collect();
            if rivals.is_empty() {
                continue;
            }
            if !self.is_significant(top) {
                without_stars.push(top.clone());
            }
            let not_lower = rivals
                .into_iter()
                .filter(|rival| rival.printed.value() >= top.printed.value());
            wrong_pairs.extend(not_lower.map(|rival| (top.clone(), rival.clone())));
        }
        if !without_stars.is_empty() {
            self.add(Rule::InsignificantReadAsFinding, without_stars, Evidence::Significance);
        }
        if !wrong_pairs.is_empty() {
            let cells = wrong_pairs.iter().flat_map(|(top, rival)| [top.clone(), rival.clone()]);
            let cells = cells.collect();
            self.add(
                Rule::ComparisonDoesNotHold,
                cells,
                Evidence::Comparison { pairs: wrong_pairs },
            );
        }
    }
}

fn with_sign(printed: &PrintedNumber, signed: f64) -> PrintedNumber {
    if signed == printed.value() {
        printed.clone()
    } else {
        printed.negated()
    }
}

fn sign_of(cell: &CellReading) -> Option<Sign> {
    Sign::of(cell.printed.value())
}
