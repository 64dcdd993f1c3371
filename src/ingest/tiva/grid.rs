use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::activities::TOTAL;
use super::file::Industry;
use super::merged::Merged;
use super::year::TivaYear;
use crate::ingest::Cell;
use crate::model::{Activity, Economy, Year};

/// The cells and economies of a year, and where each file has them.
pub(super) struct Grid {
    pub economies: Vec<Economy>,
    pub cells: Vec<Industry>,
    /// For each file of the year with origins, the position of each cell among its sources.
    pub positions: Vec<Vec<Option<usize>>>,
    /// The rest of the world, all activities together: what no other cell has.
    pub rest: Industry,
}

impl Grid {
    pub fn new<'f>(
        merged: &Merged<'_>,
        industries: &BTreeSet<Industry>,
        produced: &BTreeMap<Industry, f64>,
        flows: impl Iterator<Item = &'f BTreeMap<Economy, f64>>,
    ) -> Self {
        let rest = (merged.rest.clone(), Activity::new(TOTAL));
        let of_year = merged.origins_of_year();
        let sources = of_year.iter().flat_map(|(_, origins)| origins.sources.iter());
        let cells = sources.chain(industries).chain(produced.keys()).chain([&rest]);
        let cells: BTreeSet<Industry> = cells.cloned().collect();
        let partners = flows.flat_map(BTreeMap::keys);
        let owners = cells.iter().map(|(economy, _)| economy.clone());
        let economies: BTreeSet<Economy> = partners.cloned().chain(owners).collect();
        let cells: Vec<Industry> = cells.iter().cloned().collect();
        let positions = of_year.iter().map(|(_, origins)| {
            let known: BTreeMap<&Industry, usize> = origins.sources.iter().zip(0..).collect();
            cells.iter().map(|cell| known.get(cell).copied()).collect()
        });
        Self {
            positions: positions.collect(),
            economies: economies.into_iter().collect(),
            cells,
            rest,
        }
    }

    pub fn cell(&self, industry: &Industry) -> Option<usize> {
        self.cells.binary_search(industry).ok()
    }

    /// The cells of an economy.
    pub fn of(&self, economy: &Economy) -> Range<usize> {
        let first = self.cells.partition_point(|(other, _)| other < economy);
        let last = self.cells.partition_point(|(other, _)| other <= economy);
        first..last
    }

    /// A year with these cells and nothing else.
    pub fn empty(&self, year: Year) -> TivaYear {
        let cells = self.cells.iter().filter_map(|(economy, activity)| {
            let economy = self.economies.binary_search(economy).ok()?;
            let activity = activity.clone();
            Some(Cell { economy, activity })
        });
        TivaYear {
            year,
            economies: self.economies.clone(),
            cells: cells.collect(),
            produced: vec![None; self.cells.len()],
            columns: Vec::new(),
            totals_only: Vec::new(),
        }
    }
}

/// Value added in the exports of one industry, by cell of a grid; none where the files say nothing.
pub(super) struct Sources {
    pub values: Vec<Option<f64>>,
    pub world: Option<f64>,
}

impl Sources {
    /// Whether anything is known of an economy.
    pub fn has(&self, grid: &Grid, economy: &Economy) -> bool {
        grid.of(economy).any(|cell| self.values[cell].is_some())
    }

    /// Value added by cell, and the economies that are known in total only; none where a part of the world lacks.
    pub fn resolve(mut self, grid: &Grid) -> Option<(Vec<f64>, Vec<Economy>)> {
        let mut totals_only = Vec::new();
        for economy in &grid.economies {
            let Some(total) = grid.cell(&(economy.clone(), Activity::new(TOTAL))) else {
                continue;
            };
            let mut single = grid.of(economy).filter(|cell| *cell != total);
            if single.any(|cell| self.values[cell].is_some()) {
                self.values[total] = None;
            } else if self.values[total].is_some() && *economy != grid.rest.0 {
                totals_only.push(economy.clone());
            }
        }
        if !self.has(grid, &grid.rest.0) {
            let named: f64 = self.values.iter().flatten().sum();
            let cell = grid.cell(&grid.rest)?;
            self.values[cell] = Some((self.world? - named).max(0.0));
        }
        let values = self.values.into_iter().map(Option::unwrap_or_default);
        Some((values.collect(), totals_only))
    }
}
