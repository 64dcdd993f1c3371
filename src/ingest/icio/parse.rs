use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Read;

use rayon::prelude::*;

use super::labels::{self, Closing, Column};
use super::table::{Cell, IcioTable};
use crate::ingest::error::{IngestError, Place, Problem, Quantity};
use crate::ingest::lines::Lines;
use crate::ingest::records;
use crate::model::{Economy, Year};

/// Far more activities than any published table has; their flows would fill the memory.
const MOST_CELLS: usize = 10_000;
/// How many lines there may be besides those of the activities.
const OTHER_LINES: u64 = 10_000;

/// Reads a table in one pass, straight into its matrices.
///
/// The order of rows and columns is free; every activity needs a row and a column. The numbers of many lines
/// are read side by side, the rows are then taken in one by one: the first line that is not what its label
/// promises is the error, with its column. Memory is that of the table and a few megabytes.
pub(in crate::ingest) fn parse(path: &str, reader: impl Read, year: Year) -> Result<IcioTable, IngestError> {
    let mut lines = Lines::new(path, reader);
    let header = match lines.line()? {
        Some((line, text)) => {
            let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text);
            let fields = split(text);
            Header::read(&fields)
                .map_err(|(column, problem)| IngestError::new(Place::field(path, line, column), problem))?
        }
        None => return Err(IngestError::new(Place::file(path), Problem::Empty)),
    };
    let width = header.targets.len();
    let most_lines = header.cells.len() as u64 + OTHER_LINES;
    let mut table = Reading::new(header, year);
    while let Some(batch) = lines.batch()? {
        if batch.first > most_lines {
            let limit = most_lines;
            return Err(IngestError::new(
                Place::line(path, batch.first),
                Problem::TooManyLines { limit },
            ));
        }
        let batch: Vec<(u64, &[u8])> = batch.lines().collect();
        let rows: Vec<Result<Option<Row>, Fault>> = batch.par_iter().map(|(_, text)| Row::read(text, width)).collect();
        for ((line, _), row) in batch.into_iter().zip(rows) {
            let taken = row.and_then(|row| match row {
                Some(row) => table.row(line, row),
                None => Ok(()),
            });
            taken.map_err(|(column, problem)| {
                let place = Place::line(path, line);
                IngestError::new(Place { column, ..place }, problem)
            })?;
        }
    }
    table
        .finish()
        .map_err(|problem| IngestError::new(Place::file(path), problem))
}

/// What is wrong with a line, and in which field where one is meant.
type Fault = (Option<usize>, Problem);

/// One line: its label, and the number of each further column; NaN where there is none.
struct Row {
    label: String,
    values: Vec<f64>,
}

impl Row {
    /// Reads a line of so many columns; `None` for an empty one.
    fn read(line: &[u8], width: usize) -> Result<Option<Self>, Fault> {
        // Only lines with quotation marks take the long way.
        if memchr::memchr(b'"', line).is_none() {
            return Self::of(line.split(|byte| *byte == b','), width);
        }
        let fields = split(line);
        Self::of(fields.iter().map(AsRef::as_ref), width)
    }

    fn of<'a>(mut fields: impl Iterator<Item = &'a [u8]> + Clone, width: usize) -> Result<Option<Self>, Fault> {
        let all = fields.clone();
        let first = fields.next().unwrap_or_default();
        if first.trim_ascii().is_empty() && fields.clone().all(|field| field.trim_ascii().is_empty()) {
            return Ok(None);
        }
        let label = text(first).map_err(|problem| (Some(1), problem))?.to_owned();
        let misfit = || {
            let fields: Vec<&[u8]> = all.clone().collect();
            let checked = records::check_fields(fields.into_iter(), width);
            checked.map_err(|problem| (None, problem))
        };
        let mut values = Vec::with_capacity(width);
        // The label's own column.
        values.push(0.0);
        for position in 1..width {
            let Some(field) = fields.next() else {
                misfit()?;
                break;
            };
            // Rows below the activities may be empty under final demand.
            let value = if field.is_empty() || field.trim_ascii().is_empty() {
                Ok(f64::NAN)
            } else {
                records::number(field)
            };
            match value {
                Ok(value) => values.push(value),
                Err(problem) => {
                    misfit()?;
                    return Err((Some(position + 1), problem));
                }
            }
        }
        if fields.next().is_some() {
            misfit()?;
        }
        Ok(Some(Self { label, values }))
    }
}

