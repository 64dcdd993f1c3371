//! A published article against the data of a project, and against itself.

use super::data::{Data, data};
use super::study::panel;
use super::{Memories, PipelineError, Request, Study};
use crate::ingest;
use crate::project::{BUILT_IN_ARTICLE, Project, Readable};
use crate::provenance::Key;
use crate::published::PublishedStudy;
use crate::replication::{
    Candidate, FigureAgreement, Reading, Replication, add_noise, compare, compare_figure, consistency, rank, recompute,
};
use crate::settings::{Settings, ValueAddedDefinition};
use crate::stages::{PanelRow, Results};

/// Compares the article of a project with its study, and tries other readings of the method.
pub fn replicate(request: &Request, study: &Study, memories: &Memories) -> Result<Replication, PipelineError> {
    let settings = &study.settings;
    let published = published(&request.project, settings)?;
    let results = &study.results;
    let own = Reading::ALL[0];
    let mut rows = recompute(&results.panel, own);
    add_noise(
        &mut rows,
        &results.panel,
        own,
        settings.replication.input_decimals,
        settings.response.covariance,
    );
    Ok(Replication {
        schema: 1,
        synthetic: settings.study.synthetic,
        comparison: compare(&published.table, &rows),
        figures: figures(&published, results)?,
        grid: rank(&published.table, candidates(request, study, memories)?),
        consistency: consistency::check(&published),
        published,
    })
}

fn published(project: &Project, settings: &Settings) -> Result<PublishedStudy, PipelineError> {
    let path = settings.replication.article.as_deref().unwrap_or(BUILT_IN_ARTICLE);
    let read = |path: &str| {
        project.published(path).map_err(|source| PipelineError::PublishedFile {
            path: path.to_owned(),
            source,
        })
    };
    let (article_path, article) = read(path)?;
    let file = PublishedStudy::table_file(&article, &article_path)?;
    let folder = path
        .rsplit_once('/')
        .map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let (table_path, table) = read(&format!("{folder}{file}"))?;
    Ok(PublishedStudy::parse(&article, &article_path, &table, &table_path)?)
}

/// The figures of the prose whose results exist; shares are compared in percent.
fn figures(published: &PublishedStudy, results: &Results) -> Result<Vec<FigureAgreement>, PipelineError> {
    let mut found = Vec::new();
    for figure in &published.figures {
        let key: Key = figure.key.parse().map_err(|()| PipelineError::PublishedKey {
            figure: figure.id.clone(),
            key: figure.key.clone(),
        })?;
        let scale = if figure.unit == "%" { 100.0 } else { 1.0 };
        found.extend(key.value(results).map(|value| compare_figure(figure, value * scale)));
    }
    Ok(found)
}

/// Every edition × GDP series × definition of value added × reading.
fn candidates(request: &Request, study: &Study, memories: &Memories) -> Result<Vec<Candidate>, PipelineError> {
    let settings = &study.settings;
    let alternatives = &settings.replication;
    let own_edition = settings.data.edition.clone().unwrap_or_else(|| "study".to_owned());
    let editions = std::iter::once((&own_edition, &settings.data.icio)).chain(&alternatives.editions);
    let own_gdp = "study".to_owned();
    let series: Vec<_> = std::iter::once((&own_gdp, &settings.data.gdp))
        .chain(&alternatives.gdp)
        .collect();
    let mut candidates = Vec::new();
    for (edition, icio) in editions {
        for (gdp, gdp_files) in &series {
            for &value_added in definitions(icio) {
                let mut variant = settings.clone();
                variant.data.icio.clone_from(icio);
                variant.data.gdp.clone_from(gdp_files);
                variant.linkage.value_added = value_added;
                let observed = panel_of(request, &variant, memories)?;
                candidates.extend(Reading::ALL.map(|reading| Candidate {
                    parts: vec![
                        ("edition".to_owned(), edition.clone()),
                        ("gdp".to_owned(), (*gdp).clone()),
                        ("value_added".to_owned(), value_added.id().to_owned()),
                        ("industries".to_owned(), reading.industries.id().to_owned()),
                        ("external".to_owned(), reading.external.id().to_owned()),
                    ],
                    rows: recompute(&observed, reading),
                }));
            }
        }
    }
    Ok(candidates)
}

/// The definitions of value added that can be tried: published origins have one.
fn definitions(icio: &[String]) -> &'static [ValueAddedDefinition] {
    const ALL: [ValueAddedDefinition; 2] = [ValueAddedDefinition::WithTaxes, ValueAddedDefinition::ValueAddedOnly];
    if icio.is_empty() { &ALL[..1] } else { &ALL }
}

fn panel_of(request: &Request, settings: &Settings, memories: &Memories) -> Result<Vec<PanelRow>, PipelineError> {
    let Request { project, resources, .. } = request;
    let hash = |file: &Readable| resources.sha256_of(file);
    let files = ingest::read(settings, project, &memories.files, &hash);
    let Data { inputs, origins, .. } = data(settings, project, files, resources, &memories.origins)?;
    let coverage = inputs.coverage(&settings.bloc);
    Ok(panel(settings, &inputs, &origins, &coverage))
}
