use std::fmt;

use crate::diagnostic::{Diagnostic, Excerpt, Place};

/// What is wrong in the settings file, and where.
#[derive(Debug, thiserror::Error)]
pub struct SettingsError {
    pub path: String,
    /// Line and column from 1, where the place is known.
    pub position: Option<(usize, usize)>,
    pub message: String,
    pub hint: Option<String>,
    pub excerpt: Option<Box<Excerpt>>,
}

impl SettingsError {
    pub fn diagnostic(&self) -> Diagnostic {
        let place = match self.position {
            Some((line, column)) => Place::new(&self.path, line, column),
            None => Place::file(&self.path),
        };
        let mut diagnostic = Diagnostic::error(self.message.as_str()).at(place);
        diagnostic.hint.clone_from(&self.hint);
        diagnostic.excerpt.clone_from(&self.excerpt);
        diagnostic
    }
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.diagnostic().fmt(f)
    }
}

/// The known word nearest to a mistyped one, if any is near.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.chars().count() / 3)
        .min()
        .map(|(_, candidate)| candidate)
}

/// What the parser of TOML says, without its list of names, and the nearest known name or all of them, where
/// something is unknown.
pub fn parser_words(error: &toml::de::Error) -> (&str, Option<String>) {
    let message = error.message();
    let short = message.split(", expected").next().unwrap_or(message);
    let mut quoted = message.split('`').skip(1).step_by(2);
    let hint = message.starts_with("unknown ").then(|| {
        let unknown = quoted.next()?;
        let known: Vec<&str> = quoted.collect();
        Some(match nearest(unknown, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known here: {}", known.join(", ")),
        })
    });
    (short, hint.flatten())
}
