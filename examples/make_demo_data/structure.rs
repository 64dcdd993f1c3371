//! What makes up one year before any calibration: technology, tastes and the grain of cells.

use crate::activities::{self, ACTIVITIES, ByActivity};
use crate::demand::{self, CATEGORIES};
use crate::economies::{ECONOMIES, FOCUS};
use crate::rng::{self, Purpose};
use crate::technology;

/// The number of rows of intermediate flows: economy and activity, economy first.
pub const ROWS: usize = ECONOMIES * ACTIVITIES;

/// The number of columns of final demand: economy and category, economy first.
pub const FINAL: usize = ECONOMIES * CATEGORIES;

/// The share of structural zeros among the bilateral cells of a focus economy's inputs.
const GAPS: f64 = 0.2;

/// The row or column of an activity.
pub fn at(economy: usize, activity: usize) -> usize {
    economy * ACTIVITIES + activity
}

/// What does not change while a year is calibrated.
pub struct Structure {
    /// Shares of products in inputs, as `[user][product][activity]`.
    pub inputs: Vec<[ByActivity; ACTIVITIES]>,
    /// Value added over output, by row.
    pub value_added: Vec<f64>,
    /// Taxes less subsidies on inputs over output, by row.
    pub taxes: Vec<f64>,
    /// What a unit of spending buys, as `[economy][category][product]`.
    pub spending: Vec<[ByActivity; CATEGORIES]>,
    /// How far a bilateral cell departs from the origin shares of its product, by row and column.
    pub cells: Vec<Vec<f64>>,
}

impl Structure {
    pub fn new(year: u16) -> Self {
        let rows = || (0..ROWS).map(|row| (row / ACTIVITIES, row % ACTIVITIES));
        // Each activity of a focus economy turns to and from the other two on its own.
        let turn = |q, (p, j)| rng::yearly_factor(Purpose::CellUse, [q, p, j], year, 0.22);
        let turns: Vec<Vec<f64>> = (0..ECONOMIES)
            .map(|q| rows().map(|column| turn(q, column)).collect())
            .collect();
        let cell = |(q, i): (usize, usize), (p, j): (usize, usize)| {
            let keys = [q, p, i * ACTIVITIES + j];
            let gap = FOCUS.contains(&q)
                && !activities::share_a_sector(i, j)
                && rng::fixed_uniform(Purpose::CellGap, keys) < GAPS;
            let pair = q != p && FOCUS.contains(&q) && FOCUS.contains(&p);
            let turn = if pair { turns[q][at(p, j)] } else { 1.0 };
            if gap {
                0.0
            } else {
                turn * rng::fixed_factor(Purpose::CellFactor, keys, 0.25)
            }
        };
        Self {
            inputs: (0..ECONOMIES).map(|p| technology::input_shares(p, year)).collect(),
            value_added: rows().map(|(p, j)| technology::value_added_share(p, j, year)).collect(),
            taxes: rows().map(|(p, j)| technology::tax_share(p, j, year)).collect(),
            spending: (0..ECONOMIES).map(|p| demand::spending_shares(p, year)).collect(),
            cells: rows().map(|from| rows().map(|to| cell(from, to)).collect()).collect(),
        }
    }
}
