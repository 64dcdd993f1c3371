//! What templates can ask of a comparison of two builds.
//!
//! The words of the reports come from their pages and are printed as they are; counts are numbers with an origin.

mod items;

use std::collections::BTreeMap;

use minijinja::Environment;
use minijinja::value::Value;

use super::Scope;
use super::objects::NumberValue;
use crate::comparison::{Comparison, LanguageComparison, Side, Turn};
use crate::literate::lexicon::Lexicon;
use crate::literate::templates::without_private_marks;
use crate::provenance::{Number, Operation};
use items::{claim, exhibit, input, order, sentence, setting, turned_number};

/// How many orders are shown.
const ORDERS: usize = 20;
/// What stands for a text or a number that is not there.
const NOTHING: &str = "—";

type Fields = BTreeMap<&'static str, Value>;

/// Registers `differences`; it is not there where nothing is compared.
pub(super) fn register(environment: &mut Environment<'_>, scope: &Scope) {
    let Some(comparison) = &scope.comparison else { return };
    let Some(language) = comparison.languages.get(scope.lexicon.language.tag()) else {
        return;
    };
    environment.add_global("differences", differences(comparison, language, &scope.lexicon));
}

fn differences(comparison: &Comparison, language: &LanguageComparison, lexicon: &Lexicon) -> Value {
    let turned = |turn| {
        let numbers = language.turned(turn);
        list(numbers.map(|(exhibit, number)| turned_number(exhibit, number)))
    };
    let fields = Fields::from([
        ("old", side(&comparison.old)),
        ("new", side(&comparison.new)),
        ("differs", Value::from(comparison.differs())),
        ("n", counts(comparison, language)),
        ("inputs", list(comparison.inputs.iter().map(|one| input(one, lexicon)))),
        ("settings", list(comparison.settings.iter().map(setting))),
        ("signs", turned(Turn::Sign)),
        ("stars", turned(Turn::Significance)),
        (
            "orders",
            list(
                language
                    .ranks
                    .iter()
                    .take(ORDERS)
                    .map(|one| order(one, language, lexicon)),
            ),
        ),
        ("claims", list(language.claims.iter().map(claim))),
        ("exhibits", list(language.shown().map(exhibit))),
        ("unprinted", list(language.unprinted().map(exhibit))),
        ("sentences", list(language.sentences.iter().map(sentence))),
    ]);
    Value::from(fields)
}

/// How many there are of everything, each a number with an origin.
fn counts(comparison: &Comparison, language: &LanguageComparison) -> Value {
    let orders = language.ranks.len();
    let counts = [
        ("inputs", comparison.inputs.len()),
        ("settings", comparison.settings.len()),
        ("code", usize::from(comparison.code.is_some())),
        ("results", comparison.results.different.len()),
        ("results_all", comparison.results.n_new.max(comparison.results.n_old)),
        ("exhibits", language.shown().count()),
        ("exhibits_all", language.n_exhibits),
        ("unprinted", language.unprinted().count()),
        ("numbers", language.n_printed()),
        ("signs", language.turned(Turn::Sign).count()),
        ("stars", language.turned(Turn::Significance).count()),
        ("orders", orders),
        ("orders_more", orders.saturating_sub(ORDERS)),
        ("claims", language.claims.len()),
        ("sentences", language.sentences.len()),
    ];
    let counted = counts.map(|(what, n)| {
        let operation = Operation::Count(format!("differences {what}"));
        (
            what,
            NumberValue::from(Number::derived(operation, n as f64, Vec::new())),
        )
    });
    Value::from(BTreeMap::from(counted))
}

fn list(items: impl Iterator<Item = Value>) -> Value {
    Value::from(items.collect::<Vec<_>>())
}

/// A text that cannot pass for a mark of the program; its letters are no Markdown.
fn plain(text: &str) -> Value {
    Value::from(without_private_marks(text))
}

fn optional(text: Option<&str>) -> Value {
    text.map_or(Value::from(()), plain)
}

/// A text, or the sign for none.
fn shown(text: Option<&str>) -> Value {
    plain(text.filter(|text| !text.is_empty()).unwrap_or(NOTHING))
}

fn side(side: &Side) -> Value {
    Value::from(Fields::from([
        ("name", plain(&side.name)),
        ("program", shown(side.program.as_deref())),
        ("date", shown(side.date.as_deref())),
    ]))
}
