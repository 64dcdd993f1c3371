//! From inputs to results: the decomposition of every year, then the three stages.

use rayon::prelude::*;

use crate::ingest::Inputs;
use crate::model::Sector;
use crate::settings::Settings;
use crate::stages::{
    MissingTrade, ResponseError, Results, SCHEMA, StudyRecord, build_panel, estimate_responses, lead_coefficients,
    measure_linkage,
};
use crate::value_added::{DecompositionError, ExportOrigin, decompose as decompose_table};

/// Decomposes the exports of the covered members, year by year.
pub(super) fn decompose(settings: &Settings, inputs: &Inputs) -> Result<Vec<ExportOrigin>, DecompositionError> {
    let definition = settings.linkage.value_added;
    let exporters = inputs.coverage(&settings.bloc).covered;
    inputs
        .tables
        .par_iter()
        .map(|table| decompose_table(table, &exporters, definition))
        .collect()
}

/// Runs the three stages.
pub(super) fn results(
    settings: &Settings,
    inputs: &Inputs,
    origins: &[ExportOrigin],
) -> Result<Results, ResponseError> {
    let bloc = &settings.bloc;
    let coverage = inputs.coverage(bloc);
    let stage1 = match (&settings.reorientation, &inputs.trade) {
        (Some(stage), Some(trade)) => lead_coefficients(trade, bloc, stage),
        _ => Vec::new(),
    };
    let all_sectors: Vec<&Sector> = settings.sectors.values().collect();
    let response_sectors: Vec<&Sector> = settings.response.sectors.iter().map(|id| settings.sector(id)).collect();
    let years = settings.response.years;
    let observed: Vec<&ExportOrigin> = origins.iter().filter(|origin| years.contains(origin.year)).collect();
    let panel = build_panel(&observed, &inputs.gdp_per_capita, bloc, &coverage, &response_sectors);
    Ok(Results {
        schema: SCHEMA,
        study: StudyRecord::new(settings, coverage.clone()),
        inputs: inputs.files.clone(),
        stage1,
        stage2: measure_linkage(origins, &coverage, &all_sectors),
        stage3: estimate_responses(&panel, settings.response.covariance)?,
        panel,
        missing_trade: missing_trade(settings, inputs),
    })
}

fn missing_trade(settings: &Settings, inputs: &Inputs) -> Vec<MissingTrade> {
    let (Some(stage), Some(trade)) = (&settings.reorientation, &inputs.trade) else {
        return Vec::new();
    };
    let gaps = settings.bloc.members.iter().map(|economy| {
        let windows = [stage.base, stage.current];
        let years = windows
            .iter()
            .flat_map(|window| trade.missing_years(economy, *window))
            .collect();
        MissingTrade {
            economy: economy.clone(),
            years,
        }
    });
    gaps.filter(|gap| !gap.years.is_empty()).collect()
}
