use std::collections::BTreeMap;

use minijinja::value::{Kwargs, Value};
use minijinja::{Environment, Error};

use super::objects::{NumberValue, Selection};
use super::series::Series;
use super::{Scope, invalid};
use crate::model::{Economy, Window};
use crate::provenance::{Key, LinkageField, Number, Operation};
use crate::settings::nearest;

pub(super) fn register(environment: &mut Environment<'_>, scope: &Scope) {
    let s = scope.clone();
    environment.add_function("linkage", move |exporter: &str, options: Kwargs| {
        let (sector, years) = s.linkage_options(&options)?;
        let own = s.exporter(exporter)?;
        s.linkage_series(&own, &sector, years, &LinkageField::FvaShare)
            .map(Value::from_object)
    });
    let s = scope.clone();
    environment.add_function("partner", move |exporter: &str, partner: &str, options: Kwargs| {
        let (sector, years) = s.linkage_options(&options)?;
        let own = s.exporter(exporter)?;
        let partner = s.economy(partner)?;
        s.linkage_series(&own, &sector, years, &LinkageField::PartnerShare(partner))
            .map(Value::from_object)
    });
    let s = scope.clone();
    environment.add_function("partners_total", move |exporter: &str| {
        s.partners_total(exporter).map(Value::from_object)
    });
    let s = scope.clone();
    environment.add_function("mutual_partners", move |exporter: &str| {
        let own = s.covered(exporter)?;
        let partners = s.results.study.coverage.partners_of(&own);
        let codes = partners.map(|partner| Value::from(partner.code())).collect();
        Ok::<_, Error>(Selection::setting("bloc.partners", codes))
    });
    let s = scope.clone();
    environment.add_function("main_partner", move |exporter: &str| {
        let own = s.covered(exporter)?;
        let mut best: Option<(f64, String)> = None;
        for partner in s.results.study.coverage.partners_of(&own) {
            let mean = s.mean_share(&own, partner)?.value();
            if best.as_ref().is_none_or(|(highest, _)| mean > *highest) {
                best = Some((mean, partner.code().to_owned()));
            }
        }
        best.map(|(_, code)| code)
            .ok_or_else(|| invalid("the bloc has one focus economy only"))
    });
    let s = scope.clone();
    environment.add_function("partner_shares", move |options: Kwargs| s.partner_shares(&options));
    let s = scope.clone();
    environment.add_function("exports", move |exporter: &str, sector: &str| {
        let own = s.exporter(exporter)?;
        let points = s.results.linkage_of(&own, sector).map(|point| point.year);
        let years: Vec<_> = points.collect();
        let number = |year| {
            let key = linkage_key(&own, sector, year, &LinkageField::GrossExports);
            Some((year, key.number(&s.results)?))
        };
        Series::new(years.into_iter().filter_map(number).collect())
            .map(Value::from_object)
            .ok_or_else(|| s.no_study_sector(sector))
    });
}

fn linkage_key(exporter: &Economy, sector: &str, year: u16, field: &LinkageField) -> Key {
    Key::Linkage {
        exporter: exporter.clone(),
        sector: sector.to_owned(),
        year,
        field: field.clone(),
    }
}

impl Scope {
    /// Sector and years of stage II, unless a call names others.
    pub(super) fn linkage_options(&self, options: &Kwargs) -> Result<(String, Window), Error> {
        let settings = self.results.settings();
        let sector: Option<String> = options.get("sector")?;
        let (first, last): (Option<u16>, Option<u16>) = (options.get("first")?, options.get("last")?);
        options.assert_all_used()?;
        let years = settings.linkage.years;
        let years = Window::new(first.unwrap_or(years.first()), last.unwrap_or(years.last())).map_err(invalid)?;
        Ok((sector.unwrap_or_else(|| settings.linkage.sector.clone()), years))
    }

    fn no_study_sector(&self, sector: &str) -> Error {
        let known = self.results.settings().sectors.keys().map(String::as_str);
        let hint = nearest(sector, known).map(|near| format!("; did you mean `{near}`?"));
        invalid(format!(
            "`{sector}` is not a sector of the study{}",
            hint.unwrap_or_default()
        ))
    }

