use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path};

use super::BundleError;
use super::record::SourceRecord;
use crate::diagnostic::{Diagnostic, Place};
use crate::project::{Project, Readable, pattern_matches};
use crate::settings::{DataList, Settings};
use crate::stages::Results;

/// A data file of the study, with what is known about it.
#[derive(Debug, Clone)]
pub(super) struct DataFile {
    /// Relative to the project, with `/` between folders.
    pub path: String,
    pub list: DataList,
    /// The format, as `results.json` names it.
    pub kind: &'static str,
    pub edition: Option<String>,
    /// Data rows that were read; of an archive those of all its tables.
    pub rows: usize,
    pub bytes: u64,
    pub sha256: String,
    /// What `fetch` has noted beside it.
    pub record: Option<SourceRecord>,
    pub is_included: bool,
    pub file: Readable,
}

/// Every file that the study has read, by path, and what is odd about their records.
pub(super) fn data_files(
    project: &Project,
    settings: &Settings,
    results: &Results,
) -> Result<(Vec<DataFile>, Vec<Diagnostic>), BundleError> {
    let mut files: BTreeMap<String, DataFile> = BTreeMap::new();
    for input in &results.inputs {
        let unreadable = |source| BundleError::Unreadable {
            path: input.path.clone(),
            source,
        };
        let (shown, file) = file_of(project, &input.path).map_err(unreadable)?;
        let path = inside(&shown).ok_or(BundleError::Outside { path: shown })?;
        let bytes = file.size().map_err(unreadable)?;
        let known = files.entry(path.clone()).or_insert_with(|| DataFile {
            path,
            list: DataList::Icio,
            kind: input.kind,
            edition: input.edition.clone(),
            rows: 0,
            bytes,
            sha256: input.sha256.clone(),
            record: None,
            is_included: true,
            file,
        });
        known.rows += input.rows;
    }
    assign_lists(project, settings, &mut files)?;
    exclude(settings, &mut files)?;
    let warnings = add_records(project, &mut files);
    Ok((files.into_values().collect(), warnings))
}

/// The file that a path of the results is in: itself, or the archive that it leads into.
fn file_of(project: &Project, path: &str) -> io::Result<(String, Readable)> {
    let folders = path.match_indices('/').map(|(end, _)| end).rev();
    let mut ends = std::iter::once(path.len()).chain(folders);
    let found = ends.find_map(|end| {
        let file = project.readable(&path[..end]).ok()?;
        file.open().ok()?;
        Some((path[..end].to_owned(), file))
    });
    found.ok_or_else(|| io::ErrorKind::NotFound.into())
}

/// A path below the project in its plain form; none where it leads out.
pub(super) fn inside(path: &str) -> Option<String> {
    let mut parts = Vec::new();
    for part in Path::new(path).components() {
        match part {
            Component::Normal(name) => parts.push(name.to_str()?),
            Component::CurDir => {}
            _ => return None,
        }
    }
    Some(parts.join("/"))
}

/// Says of each file in which list of `[data]` it stands; fails on patterns that would name nothing in the bundle.
fn assign_lists(
    project: &Project,
    settings: &Settings,
    files: &mut BTreeMap<String, DataFile>,
) -> Result<(), BundleError> {
    for list in DataList::ALL {
        for pattern in list.patterns(&settings.data) {
            let mut is_idle = true;
            for path in project.matching(pattern).unwrap_or_default() {
                let Some(path) = inside(&path) else { continue };
                if let Some(file) = files.get_mut(&path) {
                    file.list = list;
                    is_idle = false;
                }
            }
            if is_idle {
                return Err(BundleError::IdlePattern {
                    list: list.id(),
                    pattern: pattern.clone(),
                });
            }
        }
    }
    Ok(())
}

fn exclude(settings: &Settings, files: &mut BTreeMap<String, DataFile>) -> Result<(), BundleError> {
    for pattern in &settings.bundle.exclude {
        let mut n_found = 0;
        for file in files.values_mut() {
            let is_meant = pattern_matches(pattern, &file.path).ok_or_else(|| BundleError::BadPattern {
                pattern: pattern.clone(),
            })?;
            if is_meant {
                file.is_included = false;
                n_found += 1;
            }
        }
        if n_found == 0 {
            let pattern = pattern.clone();
            return Err(BundleError::NothingExcluded { pattern });
        }
    }
    let may_pass_on = settings.study.synthetic || settings.bundle.rights.contains_key(&DataList::Trade);
    let forbidden = |file: &&DataFile| file.kind == COMTRADE && file.is_included && !may_pass_on;
    match files.values().find(forbidden) {
        Some(file) => Err(BundleError::Terms {
            path: file.path.clone(),
        }),
        None => Ok(()),
    }
}

/// The kind of data whose terms of use forbid to pass on rows.
const COMTRADE: &str = "comtrade";

/// Adds what `fetch` has noted, as far as it is about the file as it is today.
fn add_records(project: &Project, files: &mut BTreeMap<String, DataFile>) -> Vec<Diagnostic> {
    let mut warnings = Vec::new();
    for file in files.values_mut() {
        let path = SourceRecord::path_of(&file.path);
        let Ok(bytes) = project.read(&path) else { continue };
        let mut warn = |message: String| {
            let warning = Diagnostic::error(message).warning().at(Place::file(&path));
            warnings.push(warning.hint("the README does not use this record; download the file again with `fetch`"));
        };
        match SourceRecord::parse(&bytes) {
            Ok(record) if record.sha256 == file.sha256 => file.record = Some(record),
            Ok(_) => warn("the record is about another version of the data file".to_owned()),
            Err(error) => warn(format!("the record cannot be read: {error}")),
        }
    }
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_out_of_the_project_have_no_place_in_a_bundle() {
        assert_eq!(inside("./data/./gdp.csv").as_deref(), Some("data/gdp.csv"));
        assert_eq!(inside("../gdp.csv"), None);
        assert_eq!(inside("/data/gdp.csv"), None);
        assert_eq!(inside("data/../../gdp.csv"), None);
    }

    #[test]
    fn a_table_in_an_archive_is_in_the_file_of_the_archive() {
        let project = Project::demonstration();
        let file = |path: &str| file_of(&project, path).map(|(path, _)| path).ok();
        let table = "data/demo/icio/2018_SML.csv.gz";
        assert_eq!(file(table).as_deref(), Some(table));
        assert_eq!(file(&format!("{table}/ICIO/2018.csv")).as_deref(), Some(table));
        assert_eq!(file("data/demo/icio/1918_SML.csv.gz"), None);
    }
}
