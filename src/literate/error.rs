use std::fmt;

use super::lexicon::LexiconError;

/// Why a document cannot be composed; points at what the author wrote where that is known.
#[derive(Debug, thiserror::Error)]
pub enum LiterateError {
    #[error("{}there is no template `{path}` in templates/ of the project or of the program\n  hint: check the name after `include`, `study.report` in rvc.toml, and --report", prefix(place.as_ref()))]
    NoTemplate { path: String, place: Option<SourcePlace> },
    #[error(
        "the project has no titles in `{language}`\n  hint: add a table `[study.{language}]` to rvc.toml, or choose another --lang"
    )]
    NoTitles { language: &'static str },
    #[error(
        "the report `{report}` is not about one economy: none of its templates uses `country`\n  hint: build it without --country"
    )]
    NotByCountry { report: String },
    #[error("{path} cannot be read: {message}")]
    Unreadable { path: String, message: String },
    #[error("{0}")]
    Template(TemplateError),
    #[error("{place}: {message}\n  hint: {hint}")]
    Reference {
        place: SourcePlace,
        message: String,
        hint: String,
    },
    #[error("{path}: {message}\n  hint: the bibliography is a BibLaTeX file")]
    Bibliography { path: String, message: String },
    #[error("{0}")]
    Lexicon(#[from] LexiconError),
    #[error("the chart of {id} cannot be drawn up: {message}")]
    Chart { id: String, message: String },
    #[error("number formats: {0}")]
    Locale(String),
}

fn prefix(place: Option<&SourcePlace>) -> String {
    place.map(|place| format!("{place}: ")).unwrap_or_default()
}

/// A failed template: MiniJinja's own words with the place in the author's file.
#[derive(Debug)]
pub struct TemplateError {
    pub path: String,
    pub line: Option<usize>,
    pub column: Option<usize>,
    pub message: String,
    /// The line that failed.
    pub excerpt: Option<String>,
    /// How many characters of the excerpt are meant.
    pub width: usize,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = SourcePlace {
            path: self.path.clone(),
            line: self.line,
            column: self.column,
        };
        write!(f, "{place}: {}", self.message)?;
        if let (Some(line), Some(excerpt)) = (self.line, &self.excerpt) {
            write!(f, "\n{line:>5} | {excerpt}")?;
            if let Some(column) = self.column {
                let marks = "^".repeat(self.width.max(1));
                write!(f, "\n      | {}{marks}", " ".repeat(column.saturating_sub(1)))?;
            }
        }
        Ok(())
    }
}

/// A place in a file of the author's; line and column count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourcePlace {
    pub path: String,
    pub line: Option<usize>,
    pub column: Option<usize>,
}

impl fmt::Display for SourcePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(column) = self.column {
            write!(f, ":{column}")?;
        }
        Ok(())
    }
}

/// Everything that is wrong in one document.
#[derive(Debug, thiserror::Error)]
pub struct LiterateErrors(pub Vec<LiterateError>);

impl fmt::Display for LiterateErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let messages: Vec<String> = self.0.iter().map(LiterateError::to_string).collect();
        f.write_str(&messages.join("\n"))
    }
}

impl From<LiterateError> for LiterateErrors {
    fn from(error: LiterateError) -> Self {
        Self(vec![error])
    }
}

impl From<Vec<LiterateError>> for LiterateErrors {
    fn from(errors: Vec<LiterateError>) -> Self {
        Self(errors)
    }
}
