use std::collections::HashMap;

use super::labels::{self, Closing, Column};
use super::table::{Cell, IcioTable};
use crate::ingest::error::{IngestError, Place, Problem, Quantity};
use crate::ingest::records::{self, Records};
use crate::model::{Economy, Year};

/// Reads a table in one pass, straight into its matrices.
///
/// The order of rows and columns is free; every activity needs a row and a column. Fails at the
/// first field that is not what its label promises, with its line and column.
pub(in crate::ingest) fn parse(path: &str, bytes: &[u8], year: Year) -> Result<IcioTable, IngestError> {
    let mut records = Records::new(path, bytes);
    let header = match records.next()? {
        Some((line, record)) => Header::read(record)
            .map_err(|(column, problem)| IngestError::new(Place::field(path, line, column), problem))?,
        None => return Err(IngestError::new(Place::file(path), Problem::Empty)),
    };
    let mut table = Reading::new(header, year);
    while let Some((line, record)) = records.next()? {
        table.row(line, record).map_err(|(column, problem)| {
            IngestError::new(
                Place {
                    column,
                    ..Place::line(path, line)
                },
                problem,
            )
        })?;
    }
    table
        .finish()
        .map_err(|problem| IngestError::new(Place::file(path), problem))
}

/// The meaning of each column.
struct Header {
    names: Vec<String>,
    economies: Vec<Economy>,
    cells: Vec<Cell>,
    targets: Vec<Target>,
}

#[derive(Clone, Copy)]
enum Target {
    Label,
    Cell(usize),
    FinalDemand(usize),
    Output,
    Ignored,
}

impl Header {
    fn read(record: &csv::ByteRecord) -> Result<Self, (usize, Problem)> {
        let mut header = Self {
            names: Vec::new(),
            economies: Vec::new(),
            cells: Vec::new(),
            targets: vec![Target::Label],
        };
        let mut seen = HashMap::new();
        let width = record
            .iter()
            .rposition(|field| !field.is_empty())
            .map_or(0, |last| last + 1);
        let mut has_output = false;
        for position in 1..width {
            let label = records::text(record, position).map_err(|problem| (position + 1, problem))?;
            if seen.insert(label.to_owned(), position).is_some() {
                return Err((position + 1, Problem::DuplicateColumn(label.to_owned())));
            }
            let column = labels::column(label).ok_or_else(|| (position + 1, Problem::BadLabel(label.to_owned())))?;
            has_output |= column == Column::Output;
            let target = header.target(column, label);
            header.targets.push(target);
        }
        if !has_output {
            return Err((width, Problem::MissingColumn("`OUT`".to_owned())));
        }
        Ok(header)
    }

    fn target(&mut self, column: Column, label: &str) -> Target {
        match column {
            Column::Activity(economy, activity) => {
                let economy = self.economy(economy);
                self.cells.push(Cell { economy, activity });
                self.names.push(label.to_owned());
                Target::Cell(self.cells.len() - 1)
            }
            Column::FinalDemand(economy) => Target::FinalDemand(self.economy(economy)),
            Column::Output => Target::Output,
            Column::Discrepancy => Target::Ignored,
        }
    }

    fn economy(&mut self, economy: Economy) -> usize {
        self.economies
            .iter()
            .position(|known| *known == economy)
            .unwrap_or_else(|| {
                self.economies.push(economy);
                self.economies.len() - 1
            })
    }
}

/// A table that is being filled.
struct Reading {
    header: Header,
    /// Row label → cell, and the line where the row was found.
    rows: HashMap<String, (usize, Option<u64>)>,
    closing_lines: HashMap<String, u64>,
    has: [bool; 3],
    table: IcioTable,
}

