//! What the program has to say about what a user has written: one form for all errors and warnings.

use std::fmt;
use std::ops::Range;

use serde::Serialize;

/// An error or a warning, with its place and what can be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    pub severity: Severity,
    pub message: String,
    #[serde(flatten)]
    pub place: Option<Box<Place>>,
    #[serde(flatten)]
    pub excerpt: Option<Box<Excerpt>>,
    pub hint: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Error,
    Warning,
}

/// A place in a file; line and column count from 1, a column is a character.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    #[serde(rename = "file")]
    pub path: String,
    pub line: Option<usize>,
    pub column: Option<usize>,
    /// In tables of data, the field of the record, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<usize>,
    /// Whether the file is a table of data: then messages say line and column in words.
    #[serde(skip)]
    is_data: bool,
}

/// The line of a place, and which part of it is meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Excerpt {
    #[serde(skip)]
    pub line: usize,
    /// The first character that is meant, from 1.
    #[serde(skip)]
    pub column: usize,
    #[serde(rename = "excerpt")]
    pub text: String,
    /// How many characters before `text` the line has.
    #[serde(skip)]
    skipped: usize,
    /// How many characters are meant.
    pub width: usize,
}

impl Place {
    pub fn new(path: &str, line: usize, column: usize) -> Self {
        Self {
            path: path.to_owned(),
            line: Some(line),
            column: Some(column),
            field: None,
            is_data: false,
        }
    }

    pub fn file(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            line: None,
            column: None,
            field: None,
            is_data: false,
        }
    }

    /// A record of a table of data, or a field of it.
    pub fn record(path: &str, line: Option<u64>, field: Option<usize>) -> Self {
        Self {
            line: line.and_then(|line| usize::try_from(line).ok()),
            field,
            is_data: true,
            ..Self::file(path)
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if self.is_data {
            if let Some(line) = self.line {
                write!(f, ", line {line}")?;
            }
            if let Some(field) = self.field {
                write!(f, ", column {field}")?;
            }
            return Ok(());
        }
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(column) = self.column {
            write!(f, ":{column}")?;
        }
        Ok(())
    }
}

/// A line longer than this is shown around the place.
const SHOWN: usize = 160;
/// What is shown before the place in a long line.
const BEFORE: usize = 40;

impl Excerpt {
    /// The line in which a range of bytes begins.
    pub fn of(text: &str, range: Range<usize>) -> Self {
        let floor = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
        let start = floor(range.start).unwrap_or(0);
        let end = floor(range.end).unwrap_or(start).max(start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line = text[line_start..line_end].trim_end_matches('\r');
        let column = text[line_start..start].chars().count() + 1;
        let width = text[start..end.min(line_end)].chars().count().max(1);
        let skipped = if line.chars().count() > SHOWN {
            column.saturating_sub(BEFORE)
        } else {
            0
        };
        Self {
            line: text[..start].matches('\n').count() + 1,
            column,
            text: line.chars().skip(skipped).take(SHOWN).collect(),
            skipped,
            width: width.min(SHOWN),
        }
    }
}

impl Excerpt {
    /// A field of a record, or the whole record; `line` is its number.
    pub fn of_record(record: &str, line: usize, field: Option<usize>) -> Self {
        let mut starts = vec![0];
        let mut quoted = false;
        for (at, letter) in record.char_indices() {
            match letter {
                '"' => quoted = !quoted,
                ',' if !quoted => starts.push(at + 1),
                _ => {}
            }
        }
        starts.push(record.len() + 1);
        let field = field.filter(|field| *field > 0);
        let range = match field.and_then(|field| Some(*starts.get(field - 1)?..starts.get(field)? - 1)) {
            Some(range) => range,
            None => 0..record.len(),
        };
        Self {
            line,
            ..Self::of(record, range)
        }
    }
}

impl Diagnostic {
    pub fn error(message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            message: message.into(),
            place: None,
            excerpt: None,
            hint: None,
        }
    }

    /// The same as a warning.
    pub fn warning(self) -> Self {
        Self {
            severity: Severity::Warning,
            ..self
        }
    }

    pub fn at(self, place: Place) -> Self {
        Self {
            place: Some(Box::new(place)),
            ..self
        }
    }

    pub fn showing(self, excerpt: Excerpt) -> Self {
        Self {
            excerpt: Some(Box::new(excerpt)),
            ..self
        }
    }

    /// The same, said of one report among many.
    pub fn about(mut self, subject: &str) -> Self {
        self.message = format!("{subject}: {}", self.message);
        self
    }

    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }

    /// One line of JSON, for editors.
    pub fn json(&self) -> String {
        // Text and numbers have a form in JSON.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// The message as a terminal shows it, without the word for its severity.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        f.write_str(&self.message)?;
        if let Some(excerpt) = &self.excerpt {
            let shown: String = excerpt.text.chars().map(|c| if c == '\t' { ' ' } else { c }).collect();
            let before = " ".repeat((excerpt.column - 1).saturating_sub(excerpt.skipped));
            let marks = "^".repeat(excerpt.width.min(SHOWN - before.len().min(SHOWN - 1)));
            write!(f, "\n{:>5} | {shown}\n      | {before}{marks}", excerpt.line)?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "\n  hint: {hint}")?;
        }
        Ok(())
    }
}

/// Several messages, one after the other.
#[derive(Debug, Clone, Default, thiserror::Error)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let messages: Vec<String> = self.0.iter().map(Diagnostic::to_string).collect();
        f.write_str(&messages.join("\n"))
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl From<Vec<Diagnostic>> for Diagnostics {
    fn from(diagnostics: Vec<Diagnostic>) -> Self {
        Self(diagnostics)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_shows_the_line_and_what_is_meant() {
        let text = "first\nтекст {{ wrong }} more\n";
        let start = text.find("wrong").expect("it is there");
        let excerpt = Excerpt::of(text, start..start + 5);
        let diagnostic = Diagnostic::error("no such name")
            .at(Place::new("t.md", excerpt.line, excerpt.column))
            .showing(excerpt)
            .hint("spell it right");
        assert_eq!(
            diagnostic.to_string(),
            "t.md:2:10: no such name\n    2 | текст {{ wrong }} more\n      |          ^^^^^\n  hint: spell it right"
        );
        assert_eq!(
            diagnostic.json(),
            "{\"severity\":\"error\",\"message\":\"no such name\",\"file\":\"t.md\",\"line\":2,\"column\":10,\"excerpt\":\"текст {{ wrong }} more\",\"width\":5,\"hint\":\"spell it right\"}"
        );
    }

    #[test]
    fn a_long_line_is_shown_around_the_place() {
        let text = format!("{}here{}", "a,".repeat(3000), ",b".repeat(3000));
        let excerpt = Excerpt::of(&text, 6000..6004);
        let shown = Diagnostic::error("x").showing(excerpt).to_string();
        let lines: Vec<&str> = shown.lines().collect();
        let at = lines[1].find("here").expect("the place is shown");
        assert_eq!(lines[2].find("^^^^"), Some(at));
    }
}
