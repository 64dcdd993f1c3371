//! Which documents there are, and their text: the report or one for each country, and what goes with it.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::{PipelineError, Request, Study, folder, publish};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::literate::{self, Composed, EarlierClaims, Material};
use crate::memory::Memory;
use crate::model::Economy;
use crate::outputs::write;
use crate::pipeline::Memories;
use crate::settings::Language;

/// One report of a study, or what accompanies it: the documents of all its languages.
pub struct Report {
    /// The folder of its templates, and the name of its files.
    pub name: String,
    pub country: Option<Economy>,
    /// Where its files stand, under the folder of the build.
    pub folder: Option<String>,
    pub documents: Vec<Arc<Composed>>,
    /// The hash of everything but the project's texts that the documents were composed from.
    pub(super) material: String,
}

/// The appendix that answers a referee: a document of its own.
const APPENDIX: &str = "robustness";

/// What ends the name of the document that leads to the reports of all countries.
const INDEX: &str = "-index";

/// The reports that could be composed, and why others could not.
pub(super) struct Composition {
    pub reports: Vec<Report>,
    pub failed: Vec<Diagnostic>,
}

/// Composes the documents of every report that is asked for, and of what accompanies it; fails where any does.
///
/// A document is composed again where the study or any text that went into it has changed.
pub fn compose(request: &Request, study: &Study, memories: &Memories) -> Result<Vec<Report>, PipelineError> {
    let Composition { reports, failed } = compose_all(request, study, memories)?;
    if failed.is_empty() {
        Ok(reports)
    } else {
        Err(Diagnostics(failed).into())
    }
}

/// The same, where of reports by country those that can be made are made.
pub(super) fn compose_all(request: &Request, study: &Study, memories: &Memories) -> Result<Composition, PipelineError> {
    let main = study.settings.study.report.as_str();
    let folder = folder(request, &study.settings);
    let material = Material {
        report: main,
        results: &study.results,
        replication: None,
        comparison: None,
        briefed: &[],
        exhibits: &study.exhibits,
        project: &request.project,
        earlier: &EarlierClaims::default(),
    };
    let languages = request.languages(&study.settings);
    let make = |wanted: Wanted<'_>, briefed: &[Economy]| {
        let earlier = earlier_claims(&folder, wanted.folder.as_deref());
        let material = Material {
            report: wanted.name,
            earlier: &earlier,
            briefed,
            ..material
        };
        wanted.compose(&material, &study.id, &languages, &memories.documents)
    };
    let countries = request.countries(study)?;
    let n_countries = countries.len();
    let of_countries: Vec<_> = countries
        .into_par_iter()
        .map(|country| {
            let folder = country.as_ref().map(Economy::to_string);
            let shown = folder.clone().unwrap_or_default();
            let wanted = Wanted {
                name: main,
                folder,
                country,
            };
            (shown, make(wanted, &[]))
        })
        .collect();
    let (mut reports, mut failed) = (Vec::new(), Vec::new());
    for (country, made) in of_countries {
        match made {
            Ok(report) => reports.push(report),
            Err(error) if n_countries == 1 => return Err(error),
            Err(error) => failed.extend(error.diagnostics().into_iter().map(|one| one.about(&country))),
        }
    }
    if reports.is_empty() {
        return Err(Diagnostics(failed).into());
    }
    if request.country.is_none() && study.settings.has_appendix() {
        let appendix = Wanted {
            name: APPENDIX,
            folder: Some(APPENDIX.to_owned()),
            country: None,
        };
        reports.push(make(appendix, &[])?);
    }
    let index = format!("{main}{INDEX}");
    if n_countries > 1 && has_texts(request, &index, &languages) {
        let briefed: Vec<Economy> = reports.iter().filter_map(|report| report.country.clone()).collect();
        let wanted = Wanted {
            name: &index,
            folder: None,
            country: None,
        };
        reports.push(make(wanted, &briefed)?);
    }
    Ok(Composition { reports, failed })
}

/// Whether there are templates of a report in every language.
fn has_texts(request: &Request, report: &str, languages: &BTreeSet<Language>) -> bool {
    languages.iter().all(|language| {
        let path = format!("{report}/{report}.{}.md", language.tag());
        matches!(request.project.template(&path), Ok(Some(_)))
    })
}

/// A report to be composed.
pub(super) struct Wanted<'a> {
    pub name: &'a str,
    pub country: Option<Economy>,
    pub folder: Option<String>,
}

impl Wanted<'_> {
    pub(super) fn compose(
        self,
        material: &Material<'_>,
        study: &str,
        languages: &BTreeSet<Language>,
        known: &Memory<Composed>,
    ) -> Result<Report, PipelineError> {
        let Self { name, country, .. } = &self;
        let own = format!("{study} {name} {country:?} {:?}", material.briefed);
        let compose = |language: &Language| {
            let holds = |one: &Composed| one.read.still_holds(material.project);
            let key = format!("{own} {}", language.tag());
            known.recall_if(key, holds, || literate::compose(material, *language, country.as_ref()))
        };
        let documents = all_or_errors(languages.par_iter().map(compose).collect())?;
        Ok(Report {
            name: self.name.to_owned(),
            country: self.country,
            folder: self.folder,
            documents,
            material: own,
        })
    }
}

/// The claims of the last build; none where there was none.
pub(super) fn earlier_claims(folder: &Path, own: Option<&str>) -> EarlierClaims {
    let folder = own.map_or_else(|| folder.to_owned(), |own| folder.join(own));
    let text = write::earlier(&folder, publish::CLAIMS).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// Every result, or the errors of all that failed.
fn all_or_errors<T>(made: Vec<Result<T, Diagnostics>>) -> Result<Vec<T>, Diagnostics> {
    let (mut all, mut errors) = (Vec::new(), Vec::new());
    for result in made {
        match result {
            Ok(one) => all.push(one),
            Err(Diagnostics(found)) => {
                for error in found {
                    if !errors.contains(&error) {
                        errors.push(error);
                    }
                }
            }
        }
    }
    if errors.is_empty() {
        Ok(all)
    } else {
        Err(Diagnostics(errors))
    }
}

/// Where the languages of one report differ.
pub(super) fn out_of_step(documents: &[Arc<Composed>]) -> Vec<Diagnostic> {
    match documents {
        [one, rest @ ..] => rest
            .iter()
            .flat_map(|other| literate::out_of_step(&one.document, &other.document))
            .collect(),
        [] => Vec::new(),
    }
}
