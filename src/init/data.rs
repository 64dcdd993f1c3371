//! The data of a new project: the demonstration's, or folders that wait for files.

use std::collections::BTreeMap;

use super::fill::{built_in, fill};
use super::{Choices, InitError, Kind, Source};
use crate::project::Project;

/// Keeps an empty folder in version control; no pattern of data matches a name that begins so.
const KEEP: &str = ".gitkeep";

/// The files under `data/`.
pub(super) fn files(choices: &Choices) -> Result<BTreeMap<String, Vec<u8>>, InitError> {
    match choices.source {
        Source::Demonstration => demonstration(),
        Source::Fetched => Ok(waiting(choices)),
    }
}

fn demonstration() -> Result<BTreeMap<String, Vec<u8>>, InitError> {
    let project = Project::demonstration();
    let fail = |path: &str, message: String| InitError::BuiltIn {
        path: format!("../../{path}"),
        message,
    };
    let all = "data/demo/*";
    let paths = project.matching(all).map_err(|error| fail(all, error.to_string()))?;
    let read = |path: String| match project.read(&path) {
        Ok(bytes) => Ok((path, bytes)),
        Err(error) => Err(fail(&path, error.to_string())),
    };
    paths.into_iter().map(read).collect()
}

/// Empty folders, and what belongs into them.
fn waiting(choices: &Choices) -> BTreeMap<String, Vec<u8>> {
    let (base, current) = choices.windows();
    let years = choices.years.to_string();
    let is_article = choices.report == Kind::Article;
    let windows = [("base", base.to_string()), ("current", current.to_string())];
    let of_article = |text: String| if is_article { text } else { String::new() };
    let values = [
        ("years", years),
        ("trade", of_article(fill(built_in("parts/data.trade.md"), &windows))),
        ("terms", of_article(built_in("parts/data.terms.md").to_owned())),
    ];
    let readme = fill(built_in("data.md"), &values);
    let folders: &[&str] = if is_article {
        &["icio", "trade", "gdp"]
    } else {
        &["icio", "gdp"]
    };
    let mut files: BTreeMap<String, Vec<u8>> = folders
        .iter()
        .map(|folder| (format!("data/{folder}/{KEEP}"), Vec::new()))
        .collect();
    files.insert("data/README.md".to_owned(), readme.into_bytes());
    files.insert(
        "data/.gitignore".to_owned(),
        built_in("parts/data.gitignore").as_bytes().to_vec(),
    );
    files
}
