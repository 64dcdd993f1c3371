//! One year of all files as cells, exports and origins.

use std::collections::{BTreeMap, BTreeSet};

use super::check::{Check, Deviation};
use super::file::Industry;
use super::grid::Grid;
use super::merged::Merged;
use super::year::{TivaColumn, TivaPart, TivaYear};
use crate::ingest::error::IngestError;
use crate::model::Economy;

/// A year, with what it lacks and where its parts do not add up.
pub(super) struct Draft {
    pub tiva: TivaYear,
    pub gaps: Vec<(TivaPart, Industry)>,
    pub deviations: Vec<Deviation>,
}

/// Puts a year together: every industry of `wanted`, and what else the files hold of these exporters.
///
/// Files may overlap where they agree. Exports to the world that no partner received, and value added of the world
/// that no source produced, are those of the rest of the world. An economy's activities taken together (`_T`) count
/// only where none is known alone.
pub(super) fn assemble(merged: &Merged<'_>, wanted: &BTreeSet<Industry>) -> Result<Draft, IngestError> {
    let year = merged.year;
    let mut industries = wanted.clone();
    industries.extend(merged.exporting(wanted));
    let produced = merged.produced()?;
    let mut exports = BTreeMap::new();
    let mut gaps: Vec<(TivaPart, Industry)> = Vec::new();
    let exporters: BTreeSet<&Economy> = wanted.iter().map(|(economy, _)| economy).collect();
    for industry in &industries {
        let others = exporters.iter().filter(|economy| **economy != &industry.0);
        match merged.exports(industry)? {
            Ok(found) => {
                let unknown = others.filter(|economy| !found.flows.contains_key(**economy));
                gaps.extend(unknown.map(|economy| (TivaPart::ExportsTo(Economy::clone(economy)), industry.clone())));
                exports.insert(industry, found);
            }
            Err(part) => gaps.push((part, industry.clone())),
        }
    }
    let grid = Grid::new(
        merged,
        &industries,
        &produced,
        exports.values().map(|found| &found.flows),
    );
    let mut tiva = grid.empty(year);
    for (slot, industry) in tiva.produced.iter_mut().zip(&grid.cells) {
        *slot = produced.get(industry).copied();
    }
    let mut totals_only = BTreeSet::new();
    let mut deviations = Vec::new();
    for industry in &industries {
        let Some(sources) = merged.origins(industry, &grid)? else {
            gaps.push((TivaPart::Origins, industry.clone()));
            continue;
        };
        let others = exporters.iter().filter(|economy| **economy != &industry.0);
        let unknown = others.filter(|economy| !sources.has(&grid, economy));
        gaps.extend(unknown.map(|economy| (TivaPart::OriginsIn(Economy::clone(economy)), industry.clone())));
        let Some((value_added, totals)) = sources.resolve(&grid) else {
            gaps.push((TivaPart::OriginsInWorld, industry.clone()));
            continue;
        };
        let (Some(found), Some(cell)) = (exports.get(industry), grid.cell(industry)) else {
            continue;
        };
        totals_only.extend(totals);
        let exports_by_partner: Vec<f64> = grid
            .economies
            .iter()
            .map(|economy| found.flows.get(economy).copied().unwrap_or_default())
            .collect();
        let gross_exports: f64 = exports_by_partner.iter().sum();
        let mut check = |check, found, expected| {
            deviations.extend(Deviation::of(check, year, industry, found, expected));
        };
        check(Check::Partners, found.partners, found.world);
        check(Check::Origins, value_added.iter().sum::<f64>(), gross_exports);
        if let Some(foreign) = merged.foreign(industry)? {
            let abroad = grid.cells.iter().zip(&value_added);
            let abroad = abroad.filter(|((economy, _), _)| *economy != industry.0);
            check(Check::Foreign, abroad.map(|(_, value)| value).sum::<f64>(), foreign);
        }
        tiva.columns.push(TivaColumn {
            cell,
            exports_by_partner,
            gross_exports,
            value_added,
        });
    }
    tiva.totals_only = totals_only.into_iter().collect();
    Ok(Draft { tiva, gaps, deviations })
}
