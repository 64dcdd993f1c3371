use std::collections::{BTreeMap, BTreeSet};

use super::file::{Industry, Origins, TivaFile};
use super::grid::{Grid, Sources};
use super::year::TivaPart;
use crate::ingest::error::{IngestError, Place, Problem};
use crate::model::{Economy, Year};

/// The files of a project, seen in one year: they may overlap where they agree.
pub(super) struct Merged<'a> {
    pub files: &'a [&'a TivaFile],
    pub year: Year,
    /// The rest of the world.
    pub rest: &'a Economy,
}

/// Gross exports of an industry, USD million.
pub(super) struct FoundExports {
    /// By partner, the rest of the world among them: what the world received and no other partner did.
    pub flows: BTreeMap<Economy, f64>,
    /// All partners together, and the world, as the files have them.
    pub partners: f64,
    pub world: f64,
}

impl<'a> Merged<'a> {
    /// The industries whose exports or origins are known, of the exporters wanted.
    pub fn exporting(&self, wanted: &BTreeSet<Industry>) -> Vec<Industry> {
        let exporters: BTreeSet<&Economy> = wanted.iter().map(|(economy, _)| economy).collect();
        let (origins, exports) = (self.origins_of_year(), self.having(|file| file.exports.get(&self.year)));
        let with_origins = origins.iter().flat_map(|(_, origins)| origins.columns.keys());
        let with_exports = exports.iter().flat_map(|(_, exports)| exports.flows.keys());
        let all = with_origins.chain(with_exports);
        all.filter(|(economy, _)| exporters.contains(economy))
            .cloned()
            .collect()
    }

    /// Each file with its origins of the year.
    pub fn origins_of_year(&self) -> Vec<(&'a TivaFile, &'a Origins)> {
        self.having(|file| file.origins.get(&self.year))
    }

    /// Value added produced, of every economy.
    pub fn produced(&self) -> Result<BTreeMap<Industry, f64>, IngestError> {
        let of_year = self.having(|file| file.produced.get(&self.year));
        let industries: BTreeSet<&Industry> = of_year.iter().flat_map(|(_, values)| values.keys()).collect();
        let mut produced = BTreeMap::new();
        for industry in industries {
            let values = of_year
                .iter()
                .filter_map(|(file, values)| Some((*file, *values.get(industry)?)));
            let value = self.agreed(values, || format!("value added of {}", name(industry)))?;
            produced.extend(value.map(|value| (industry.clone(), value)));
        }
        Ok(produced)
    }

    /// Gross exports by partner; the part that lacks, where they are not known.
    pub fn exports(&self, industry: &Industry) -> Result<Result<FoundExports, TivaPart>, IngestError> {
        let of_year = self.having(|file| file.exports.get(&self.year));
        let world = of_year
            .iter()
            .filter_map(|(file, exports)| Some((*file, *exports.world.get(industry)?)));
        let world = self.agreed(world, || format!("exports of {} → the world", name(industry)))?;
        let of_industry: Vec<(&TivaFile, &BTreeMap<Economy, f64>)> = of_year
            .iter()
            .filter_map(|(file, exports)| Some((*file, exports.flows.get(industry)?)))
            .collect();
        let partners: BTreeSet<&Economy> = of_industry.iter().flat_map(|(_, flows)| flows.keys()).collect();
        let mut flows: BTreeMap<Economy, f64> = BTreeMap::new();
        for partner in partners {
            let values = of_industry
                .iter()
                .filter_map(|(file, flows)| Some((*file, *flows.get(partner)?)));
            let value = self.agreed(values, || format!("exports of {} → {partner}", name(industry)))?;
            flows.extend(value.map(|value| (partner.clone(), value)));
        }
        let sum: f64 = flows.values().sum();
        let rest = flows.get(self.rest).copied();
        Ok(match (world, rest) {
            (Some(world), _) => {
                let named = sum - rest.unwrap_or_default();
                flows.insert(self.rest.clone(), (world - named).max(0.0));
                let partners = if rest.is_some() { sum } else { named.max(world) };
                Ok(FoundExports { flows, partners, world })
            }
            (None, Some(_)) => Ok(FoundExports {
                flows,
                partners: sum,
                world: sum,
            }),
            (None, None) if flows.is_empty() => Err(TivaPart::Exports),
            (None, None) => Err(TivaPart::ExportsToWorld),
        })
    }

    /// Value added by source in the exports of an industry, on the cells of a grid.
    pub fn origins(&self, industry: &Industry, grid: &Grid) -> Result<Option<Sources>, IngestError> {
        let of_year = self.origins_of_year();
        let files = of_year.iter().zip(&grid.positions);
        let holding = files.filter_map(|((file, origins), positions)| {
            let column = origins.columns.get(industry)?;
            Some((*file, column.as_slice(), positions.as_slice()))
        });
        let columns: Vec<_> = holding.collect();
        if columns.is_empty() {
            return Ok(None);
        }
        let mut values = Vec::with_capacity(grid.cells.len());
        for (cell, source) in grid.cells.iter().enumerate() {
            let given = columns.iter().filter_map(|(file, column, positions)| {
                let value = column[positions[cell]?];
                (!value.is_nan()).then_some((*file, value))
            });
            let key = || format!("{} → exports of {}", name(source), name(industry));
            values.push(self.agreed(given, key)?);
        }
        let world = of_year
            .iter()
            .filter_map(|(file, origins)| Some((*file, *origins.world.get(industry)?)));
        let world = self.agreed(world, || format!("all sources → exports of {}", name(industry)))?;
        Ok(Some(Sources { values, world }))
    }

    /// Foreign value added in the exports of an industry, as published.
    pub fn foreign(&self, industry: &Industry) -> Result<Option<f64>, IngestError> {
        let of_year = self.having(|file| file.levels.get(&self.year));
        let given = of_year
            .iter()
            .filter_map(|(file, levels)| Some((*file, levels.get(industry)?.foreign?)));
        self.agreed(given, || {
            format!("foreign value added in exports of {}", name(industry))
        })
    }

    /// Each file that has a part, with the part.
    fn having<T: 'a>(&self, part: impl Fn(&'a TivaFile) -> Option<&'a T>) -> Vec<(&'a TivaFile, &'a T)> {
        let files = self.files.iter().copied();
        files.filter_map(|file| Some((file, part(file)?))).collect()
    }

    /// The one value that files give; an error names two that differ.
    fn agreed<'f>(
        &self,
        values: impl Iterator<Item = (&'f TivaFile, f64)>,
        key: impl Fn() -> String,
    ) -> Result<Option<f64>, IngestError> {
        let mut first: Option<(&TivaFile, f64)> = None;
        for (file, value) in values {
            match first {
                None => first = Some((file, value)),
                Some((_, known)) if known == value => {}
                Some((earlier, known)) => {
                    let problem = Problem::TivaConflict {
                        key: format!("{} in {}", key(), self.year),
                        found: value,
                        known,
                        first: earlier.path.clone(),
                    };
                    return Err(IngestError::new(Place::file(&file.path), problem));
                }
            }
        }
        Ok(first.map(|(_, value)| value))
    }
}

fn name((economy, activity): &Industry) -> String {
    format!("{economy} {activity}")
}
