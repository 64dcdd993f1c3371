//! Parquet as the CSV text that it could have been: a header, then a line a row. Every format that comes as CSV may
//! so come as Parquet, and lines in messages count from 1 with the header.

use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use parquet::errors::Result;
use parquet::file::reader::{ChunkReader, FileReader, Length, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};

use crate::project::ReadSeek;

/// How Parquet files begin.
pub(super) const MAGIC: &[u8] = b"PAR1";
/// How much text is made at a time.
const PIECE: usize = 1 << 20;

/// The text of a file, made row by row while it is read.
pub(super) struct ParquetText {
    rows: RowIter<'static>,
    text: Cursor<Vec<u8>>,
}

impl ParquetText {
    pub fn new(mut file: Box<dyn ReadSeek>) -> Result<Self> {
        let length = file.seek(SeekFrom::End(0))?;
        let shared = Shared {
            file: Arc::new(Mutex::new(file)),
            length,
        };
        let reader = SerializedFileReader::new(shared)?;
        let schema = reader.metadata().file_metadata().schema_descr();
        let names: Vec<String> = schema
            .root_schema()
            .get_fields()
            .iter()
            .map(|field| quoted(field.name()))
            .collect();
        let header = format!("{}\n", names.join(","));
        Ok(Self {
            rows: RowIter::from_file_into(Box::new(reader)),
            text: Cursor::new(header.into_bytes()),
        })
    }
}

impl Read for ParquetText {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.text.read(buffer)?;
        if read > 0 || buffer.is_empty() {
            return Ok(read);
        }
        let text = self.text.get_mut();
        text.clear();
        while text.len() < PIECE {
            match self.rows.next() {
                Some(row) => write_row(&row.map_err(io::Error::other)?, text),
                None => break,
            }
        }
        self.text.set_position(0);
        self.text.read(buffer)
    }
}

fn write_row(row: &Row, text: &mut Vec<u8>) {
    for (position, (_, field)) in row.get_column_iter().enumerate() {
        if position > 0 {
            text.push(b',');
        }
        text.extend_from_slice(as_text(field).as_bytes());
    }
    text.push(b'\n');
}

fn as_text(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => quoted(text),
        Field::Float(number) => number.to_string(),
        Field::Double(number) => number.to_string(),
        // Lists and the like become text that no column of a known format can hold.
        other => quoted(&other.to_string()),
    }
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\"").replace(['\n', '\r'], " "))
    } else {
        text.to_owned()
    }
}

/// A file that several columns are read from in turn.
struct Shared {
    file: Arc<Mutex<Box<dyn ReadSeek>>>,
    length: u64,
}

/// A place in it.
struct At {
    file: Arc<Mutex<Box<dyn ReadSeek>>>,
    position: u64,
}

impl Length for Shared {
    fn len(&self) -> u64 {
        self.length
    }
}

impl ChunkReader for Shared {
    type T = io::BufReader<At>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        Ok(io::BufReader::new(At {
            file: self.file.clone(),
            position: start,
        }))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let mut bytes = Vec::new();
        let at = self.get_read(start)?;
        at.take(length as u64).read_to_end(&mut bytes)?;
        if bytes.len() < length {
            return Err(parquet::errors::ParquetError::EOF("the file is cut short".to_owned()));
        }
        Ok(Bytes::from(bytes))
    }
}

impl Read for At {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.position))?;
        let read = file.read(buffer)?;
        self.position += read as u64;
        Ok(read)
    }
}
