//! What templates can call: results of the stages, names, numbers in the form of the language.
//!
//! The reference for authors is `docs/templates.md`.

mod claims;
mod comparisons;
mod context;
mod differences;
mod linkage;
mod market;
mod numbers;
mod objects;
mod operators;
mod origins;
mod reorientation;
mod replication;
mod response;
mod robustness;
mod series;
mod windows;
mod words;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use minijinja::{Environment, Error, ErrorKind};

use super::format::Formatter;
use super::lexicon::{Lexicon, LexiconError};
use super::record::{Recorder, StretchKind};
use super::templates::Sources;
use crate::comparison::Comparison;
use crate::model::Economy;
use crate::provenance::Number;
use crate::replication::Replication;
use crate::settings::nearest;
use crate::stages::Results;

pub(super) use context::context;
pub(super) use numbers::writer;
pub(super) use words::capitalised;

/// What every template function may use.
#[derive(Clone)]
pub(super) struct Scope {
    pub results: Arc<Results>,
    /// In a verification against a published article.
    pub replication: Option<Arc<Replication>>,
    /// In a document about the differences of two builds.
    pub comparison: Option<Arc<Comparison>>,
    /// In the document that leads to the reports of all countries.
    pub briefed: Vec<Economy>,
    pub lexicon: Arc<Lexicon>,
    pub formatter: Arc<Formatter>,
    /// The economy that the document is about, in a report made for each of them.
    pub country: Option<Economy>,
    /// What rendering has printed and claimed so far.
    pub recorder: Arc<Mutex<Recorder>>,
    /// The texts that have been read.
    pub sources: Arc<Mutex<Sources>>,
}

/// Registers all functions and filters.
pub(super) fn register(environment: &mut Environment<'_>, scope: &Scope) {
    operators::register(environment, scope);
    claims::register(environment, scope);
    numbers::register(environment, scope);
    comparisons::register(environment);
    words::register(environment, scope);
    reorientation::register(environment, scope);
    linkage::register(environment, scope);
    market::register(environment, scope);
    origins::register(environment, scope);
    response::register(environment, scope);
    robustness::register(environment, scope);
    replication::register(environment, scope);
    differences::register(environment, scope);
}

fn invalid(message: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::InvalidOperation, message)
}

fn from_lexicon(error: LexiconError) -> Error {
    invalid(error.to_string())
}

impl Scope {
    /// The record; a thread that panicked has left it whole.
    pub(super) fn recorder(&self) -> MutexGuard<'_, Recorder> {
        self.recorder.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the marked stretches of rendered text are.
    pub(super) fn stretches(&self) -> Vec<StretchKind> {
        self.recorder().stretches.clone()
    }

    pub(super) fn sources(&self) -> MutexGuard<'_, Sources> {
        self.sources.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A number as templates see it; zero where it is undefined.
    pub(super) fn number_value(&self, number: Option<Number>) -> minijinja::Value {
        objects::NumberValue::from(number.unwrap_or_else(|| Number::constant(0.0)))
    }

    /// An economy whose exports are decomposed: a covered member, or one of the project's figures.
    fn exporter(&self, code: &str) -> Result<Economy, Error> {
        let figures = self.results.settings().figures.values();
        let known = self.results.study.coverage.covered.iter();
        let known: Vec<Economy> = known.chain(figures.map(|figure| &figure.exporter)).cloned().collect();
        one_of(code, &known, "a member that the tables cover")
    }

    /// Any economy of the tables.
    fn economy(&self, code: &str) -> Result<Economy, Error> {
        let shown = self.results.stage2.first().map(|point| {
            let others = point.partner_share.keys().cloned();
            others.chain([point.exporter.clone()]).collect::<Vec<_>>()
        });
        one_of(code, &shown.unwrap_or_default(), "an economy of the tables")
    }

    fn member(&self, code: &str) -> Result<Economy, Error> {
        one_of(code, &self.results.settings().bloc.members, "a member of the bloc")
    }

    fn covered(&self, code: &str) -> Result<Economy, Error> {
        one_of(
            code,
            &self.results.study.coverage.covered,
            "a member that the tables cover",
        )
    }

    fn focus(&self, code: &str) -> Result<Economy, Error> {
        one_of(code, &self.results.settings().bloc.focus, "a focus economy")
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
            invalid(format!("`{code}` is not {what}{hint}"))
        })
}