/// The fields of a line; only lines with quotation marks take the long way.
fn split(line: &[u8]) -> Vec<Cow<'_, [u8]>> {
    if memchr::memchr(b'"', line).is_none() {
        return line.split(|byte| *byte == b',').map(Cow::Borrowed).collect();
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(line);
    let mut record = csv::ByteRecord::new();
    match reader.read_byte_record(&mut record) {
        Ok(_) => record.iter().map(|field| Cow::Owned(field.to_vec())).collect(),
        Err(_) => vec![Cow::Borrowed(line)],
    }
}

fn text(field: &[u8]) -> Result<&str, Problem> {
    std::str::from_utf8(field).map(str::trim).map_err(|_| Problem::NotUtf8)
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
    fn read(record: &[Cow<'_, [u8]>]) -> Result<Self, (usize, Problem)> {
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
        // The edition of 2016, which names the category first, has outputs in the last row only.
        let mut has_output = false;
        for (position, field) in record.iter().enumerate().take(width).skip(1) {
            let label = text(field).map_err(|problem| (position + 1, problem))?;
            if seen.insert(label.to_owned(), position).is_some() {
                return Err((position + 1, Problem::DuplicateColumn(label.to_owned())));
            }
            let column = labels::column(label).ok_or_else(|| (position + 1, Problem::BadLabel(label.to_owned())))?;
            has_output |= column == Column::Output || labels::is_category_first(label);
            let target = header.target(column, label);
            header.targets.push(target);
        }
        if header.cells.len() > MOST_CELLS {
            let (found, limit) = (header.cells.len(), MOST_CELLS);
            return Err((width, Problem::TooManyActivities { found, limit }));
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

    /// The column of each cell, from 1.
    fn columns(&self) -> Vec<usize> {
        let targets = self.targets.iter().enumerate();
        let cells = targets.filter(|(_, target)| matches!(target, Target::Cell(_)));
        cells.map(|(position, _)| position + 1).collect()
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
            columns: header.columns(),
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
    fn row(&mut self, line: u64, row: Row) -> Result<(), Fault> {
        let Row { label, values } = row;
        if let Some((cell, first)) = self.rows.get_mut(&label) {
            if let Some(first_line) = first.replace(line) {
                return Err((Some(1), Problem::DuplicateKey { key: label, first_line }));
            }
            let cell = *cell;
            self.table.lines[cell] = line;
            self.table.last_line = self.table.last_line.max(line);
            return self.activity_row(cell, &values);
        }
        let closing = labels::closing(&label).ok_or_else(|| (Some(1), Problem::BadLabel(label.clone())))?;
        if let Some(first_line) = self.closing_lines.insert(label.clone(), line) {
            return Err((Some(1), Problem::DuplicateKey { key: label, first_line }));
        }
        self.table.last_line = self.table.last_line.max(line);
        self.closing_row(closing, &values)
    }

    fn activity_row(&mut self, cell: usize, values: &[f64]) -> Result<(), Fault> {
        let (n, m) = (self.table.cells.len(), self.table.economies.len());
        let flows = &mut self.table.intermediate[cell * n..(cell + 1) * n];
        let demand = &mut self.table.final_demand[cell * m..(cell + 1) * m];
        for (position, (&value, target)) in values.iter().zip(&self.header.targets).enumerate() {
            let is_needed = matches!(target, Target::Cell(_) | Target::FinalDemand(_));
            if is_needed && value.is_nan() {
                return Err((Some(position + 1), Problem::NotANumber(String::new())));
            }
            match *target {
                Target::Cell(_) if value < 0.0 => {
                    let quantity = Quantity::IntermediateFlow;
                    return Err((Some(position + 1), Problem::Negative { value, quantity }));
                }
                Target::Cell(user) => flows[user] = value,
                Target::FinalDemand(economy) => demand[economy] += value,
                Target::Output | Target::Label | Target::Ignored => {}
            }
        }
        Ok(())
    }

    fn closing_row(&mut self, closing: Closing, values: &[f64]) -> Result<(), Fault> {
        let slot = match closing {
            Closing::ValueAdded => 0,
            Closing::Taxes => 1,
            Closing::Output => 2,
        };
        self.has[slot] = true;
        for (position, (&value, target)) in values.iter().zip(&self.header.targets).enumerate() {
            let Target::Cell(cell) = *target else { continue };
            if value.is_nan() {
                return Err((Some(position + 1), Problem::NotANumber(String::new())));
            }
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
