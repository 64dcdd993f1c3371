//! From files to data: every year decomposed, or taken as TiVA publishes it.

use std::sync::Arc;

use crate::ingest::{
    Files, FoundTable, IngestError, IngestErrors, Inputs, Published, SourceYear, Sums, TableOutline, TivaYear,
};
use crate::memory::Memory;
use crate::origins::{self, Resources, Wanted, YearOrigin};
use crate::project::Project;
use crate::settings::Settings;
use crate::value_added::ExportOrigin;

/// Everything that the stages need.
pub(super) struct Data {
    pub inputs: Inputs,
    /// One a year, sorted.
    pub origins: Vec<Arc<ExportOrigin>>,
    /// Years of TiVA that are compared with them.
    pub published: Vec<Arc<ExportOrigin>>,
}

/// Reads the tables and decomposes the exports of the members, year by year; fails with everything that is wrong
/// with any file.
///
/// Years of TiVA take the place of tables where a project has none, and are compared with them where it has.
pub(super) fn data(
    settings: &Settings,
    project: &Project,
    files: Files,
    resources: &Resources,
    known: &Memory<YearOrigin>,
) -> Result<Data, IngestErrors> {
    let (outlines, mut origins) = decomposed(settings, &files, resources, known);
    let published = files.published(settings);
    let mut beside = Beside::default();
    let instead = if settings.data.icio.is_empty() {
        published.map(|found| {
            let found = found.unwrap_or_default();
            origins.extend(found.years.iter().map(of_tiva));
            beside.warnings.clone_from(&found.warnings);
            found.sources
        })
    } else {
        beside = Beside::of(published);
        Ok(Vec::<SourceYear>::new())
    };
    origins.sort_by_key(|origin| origin.year);
    let mut inputs = files.into_inputs(settings, project, outlines, instead)?;
    inputs.warnings.extend(beside.warnings);
    Ok(Data {
        inputs,
        origins,
        published: beside.years,
    })
}

type Outlines = Vec<Result<Arc<TableOutline>, IngestError>>;

/// The outline of each table, or what is wrong with it, and the origins of those that can be used.
fn decomposed(
    settings: &Settings,
    files: &Files,
    resources: &Resources,
    known: &Memory<YearOrigin>,
) -> (Outlines, Vec<Arc<ExportOrigin>>) {
    let wanted = Wanted {
        exporters: Some(settings.exporters_among(&settings.bloc.members)),
        definition: settings.linkage.value_added,
        sums: Sums::Checked,
    };
    let decompose = |table: &FoundTable| {
        let key = origins::key(&table.source, &table.sha256, &wanted);
        known.recall(format!("{} {key}", table.source.name()), || {
            origins::one(&table.source, Some(&table.sha256), &wanted, resources)
        })
    };
    let years = origins::each(&files.tables, |table| &table.source, &wanted, resources, decompose);
    let mut origins = Vec::new();
    let outlines = years.into_iter().map(|year| {
        let year = year?;
        origins.push(year.origin.clone());
        Ok(year.outline.clone())
    });
    (outlines.collect(), origins)
}

/// Years of TiVA that stand beside tables; one that cannot be used is no reason to stop.
#[derive(Default)]
struct Beside {
    years: Vec<Arc<ExportOrigin>>,
    warnings: Vec<String>,
}

impl Beside {
    fn of(published: Result<Option<Published>, IngestErrors>) -> Self {
        match published {
            Ok(found) => {
                let found = found.unwrap_or_default();
                Self {
                    years: found.years.iter().map(of_tiva).collect(),
                    warnings: found.warnings,
                }
            }
            Err(IngestErrors(errors)) => {
                let warning = |error: &IngestError| format!("TiVA is not compared with the tables: {error}");
                Self {
                    years: Vec::new(),
                    warnings: errors.iter().map(warning).collect(),
                }
            }
        }
    }
}

/// A year as TiVA publishes it. What it does not say of the value added produced is not a number.
fn of_tiva(year: &TivaYear) -> Arc<ExportOrigin> {
    let produced = year.produced.iter().map(|value| value.unwrap_or(f64::NAN));
    let columns = year.columns.iter();
    let columns = columns.map(|column| {
        (
            column.cell,
            column.exports_by_partner.clone(),
            column.value_added.clone(),
        )
    });
    Arc::new(ExportOrigin::from_parts(
        year.year,
        year.economies.clone(),
        year.cells.clone(),
        produced.collect(),
        columns,
    ))
}
