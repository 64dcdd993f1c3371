//! Checks of the regressions and figures that a project defines.

use indexmap::IndexMap;
use toml::Spanned;

use super::shape::{FigureTable, RegressionTable};
use super::source::Source;
use super::validate::covariance;
use super::{Bloc, FigureSettings, RegressionSettings, Response, SettingsError, is_plain};
use crate::model::{Formula, FormulaError, Sector, Window};

/// Tables that every project has.
const BUILT_IN_TABLES: [&str; 19] = [
    "reorientation",
    "definitions",
    "response",
    "inputs",
    "variances",
    "unit-roots",
    "cointegration",
    "specifications",
    "diagnostics",
    "content",
    "multiplicity",
    "stability",
    "verdicts",
    "agreement",
    "kinds",
    "grid",
    "figures",
    "classical-f",
    "cells",
];

pub(super) fn regressions(
    tables: IndexMap<String, Spanned<RegressionTable>>,
    bloc: &Bloc,
    sectors: &IndexMap<String, Sector>,
    response: &Response,
    source: &Source<'_>,
) -> Result<IndexMap<String, RegressionSettings>, SettingsError> {
    let mut checked = IndexMap::new();
    for (id, table) in tables {
        if !is_plain(&id) {
            let message = format!("`{id}` is not the id of a regression");
            let hint = "use letters, digits, `-` and `_`: the text refers to @tbl-ID";
            return Err(source.error(Some(table.span()), &message, Some(hint)));
        }
        if BUILT_IN_TABLES.contains(&id.as_str()) {
            let message = format!("`tbl-{id}` is an exhibit of the program");
            return Err(source.error(Some(table.span()), &message, Some("choose another id")));
        }
        let table = table.into_inner();
        source.known_sector(sectors, table.sector.get_ref(), table.sector.span())?;
        if !bloc.focus.contains(table.exporter.get_ref()) {
            let message = format!("`{}` is not a focus economy", table.exporter.get_ref());
            let hint = "the series of the regressions exist for the economies of `bloc.focus`";
            return Err(source.error(Some(table.exporter.span()), &message, Some(hint)));
        }
        let formula: Formula = table.formula.get_ref().parse().map_err(|error: FormulaError| {
            // The text of the formula begins after its quotation mark.
            let start = table.formula.span().start + 1 + error.offset;
            let hint = "write it as R does: \"mutual ~ bp + fp + log(gdp_pc)\"";
            source.error(Some(start..start), &error.message, Some(hint))
        })?;
        let years = table.years.map_or(response.years, Spanned::into_inner);
        let settings = RegressionSettings {
            exporter: table.exporter.into_inner(),
            sector: table.sector.into_inner(),
            formula,
            years,
            covariance: covariance(table.covariance, response.covariance, source)?,
        };
        checked.insert(id, settings);
    }
    Ok(checked)
}

/// The beginning of a figure's id, which its cross-references share.
const FIGURE: &str = "fig-";

pub(super) fn figures(
    tables: IndexMap<String, Spanned<FigureTable>>,
    years: Window,
    sectors: &IndexMap<String, Sector>,
    source: &Source<'_>,
) -> Result<IndexMap<String, FigureSettings>, SettingsError> {
    let mut checked = IndexMap::new();
    for (id, table) in tables {
        if !id.starts_with(FIGURE) || !is_plain(&id) {
            let message = format!("`{id}` is not the id of a figure");
            let hint = "begin it with `fig-`, as its cross-reference does: [figures.fig-chemicals]";
            return Err(source.error(Some(table.span()), &message, Some(hint)));
        }
        let built_in = ["fig-response", "fig-forest"].contains(&id.as_str());
        if built_in || id.starts_with("fig-linkage") || id.starts_with("fig-lead") || id.starts_with("fig-curve") {
            let message = format!("`{id}` is a figure of the program");
            return Err(source.error(Some(table.span()), &message, Some("choose another id")));
        }
        let table = table.into_inner();
        source.known_sector(sectors, table.sector.get_ref(), table.sector.span())?;
        let partners = table.partners.get_ref();
        if partners.is_empty() || partners.contains(&table.exporter) {
            let message = "a figure needs at least one partner other than the exporter";
            return Err(source.error(Some(table.partners.span()), message, None));
        }
        let settings = FigureSettings {
            exporter: table.exporter,
            sector: table.sector.into_inner(),
            partners: table.partners.into_inner(),
            years: table.years.unwrap_or(years),
        };
        checked.insert(id, settings);
    }
    Ok(checked)
}
