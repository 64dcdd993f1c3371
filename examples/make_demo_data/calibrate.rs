//! Fits a year's flows to its targets: product by exports, machinery by origin, size by GDP.
//!
//! A fixed number of proportional corrections, so that every machine does the same sums. What
//! is fitted is the structure of trade; no regression is looked at.

use std::array::from_fn;

use crate::activities::{ACTIVITIES, is_machinery};
use crate::demand::{self, CATEGORIES};
use crate::economies::{self, ECONOMIES, FOCUS};
use crate::flows::{Flows, State, identity_less};
use crate::structure::{ROWS, Structure, at};
use crate::{exports, linear, linkage, suppliers};

/// The number of corrections.
const ROUNDS: usize = 30;

/// The largest part of the use of a product that the state may give to foreign origins.
const FOREIGN_LIMIT: f64 = 0.93;

/// Builds the flows of one year.
pub fn flows(year: u16) -> (Structure, Flows) {
    let structure = Structure::new(year);
    let mut state = start(year);
    let mut flows = Flows::new(&structure, &state);
    for _ in 0..ROUNDS {
        correct_exports(&mut state, &flows, year);
        correct_linkage(&mut state, &structure, &flows, year);
        correct_size(&mut state, &structure, &flows, year);
        flows = Flows::new(&structure, &state);
    }
    (structure, flows)
}

fn start(year: u16) -> State {
    let share = |q: usize, i: usize, p: usize| {
        if q == p {
            0.0
        } else if FOCUS.contains(&q) {
            exports::target(q, i, p, year) / economies::gdp(p, year)
        } else {
            suppliers::share(q, i, p, year)
        }
    };
    State {
        foreign: from_fn(|q| from_fn(|i| from_fn(|p| share(q, i, p)))),
        linkage: [[1.0; ECONOMIES]; ECONOMIES],
        spending: from_fn(|p| 0.9 * economies::gdp(p, year)),
    }
}

/// Moves the origin shares of the focus economies towards their export targets.
fn correct_exports(state: &mut State, flows: &Flows, year: u16) {
    for p in 0..ECONOMIES {
        for i in 0..ACTIVITIES {
            for q in FOCUS.into_iter().filter(|&q| q != p) {
                let ratio = exports::target(q, i, p, year) / flows.sales(q, i, p);
                state.foreign[q][i][p] *= ratio.clamp(0.5, 2.0);
            }
            let total: f64 = (0..ECONOMIES).map(|q| state.foreign[q][i][p]).sum();
            if total > FOREIGN_LIMIT {
                for origin in &mut state.foreign {
                    origin[i][p] *= FOREIGN_LIMIT / total;
                }
            }
        }
    }
}

/// Moves the origins of machinery's inputs towards the linkage targets.
fn correct_linkage(state: &mut State, structure: &Structure, flows: &Flows, year: u16) {
    let content = value_added_content(structure, flows);
    for p in FOCUS {
        let mut origin = [0.0; ECONOMIES];
        let mut gross = 0.0;
        for j in (0..ACTIVITIES).filter(|&j| is_machinery(j)) {
            let exported: f64 = (0..ECONOMIES).filter(|&q| q != p).map(|q| flows.sales(p, j, q)).sum();
            gross += exported;
            for q in 0..ECONOMIES {
                origin[q] += content[at(p, j)][q] * exported;
            }
        }
        let target = linkage::target(p, year);
        let wanted = |q: usize| target.partner_shares[q].map(|share| share * target.foreign_share);
        let named: f64 = (0..ECONOMIES).filter_map(wanted).sum();
        let unnamed: f64 = (0..ECONOMIES)
            .filter(|&q| q != p && wanted(q).is_none())
            .map(|q| origin[q])
            .sum();
        for q in (0..ECONOMIES).filter(|&q| q != p) {
            let ratio = match wanted(q) {
                Some(share) => share / (origin[q] / gross),
                None => (target.foreign_share - named) / (unnamed / gross),
            };
            state.linkage[q][p] = (state.linkage[q][p] * ratio.clamp(0.5, 2.0)).clamp(0.01, 100.0);
        }
    }
}

/// Value added of each economy in one unit of final output, as `[row][economy]`: v·B by origin.
fn value_added_content(structure: &Structure, flows: &Flows) -> Vec<Vec<f64>> {
    let own = |row: usize| {
        let mut shares = vec![0.0; ECONOMIES];
        shares[row / ACTIVITIES] = structure.value_added[row] + structure.taxes[row];
        shares
    };
    linear::solve(identity_less(&flows.coefficients, true), (0..ROWS).map(own).collect())
}

/// Moves final demand towards gross domestic product.
fn correct_size(state: &mut State, structure: &Structure, flows: &Flows, year: u16) {
    for p in 0..ECONOMIES {
        let produced: f64 = (0..ACTIVITIES)
            .map(|j| at(p, j))
            .map(|row| (structure.value_added[row] + structure.taxes[row]) * flows.output[row])
            .sum();
        let taxed: f64 = (0..CATEGORIES)
            .map(|f| {
                let bought: f64 = flows.final_demand.iter().map(|row| row[p * CATEGORIES + f]).sum();
                bought * demand::TAXES[f]
            })
            .sum();
        let ratio = economies::gdp(p, year) / (produced + taxed);
        state.spending[p] *= ratio.clamp(0.5, 2.0);
    }
}
