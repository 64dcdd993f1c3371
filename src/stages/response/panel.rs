use serde::Serialize;

use crate::ingest::{Coverage, GdpPerCapita};
use crate::model::{Economy, Sector, Year};
use crate::settings::Bloc;
use crate::value_added::ExportOrigin;

/// Where exports go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// To the other members of the bloc that the tables cover.
    Mutual,
    /// To every other economy.
    External,
}

impl Direction {
    pub const ALL: [Self; 2] = [Self::External, Self::Mutual];

    pub fn id(self) -> &'static str {
        match self {
            Self::Mutual => "mutual",
            Self::External => "external",
        }
    }
}

/// One observation of formula 3; USD million, GDP per capita in current USD.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PanelRow {
    pub year: Year,
    pub exporter: Economy,
    pub sector: String,
    /// Gross exports to the bloc partners.
    pub mutual: f64,
    /// Gross exports to everyone else.
    pub external: f64,
    /// Backward participation: value added of the partners' same sector in the exporter's exports.
    pub bp: f64,
    /// Forward participation: the exporter's value added in the exports of the partners' same sector.
    pub fp: f64,
    pub gdp_pc: f64,
    /// Backward participation with the value added of all the partners' industries.
    pub bp_all: f64,
    /// Forward participation with the value added of all the exporter's industries.
    pub fp_all: f64,
    /// Value added that the exporter's sector produces.
    pub value_added: f64,
}

impl PanelRow {
    /// θ: the partners' value added of the sector in a dollar of its exports; `None` without exports.
    pub fn content(&self) -> Option<f64> {
        let exports = self.mutual + self.external;
        (exports > 0.0).then(|| self.bp / exports)
    }

    /// The share of the sector's value added that partners export; `None` without value added.
    pub fn forward_share(&self) -> Option<f64> {
        (self.value_added > 0.0).then(|| self.fp / self.value_added)
    }

    pub fn exports(&self, direction: Direction) -> f64 {
        match direction {
            Direction::Mutual => self.mutual,
            Direction::External => self.external,
        }
    }
}

/// Builds the yearly series of formula 3 for every focus economy and sector, in that order.
///
/// `BP[p,J] = Σ_q Σ_{i∈J} Σ_{j∈J} VA[(q,i)→(p,j)]`, `FP[p,J] = Σ_q Σ_{i∈J} Σ_{j∈J} VA[(p,i)→(q,j)]`
/// over the other members q that the tables cover. The ingest stage has checked that GDP per capita is complete.
pub fn build_panel(
    origins: &[&ExportOrigin],
    gdp: &GdpPerCapita,
    bloc: &Bloc,
    coverage: &Coverage,
    sectors: &[&Sector],
) -> Vec<PanelRow> {
    let mut rows = Vec::new();
    for exporter in &bloc.focus {
        for sector in sectors {
            rows.extend(origins.iter().filter_map(|origin| {
                let gdp_pc = gdp.get(exporter, origin.year)?;
                Some(panel_row(origin, exporter, sector, coverage, gdp_pc))
            }));
        }
    }
    rows
}

fn panel_row(origin: &ExportOrigin, exporter: &Economy, sector: &Sector, coverage: &Coverage, gdp_pc: f64) -> PanelRow {
    let is_partner = |economy: &Economy| economy != exporter && coverage.covered.contains(economy);
    let partners = || coverage.partners_of(exporter);
    let same_sector = |source: &Economy, user: &Economy| {
        origin.value_added(source, |cell| sector.contains(&cell.activity), user, sector)
    };
    let any_sector = |source: &Economy, user: &Economy| origin.value_added(source, |_| true, user, sector);
    PanelRow {
        year: origin.year,
        exporter: exporter.clone(),
        sector: sector.id.clone(),
        mutual: origin.gross_exports(exporter, sector, is_partner),
        external: origin.gross_exports(exporter, sector, |economy| economy != exporter && !is_partner(economy)),
        bp: partners().map(|partner| same_sector(partner, exporter)).sum::<f64>() + 0.0,
        fp: partners().map(|partner| same_sector(exporter, partner)).sum::<f64>() + 0.0,
        gdp_pc,
        bp_all: partners().map(|partner| any_sector(partner, exporter)).sum::<f64>() + 0.0,
        fp_all: partners().map(|partner| any_sector(exporter, partner)).sum::<f64>() + 0.0,
        value_added: origin.produced(exporter, sector),
    }
}
