//! From data to results: the three stages.

use std::sync::Arc;

use super::data::Data;
use super::timings::{Clock, Phase};
use crate::ingest::{Coverage, Inputs};
use crate::model::{Sector, Year};
use crate::settings::{Bloc, Settings};
use crate::stages::{
    Estimate, LeadCell, LinkagePoint, MirroredTrade, MissingTrade, PanelRow, Regression, Results, Robustness, SCHEMA,
    StageError, StudyRecord, build_panel, compare_sources, estimate_responses, examine, fit_regressions,
    lead_coefficients, measure_linkage,
};
use crate::value_added::ExportOrigin;

/// Runs the three stages.
pub(super) fn results(settings: &Settings, data: &Data, clock: &mut Clock<'_>) -> Result<Results, StageError> {
    let Data {
        inputs,
        origins,
        published,
    } = data;
    let coverage = inputs.coverage(&settings.bloc);
    let measured = clock.time(Phase::Stages, || measure(settings, inputs, origins, &coverage));
    let sectors: Vec<&Sector> = settings.sectors.values().collect();
    let estimated = clock.time(Phase::Estimation, || estimate(settings, &measured))?;
    let comparison = compare_sources(origins, published, &coverage.covered, &sectors);
    Ok(Results {
        schema: SCHEMA,
        study: StudyRecord::new(settings, coverage),
        inputs: inputs.files.clone(),
        stage1: measured.stage1,
        stage2: measured.stage2,
        stage3: estimated.stage3,
        panel: measured.panel,
        robustness: estimated.robustness,
        regressions: estimated.regressions,
        regression_panel: measured.regression_panel,
        missing_trade: missing_trade(settings, inputs),
        mirrored_trade: mirrored_trade(settings, inputs),
        comparison,
        evidence: inputs.evidence(),
    })
}

/// Stages I and II, and the series of stage III.
struct Measured {
    stage1: Vec<LeadCell>,
    stage2: Vec<LinkagePoint>,
    panel: Vec<PanelRow>,
    regression_panel: Vec<PanelRow>,
}

fn measure(settings: &Settings, inputs: &Inputs, origins: &[Arc<ExportOrigin>], coverage: &Coverage) -> Measured {
    let bloc = &settings.bloc;
    let stage1 = match (&settings.reorientation, &inputs.trade) {
        (Some(stage), Some(trade)) => lead_coefficients(trade, bloc, stage),
        _ => Vec::new(),
    };
    let all_sectors: Vec<&Sector> = settings.sectors.values().collect();
    Measured {
        stage1,
        stage2: measure_linkage(
            origins.iter().map(|origin| &**origin),
            &settings.exporters_among(&coverage.covered),
            &all_sectors,
        ),
        panel: panel(settings, inputs, origins, coverage),
        regression_panel: regression_panel(settings, origins, inputs, coverage),
    }
}

/// The series of stage III.
pub(super) fn panel(
    settings: &Settings,
    inputs: &Inputs,
    origins: &[Arc<ExportOrigin>],
    coverage: &Coverage,
) -> Vec<PanelRow> {
    let sectors: Vec<&Sector> = settings.response.sectors.iter().map(|id| settings.sector(id)).collect();
    let years = settings.response.years;
    let observed: Vec<&ExportOrigin> = origins
        .iter()
        .filter(|origin| years.contains(origin.year))
        .map(|origin| &**origin)
        .collect();
    build_panel(&observed, &inputs.gdp_per_capita, &settings.bloc, coverage, &sectors)
}

/// The equations of stage III, what a referee asks of them, and the project's own.
struct Estimated {
    stage3: Vec<Estimate>,
    robustness: Robustness,
    regressions: Vec<Regression>,
}

fn estimate(settings: &Settings, measured: &Measured) -> Result<Estimated, StageError> {
    let rows: Vec<&PanelRow> = measured.panel.iter().chain(&measured.regression_panel).collect();
    let stage3 = estimate_responses(&measured.panel, settings.response.covariance)?;
    Ok(Estimated {
        robustness: examine(&measured.panel, &stage3, &settings.robustness),
        regressions: fit_regressions(&settings.regressions, &rows)?,
        stage3,
    })
}

/// The series of sectors and years that only the project's own regressions use.
fn regression_panel(
    settings: &Settings,
    origins: &[Arc<ExportOrigin>],
    inputs: &Inputs,
    coverage: &Coverage,
) -> Vec<PanelRow> {
    let response = &settings.response;
    let mut rows: Vec<PanelRow> = Vec::new();
    for regression in settings.regressions.values() {
        let in_panel = |year: Year| response.sectors.contains(&regression.sector) && response.years.contains(year);
        let observed: Vec<&ExportOrigin> = origins
            .iter()
            .filter(|origin| regression.years.contains(origin.year) && !in_panel(origin.year))
            .map(|origin| &**origin)
            .collect();
        let bloc = Bloc {
            focus: vec![regression.exporter.clone()],
            ..settings.bloc.clone()
        };
        let sector = settings.sector(&regression.sector);
        let own = build_panel(&observed, &inputs.gdp_per_capita, &bloc, coverage, &[sector]);
        for row in own {
            let known = |other: &PanelRow| {
                other.exporter == row.exporter && other.sector == row.sector && other.year == row.year
            };
            if !rows.iter().any(known) {
                rows.push(row);
            }
        }
    }
    rows
}

fn mirrored_trade(settings: &Settings, inputs: &Inputs) -> Vec<MirroredTrade> {
    let Some(trade) = &inputs.trade else {
        return Vec::new();
    };
    let filled = settings.bloc.members.iter().flat_map(|economy| {
        trade.mirrored(economy).map(|(year, importers)| MirroredTrade {
            economy: economy.clone(),
            year,
            importers,
        })
    });
    filled.collect()
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
