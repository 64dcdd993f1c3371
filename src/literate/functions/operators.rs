//! Arithmetic and comparisons that keep the origin of numbers. Templates write `a + b`.

use std::cmp::Ordering;

use minijinja::value::{Value, ValueKind};
use minijinja::{Environment, Error};

use super::objects::{NumberValue, Printed, Selection, amount, plain};
use super::{Scope, invalid};
use crate::literate::record::Operand;
use crate::provenance::{Number, Operation};

pub(super) fn register(environment: &mut Environment<'_>, scope: &Scope) {
    environment.add_function("__calculate", |sign: &str, left: Value, right: Value| {
        calculate(sign, &left, &right)
    });
    environment.add_function("__compare", |sign: &str, left: Value, right: Value| {
        compare(sign, &left, &right)
    });
    let s = scope.clone();
    environment.add_function("__observe", move |index: usize, value: Value| {
        let number = value.downcast_object_ref::<NumberValue>();
        let operand = Operand {
            expression: s.sources().operands.get(index).cloned().unwrap_or_default(),
            value: s.shown(&value),
            number: amount(&value),
            key: number.map(|number| number.0.to_string()),
        };
        s.recorder().observed.push(operand);
        value
    });
}

/// A plain number becomes a constant among traced ones.
fn number(value: &Value) -> Option<Number> {
    let traced = value.downcast_object_ref::<NumberValue>();
    traced
        .map(|number| number.0.clone())
        .or_else(|| plain(value).map(Number::constant))
}

impl Scope {
    /// A value in the condition of a claim, as people read it.
    fn shown(&self, value: &Value) -> String {
        if let Some(printed) = value.downcast_object_ref::<Printed>() {
            return printed.text.clone();
        }
        if let Some(number) = amount(value) {
            return self.formatter.short(number);
        }
        let phrase = |key: &str| self.lexicon.phrase(key).unwrap_or_default();
        match value.kind() {
            ValueKind::Bool if value.is_true() => phrase("yes"),
            ValueKind::Bool => phrase("no"),
            ValueKind::None | ValueKind::Undefined => "—".to_owned(),
            ValueKind::Seq => {
                let items = value.try_iter().into_iter().flatten();
                items.map(|item| self.shown(&item)).collect::<Vec<_>>().join(", ")
            }
            _ => value.to_string(),
        }
    }
}

fn is_traced(value: &Value) -> bool {
    value.downcast_object_ref::<NumberValue>().is_some()
}

fn calculate(sign: &str, left: &Value, right: &Value) -> Result<Value, Error> {
    if sign == "+" {
        if let (Some(a), Some(b)) = (left.as_str(), right.as_str()) {
            return Ok(Value::from(format!("{a}{b}")));
        }
        if left.kind() == ValueKind::Seq && right.kind() == ValueKind::Seq {
            return concatenation(left, right);
        }
    }
    let operands = number(left).zip(number(right));
    let (a, b) = operands.ok_or_else(|| {
        invalid(format!(
            "`{sign}` needs two numbers, found {} and {}",
            described(left),
            described(right)
        ))
    })?;
    let (x, y) = (a.value(), b.value());
    if matches!(sign, "/" | "//" | "%") && y == 0.0 {
        return Err(invalid(format!("division by zero: {} {sign} {}", x, b)));
    }
    let (operation, value) = match sign {
        "+" => (Operation::Sum, x + y),
        "-" => (Operation::Difference, x - y),
        "*" => (Operation::Product, x * y),
        "/" => (Operation::Quotient, x / y),
        "//" => (Operation::Quotient, (x / y).floor()),
        "%" => (Operation::Remainder, x.rem_euclid(y)),
        "**" => (Operation::Power, libm::pow(x, y)),
        _ => return Err(invalid(format!("`{sign}` is no operation"))),
    };
    if is_traced(left) || is_traced(right) {
        return Ok(NumberValue::from(Number::derived(operation, value, vec![a, b])));
    }
    let whole = left.is_integer() && right.is_integer() && sign != "/";
    Ok(if whole {
        Value::from(value as i64)
    } else {
        Value::from(value)
    })
}

/// Lists one after the other; the length stays traceable where both lengths are.
fn concatenation(left: &Value, right: &Value) -> Result<Value, Error> {
    let items: Vec<Value> = left.try_iter()?.chain(right.try_iter()?).collect();
    let lengths = [left, right].map(|list| list.downcast_object_ref::<Selection>().map(|list| list.length.clone()));
    Ok(match lengths {
        [Some(a), Some(b)] => {
            let length = Number::derived(Operation::Sum, items.len() as f64, vec![a, b]);
            Value::from_object(Selection { items, length })
        }
        _ => Value::from(items),
    })
}

fn compare(sign: &str, left: &Value, right: &Value) -> Result<bool, Error> {
    let order = match (amount(left), amount(right)) {
        (Some(a), Some(b)) => a.partial_cmp(&b),
        _ => match (text(left), text(right)) {
            (Some(a), Some(b)) => Some(a.cmp(&b)),
            _ if sign == "==" => return Ok(left == right),
            _ if sign == "!=" => return Ok(left != right),
            _ => {
                return Err(invalid(format!(
                    "`{sign}` cannot compare {} with {}",
                    described(left),
                    described(right)
                )));
            }
        },
    };
    Ok(match sign {
        "==" => order == Some(Ordering::Equal),
        "!=" => order != Some(Ordering::Equal),
        "<" => order == Some(Ordering::Less),
        "<=" => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        ">" => order == Some(Ordering::Greater),
        _ => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
    })
}

fn text(value: &Value) -> Option<String> {
    let printed = value.downcast_object_ref::<Printed>();
    printed
        .map(|printed| printed.text.clone())
        .or_else(|| value.as_str().map(str::to_owned))
}

fn described(value: &Value) -> String {
    match value.kind() {
        ValueKind::Undefined | ValueKind::None => "nothing: the value is undefined for these data".to_owned(),
        ValueKind::Plain => "a printed value".to_owned(),
        kind => kind.to_string(),
    }
}
