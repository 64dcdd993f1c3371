use std::collections::BTreeMap;

use minijinja::value::{Kwargs, Rest, Value};
use minijinja::{Environment, Error};

use super::objects::{NumberValue, Selection};
use super::{Scope, invalid};
use crate::ingest::Group;
use crate::model::Economy;
use crate::provenance::{Key, Number, Period};
use crate::settings::LeadDefinition;
use crate::stages::LeadCell;

pub(super) fn register(environment: &mut Environment<'_>, scope: &Scope) {
    let s = scope.clone();
    environment.add_function("lead", move |economy: &str, group: &str| {
        s.lead(economy, group).map(|cell| s.lead_value(cell))
    });
    for (name, verdict) in [
        ("preferred", Some(true)),
        ("not_preferred", Some(false)),
        ("undefined_lead", None),
    ] {
        let s = scope.clone();
        environment.add_function(name, move |economy: &str, groups: Rest<Vec<String>>| {
            let cells = s.cells_of(economy)?;
            let definition = s.definition()?;
            let wanted = |cell: &&&LeadCell| {
                groups
                    .first()
                    .is_none_or(|groups| groups.contains(&group_id(cell.group)))
            };
            let among: Vec<Number> = cells
                .iter()
                .filter(wanted)
                .filter_map(|cell| s.k(cell, definition))
                .collect();
            let found = cells
                .iter()
                .filter(wanted)
                .filter(|cell| cell.prefers_mutual(definition) == verdict)
                .map(|cell| Value::from(group_id(cell.group)));
            Ok::<_, Error>(Selection::chosen(format!("{name} {economy}"), found.collect(), among))
        });
    }
    for (name, strongest) in [("strongest", true), ("weakest", false)] {
        let s = scope.clone();
        environment.add_function(name, move |economy: &str| s.extreme(economy, strongest));
    }
    let s = scope.clone();
    environment.add_function("disagreements", move || {
        let differ = |cell: &LeadCell| !cell.definitions_agree();
        let among = s.results.stage1.iter().flat_map(|cell| {
            let of_cell = LeadDefinition::ALL.map(|definition| s.k(cell, definition));
            of_cell.into_iter().flatten()
        });
        s.count_cells("disagreements", differ, among.collect())
    });
    let s = scope.clone();
    environment.add_function("lead_cells", move || {
        let definition = s.definition()?;
        let defined = |cell: &LeadCell| cell.lead(definition).is_some();
        Ok::<_, Error>(s.count_cells("lead_cells", defined, s.all_k(definition, None)))
    });
    let s = scope.clone();
    environment.add_function("count_preferred", move |options: Kwargs| {
        let groups: Option<Vec<String>> = options.get("groups")?;
        options.assert_all_used()?;
        let definition = s.definition()?;
        let wanted = |cell: &LeadCell| {
            groups
                .as_ref()
                .is_none_or(|groups| groups.contains(&group_id(cell.group)))
        };
        let preferred = |cell: &LeadCell| wanted(cell) && cell.prefers_mutual(definition) == Some(true);
        Ok::<_, Error>(s.count_cells("count_preferred", preferred, s.all_k(definition, groups.as_deref())))
    });
    let s = scope.clone();
    environment.add_function("members_with_preference", move |groups: Vec<String>| {
        let definition = s.definition()?;
        let members = s.results.settings().bloc.members.iter();
        let found = members.filter(|member| {
            let mut cells = s.results.stage1.iter().filter(|cell| cell.economy == **member);
            cells.any(|cell| groups.contains(&group_id(cell.group)) && cell.prefers_mutual(definition) == Some(true))
        });
        let found = found.map(|member| Value::from(member.code())).collect();
        let among = s.all_k(definition, Some(&groups));
        Ok::<_, Error>(Selection::chosen("members_with_preference".to_owned(), found, among))
    });
    let s = scope.clone();
    environment.add_function("groups_preferred_by_most", move |groups: Vec<String>| {
        let definition = s.definition()?;
        let n_members = s.results.settings().bloc.members.len();
        let by_most = |group: &&String| {
            let cells = s.results.stage1.iter().filter(|cell| group_id(cell.group) == **group);
            2 * cells
                .filter(|cell| cell.prefers_mutual(definition) == Some(true))
                .count()
                > n_members
        };
        let found = groups
            .iter()
            .filter(by_most)
            .map(|group| Value::from(group.as_str()))
            .collect();
        let among = s.all_k(definition, Some(&groups));
        Ok::<_, Error>(Selection::chosen("groups_preferred_by_most".to_owned(), found, among))
    });
}

