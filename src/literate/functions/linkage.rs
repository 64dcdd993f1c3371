use minijinja::value::Value;
use minijinja::{Environment, Error};

use super::series::Series;
use super::{Scope, invalid};
use crate::model::Economy;
use crate::stages::LinkagePoint;

pub(super) fn register(environment: &mut Environment<'_>, scope: &Scope) {
    let s = scope.clone();
    environment.add_function("linkage", move |exporter: &str| {
        s.series(exporter, |point| point.fva_share)
    });
    let s = scope.clone();
    environment.add_function("partner", move |exporter: &str, partner: &str| {
        let partner = s.covered(partner)?;
        s.series(exporter, |point| point.share_of(&partner))
    });
    let s = scope.clone();
    environment.add_function("partners_total", move |exporter: &str| {
        let own = s.covered(exporter)?;
        let partners: Vec<&Economy> = s.results.study.coverage.partners_of(&own).collect();
        s.series(exporter, |point| {
            partners.iter().map(|partner| point.share_of(partner)).sum()
        })
    });
    let s = scope.clone();
    environment.add_function("mutual_partners", move |exporter: &str| {
        let own = s.covered(exporter)?;
        let partners = s.results.study.coverage.partners_of(&own);
        Ok::<_, Error>(partners.map(|partner| partner.code().to_owned()).collect::<Vec<_>>())
    });
    let s = scope.clone();
    environment.add_function("main_partner", move |exporter: &str| {
        let own = s.covered(exporter)?;
        let mut best: Option<(f64, String)> = None;
        for partner in s.results.study.coverage.partners_of(&own) {
            let mean = s.points(exporter, |point| point.share_of(partner))?.mean();
            if best.as_ref().is_none_or(|(highest, _)| mean > *highest) {
                best = Some((mean, partner.code().to_owned()));
            }
        }
        best.map(|(_, code)| code)
            .ok_or_else(|| invalid("the bloc has one focus economy only"))
    });
    let s = scope.clone();
    environment.add_function("exports", move |exporter: &str, sector: &str| {
        let own = s.covered(exporter)?;
        let points = s
            .results
            .linkage_of(&own, sector)
            .map(|point| (point.year, point.gross_exports));
        Series::new(points.collect())
            .map(Value::from_object)
            .ok_or_else(|| invalid(format!("`{sector}` is not a sector of the study")))
    });
}

impl Scope {
    fn points(&self, exporter: &str, share: impl Fn(&LinkagePoint) -> Option<f64>) -> Result<Series, Error> {
        let settings = self.results.settings();
        let own = self.covered(exporter)?;
        let years = settings.linkage.years;
        let points = self.results.linkage_of(&own, &settings.linkage.sector);
        let values = points
            .filter(|point| years.contains(point.year))
            .filter_map(|point| Some((point.year, share(point)?)));
        Series::new(values.collect())
            .ok_or_else(|| invalid(format!("{exporter} exports nothing of the linkage sector")))
    }

    fn series(&self, exporter: &str, share: impl Fn(&LinkagePoint) -> Option<f64>) -> Result<Value, Error> {
        self.points(exporter, share).map(Value::from_object)
    }
}
