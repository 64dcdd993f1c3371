use std::fmt::Display;
use std::ops::Range;

use toml::Spanned;

use super::PublishedError;
use super::error::Problem;
use crate::diagnostic::{Excerpt, Place};
use crate::settings::{nearest, parser_words};
use crate::stages::{Direction, Term};

/// The text of `article.toml`, for positions in messages.
pub(super) struct Source<'a> {
    pub path: &'a str,
    pub text: &'a str,
}

impl Source<'_> {
    pub(super) fn error(&self, span: Range<usize>, problem: Problem, hint: impl Into<String>) -> PublishedError {
        let excerpt = Excerpt::of(self.text, span);
        PublishedError {
            place: Box::new(Place::new(self.path, excerpt.line, excerpt.column)),
            problem: Box::new(problem),
            hint: hint.into(),
            excerpt: Some(Box::new(excerpt)),
        }
    }

    /// What the parser says, with the nearest known name.
    pub(super) fn toml_error(&self, error: &toml::de::Error) -> PublishedError {
        let (short, near) = parser_words(error);
        let missing = short
            .strip_prefix("missing field `")
            .and_then(|rest| rest.strip_suffix('`'));
        let hint = match (near, missing) {
            (Some(near), _) => near,
            (None, Some(missing)) => format!("add `{missing} = …` to this table"),
            (None, None) => "compare the line with the `article.toml` of an article that is read".to_owned(),
        };
        self.error(error.span().unwrap_or_default(), Problem::Toml(short.to_owned()), hint)
    }

    pub(super) fn direction(&self, text: &Spanned<String>) -> Result<Direction, PublishedError> {
        self.one_of(text, "a direction", Direction::ALL, Direction::id)
    }

    pub(super) fn term(&self, text: &Spanned<String>) -> Result<Term, PublishedError> {
        self.one_of(text, "a term", Term::SLOPES, Term::id)
    }

    fn one_of<T: Copy, const N: usize>(
        &self,
        text: &Spanned<String>,
        what: &'static str,
        known: [T; N],
        id: fn(T) -> &'static str,
    ) -> Result<T, PublishedError> {
        let found = known.into_iter().find(|one| id(*one) == text.get_ref());
        found.ok_or_else(|| {
            let (problem, hint) = not_one_of(text.get_ref(), what, &known.map(id));
            self.error(text.span(), problem, hint)
        })
    }

    /// Ids name things in keys and files.
    pub(super) fn id(&self, text: &Spanned<String>) -> Result<String, PublishedError> {
        if is_id(text.get_ref()) {
            return Ok(text.get_ref().clone());
        }
        let problem = Problem::Id(text.get_ref().clone());
        Err(self.error(text.span(), problem, "as in `chemicals` or `stage3`"))
    }
}

pub(super) fn is_id(text: &str) -> bool {
    let allowed = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || matches!(letter, '_' | '-');
    !text.is_empty() && text.chars().all(allowed)
}

/// The problem and the hint of a word that is none of those known.
pub(super) fn not_one_of(text: &str, what: &'static str, known: &[impl AsRef<str> + Display]) -> (Problem, String) {
    let listed: Vec<String> = known.iter().map(|one| format!("`{one}`")).collect();
    let expected = match listed.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => listed.concat(),
    };
    let hint = match nearest(text, known.iter().map(AsRef::as_ref)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "use one of the names above".to_owned(),
    };
    let problem = Problem::NotOneOf {
        text: text.to_owned(),
        what,
        expected,
    };
    (problem, hint)
}
