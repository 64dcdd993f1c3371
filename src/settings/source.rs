use std::ops::Range;

use indexmap::IndexMap;

use super::SettingsError;
use super::error::{nearest, parser_words};
use crate::diagnostic::Excerpt;
use crate::model::Sector;

/// The text of the file, for positions in messages.
pub(super) struct Source<'a> {
    pub text: &'a str,
    pub path: &'a str,
}

impl Source<'_> {
    pub(super) fn error(&self, span: Option<Range<usize>>, message: &str, hint: Option<&str>) -> SettingsError {
        SettingsError {
            path: self.path.to_owned(),
            position: span.as_ref().map(|span| self.position(span.start)),
            excerpt: span.map(|span| Box::new(Excerpt::of(self.text, span))),
            message: message.to_owned(),
            hint: hint.map(str::to_owned),
        }
    }

    pub(super) fn position(&self, offset: usize) -> (usize, usize) {
        let before = &self.text[..offset.min(self.text.len())];
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        (
            before.matches('\n').count() + 1,
            before[line_start..].chars().count() + 1,
        )
    }

    pub(super) fn known_sector(
        &self,
        sectors: &IndexMap<String, Sector>,
        id: &str,
        span: Range<usize>,
    ) -> Result<(), SettingsError> {
        if sectors.contains_key(id) {
            return Ok(());
        }
        let known = sectors.keys().map(String::as_str);
        let hint = match nearest(id, known.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("`[sectors]` defines {}", known.collect::<Vec<_>>().join(", ")),
        };
        Err(self.error(Some(span), &format!("no sector `{id}` is defined"), Some(&hint)))
    }

    /// Adds a suggestion to the parser's "unknown field" and "unknown variant".
    pub(super) fn toml_error(&self, error: &toml::de::Error) -> SettingsError {
        let (short, hint) = parser_words(error);
        self.error(error.span(), short, hint.as_deref())
    }
}
