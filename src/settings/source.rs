use std::ops::Range;

use indexmap::IndexMap;

use super::SettingsError;
use super::error::nearest;
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
        let message = error.message();
        let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
        let mut found = self.error(
            error.span(),
            message.split(", expected").next().unwrap_or(message),
            None,
        );
        if let Some((unknown, known)) = quoted.split_first().filter(|_| message.starts_with("unknown ")) {
            found.hint = Some(match nearest(unknown, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known here: {}", known.join(", ")),
            });
        }
        found
    }
}
