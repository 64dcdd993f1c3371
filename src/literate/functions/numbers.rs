//! Filters that give numbers their form, and the writer that puts values into the text.

use minijinja::value::{Rest, Value, ValueKind};
use minijinja::{Environment, Error, Output, State};

use super::objects::{NumberValue, Printed, Selection, amount, escaped, plain, traced};
use super::series::Series;
use super::{Scope, invalid};
use crate::literate::format::EN_DASH;
use crate::literate::printing::{Format, plural_form};
use crate::provenance::{Number, Operation};

/// Writes a value into the text. A raw fractional number or a missing value has no business there:
/// a filter must say how it is shown.
pub(super) fn write_value(scope: &Scope, out: &mut Output<'_>, value: &Value) -> Result<(), Error> {
    if let Some(number) = value.downcast_object_ref::<NumberValue>() {
        if number.0.value().fract() != 0.0 {
            return Err(no_format(&value.to_string()));
        }
        let printed = Value::from_object(Printed::new(scope, &number.0, Format::Plain)?);
        return write!(out, "{printed}").map_err(|error| invalid(error.to_string()));
    }
    match value.kind() {
        ValueKind::Number if !value.is_integer() => Err(no_format(&value.to_string())),
        ValueKind::None => Err(invalid(
            "the value is undefined for these data: test it with `is none` first",
        )),
        ValueKind::String if !value.is_safe() => {
            let text = value.as_str().unwrap_or_default();
            out.write_str(&escaped(text))
                .map_err(|error| invalid(error.to_string()))
        }
        ValueKind::Plain if value.downcast_object_ref::<Series>().is_some() => Err(invalid(
            "a series cannot be printed: choose `.mean`, `.last` or another of its numbers",
        )),
        ValueKind::Seq | ValueKind::Map | ValueKind::Iterable => Err(invalid(
            "a list cannot be printed: join names with `|names`, or choose a part of it",
        )),
        _ => write!(out, "{value}").map_err(|error| invalid(error.to_string())),
    }
}

fn no_format(number: &str) -> Error {
    invalid(format!(
        "the number {number} has no format: write `|num(2)`, `|pct(1)` or another number filter"
    ))
}

pub(super) fn register(environment: &mut Environment<'_>, scope: &Scope) {
    type WithDecimals = fn(u8) -> Format;
    let with_decimals: [(&'static str, WithDecimals); 5] = [
        ("num", Format::number),
        ("pct", Format::Percent),
        ("pp", Format::Points),
        ("usd_mn", Format::UsdMillion),
        ("usd", Format::Usd),
    ];
    for (name, format) in with_decimals {
        let s = scope.clone();
        environment.add_filter(name, move |value: Value, decimals: u8| {
            s.print(&value, format(decimals))
        });
    }
    for (name, format) in [
        ("int", Format::Integer),
        ("pval", Format::PValue),
        ("count", Format::Count),
    ] {
        let s = scope.clone();
        environment.add_filter(name, move |value: Value| s.print(&value, format.clone()));
    }
    let s = scope.clone();
    environment.add_filter("ordinal", move |value: Value, ending: Option<String>| {
        s.print(&value, Format::Ordinal(ending.unwrap_or_default()))
    });
    let s = scope.clone();
    environment.add_filter("year", move |year: Value| match plain(&year) {
        // Years are written by authors as well.
        Some(year) => Ok(Value::from(format!("{year}"))),
        None => s.print(&year, Format::Year),
    });
    environment.add_filter("abs", |value: Value| match plain(&value) {
        Some(number) if value.is_integer() => Ok(Value::from(number.abs() as i64)),
        Some(number) => Ok(Value::from(number.abs())),
        None => traced(&value).map(|number| {
            let size = number.value().abs();
            NumberValue::from(Number::derived(Operation::AbsoluteValue, size, vec![number]))
        }),
    });
    environment.add_function("bound", |value: f64| NumberValue::from(Number::constant(value)));
    let s = scope.clone();
    environment.add_function("range_of", move |low: Value, high: Value, form: &str, decimals: u8| {
        let (first, last) = match form {
            "pct" => (Format::PercentNumber(decimals), Format::Percent(decimals)),
            "num" => (Format::number(decimals), Format::number(decimals)),
            "usd_mn" => (Format::number(decimals), Format::UsdMillion(decimals)),
            _ => {
                return Err(invalid(format!(
                    "`{form}` is no form of a range: expected `num`, `pct` or `usd_mn`"
                )));
            }
        };
        let ends = [s.print(&low, first)?, s.print(&high, last)?];
        Ok(Value::from_safe_string(format!("{}{EN_DASH}{}", ends[0], ends[1])))
    });
    let f = scope.formatter.clone();
    environment.add_filter("plural", move |n: Value, forms: Rest<String>| {
        let n = amount(&n).ok_or_else(|| invalid("plural needs a number"))?;
        plural_form(&forms.0, f.plural(n, 0))
            .map(str::to_owned)
            .ok_or_else(|| invalid("plural takes two forms (one, many) or three (one, few, many)"))
    });
    for name in ["length", "count_of"] {
        environment.add_filter(name, |value: Value| match value.downcast_object_ref::<Selection>() {
            Some(list) => Ok(NumberValue::from(list.length.clone())),
            None => value
                .len()
                .map(Value::from)
                .ok_or_else(|| invalid(format!("a {} has no length", value.kind()))),
        });
    }
    environment.add_filter("sum", |list: Value| {
        let parts = list
            .try_iter()?
            .map(|item| traced(&item))
            .collect::<Result<Vec<_>, _>>()?;
        let sum = parts.iter().map(Number::value).sum::<f64>();
        Ok::<_, Error>(NumberValue::from(Number::derived(Operation::Sum, sum, parts)))
    });
}

impl Scope {
    fn print(&self, value: &Value, format: Format) -> Result<Value, Error> {
        let number = traced(value)?;
        Printed::new(self, &number, format).map(Value::from_object)
    }
}

/// The writer of values for an environment.
pub(in crate::literate) fn writer(
    scope: &Scope,
) -> impl Fn(&mut Output<'_>, &mut State<'_, '_>, &Value) -> Result<(), Error> + use<> {
    let scope = scope.clone();
    move |out, _, value| write_value(&scope, out, value)
}
