//! How much an economy sells to the other members, and to the world.

use std::collections::BTreeMap;

use minijinja::value::Value;
use minijinja::{Environment, Error};

use super::objects::NumberValue;
use super::{Scope, invalid};
use crate::ingest::Group;
use crate::provenance::{Key, Number, Operation, Period};

/// Trade data are in US dollars, formats of amounts in millions of them.
const MILLION: f64 = 1e6;

pub(super) fn register(environment: &mut Environment<'_>, scope: &Scope) {
    let s = scope.clone();
    environment.add_function("market", move |economy: &str, group: Option<String>| {
        s.market(economy, group.as_deref())
    });
}

impl Scope {
    /// Exports of a group, or of all goods, in both windows of stage I: to the other members, to the world, and the
    /// former as a fraction of the latter, `none` where that is zero.
    fn market(&self, economy: &str, group: Option<&str>) -> Result<Value, Error> {
        if self.results.lead_definition().is_none() {
            return Err(invalid(
                "the project has no trade data, so there is no market to speak of: test `has_trade` first",
            ));
        }
        let economy = self.member(economy)?;
        let group = match group {
            None => Group::Total,
            Some(id) => Group::SECTIONS
                .into_iter()
                .find(|group| format!("sitc{group}") == id)
                .ok_or_else(|| invalid(format!("`{id}` is not a commodity group: expected `sitc0` to `sitc8`")))?,
        };
        let exports = |mutual, period| {
            let key = Key::Trade {
                economy: economy.clone(),
                group,
                mutual,
                period,
            };
            key.number(&self.results)
        };
        let mut fields: BTreeMap<&str, Value> = BTreeMap::new();
        let names = [
            (Period::Base, ["mutual_base", "total_base", "share_base"]),
            (Period::Current, ["mutual_current", "total_current", "share_current"]),
        ];
        for (period, [mutual, total, share]) in names {
            let (to_members, to_world) = (exports(true, period), exports(false, period));
            fields.insert(mutual, NumberValue::of(to_members.clone().map(in_millions)));
            fields.insert(total, NumberValue::of(to_world.clone().map(in_millions)));
            let parts = to_members.zip(to_world).filter(|(_, world)| world.value() != 0.0);
            fields.insert(
                share,
                NumberValue::of(parts.map(|(members, world)| {
                    let part = members.value() / world.value();
                    Number::derived(Operation::Quotient, part, vec![members, world])
                })),
            );
        }
        Ok(Value::from(fields))
    }
}

/// USD to USD million.
fn in_millions(dollars: Number) -> Number {
    let millions = dollars.value() / MILLION;
    Number::derived(Operation::Quotient, millions, vec![dollars, Number::constant(MILLION)])
}
