//! Years of TiVA in the place of tables, or beside them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::error::{IngestError, Place, Problem};
use super::files::Files;
use super::icio::TableOutline;
use super::tiva::{Need, TivaFile, TivaYear, collect};
use super::{ExporterPlaces, IngestErrors, SourceYear, Span};
use crate::model::{Economy, Window, Year};
use crate::settings::Settings;

/// What the files of TiVA hold together.
#[derive(Debug, Default)]
pub struct Published {
    /// Sorted by year.
    pub years: Vec<TivaYear>,
    /// Where each of them stands.
    pub sources: Vec<SourceYear>,
    /// Sums that differ.
    pub warnings: Vec<String>,
}

impl Files {
    /// Brings the files of TiVA together; `None` without any.
    ///
    /// They must cover every year of the study where they stand for tables; beside tables, the years that they have.
    pub fn published(&self, settings: &Settings) -> Result<Option<Published>, IngestErrors> {
        let files = self.tiva();
        if files.is_empty() {
            return Ok(None);
        }
        let Some(years) = years(&files, settings) else {
            return Ok(None);
        };
        let exporters = exporters(&files, settings);
        let need = Need {
            exporters: &exporters,
            years,
            sectors: settings.sectors.values().collect(),
        };
        let data = collect(&files, &need)?;
        known_in_total(&data.years, &exporters)?;
        let sources = data
            .years
            .iter()
            .map(|year| source_year(year, &files, &exporters))
            .collect();
        Ok(Some(Published {
            years: data.years,
            sources,
            warnings: data.warnings,
        }))
    }
}

/// Fails where a member's value added is known for all activities together only: none of it would count as that of
/// the same sector.
fn known_in_total(years: &[TivaYear], members: &[Economy]) -> Result<(), IngestErrors> {
    let mut missing: BTreeMap<&Economy, Vec<Year>> = BTreeMap::new();
    for year in years {
        for economy in year.totals_only.iter().filter(|economy| members.contains(economy)) {
            missing.entry(economy).or_default().push(year.year);
        }
    }
    let errors: Vec<IngestError> = missing
        .into_iter()
        .map(|(economy, years)| {
            let economy = economy.clone();
            IngestError::new(Place::file("data.tiva"), Problem::TotalOnly { economy, years })
        })
        .collect();
    if errors.is_empty() {
        Ok(())
    } else {
        Err(IngestErrors(errors))
    }
}

/// The years that are needed: all, or those that can be compared with tables.
fn years(files: &[Arc<TivaFile>], settings: &Settings) -> Option<Window> {
    let needed = settings.table_years();
    if settings.data.icio.is_empty() {
        return Some(needed);
    }
    let held = files.iter().flat_map(|file| file.origins.keys()).copied();
    let common: Vec<Year> = held.filter(|year| needed.contains(*year)).collect();
    Window::new(*common.iter().min()?, *common.iter().max()?).ok()
}

/// The focus economies, the exporters of figures, and the other members that the files know as exporters.
fn exporters(files: &[Arc<TivaFile>], settings: &Settings) -> Vec<Economy> {
    let focus = &settings.bloc.focus;
    let is_shown = |economy: &Economy| {
        let origins = files.iter().flat_map(|file| file.origins.values());
        origins
            .flat_map(|year| year.columns.keys())
            .any(|(known, _)| known == economy)
    };
    let others = settings.bloc.members.iter().filter(|member| !focus.contains(member));
    let shown: Vec<Economy> = focus
        .iter()
        .chain(others.filter(|member| is_shown(member)))
        .cloned()
        .collect();
    settings.exporters_among(&shown)
}

fn source_year(year: &TivaYear, files: &[Arc<TivaFile>], exporters: &[Economy]) -> SourceYear {
    let mut gross = vec![0.0; year.cells.len()];
    for column in &year.columns {
        gross[column.cell] = column.gross_exports;
    }
    let places: BTreeMap<Economy, ExporterPlaces> = exporters
        .iter()
        .filter_map(|exporter| Some((exporter.clone(), places_of(exporter, year.year, files)?)))
        .collect();
    let origins = places.values().next().map(|places| &places.origins);
    let outline = TableOutline {
        year: year.year,
        economies: year.economies.clone(),
        cells: year.cells.clone(),
        output: None,
        value_added: None,
        exports: gross,
        lines: Vec::new(),
        span: origins.map_or((1, 1), |span| (span.first, span.last)),
        imbalanced: 0,
    };
    SourceYear {
        path: origins.map(|span| span.path.clone()).unwrap_or_default(),
        outline: Arc::new(outline),
        exporters: places,
    }
}

/// The first files that hold an exporter's data of a year.
fn places_of(exporter: &Economy, year: Year, files: &[Arc<TivaFile>]) -> Option<ExporterPlaces> {
    let span = |file: &TivaFile, (first, last): (u64, u64)| Span {
        path: file.path.clone(),
        first,
        last,
    };
    let origins = files.iter().find_map(|file| {
        let found = file.origins.get(&year)?;
        let is_there = found.columns.keys().any(|(economy, _)| economy == exporter);
        is_there.then(|| span(file, found.lines))
    });
    let exports = files.iter().find_map(|file| {
        let found = file.exports.get(&year)?;
        let is_there = found.flows.keys().any(|(economy, _)| economy == exporter);
        is_there.then(|| span(file, found.lines))
    });
    Some(ExporterPlaces {
        origins: origins?,
        exports: exports?,
    })
}
