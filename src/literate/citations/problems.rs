use crate::diagnostic::{Diagnostic, Excerpt, Place};

/// What is wrong in a bibliography, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::literate) struct BibliographyProblem {
    pub path: String,
    /// In bytes from the beginning of the text.
    pub offset: Option<usize>,
    pub message: String,
    pub hint: String,
    pub excerpt: Option<Box<Excerpt>>,
}

impl From<BibliographyProblem> for Diagnostic {
    fn from(problem: BibliographyProblem) -> Self {
        let place = match &problem.excerpt {
            Some(excerpt) => Place::new(&problem.path, excerpt.line, excerpt.column),
            None => Place::file(&problem.path),
        };
        let diagnostic = Self::error(problem.message).at(place).hint(problem.hint);
        match problem.excerpt {
            Some(excerpt) => diagnostic.showing(*excerpt),
            None => diagnostic,
        }
    }
}

impl BibliographyProblem {
    /// A file that exists and cannot be read.
    pub(super) fn unreadable(path: &str, message: &str) -> Self {
        Self {
            path: path.to_owned(),
            offset: None,
            message: format!("the file cannot be read: {message}"),
            hint: "it must be a text file in UTF-8".to_owned(),
            excerpt: None,
        }
    }

    /// A place in the text of a file.
    pub(super) fn at(path: &str, text: &str, offset: usize, message: String, hint: String) -> Self {
        let offset = text.floor_char_boundary(offset);
        Self {
            path: path.to_owned(),
            offset: Some(offset),
            message,
            hint,
            excerpt: Some(Box::new(Excerpt::of(text, offset..offset))),
        }
    }
}

/// The byte at a line and column; the end of the line where the column lies beyond.
pub(super) fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let content = text[start..].lines().next().unwrap_or_default();
    let characters = content.chars().take(column.saturating_sub(1));
    start + characters.map(char::len_utf8).sum::<usize>()
}

/// Problems for each key that stands a second time; `keys` are keys with their places.
pub(super) fn repeated<'a>(
    path: &str,
    text: &str,
    keys: impl IntoIterator<Item = (&'a str, usize)>,
) -> Vec<BibliographyProblem> {
    let mut first = std::collections::BTreeMap::new();
    let mut problems = Vec::new();
    for (key, place) in keys {
        if let Some(known) = first.get(key) {
            let line = Excerpt::of(text, *known..*known).line;
            let message = format!("the key `{key}` stands twice: first in line {line}");
            let hint = "give one of the two works another key, or delete it".to_owned();
            problems.push(BibliographyProblem::at(path, text, place, message, hint));
        } else {
            first.insert(key, place);
        }
    }
    problems
}
