use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::error::Problem;
use super::source::not_one_of;
use super::table_fields::{read_direction, read_exporter, read_n_obs, read_number, read_sector};
use super::{PublishedError, PublishedRow, PublishedTable, Quantity, RowId};
use crate::diagnostic::{Excerpt, Place};

/// The CSV file of a table, while it is read.
pub(super) struct TableFile<'a> {
    path: &'a str,
    lines: Vec<&'a str>,
    columns: Vec<Column>,
    errors: Vec<PublishedError>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Exporter,
    Sector,
    Direction,
    Observations,
    Printed(Quantity),
}

const EXAMPLE: &str = "exporter,sector,direction,bp,fp,gdp_pc,f,r2";

impl Column {
    fn known() -> Vec<String> {
        let fixed = ["exporter", "sector", "direction"].map(str::to_owned);
        let printed = Quantity::all().into_iter().map(Quantity::id);
        fixed.into_iter().chain(printed).chain(["n_obs".to_owned()]).collect()
    }

    fn from_id(id: &str) -> Option<Self> {
        match id {
            "exporter" => Some(Self::Exporter),
            "sector" => Some(Self::Sector),
            "direction" => Some(Self::Direction),
            "n_obs" => Some(Self::Observations),
            _ => Quantity::from_id(id).map(Self::Printed),
        }
    }
}

impl<'a> TableFile<'a> {
    /// Reads the rows into the table; returns everything that is wrong in the file.
    pub(super) fn read(text: &'a str, path: &'a str, table: &mut PublishedTable) -> Vec<PublishedError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut file = Self {
            path,
            lines: text.lines().collect(),
            columns: Vec::new(),
            errors: Vec::new(),
        };
        file.read_records(text, table);
        file.errors
    }

    fn read_records(&mut self, text: &str, table: &mut PublishedTable) {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut is_header = true;
        for record in reader.records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => return self.fail(1, None, Problem::Csv(error.to_string()), "save the file as UTF-8"),
            };
            let line = self.line_of(&record);
            if record.iter().all(|field| field.trim().is_empty()) {
                continue;
            }
            if is_header {
                self.read_header(&record, line);
                if !self.errors.is_empty() {
                    return;
                }
                is_header = false;
            } else if let Some(row) = self.read_row(&record, line, table) {
                self.insert(row, table);
            }
        }
        if is_header {
            self.fail(1, None, Problem::Empty, format!("begin with `{EXAMPLE}`"));
        } else if table.rows.is_empty() && self.errors.is_empty() {
            self.fail(1, None, Problem::NoRows, "write one row an equation below the header");
        }
    }

    /// The reader's position may be before empty lines.
    fn line_of(&self, record: &csv::StringRecord) -> usize {
        let start = record
            .position()
            .and_then(|at| usize::try_from(at.line()).ok())
            .unwrap_or(1);
        let skipped = self.lines[start.saturating_sub(1).min(self.lines.len())..]
            .iter()
            .take_while(|line| line.is_empty())
            .count();
        start + skipped
    }

    fn read_header(&mut self, record: &csv::StringRecord, line: usize) {
        for (position, name) in record.iter().map(str::trim).enumerate() {
            match Column::from_id(name) {
                Some(column) if self.columns.contains(&column) => {
                    let problem = Problem::DuplicateColumn(name.to_owned());
                    self.fail(line, Some(position), problem, "keep one of them");
                }
                Some(column) => self.columns.push(column),
                None => {
                    let (_, hint) = not_one_of(name, "a column", &Column::known());
                    let hint = if hint.starts_with("did") {
                        hint
                    } else {
                        format!("columns are {}", Column::known().join(", "))
                    };
                    self.fail(line, Some(position), Problem::UnknownColumn(name.to_owned()), hint);
                }
            }
        }
        let needed = [
            (Column::Exporter, "exporter"),
            (Column::Sector, "sector"),
            (Column::Direction, "direction"),
        ];
        if self.errors.is_empty() {
            for (column, name) in needed {
                if !self.columns.contains(&column) {
                    self.fail(
                        line,
                        None,
                        Problem::MissingColumn(name),
                        format!("a table begins with `{EXAMPLE}`"),
                    );
                }
            }
        }
    }

    fn read_row(&mut self, record: &csv::StringRecord, line: usize, table: &PublishedTable) -> Option<PublishedRow> {
        let before = self.errors.len();
        if record.len() != self.columns.len() {
            let problem = Problem::FieldCount {
                found: record.len(),
                expected: self.columns.len(),
            };
            self.fail(
                line,
                None,
                problem,
                "put a number with a decimal comma in double quotes: \"10,73***\"",
            );
            return None;
        }
        let (mut exporter, mut sector, mut direction, mut n_obs) = (None, None, None, None);
        let mut printed = BTreeMap::new();
        for (position, field) in record.iter().map(str::trim).enumerate() {
            let found = match self.columns[position] {
                Column::Exporter => read_exporter(field).map(|found| exporter = Some(found)),
                Column::Sector => read_sector(field).map(|found| sector = Some(found)),
                Column::Direction => read_direction(field).map(|found| direction = Some(found)),
                // an empty cell is not printed
                _ if field.is_empty() => Ok(()),
                Column::Observations => read_n_obs(field, table).map(|found| n_obs = Some(found)),
                Column::Printed(quantity) => read_number(field, quantity, table).map(|found| {
                    printed.insert(quantity, found);
                }),
            };
            if let Err((problem, hint)) = found {
                self.fail(line, Some(position), problem, hint);
            }
        }
        if self.errors.len() > before {
            return None;
        }
        let id = RowId {
            exporter: exporter?,
            sector: sector?,
            direction: direction?,
        };
        Some(PublishedRow {
            id,
            line,
            n_obs,
            printed,
        })
    }

    fn insert(&mut self, row: PublishedRow, table: &mut PublishedTable) {
        let rows: &mut IndexMap<RowId, PublishedRow> = &mut table.rows;
        if let Some(first) = rows.get(&row.id) {
            let problem = Problem::DuplicateRow {
                row: row.id.to_string(),
                first: first.line,
            };
            let line = row.line;
            self.fail(
                line,
                None,
                problem,
                "keep one row for an exporter, sector and direction",
            );
            return;
        }
        rows.insert(row.id.clone(), row);
    }

    fn fail(&mut self, line: usize, position: Option<usize>, problem: Problem, hint: impl Into<String>) {
        let field = position.map(|position| position + 1);
        let excerpt = self
            .lines
            .get(line.saturating_sub(1))
            .map(|text| Box::new(Excerpt::of_record(text, line, field)));
        self.errors.push(PublishedError {
            place: Box::new(Place::record(self.path, u64::try_from(line).ok(), field)),
            problem: Box::new(problem),
            hint: hint.into(),
            excerpt,
        });
    }
}
