//! Stage II: how much foreign value added an economy's exports hold, and from which partner.

use indexmap::IndexMap;
use serde::Serialize;

use crate::model::{Economy, Sector, Year};
use crate::value_added::ExportOrigin;

/// The foreign value added in one exporter's exports of one sector in one year.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkagePoint {
    pub year: Year,
    pub exporter: Economy,
    pub sector: String,
    /// USD million.
    pub gross_exports: f64,
    /// Foreign value added, USD million.
    pub fva: f64,
    /// `fva / gross_exports`; `None` without exports.
    pub fva_share: Option<f64>,
    /// Formula 2: each partner's share in `fva`, for every other economy of the tables.
    pub partner_share: IndexMap<Economy, Option<f64>>,
}

impl LinkagePoint {
    /// A partner's share in the foreign value added, or `None` without foreign value added.
    pub fn share_of(&self, partner: &Economy) -> Option<f64> {
        self.partner_share.get(partner).copied().flatten()
    }
}

impl Serialize for LinkagePoint {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Row<'a> {
            year: Year,
            exporter: &'a Economy,
            sector: &'a str,
            gross_exports: f64,
            fva: f64,
            fva_share: Option<f64>,
            partner_share: IndexMap<&'a Economy, Option<f64>>,
        }
        let percent = |share: Option<f64>| share.map(|share| share * 100.0);
        Row {
            year: self.year,
            exporter: &self.exporter,
            sector: &self.sector,
            gross_exports: self.gross_exports,
            fva: self.fva,
            fva_share: percent(self.fva_share),
            partner_share: self
                .partner_share
                .iter()
                .map(|(partner, share)| (partner, percent(*share)))
                .collect(),
        }
        .serialize(serializer)
    }
}

/// Measures the linkage of every exporter in the given sectors, year by year.
///
/// `FVA[p,J,q] = Σ_i Σ_{j∈J} VA[(q,i)→(p,j)]` over all source activities i, q ≠ p.
pub fn measure_linkage<'a>(
    origins: impl IntoIterator<Item = &'a ExportOrigin>,
    exporters: &[Economy],
    sectors: &[&Sector],
) -> Vec<LinkagePoint> {
    let mut points = Vec::new();
    for origin in origins {
        for exporter in exporters {
            points.extend(sectors.iter().map(|sector| linkage_point(origin, exporter, sector)));
        }
    }
    points
}

fn linkage_point(origin: &ExportOrigin, exporter: &Economy, sector: &Sector) -> LinkagePoint {
    let foreign: Vec<(Economy, f64)> = origin
        .economies
        .iter()
        .filter(|source| *source != exporter)
        .map(|source| (source.clone(), origin.value_added(source, |_| true, exporter, sector)))
        .collect();
    let fva: f64 = foreign.iter().map(|(_, value)| value).sum::<f64>() + 0.0;
    let gross_exports = origin.gross_exports(exporter, sector, |partner| partner != exporter);
    let share = |part: f64, whole: f64| (whole != 0.0).then(|| part / whole);
    LinkagePoint {
        year: origin.year,
        exporter: exporter.clone(),
        sector: sector.id.clone(),
        gross_exports,
        fva,
        fva_share: share(fva, gross_exports),
        partner_share: foreign
            .into_iter()
            .map(|(source, value)| (source, share(value, fva)))
            .collect(),
    }
}
