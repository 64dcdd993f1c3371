//! Reads text line by line in large pieces, so that a file of any size takes bounded memory.

use std::io::Read;
use std::ops::Range;

use super::container::problem_of;
use super::error::{IngestError, Place, Problem};

/// How much is read at a time.
const PIECE: usize = 8 << 20;
/// How many lines are handed over at a time, however short they are.
const MOST_LINES: usize = 65_536;
/// A longer line is no table: the widest published one has less than a megabyte.
const LONGEST_LINE: usize = 64 << 20;

/// The lines of a reader, many at a time.
pub(super) struct Lines<R> {
    path: String,
    reader: R,
    buffer: Vec<u8>,
    /// Where the unread rest of the buffer begins.
    start: usize,
    /// The number of the next line, from 1.
    next: u64,
    at_end: bool,
}

/// Some lines with their numbers; without their ends.
pub(super) struct Batch<'a> {
    pub first: u64,
    bytes: &'a [u8],
    lines: Vec<Range<usize>>,
}

impl Batch<'_> {
    /// Each line with its number.
    pub fn lines(&self) -> impl ExactSizeIterator<Item = (u64, &[u8])> {
        self.lines
            .iter()
            .enumerate()
            .map(|(position, range)| (self.first + position as u64, &self.bytes[range.clone()]))
    }
}

impl<R: Read> Lines<R> {
    pub fn new(path: &str, reader: R) -> Self {
        Self {
            path: path.to_owned(),
            reader,
            buffer: Vec::new(),
            start: 0,
            next: 1,
            at_end: false,
        }
    }

    /// The next line alone, for headers.
    pub fn line(&mut self) -> Result<Option<(u64, Vec<u8>)>, IngestError> {
        let found = self.take(1)?;
        let line = found.as_ref().and_then(|batch| {
            let (number, line) = batch.lines().next()?;
            Some((number, line.to_vec()))
        });
        Ok(line)
    }

    /// The next lines that fit into a piece, or `None` at the end.
    pub fn batch(&mut self) -> Result<Option<Batch<'_>>, IngestError> {
        self.take(MOST_LINES)
    }

    fn take(&mut self, most: usize) -> Result<Option<Batch<'_>>, IngestError> {
        self.fill()?;
        let mut lines = Vec::new();
        let mut begin = self.start;
        while lines.len() < most {
            let rest = &self.buffer[begin..];
            let end = match memchr::memchr(b'\n', rest) {
                Some(at) => begin + at,
                None if self.at_end && !rest.is_empty() => self.buffer.len(),
                None => break,
            };
            let line = &self.buffer[begin..end];
            let text = line.strip_suffix(b"\r").unwrap_or(line).len();
            lines.push(begin..begin + text);
            begin = (end + 1).min(self.buffer.len());
        }
        self.start = begin;
        let first = self.next;
        self.next += lines.len() as u64;
        Ok((!lines.is_empty()).then_some(Batch {
            first,
            bytes: &self.buffer,
            lines,
        }))
    }

    /// Reads until the unread rest holds a whole line and about a piece.
    fn fill(&mut self) -> Result<(), IngestError> {
        if memchr::memchr(b'\n', &self.buffer[self.start..]).is_some() || self.at_end {
            return Ok(());
        }
        self.buffer.drain(..self.start);
        self.start = 0;
        let mut target = PIECE;
        loop {
            let missing = target.saturating_sub(self.buffer.len()) as u64;
            let read = self
                .reader
                .by_ref()
                .take(missing)
                .read_to_end(&mut self.buffer)
                .map_err(|error| self.error(problem_of(&error)))?;
            self.at_end = (read as u64) < missing;
            if self.at_end || memchr::memchr(b'\n', &self.buffer).is_some() {
                return Ok(());
            }
            if self.buffer.len() >= LONGEST_LINE {
                return Err(self.error(Problem::LineTooLong {
                    limit_mb: (LONGEST_LINE >> 20) as u64,
                }));
            }
            target *= 2;
        }
    }

    fn error(&self, problem: Problem) -> IngestError {
        IngestError::new(Place::line(&self.path, self.next), problem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u64, String)> {
        let mut lines = Lines::new("t.csv", text.as_bytes());
        let mut found = Vec::new();
        while let Ok(Some(batch)) = lines.batch() {
            found.extend(
                batch
                    .lines()
                    .map(|(number, line)| (number, String::from_utf8_lossy(line).into_owned())),
            );
        }
        found
    }

    #[test]
    fn lines_are_numbered_and_lose_their_ends() {
        let expected = [(1, "a".to_owned()), (2, String::new()), (3, "b".to_owned())];
        assert_eq!(read("a\r\n\r\nb"), expected);
        assert_eq!(read("a\n\nb\n"), expected);
        assert_eq!(read(""), []);
    }

    #[test]
    fn a_line_without_end_is_refused_before_it_fills_the_memory() {
        let mut lines = Lines::new("t.csv", std::io::repeat(b'1'));
        let error = lines.batch().map(|_| ()).expect_err("the line has no end");
        assert!(matches!(*error.problem, Problem::LineTooLong { .. }), "{error}");
    }
}
