//! The file that a tidy table goes to, CSV or Parquet by the ending of its name.

use std::path::{Path, PathBuf};

use super::tidy::Flows;
use super::{parquet, text};
use crate::outputs::write::{Staged, WriteError};

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Csv,
    Parquet,
}

impl Form {
    pub fn of(path: &Path) -> Self {
        match path.extension() {
            Some(ending) if ending.eq_ignore_ascii_case("parquet") => Self::Parquet,
            _ => Self::Csv,
        }
    }

    /// A year as bytes that [`Output::add`] takes.
    pub fn encode(self, flows: &Flows<'_>, columns: &[&str]) -> Result<Vec<u8>, String> {
        match self {
            Self::Csv => Ok(text::lines(flows)),
            Self::Parquet => parquet::encode(flows, columns).map_err(|error| error.to_string()),
        }
    }
}

/// A table that grows year by year and takes its name when all is there.
pub(super) struct Output {
    path: PathBuf,
    file: File,
}

enum File {
    Csv(Staged),
    Parquet(parquet::File),
}

impl Output {
    pub fn create(path: &Path, columns: &[&str]) -> Result<Self, WriteError> {
        let mut staged = Staged::create(path)?;
        let file = match Form::of(path) {
            Form::Csv => {
                staged.write(text::header(columns).as_bytes())?;
                File::Csv(staged)
            }
            Form::Parquet => File::Parquet(parquet::File::begin(staged, columns).map_err(|error| fail(path, error))?),
        };
        Ok(Self {
            path: path.to_owned(),
            file,
        })
    }

    pub fn add(&mut self, year: Vec<u8>) -> Result<(), WriteError> {
        match &mut self.file {
            File::Csv(staged) => staged.write(&year),
            File::Parquet(file) => file.add(year).map_err(|error| fail(&self.path, error)),
        }
    }

    /// Completes the file; it takes its name with [`Staged::finish`].
    pub fn complete(self) -> Result<Staged, WriteError> {
        match self.file {
            File::Csv(staged) => Ok(staged),
            File::Parquet(file) => file.finish().map_err(|error| fail(&self.path, error)),
        }
    }
}

fn fail(path: &Path, error: impl std::error::Error + Send + Sync + 'static) -> WriteError {
    WriteError {
        path: path.to_owned(),
        source: std::io::Error::other(error),
    }
}
