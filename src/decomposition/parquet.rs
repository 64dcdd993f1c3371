//! Flows as Parquet: a row group a year, names by dictionary, amounts as doubles.
//!
//! A year is encoded on its own, beside others; its columns then go into the file as they are.

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::Compression;
use parquet::column::writer::ColumnCloseResult;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type};
use parquet::errors::Result;
use parquet::file::metadata::ParquetMetaDataReader;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::TypePtr;

use super::tidy::{AMOUNT, Flows};
use crate::outputs::write::Staged;

/// A file that years are added to.
pub(super) struct File(SerializedFileWriter<Staged>);

impl File {
    pub fn begin(staged: Staged, columns: &[&str]) -> Result<Self> {
        SerializedFileWriter::new(staged, schema(columns)?, properties()).map(Self)
    }

    /// Adds the row group of an encoded year.
    pub fn add(&mut self, year: Vec<u8>) -> Result<()> {
        let bytes = Bytes::from(year);
        let metadata = ParquetMetaDataReader::new().parse_and_finish(&bytes)?;
        for group in metadata.row_groups() {
            let mut rows = self.0.next_row_group()?;
            for column in group.columns() {
                let close = ColumnCloseResult {
                    bytes_written: u64::try_from(column.compressed_size()).unwrap_or_default(),
                    rows_written: u64::try_from(group.num_rows()).unwrap_or_default(),
                    metadata: column.clone(),
                    bloom_filter: None,
                    column_index: None,
                    offset_index: None,
                };
                rows.append_column(&bytes, close)?;
            }
            rows.close()?;
        }
        Ok(())
    }

    /// Writes the end of the file, which still has to take its name.
    pub fn finish(self) -> Result<Staged> {
        self.0.into_inner()
    }
}

/// A year as a file of its own, in memory.
pub(super) fn encode(flows: &Flows<'_>, columns: &[&str]) -> Result<Vec<u8>> {
    let mut file = SerializedFileWriter::new(Vec::new(), schema(columns)?, properties())?;
    let mut rows = file.next_row_group()?;
    write::<Int32Type>(&mut rows, &vec![i32::from(flows.year); flows.n_rows()])?;
    let mut names = Names::default();
    for column in 1..columns.len() {
        let values: Vec<ByteArray> = flows
            .rows()
            .map(|(exporter, activity, ends, _)| {
                names.get(match column {
                    1 => exporter,
                    2 => activity,
                    _ => ends[column - 3],
                })
            })
            .collect();
        write::<ByteArrayType>(&mut rows, &values)?;
    }
    let amounts: Vec<f64> = flows.rows().map(|(.., amount)| amount).collect();
    write::<DoubleType>(&mut rows, &amounts)?;
    rows.close()?;
    file.into_inner()
}

/// Each name once, however many rows have it.
#[derive(Default)]
struct Names<'a>(BTreeMap<&'a str, ByteArray>);

impl<'a> Names<'a> {
    fn get(&mut self, name: &'a str) -> ByteArray {
        self.0.entry(name).or_insert_with(|| ByteArray::from(name)).clone()
    }
}

fn write<T: DataType>(rows: &mut SerializedRowGroupWriter<'_, Vec<u8>>, values: &[T::T]) -> Result<()> {
    if let Some(mut column) = rows.next_column()? {
        column.typed::<T>().write_batch(values, None, None)?;
        column.close()?;
    }
    Ok(())
}

fn schema(columns: &[&str]) -> Result<TypePtr> {
    let names = columns
        .iter()
        .skip(1)
        .map(|name| format!("required binary {name} (STRING); "));
    let text = format!(
        "message flows {{ required int32 year; {} required double {AMOUNT}; }}",
        names.collect::<String>()
    );
    parse_message_type(&text).map(Arc::new)
}

fn properties() -> Arc<WriterProperties> {
    let builder = WriterProperties::builder()
        .set_created_by(concat!("rvc-report ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::SNAPPY)
        // Amounts hardly repeat.
        .set_column_dictionary_enabled(AMOUNT.into(), false);
    Arc::new(builder.build())
}
