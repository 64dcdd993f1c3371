//! Numbers, printed numbers and lists as templates see them.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use minijinja::Error;
use minijinja::value::{DynObject, Enumerator, Object, ObjectRepr, Value};

use super::{Scope, invalid};
use crate::literate::printing::Format;
use crate::literate::record::PrintedValue;
use crate::literate::templates::{END, begin_mark, is_begin_mark};
use crate::provenance::{Number, Operation};

/// Characters that mean something in Markdown; text from data and names loses that meaning.
pub(super) const MARKUP: &[char] = &[
    '\\', '`', '*', '_', '[', ']', '<', '>', '#', '|', '$', '@', '{', '}', '~', '^', '&',
];

/// A number that knows where it comes from.
#[derive(Debug)]
pub(super) struct NumberValue(pub Number);

impl NumberValue {
    /// The number as a template value; `none` where it is undefined.
    pub(super) fn of(number: Option<Number>) -> Value {
        number.map_or(Value::from(()), Self::from)
    }

    pub(super) fn from(number: Number) -> Value {
        Value::from_object(Self(number))
    }
}

impl Object for NumberValue {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        self.0.value() != 0.0
    }

    fn custom_cmp(self: &Arc<Self>, other: &DynObject) -> Option<Ordering> {
        let other = other.downcast_ref::<Self>()?;
        Some(self.0.value().total_cmp(&other.0.value()))
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.value())
    }
}

/// A number in a form, ready to stand in the text.
#[derive(Debug)]
pub(super) struct Printed {
    pub text: String,
    begin: Option<char>,
}

impl Printed {
    /// Prints a number and records that it stands in the document.
    pub(super) fn new(scope: &Scope, number: &Number, format: Format) -> Result<Self, Error> {
        let text = format
            .print(number.value(), &scope.formatter, &scope.lexicon)
            .map_err(super::from_lexicon)?;
        let value = PrintedValue {
            text: text.clone(),
            number: number.clone(),
            format,
        };
        let index = scope.recorder().value(value);
        Ok(Self {
            text,
            begin: begin_mark(index),
        })
    }
}

impl Object for Printed {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn custom_cmp(self: &Arc<Self>, other: &DynObject) -> Option<Ordering> {
        Some(self.text.cmp(&other.downcast_ref::<Self>()?.text))
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = escaped(&self.text);
        match self.begin {
            Some(begin) => write!(f, "{begin}{text}{END}"),
            None => f.write_str(&text),
        }
    }
}

/// Text whose letters mean themselves in Markdown; printed values in it are so already.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut depth = 0_usize;
    for letter in text.chars() {
        match letter {
            END => depth = depth.saturating_sub(1),
            mark if is_begin_mark(mark) => depth += 1,
            _ if depth == 0 && MARKUP.contains(&letter) => safe.push('\\'),
            _ => {}
        }
        safe.push(letter);
    }
    safe
}

/// A list that knows how its length came about.
#[derive(Debug)]
pub(super) struct Selection {
    pub items: Vec<Value>,
    pub length: Number,
}

impl Selection {
    /// Items chosen by a condition from among numbers.
    pub(super) fn chosen(condition: String, items: Vec<Value>, among: Vec<Number>) -> Value {
        let length = Number::derived(Operation::Count(condition), items.len() as f64, among);
        Value::from_object(Self { items, length })
    }

    /// A list of the settings.
    pub(super) fn setting(name: &str, items: Vec<Value>) -> Value {
        let key = crate::provenance::Key::Setting { name: name.to_owned() };
        let length = Number::result(key, items.len() as f64);
        Value::from_object(Self { items, length })
    }
}

impl Object for Selection {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.items.get(key.as_usize()?).cloned()
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.items.len())
    }
}

/// The number of a template value, or an error that says what to write.
pub(super) fn traced(value: &Value) -> Result<Number, Error> {
    if let Some(number) = value.downcast_object_ref::<NumberValue>() {
        return Ok(number.0.clone());
    }
    if value.is_none() {
        return Err(invalid(
            "the value is undefined for these data: test it with `is none` first",
        ));
    }
    match plain(value) {
        Some(number) => Err(invalid(format!(
            "the number {number} comes from no result: print a value of a function, or write `bound({number})` for a constant of the text"
        ))),
        None => Err(invalid(format!("expected a number, found {}", value.kind()))),
    }
}

/// A number of the template itself.
pub(super) fn plain(value: &Value) -> Option<f64> {
    value.is_number().then(|| f64::try_from(value.clone()).ok()).flatten()
}

/// The value of a number, wherever it comes from.
pub(super) fn amount(value: &Value) -> Option<f64> {
    let traced = value.downcast_object_ref::<NumberValue>();
    traced.map(|number| number.0.value()).or_else(|| plain(value))
}
