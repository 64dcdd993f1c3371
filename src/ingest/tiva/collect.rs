use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::activities::name_in_tables;
use super::areas::rest_of_world;
use super::assemble::assemble;
use super::check::{self, Deviation};
use super::editions::Edition;
use super::file::{Industry, TivaFile};
use super::merged::Merged;
use super::year::{TivaPart, TivaYear};
use crate::ingest::IngestErrors;
use crate::ingest::error::{IngestError, Place, Problem};
use crate::model::{Activity, Economy, Sector, Window, Year};

/// What a study needs of TiVA.
#[derive(Debug, Clone)]
pub(in crate::ingest) struct Need<'a> {
    /// Whose exports, and whose value added in the exports of each other.
    pub exporters: &'a [Economy],
    pub years: Window,
    pub sectors: Vec<&'a Sector>,
}

/// All files together.
#[derive(Debug)]
pub(in crate::ingest) struct TivaData {
    /// One for each year needed, in order.
    pub years: Vec<TivaYear>,
    /// Sums that differ, and shares that do not make 100 %.
    pub warnings: Vec<String>,
}

/// Brings files together: one edition, no contradiction, nothing missing.
///
/// Every exporter needs exports and origins in every year, for each activity that a sector accepts: of the edition,
/// where the files name one, else of those that the files show.
pub(in crate::ingest) fn collect(files: &[Arc<TivaFile>], need: &Need<'_>) -> Result<TivaData, IngestErrors> {
    let files: Vec<&TivaFile> = files.iter().map(AsRef::as_ref).collect();
    let edition = edition(&files)?;
    let activities = activities(&files, edition.as_deref());
    let list = |problem| IngestError::new(Place::file("data.tiva"), problem);
    let mut errors: Vec<IngestError> = unmatched(&activities, need).into_iter().map(list).collect();
    let rest = rest_of_world().ok_or_else(|| list(Problem::MissingColumn("ROW".to_owned())))?;
    let needed = activities
        .iter()
        .filter(|activity| need.sectors.iter().any(|sector| sector.contains(activity)));
    let needed: BTreeSet<&Activity> = needed.collect();
    let wanted: BTreeSet<Industry> = need
        .exporters
        .iter()
        .flat_map(|economy| {
            needed
                .iter()
                .map(move |activity| (economy.clone(), Activity::clone(activity)))
        })
        .collect();
    let mut years = Vec::new();
    let mut gaps = Gaps::default();
    let mut deviations: Vec<Deviation> = Vec::new();
    for year in need.years.years() {
        let merged = Merged {
            files: &files,
            year,
            rest: &rest,
        };
        match assemble(&merged, &wanted) {
            Ok(draft) => {
                gaps.add(year, draft.gaps, &wanted);
                deviations.extend(draft.deviations);
                years.push(draft.tiva);
            }
            Err(error) => errors.push(error),
        }
    }
    errors.extend(gaps.into_problems().map(list));
    if !errors.is_empty() {
        return Err(IngestErrors(errors));
    }
    let mut warnings = check::warnings(&deviations);
    warnings.extend(files.iter().filter_map(|file| check::share_warning(file)));
    Ok(TivaData { years, warnings })
}

/// The edition that all files are of; files that name none agree with any.
fn edition(files: &[&TivaFile]) -> Result<Option<String>, IngestError> {
    let mut known: Option<(&str, &str)> = None;
    for file in files {
        let Some(found) = file.edition.as_deref() else {
            continue;
        };
        match known {
            None => known = Some((found, file.path.as_str())),
            Some((first, _)) if first == found => {}
            Some((first, path)) => {
                let problem = Problem::MixedEditions {
                    found: found.to_owned(),
                    first: first.to_owned(),
                    at: path.to_owned(),
                };
                return Err(IngestError::new(Place::file(&file.path), problem));
            }
        }
    }
    Ok(known.map(|(edition, _)| edition.to_owned()))
}

/// The activities that exporters have: those of the edition, or those of the files.
fn activities(files: &[&TivaFile], edition: Option<&str>) -> BTreeSet<Activity> {
    if let Some(edition) = edition.and_then(Edition::named) {
        return edition
            .leaves()
            .map(|leaf| Activity::new(name_in_tables(leaf)))
            .collect();
    }
    let mut found = BTreeSet::new();
    for file in files {
        let origins = file.origins.values().flat_map(|year| year.columns.keys());
        let exports = file.exports.values().flat_map(|year| year.flows.keys());
        found.extend(origins.chain(exports).map(|(_, activity)| activity.clone()));
    }
    found
}

/// Patterns of the sectors that no activity matches.
fn unmatched(activities: &BTreeSet<Activity>, need: &Need<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for sector in &need.sectors {
        for pattern in &sector.activities {
            if !activities.iter().any(|activity| pattern.matches(activity)) {
                problems.push(Problem::NoActivity {
                    economy: None,
                    sector: sector.id.clone(),
                    pattern: pattern.as_str().to_owned(),
                });
            }
        }
    }
    problems
}

/// What the files lack, by economy and part: in which years, for which activities.
#[derive(Default)]
struct Gaps(BTreeMap<(Economy, TivaPart), (BTreeSet<Year>, BTreeSet<Activity>)>);

impl Gaps {
    /// Takes in the gaps of a year that matter.
    fn add(&mut self, year: Year, gaps: Vec<(TivaPart, Industry)>, wanted: &BTreeSet<Industry>) {
        for (part, industry) in gaps {
            if wanted.contains(&industry) {
                let (economy, activity) = industry;
                let (years, activities) = self.0.entry((economy, part)).or_default();
                years.insert(year);
                activities.insert(activity);
            }
        }
    }

    fn into_problems(self) -> impl Iterator<Item = Problem> {
        self.0
            .into_iter()
            .map(|((economy, part), (years, activities))| Problem::TivaGap {
                part,
                economy,
                years: years.into_iter().collect(),
                activities: activities.into_iter().collect(),
            })
    }
}
