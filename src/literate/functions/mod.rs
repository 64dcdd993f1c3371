//! What templates can call: results of the stages, names, numbers in the form of the language.
//!
//! The reference for authors is `docs/templates.md`.

mod context;
mod linkage;
mod numbers;
mod reorientation;
mod response;
mod series;
mod windows;
mod words;

use std::sync::Arc;

use minijinja::{Environment, Error, ErrorKind};

use super::format::Formatter;
use super::lexicon::{Lexicon, LexiconError};
use crate::model::Economy;
use crate::settings::nearest;
use crate::stages::Results;

pub(super) use context::context;
pub(super) use numbers::refuse_raw_numbers;
pub(super) use words::capitalised;

/// What every template function may use.
#[derive(Clone)]
pub(super) struct Scope {
    pub results: Arc<Results>,
    pub lexicon: Arc<Lexicon>,
    pub formatter: Arc<Formatter>,
    /// The economy that the document is about, in a report made for each of them.
    pub country: Option<Economy>,
}

/// Registers all functions and filters.
pub(super) fn register(environment: &mut Environment<'_>, scope: &Scope) {
    numbers::register(environment, scope);
    words::register(environment, scope);
    reorientation::register(environment, scope);
    linkage::register(environment, scope);
    response::register(environment, scope);
}

fn invalid(message: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::InvalidOperation, message)
}

fn from_lexicon(error: LexiconError) -> Error {
    invalid(error.to_string())
}

impl Scope {
    fn member(&self, code: &str) -> Result<Economy, Error> {
        one_of(code, &self.results.settings().bloc.members, "member of the bloc")
    }

    fn covered(&self, code: &str) -> Result<Economy, Error> {
        one_of(
            code,
            &self.results.study.coverage.covered,
            "member that the tables cover",
        )
    }

    fn focus(&self, code: &str) -> Result<Economy, Error> {
        one_of(code, &self.results.settings().bloc.focus, "focus economy")
    }
}

fn one_of(code: &str, known: &[Economy], what: &str) -> Result<Economy, Error> {
    known
        .iter()
        .find(|economy| economy.code() == code)
        .cloned()
        .ok_or_else(|| {
            let near = nearest(code, known.iter().map(Economy::code));
            let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            invalid(format!("`{code}` is not a {what}{hint}"))
        })
}
