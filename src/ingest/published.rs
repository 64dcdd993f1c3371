//! Years of TiVA in the place of tables, or beside them.

use std::sync::Arc;

use super::files::Files;
use super::icio::TableOutline;
use super::tiva::{Need, TivaFile, TivaYear, collect};
use super::{IngestErrors, SourceYear, Span};
use crate::model::{Economy, Window, Year};
use crate::settings::Settings;

/// What the files of TiVA hold together.
#[derive(Debug, Default)]
pub struct Published {
    /// Sorted by year.
    pub years: Vec<TivaYear>,
    /// Where each of them stands.
    pub sources: Vec<SourceYear>,
    /// Sums that differ, and sources that are known in total only.
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
        let mut data = collect(&files, &need)?;
        let sources = data.years.iter().map(|year| source_year(year, &files)).collect();
        let in_total: Vec<String> = data.years.iter().filter_map(known_in_total).collect();
        data.warnings.extend(in_total);
        Ok(Some(Published {
            years: data.years,
            sources,
            warnings: data.warnings,
        }))
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

fn source_year(year: &TivaYear, files: &[Arc<TivaFile>]) -> SourceYear {
    let origins = files
        .iter()
        .find_map(|file| Some((&file.path, file.origins.get(&year.year)?.lines)));
    let exports = files
        .iter()
        .find_map(|file| Some((&file.path, file.exports.get(&year.year)?.lines)));
    let mut gross = vec![0.0; year.cells.len()];
    for column in &year.columns {
        gross[column.cell] = column.gross_exports;
    }
    let outline = TableOutline {
        year: year.year,
        economies: year.economies.clone(),
        cells: year.cells.clone(),
        output: None,
        value_added: year.produced.iter().copied().collect(),
        exports: gross,
        lines: Vec::new(),
        span: origins.map_or((1, 1), |(_, lines)| lines),
        imbalanced: 0,
    };
    SourceYear {
        path: origins.map(|(path, _)| path.clone()).unwrap_or_default(),
        outline: Arc::new(outline),
        exports: exports.map(|(path, (first, last))| Span {
            path: path.clone(),
            first,
            last,
        }),
    }
}

fn known_in_total(year: &TivaYear) -> Option<String> {
    let codes: Vec<&str> = year.totals_only.iter().map(Economy::code).collect();
    (!codes.is_empty()).then(|| {
        format!(
            "TiVA: {}: value added of {} is known for all activities together only, not by sector",
            year.year,
            codes.join(", ")
        )
    })
}
