use std::collections::BTreeMap;

use minijinja::value::{Rest, Value};
use minijinja::{Environment, Error};

use super::{Scope, invalid};
use crate::ingest::Group;
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
            let wanted = |id: &String| groups.first().is_none_or(|groups| groups.contains(id));
            let found = cells
                .iter()
                .filter(|cell| cell.prefers_mutual(definition) == verdict)
                .map(|cell| group_id(cell.group));
            Ok::<_, Error>(found.filter(wanted).collect::<Vec<_>>())
        });
    }
    for (name, strongest) in [("strongest", true), ("weakest", false)] {
        let s = scope.clone();
        environment.add_function(name, move |economy: &str| s.extreme(economy, strongest));
    }
    let s = scope.clone();
    environment.add_function("disagreements", move || {
        s.results.stage1.iter().filter(|cell| !cell.definitions_agree()).count()
    });
    let s = scope.clone();
    environment.add_function("lead_cells", move || {
        let definition = s.definition()?;
        Ok::<_, Error>(
            s.results
                .stage1
                .iter()
                .filter(|cell| cell.lead(definition).is_some())
                .count(),
        )
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

    fn lead_value(&self, cell: &LeadCell) -> Value {
        let definition = self.definition().unwrap_or(LeadDefinition::ShareRatio);
        let all: BTreeMap<&str, Option<f64>> = LeadDefinition::ALL.map(|d| (d.id(), cell.lead(d))).into();
        let fields: BTreeMap<&str, Value> = [
            ("k", Value::from(cell.lead(definition))),
            ("prefers", Value::from(cell.prefers_mutual(definition))),
            ("share_total_base", Value::from(cell.share_total_base)),
            ("share_total_current", Value::from(cell.share_total_current)),
            ("share_mutual_base", Value::from(cell.share_mutual_base)),
            ("share_mutual_current", Value::from(cell.share_mutual_current)),
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
            .filter_map(|cell| Some((cell.lead(definition)?, cell.group)))
            .max_by(|a, b| (sign * a.0).total_cmp(&(sign * b.0)));
        Ok(found.map_or(Value::from(()), |(k, group)| {
            Value::from(BTreeMap::from([
                ("group", Value::from(group_id(group))),
                ("k", Value::from(k)),
            ]))
        }))
    }
}
