use std::io;
use std::sync::Arc;

use super::check_table::{self, CheckRow};
use super::data::{DataFile, data_files};
use super::package::Package;
use super::record::SourceRecord;
use super::{
    BundleError, BundleManifest, Entry, MANIFEST, Missing, OUTPUTS, PROJECT, Program, codecheck, hash_report,
    is_plain_name, readme, research_object, templates,
};
use crate::diagnostic::Diagnostic;
use crate::literate::Composed;
use crate::outputs::OutputFile;
use crate::project::{Project, SETTINGS_FILE};
use crate::settings::Settings;
use crate::stages::Results;

/// What a bundle is made from: a project, its study, and everything that was built from it.
pub struct Material<'a> {
    pub project: &'a Project,
    pub settings: &'a Settings,
    pub results: &'a Results,
    pub parts: &'a [Part<'a>],
    pub outputs: &'a [OutputFile],
}

/// A report, or what accompanies one.
pub struct Part<'a> {
    pub name: &'a str,
    /// Under the folder of the build.
    pub folder: Option<&'a str>,
    /// The same in all languages.
    pub documents: &'a [Arc<Composed>],
}

/// Everything that goes into a bundle, sorted by path, and what its makers should know.
#[derive(Debug)]
pub struct Contents {
    pub entries: Vec<Entry>,
    pub warnings: Vec<Diagnostic>,
}

/// The name of the data lock in a bundle.
const LOCK_FILE: &str = "rvc.lock";

/// Collects the files of a bundle and writes its lists.
pub fn contents(material: &Material<'_>) -> Result<Contents, BundleError> {
    let Material {
        project,
        settings,
        results,
        parts,
        outputs,
    } = *material;
    let (data, mut warnings) = data_files(project, settings, results)?;
    let rows: Vec<CheckRow> = parts
        .iter()
        .flat_map(|part| check_table::rows(part, results, outputs))
        .collect();
    let package = Package {
        material,
        data: &data,
        rows: &rows,
        program: Program::own(),
    };
    let mut entries = of_project(project, &data)?;
    entries.extend(templates::templates(material)?);
    let made = outputs.iter();
    entries.extend(made.map(|file| Entry::new(format!("{OUTPUTS}/{}", file.path), file.bytes.clone())));
    entries.push(Entry::new("code-check.csv", check_table::csv(&rows)?));
    entries.push(Entry::new("data_hash_report.csv", hash_report::csv(&data)?));
    entries.push(Entry::new("codecheck.yml", codecheck::yaml(&package)));
    let size: u64 = entries.iter().map(|entry| entry.bytes).sum();
    entries.push(Entry::new("README.md", readme::text(&package, size)));
    entries.sort_by(|one, other| one.path.cmp(&other.path));
    let metadata = research_object::json(&package, &entries)?;
    entries.push(Entry::new(research_object::FILE, metadata));
    let missing = missing(&data, settings);
    let manifest = BundleManifest::new(&settings.study.id, settings.study.synthetic, &entries, missing);
    entries.push(Entry::new(MANIFEST, manifest.text()?));
    entries.sort_by(|one, other| one.path.cmp(&other.path));
    if let Some(odd) = entries.iter().find(|entry| !is_plain_name(&entry.path)) {
        return Err(BundleError::Name { path: odd.path.clone() });
    }
    warnings.extend(
        package
            .sources()
            .iter()
            .filter(|source| source.rights.is_none())
            .map(|source| {
                let list = source.list.id();
                Diagnostic::error(format!("the README has no statement about the rights to `data.{list}`"))
                    .warning()
                    .hint(format!("add `statement` under [bundle.rights.{list}] to rvc.toml"))
            }),
    );
    Ok(Contents { entries, warnings })
}

/// Settings, lock, and data with their records.
fn of_project(project: &Project, data: &[DataFile]) -> Result<Vec<Entry>, BundleError> {
    let unreadable = |path: &str, source: io::Error| BundleError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let settings = project.read_settings();
    let settings = settings.map_err(|error| unreadable(&project.settings_path(), error))?;
    let mut entries = vec![Entry::new(format!("{PROJECT}/{SETTINGS_FILE}"), settings)];
    let lock = project.read_lock().map_err(|error| unreadable(LOCK_FILE, error))?;
    entries.extend(lock.map(|text| Entry::new(format!("{PROJECT}/{LOCK_FILE}"), text)));
    for file in data {
        if file.is_included {
            let path = format!("{PROJECT}/{}", file.path);
            entries.push(Entry::of_file(path, &file.sha256, file.bytes, file.file.clone()));
        }
        if file.record.is_some() {
            let path = SourceRecord::path_of(&file.path);
            let record = project.read(&path).map_err(|error| unreadable(&path, error))?;
            entries.push(Entry::new(format!("{PROJECT}/{path}"), record));
        }
    }
    Ok(entries)
}

fn missing(data: &[DataFile], settings: &Settings) -> Vec<Missing> {
    let left_out = data.iter().filter(|file| !file.is_included);
    let missing = left_out.map(|file| Missing {
        path: file.path.clone(),
        sha256: file.sha256.clone(),
        bytes: file.bytes,
        reason: settings.bundle.reason.clone(),
    });
    missing.collect()
}