fn group_id(group: Group) -> String {
    format!("sitc{group}")
}

impl Scope {
    fn definition(&self) -> Result<LeadDefinition, Error> {
        self.results
            .lead_definition()
            .ok_or_else(|| invalid("the project has no trade data, so stage I has no results: test `has_trade` first"))
    }

    fn cells_of(&self, economy: &str) -> Result<Vec<&LeadCell>, Error> {
        let economy = self.member(economy)?;
        Ok(self
            .results
            .stage1
            .iter()
            .filter(|cell| cell.economy == economy)
            .collect())
    }

    fn lead(&self, economy: &str, group: &str) -> Result<&LeadCell, Error> {
        self.definition()?;
        self.cells_of(economy)?
            .into_iter()
            .find(|cell| group_id(cell.group) == group)
            .ok_or_else(|| {
                invalid(format!(
                    "`{group}` is not a commodity group: expected `sitc0` to `sitc8`"
                ))
            })
    }

    fn k(&self, cell: &LeadCell, definition: LeadDefinition) -> Option<Number> {
        let key = Key::Lead {
            economy: cell.economy.clone(),
            group: cell.group,
            definition,
        };
        key.number(&self.results)
    }

    /// Every defined coefficient, of some groups or of all.
    fn all_k(&self, definition: LeadDefinition, groups: Option<&[String]>) -> Vec<Number> {
        let wanted = |cell: &&LeadCell| groups.is_none_or(|groups| groups.contains(&group_id(cell.group)));
        let cells = self.results.stage1.iter().filter(wanted);
        cells.filter_map(|cell| self.k(cell, definition)).collect()
    }

    fn count_cells(&self, condition: &str, holds: impl Fn(&LeadCell) -> bool, among: Vec<Number>) -> Value {
        let count = self.results.stage1.iter().filter(|cell| holds(cell)).count();
        let operation = crate::provenance::Operation::Count(condition.to_owned());
        NumberValue::from(Number::derived(operation, count as f64, among))
    }

    fn share(&self, economy: &Economy, group: Group, mutual: bool, period: Period) -> Value {
        let key = Key::Share {
            economy: economy.clone(),
            group,
            mutual,
            period,
        };
        NumberValue::of(key.number(&self.results))
    }

    fn lead_value(&self, cell: &LeadCell) -> Value {
        let definition = self.definition().unwrap_or(LeadDefinition::ShareRatio);
        let all: BTreeMap<&str, Value> = LeadDefinition::ALL
            .map(|d| (d.id(), NumberValue::of(self.k(cell, d))))
            .into();
        let share = |mutual, period| self.share(&cell.economy, cell.group, mutual, period);
        let fields: BTreeMap<&str, Value> = [
            ("k", NumberValue::of(self.k(cell, definition))),
            ("prefers", Value::from(cell.prefers_mutual(definition))),
            ("share_total_base", share(false, Period::Base)),
            ("share_total_current", share(false, Period::Current)),
            ("share_mutual_base", share(true, Period::Base)),
            ("share_mutual_current", share(true, Period::Current)),
            ("agree", Value::from(cell.definitions_agree())),
            ("all", Value::from(all)),
        ]
        .into();
        Value::from(fields)
    }

    fn extreme(&self, economy: &str, strongest: bool) -> Result<Value, Error> {
        let definition = self.definition()?;
        let sign = if strongest { 1.0 } else { -1.0 };
        let cells = self.cells_of(economy)?;
        let found = cells
            .iter()
            // The text quotes the shares beside K.
            .filter(|cell| cell.shares_defined())
            .filter_map(|cell| Some((cell.lead(definition)?, *cell)))
            .max_by(|a, b| (sign * a.0).total_cmp(&(sign * b.0)));
        Ok(found.map_or(Value::from(()), |(_, cell)| {
            Value::from(BTreeMap::from([
                ("group", Value::from(group_id(cell.group))),
                ("k", NumberValue::of(self.k(cell, definition))),
            ]))
        }))
    }
}
