//! Rankings and comparisons of numbers.

use std::collections::BTreeMap;

use minijinja::value::Value;
use minijinja::{Environment, Error};

use super::invalid;
use super::objects::{NumberValue, traced};
use crate::provenance::{Number, Operation};

pub(super) fn register(environment: &mut Environment<'_>) {
    for (name, sign) in [("lowest", -1.0), ("highest", 1.0)] {
        environment.add_function(name, move |list: Value| {
            let numbers = list
                .try_iter()?
                .map(|item| traced(&item))
                .collect::<Result<Vec<_>, _>>()?;
            extreme(&numbers, sign).map(|at| NumberValue::from(numbers[at].clone()))
        });
    }
    for (name, sign) in [("lowest_item", -1.0), ("highest_item", 1.0)] {
        environment.add_function(name, move |list: Value, attribute: &str| {
            let (items, numbers) = with_numbers(&list, attribute)?;
            extreme(&numbers, sign).map(|at| items[at].clone())
        });
    }
    environment.add_function("ranking", |list: Value, attribute: &str| {
        let (items, numbers) = with_numbers(&list, attribute)?;
        let mut order: Vec<usize> = (0..items.len()).collect();
        order.sort_by(|a, b| numbers[*b].value().total_cmp(&numbers[*a].value()));
        let ranked = order.into_iter().enumerate().map(|(place, at)| {
            let rank = Number::derived(
                Operation::Count(format!("rank of {}", numbers[at])),
                (place + 1) as f64,
                numbers.clone(),
            );
            Value::from(BTreeMap::from([
                ("item", items[at].clone()),
                ("value", NumberValue::from(numbers[at].clone())),
                ("rank", NumberValue::from(rank)),
            ]))
        });
        Ok::<_, Error>(ranked.collect::<Vec<_>>())
    });
    environment.add_function("compare", |left: Value, right: Value| {
        let (a, b) = (traced(&left)?, traced(&right)?);
        let (x, y) = (a.value(), b.value());
        let direction = if x > y {
            "higher"
        } else if x < y {
            "lower"
        } else {
            "equal"
        };
        let derived =
            |operation, value| NumberValue::from(Number::derived(operation, value, vec![a.clone(), b.clone()]));
        Ok::<_, Error>(Value::from(BTreeMap::from([
            ("direction", Value::from(direction)),
            ("difference", derived(Operation::Difference, x - y)),
            (
                "ratio",
                if y == 0.0 {
                    Value::from(())
                } else {
                    derived(Operation::Quotient, x / y)
                },
            ),
        ])))
    });
}

fn with_numbers(list: &Value, attribute: &str) -> Result<(Vec<Value>, Vec<Number>), Error> {
    let items: Vec<Value> = list.try_iter()?.collect();
    let numbers = items
        .iter()
        .map(|item| traced(&item.get_attr(attribute)?))
        .collect::<Result<Vec<_>, Error>>()?;
    Ok((items, numbers))
}

/// Where the first of the lowest (−1) or highest (1) numbers stands.
fn extreme(numbers: &[Number], sign: f64) -> Result<usize, Error> {
    let mut best: Option<usize> = None;
    for (at, number) in numbers.iter().enumerate() {
        if best.is_none_or(|best| sign * number.value() > sign * numbers[best].value()) {
            best = Some(at);
        }
    }
    best.ok_or_else(|| invalid("the list is empty: there is no lowest and no highest"))
}