    pub(super) fn linkage_series(
        &self,
        exporter: &Economy,
        sector: &str,
        years: Window,
        field: &LinkageField,
    ) -> Result<Series, Error> {
        if !self.results.settings().sectors.contains_key(sector) {
            return Err(self.no_study_sector(sector));
        }
        let exists = |year: &u16| {
            let key = linkage_key(exporter, sector, *year, &LinkageField::GrossExports);
            key.value(&self.results).is_some()
        };
        if let Some(year) = years.years().find(|year| !exists(year)) {
            return Err(invalid(format!("there is no table for {year}: narrow the years")));
        }
        let numbers = years.years().filter_map(|year| {
            let number = linkage_key(exporter, sector, year, field).number(&self.results)?;
            Some((year, number))
        });
        Series::new(numbers.collect()).ok_or_else(|| {
            invalid(format!(
                "{exporter} exports nothing of the sector `{sector}` in {years}"
            ))
        })
    }

    fn mean_share(&self, exporter: &Economy, partner: &Economy) -> Result<Number, Error> {
        let stage = &self.results.settings().linkage;
        let field = LinkageField::PartnerShare(partner.clone());
        Ok(self
            .linkage_series(exporter, &stage.sector, stage.years, &field)?
            .mean())
    }

    fn partners_total(&self, exporter: &str) -> Result<Series, Error> {
        let own = self.covered(exporter)?;
        let stage = &self.results.settings().linkage;
        let total = |year| {
            let shares = self.results.study.coverage.partners_of(&own).map(|partner| {
                let field = LinkageField::PartnerShare(partner.clone());
                linkage_key(&own, &stage.sector, year, &field).number(&self.results)
            });
            let shares = shares.collect::<Option<Vec<Number>>>()?;
            let sum = shares.iter().map(Number::value).sum::<f64>() + 0.0;
            Some((year, Number::derived(Operation::Sum, sum, shares)))
        };
        Series::new(stage.years.years().filter_map(total).collect())
            .ok_or_else(|| invalid(format!("{exporter} exports nothing of the linkage sector")))
    }

    /// Mean shares of pairs: of one partner everywhere, of all partners of one exporter, or between
    /// all members of a list.
    fn partner_shares(&self, options: &Kwargs) -> Result<Value, Error> {
        let code = |name: &str| options.get::<Option<String>>(name);
        let (of, exporter) = (code("of")?, code("exporter")?);
        let between: Option<Vec<String>> = options.get("between")?;
        options.assert_all_used()?;
        let covered = &self.results.study.coverage.covered;
        let pairs: Vec<(Economy, Economy)> = match (of, exporter, between) {
            (Some(partner), None, None) => {
                let partner = self.covered(&partner)?;
                let others = covered.iter().filter(|economy| **economy != partner);
                others.map(|economy| (economy.clone(), partner.clone())).collect()
            }
            (None, Some(exporter), None) => {
                let own = self.covered(&exporter)?;
                let others = covered.iter().filter(|economy| **economy != own);
                others.map(|economy| (own.clone(), economy.clone())).collect()
            }
            (None, None, Some(codes)) => {
                let economies = codes
                    .iter()
                    .map(|code| self.covered(code))
                    .collect::<Result<Vec<_>, _>>()?;
                let pairs = economies
                    .iter()
                    .flat_map(|p| economies.iter().map(move |q| (p.clone(), q.clone())));
                pairs.filter(|(p, q)| p != q).collect()
            }
            _ => {
                return Err(invalid(
                    "`partner_shares` takes one of `of=`, `exporter=` and `between=`",
                ));
            }
        };
        let mut items = Vec::new();
        let mut means = Vec::new();
        for (exporter, partner) in pairs {
            let mean = self.mean_share(&exporter, &partner)?;
            items.push(Value::from(BTreeMap::from([
                ("exporter", Value::from(exporter.code())),
                ("partner", Value::from(partner.code())),
                ("mean", NumberValue::from(mean.clone())),
            ])));
            means.push(mean);
        }
        Ok(Selection::chosen("pairs".to_owned(), items, means))
    }
}
