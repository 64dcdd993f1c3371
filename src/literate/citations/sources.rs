//! The files that works come from.

use hayagriva::Library;

use super::problems::BibliographyProblem;
use super::{bibtex, yaml};
use crate::project::{Project, built_in_template};

const BUILT_IN: &str = "bibliography.bib";
/// What a project may bring.
const FILES: [&str; 3] = [BUILT_IN, "bibliography.yml", "bibliography.yaml"];

/// The works of the program and of the project, whose entries replace the program's of the same key.
pub(super) fn read(project: &Project) -> Result<Library, Vec<BibliographyProblem>> {
    let mut library = bibtex::parse(BUILT_IN, built_in_template(BUILT_IN).unwrap_or_default())?;
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for name in FILES {
        match project.own_template(name) {
            Ok(file) => files.extend(file),
            Err(error) => {
                let path = format!("templates/{name}");
                problems.push(BibliographyProblem::unreadable(&path, &error.to_string()));
            }
        }
    }
    match combined(files) {
        Ok(own) if problems.is_empty() => own.iter().for_each(|entry| library.push(entry)),
        Ok(_) => {}
        Err(found) => problems.extend(found),
    }
    if problems.is_empty() {
        Ok(library)
    } else {
        Err(problems)
    }
}

/// The works of a project's files, given as path and text; fails with everything that is wrong in any of them.
pub(super) fn combined(files: Vec<(String, String)>) -> Result<Library, Vec<BibliographyProblem>> {
    let mut sources: Vec<Source> = Vec::new();
    let mut problems = Vec::new();
    for (path, text) in files {
        let parse = if path.ends_with(".bib") {
            bibtex::parse
        } else {
            yaml::parse
        };
        match parse(&path, &text) {
            Ok(works) => {
                let source = Source { path, text, works };
                problems.extend(sources.iter().flat_map(|earlier| source.keys_shared_with(earlier)));
                sources.push(source);
            }
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() {
        Ok(sources.into_iter().flat_map(|source| source.works).collect())
    } else {
        Err(problems)
    }
}

/// One file of a project.
struct Source {
    path: String,
    text: String,
    works: Library,
}

impl Source {
    /// A key may stand in one file only: nobody could say which of two works is meant.
    fn keys_shared_with(&self, earlier: &Self) -> Vec<BibliographyProblem> {
        let shared = self.works.keys().filter(|key| earlier.works.get(key).is_some());
        shared
            .map(|key| {
                let message = format!("the work `{key}` stands in {} and in {}", earlier.path, self.path);
                let hint = "keep it in one of the two files".to_owned();
                BibliographyProblem::at(&self.path, &self.text, self.place(key), message, hint)
            })
            .collect()
    }

    /// Where a key is defined, in bytes.
    fn place(&self, key: &str) -> usize {
        let find = if self.path.ends_with(".bib") {
            bibtex::place
        } else {
            yaml::place
        };
        find(&self.text, key).unwrap_or_default()
    }
}
