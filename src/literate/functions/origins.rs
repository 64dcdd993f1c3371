//! Every economy that foreign value added in exports comes from.

use std::collections::BTreeMap;

use minijinja::value::{Kwargs, Value};
use minijinja::{Environment, Error};

use super::Scope;
use super::objects::{NumberValue, Selection};
use super::series::Series;
use crate::model::Economy;
use crate::provenance::{LinkageField, Number};

pub(super) fn register(environment: &mut Environment<'_>, scope: &Scope) {
    let s = scope.clone();
    environment.add_function("origins", move |exporter: &str, options: Kwargs| {
        s.origins(exporter, &options)
    });
}

impl Scope {
    /// The economies of the tables by their mean share in the foreign value added of an exporter, the largest first:
    /// `.economy`, `.member` (shown by the tables as a member), `.mean`, and `.share`, the series.
    ///
    /// Sector and years are chosen as for `linkage`; economies whose share is undefined in all of them are left out.
    fn origins(&self, exporter: &str, options: &Kwargs) -> Result<Value, Error> {
        let (sector, years) = self.linkage_options(options)?;
        let own = self.exporter(exporter)?;
        // Says what is wrong with the sector or the years.
        self.linkage_series(&own, &sector, years, &LinkageField::FvaShare)?;
        let shown = self.results.linkage_of(&own, &sector).next();
        let sources = shown.into_iter().flat_map(|point| point.partner_share.keys());
        let mut found: Vec<(Economy, Series)> = Vec::new();
        for source in sources {
            let field = LinkageField::PartnerShare(source.clone());
            if let Ok(series) = self.linkage_series(&own, &sector, years, &field) {
                found.push((source.clone(), series));
            }
        }
        found.sort_by(|a, b| b.1.mean().value().total_cmp(&a.1.mean().value()));
        let means: Vec<Number> = found.iter().map(|(_, series)| series.mean()).collect();
        let covered = &self.results.study.coverage.covered;
        let items = found.into_iter().map(|(source, series)| {
            Value::from(BTreeMap::from([
                ("economy", Value::from(source.code())),
                ("member", Value::from(covered.contains(&source))),
                ("mean", NumberValue::from(series.mean())),
                ("share", Value::from_object(series)),
            ]))
        });
        Ok(Selection::chosen(
            format!("origins {own} {sector}"),
            items.collect(),
            means,
        ))
    }
}
