//! A trade file as a header with named columns, and rows of its width.

use super::TradeRow;
use crate::ingest::error::{IngestError, Place, Problem};
use crate::ingest::records::{self, Records};

/// What is wrong with a field, by its column from 0.
pub(super) type FieldProblem = (usize, Problem);

/// A trade file after its header; its columns are found by name.
pub(super) struct Sheet<'a, const N: usize> {
    path: &'a str,
    records: Records<'a>,
    header: csv::ByteRecord,
    /// The positions of the required columns, in the order they were asked for.
    columns: [usize; N],
}

impl<'a, const N: usize> Sheet<'a, N> {
    /// Reads the header, which must have the required columns.
    pub(super) fn open(path: &'a str, bytes: &'a [u8], required: [&str; N]) -> Result<Self, IngestError> {
        let mut records = Records::new(path, bytes);
        let Some((line, header)) = records.next()? else {
            return Err(IngestError::new(Place::file(path), Problem::Empty));
        };
        let columns = records::positions(header, required)
            .map_err(|problem| IngestError::new(Place::line(path, line), problem))?;
        let header = header.clone();
        Ok(Self {
            path,
            records,
            header,
            columns,
        })
    }

    /// The names in the header, with their columns from 0.
    pub(super) fn names(&self) -> impl Iterator<Item = (usize, &str)> {
        let names = self
            .header
            .iter()
            .map(|field| std::str::from_utf8(field).unwrap_or_default());
        names.map(str::trim).enumerate()
    }

    /// The column of a name that need not be there.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.names().find(|(_, found)| *found == name).map(|(column, _)| column)
    }

    /// Collects what `read` makes of each row; header lines that repeat, as in files put together, are
    /// passed over.
    pub(super) fn rows(
        mut self,
        mut read: impl FnMut(u64, &csv::ByteRecord, [usize; N]) -> Result<Option<TradeRow>, FieldProblem>,
    ) -> Result<Vec<TradeRow>, IngestError> {
        let path = self.path;
        let width = self
            .header
            .iter()
            .rposition(|field| !field.is_empty())
            .map_or(0, |last| last + 1);
        let marks: Vec<&[u8]> = self
            .columns
            .iter()
            .filter_map(|&column| self.header.get(column))
            .collect();
        let mut rows = Vec::new();
        while let Some((line, record)) = self.records.next()? {
            let is_header = marks.iter().all(|mark| record.iter().any(|field| field == *mark));
            if is_header {
                if !record.iter().take(width).eq(self.header.iter().take(width)) {
                    return Err(IngestError::new(Place::line(path, line), Problem::OtherHeader));
                }
                continue;
            }
            records::check_width(record, width)
                .map_err(|problem| IngestError::new(Place::line(path, line), problem))?;
            let row = read(line, record, self.columns)
                .map_err(|(column, problem)| IngestError::new(Place::field(path, line, column + 1), problem))?;
            rows.extend(row);
        }
        Ok(rows)
    }
}