impl Reading {
    fn new(header: Header, year: Year) -> Self {
        let (n, m) = (header.cells.len(), header.economies.len());
        let rows = header
            .names
            .iter()
            .enumerate()
            .map(|(i, name)| (name.clone(), (i, None)))
            .collect();
        let table = IcioTable {
            year,
            economies: header.economies.clone(),
            cells: header.cells.clone(),
            intermediate: vec![0.0; n * n],
            final_demand: vec![0.0; n * m],
            output: vec![0.0; n],
            value_added: vec![0.0; n],
            taxes: vec![0.0; n],
            lines: vec![0; n],
            last_line: 0,
        };
        Self {
            header,
            rows,
            closing_lines: HashMap::new(),
            has: [false; 3],
            table,
        }
    }

    /// Takes in one line; an error carries the column where there is one.
    fn row(&mut self, line: u64, record: &csv::ByteRecord) -> Result<(), (Option<usize>, Problem)> {
        let label = records::text(record, 0)
            .map_err(|problem| (Some(1), problem))?
            .to_owned();
        if label.is_empty() && record.iter().all(|field| field.trim_ascii().is_empty()) {
            return Ok(());
        }
        records::check_width(record, self.header.targets.len()).map_err(|problem| (None, problem))?;
        if let Some((cell, first)) = self.rows.get_mut(&label) {
            if let Some(first_line) = first.replace(line) {
                return Err((Some(1), Problem::DuplicateKey { key: label, first_line }));
            }
            let cell = *cell;
            self.table.lines[cell] = line;
            self.table.last_line = self.table.last_line.max(line);
            return self.activity_row(cell, record);
        }
        let closing = labels::closing(&label).ok_or_else(|| (Some(1), Problem::BadLabel(label.clone())))?;
        if let Some(first_line) = self.closing_lines.insert(label.clone(), line) {
            return Err((Some(1), Problem::DuplicateKey { key: label, first_line }));
        }
        self.table.last_line = self.table.last_line.max(line);
        self.closing_row(closing, record)
    }

    fn activity_row(&mut self, cell: usize, record: &csv::ByteRecord) -> Result<(), (Option<usize>, Problem)> {
        let (n, m) = (self.table.cells.len(), self.table.economies.len());
        for (position, (field, target)) in record.iter().zip(&self.header.targets).enumerate().skip(1) {
            let value = records::number(field).map_err(|problem| (Some(position + 1), problem))?;
            match *target {
                Target::Cell(_) if value < 0.0 => {
                    return Err((
                        Some(position + 1),
                        Problem::Negative {
                            value,
                            quantity: Quantity::IntermediateFlow,
                        },
                    ));
                }
                Target::Cell(user) => self.table.intermediate[cell * n + user] = value,
                Target::FinalDemand(economy) => self.table.final_demand[cell * m + economy] += value,
                Target::Output | Target::Label | Target::Ignored => {}
            }
        }
        Ok(())
    }

    fn closing_row(&mut self, closing: Closing, record: &csv::ByteRecord) -> Result<(), (Option<usize>, Problem)> {
        let slot = match closing {
            Closing::ValueAdded => 0,
            Closing::Taxes => 1,
            Closing::Output => 2,
        };
        self.has[slot] = true;
        for (position, (field, target)) in record.iter().zip(&self.header.targets).enumerate().skip(1) {
            let value = records::number(field).map_err(|problem| (Some(position + 1), problem))?;
            let Target::Cell(cell) = *target else { continue };
            match closing {
                Closing::ValueAdded => self.table.value_added[cell] += value,
                Closing::Taxes => self.table.taxes[cell] += value,
                Closing::Output => self.table.output[cell] = value,
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<IcioTable, Problem> {
        let absent = |name: &&String| self.rows.get(*name).is_some_and(|(_, line)| line.is_none());
        let missing: Vec<&String> = self.header.names.iter().filter(absent).collect();
        if let Some(first) = missing.first() {
            let columns = self.header.names.len();
            return Err(if missing.len() == 1 {
                Problem::MissingRow((*first).clone())
            } else {
                Problem::NotSquare {
                    rows: columns - missing.len(),
                    columns,
                }
            });
        }
        for (present, name) in [(self.has[0], "VA"), (self.has[2], "OUT")] {
            if !present {
                return Err(Problem::MissingRow(name.to_owned()));
            }
        }
        Ok(self.table)
    }
}
