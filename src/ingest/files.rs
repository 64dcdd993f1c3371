//! The files of a project: which there are, what each holds, and then what they hold together.

use std::io;
use std::sync::Arc;

use rayon::prelude::*;

use super::content::Content;
use super::error::{IngestError, Place, Problem};
use super::file::{self, ReadFile, read_file, read_tiva};
use super::icio::TableOutline;
use super::sources::{self, TableSource};
use super::tiva::{Keep, TivaFile};
use super::{IngestErrors, Inputs, SourceYear};
use crate::memory::Memory;
use crate::model::Window;
use crate::project::{Project, Readable};
use crate::settings::Settings;

/// The files of a project: tables found, everything else read and checked on its own.
#[derive(Debug)]
pub struct Files {
    /// The tables of the years that the study uses, in the order of the settings.
    pub tables: Vec<FoundTable>,
    read: Vec<Arc<ReadFile>>,
    errors: Vec<IngestError>,
}

/// A table that is there and has not been read yet.
#[derive(Debug)]
pub struct FoundTable {
    pub source: TableSource,
    /// Of the file, as it is on the disk.
    pub sha256: String,
}

/// The hash of a file.
pub type Hash<'a> = dyn Fn(&Readable) -> io::Result<String> + Sync + 'a;

impl Files {
    /// What there is: every path with the hash of its bytes.
    pub fn digest(&self) -> String {
        let tables = self.tables.iter().map(|table| (table.source.name(), &table.sha256));
        let others = self.read.iter().map(|read| (read.file.path.clone(), &read.file.sha256));
        let lines = tables.chain(others).map(|(path, sha256)| format!("{path} {sha256}\n"));
        lines.collect()
    }

    /// The files of TiVA among them.
    pub(super) fn tiva(&self) -> Vec<Arc<TivaFile>> {
        self.read.iter().filter_map(|file| file.tiva()).cloned().collect()
    }

    /// Brings the files together and checks them against each other; fails with all that is wrong.
    ///
    /// `outlines` are those of the tables, in their order; `published` the years of TiVA that stand for tables.
    pub fn into_inputs(
        mut self,
        settings: &Settings,
        project: &Project,
        outlines: Vec<Result<Arc<TableOutline>, IngestError>>,
        published: Result<Vec<SourceYear>, IngestErrors>,
    ) -> Result<Inputs, IngestErrors> {
        let mut content = Content::default();
        for (table, outline) in self.tables.iter().zip(outlines) {
            match outline {
                Ok(outline) => content.add_table(table, outline, settings),
                Err(error) => self.errors.push(error),
            }
        }
        match published {
            Ok(years) => content.add_published(years),
            // What is missing in a file that cannot be read is no news.
            Err(IngestErrors(errors)) if self.errors.is_empty() => self.errors.extend(errors),
            Err(_) => {}
        }
        if self.errors.is_empty() {
            self.read.iter().for_each(|file| content.add(file));
            return content.into_inputs(settings);
        }
        self.errors.iter_mut().for_each(|error| file::show(project, error));
        Err(IngestErrors(self.errors))
    }
}

/// Finds the tables of a project and reads its other files; those whose bytes are known are not parsed again.
pub fn read(settings: &Settings, project: &Project, known: &Memory<ReadFile>, hash: &Hash<'_>) -> Files {
    let data = &settings.data;
    let mut errors = Vec::new();
    let mut paths = |patterns: &[String]| -> Vec<String> {
        let expanded = patterns.iter().map(|pattern| expand(project, pattern));
        let found = expanded.filter_map(|found| found.map_err(|error| errors.push(error)).ok());
        found.flatten().collect()
    };
    let icio = paths(&data.icio);
    let others: Vec<(&str, String)> = [("tiva", &data.tiva), ("trade", &data.trade), ("gdp", &data.gdp)]
        .into_iter()
        .flat_map(|(list, patterns)| paths(patterns).into_iter().map(move |path| (list, path)))
        .collect();
    let years = settings.table_years();
    let exporters = settings.exporters_among(&settings.bloc.members);
    let keep = Keep {
        exporters: &exporters,
        years,
    };
    let found: Vec<_> = icio
        .par_iter()
        .map(|path| find_tables(project, path, years, hash))
        .collect();
    let read: Vec<_> = others
        .par_iter()
        .map(|(list, path)| match *list {
            "tiva" => read_tiva(project, path, &keep, known, hash),
            list => read_file(project, list, path, known),
        })
        .collect();
    Files {
        tables: all_but_errors(found, &mut errors).flatten().collect(),
        read: all_but_errors(read, &mut errors).collect(),
        errors,
    }
}

fn all_but_errors<T>(results: Vec<Result<T, IngestError>>, errors: &mut Vec<IngestError>) -> impl Iterator<Item = T> {
    let found = results
        .into_iter()
        .filter_map(|result| result.map_err(|error| errors.push(error)).ok());
    found.collect::<Vec<T>>().into_iter()
}

/// The tables of a file for the years that are needed; a file of other years is not even read.
fn find_tables(project: &Project, path: &str, years: Window, hash: &Hash<'_>) -> Result<Vec<FoundTable>, IngestError> {
    let fail = |error| IngestError::new(Place::file(path), Problem::Unreadable(error));
    let file = project.readable(path).map_err(fail)?;
    let mut sources = sources::list(path, file.clone())?;
    sources.retain(|source| years.contains(source.year));
    if sources.is_empty() {
        return Ok(Vec::new());
    }
    let sha256 = hash(&file).map_err(fail)?;
    let tables = sources.into_iter().map(|source| FoundTable {
        source,
        sha256: sha256.clone(),
    });
    Ok(tables.collect())
}

fn expand(project: &Project, pattern: &str) -> Result<Vec<String>, IngestError> {
    let fail = |problem| IngestError::new(Place::file(pattern), problem);
    let mut paths = project
        .matching(pattern)
        .map_err(|_| fail(Problem::BadPattern(pattern.to_owned())))?;
    paths.retain(|path| path == pattern || is_data(path));
    if paths.is_empty() {
        Err(fail(Problem::NoMatch))
    } else {
        Ok(paths)
    }
}

/// Whether a file in a folder of data is one: `fetch` keeps what it knows of its downloads beside them.
fn is_data(path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let beside = [".source.json", ".part", ".part.json"];
    !name.starts_with('.') && !beside.iter().any(|ending| name.ends_with(ending))
}
