//! Turns one year's profiles and the calibrated state into flows between economies.

use crate::activities::{self, ACTIVITIES};
use crate::demand::{CATEGORIES, DPABR};
use crate::economies::{ECONOMIES, FOCUS};
use crate::linear;
use crate::structure::{FINAL, ROWS, Structure, at};

/// The largest part of an input that may come from abroad.
const FOREIGN_LIMIT: f64 = 0.96;

/// What the calibration of a year moves.
pub struct State {
    /// The share of each foreign origin in the use of a product, as `[origin][product][user]`.
    pub foreign: [[[f64; ECONOMIES]; ACTIVITIES]; ECONOMIES],
    /// How much more of each origin the machinery of a user takes, as `[origin][user]`.
    pub linkage: [[f64; ECONOMIES]; ECONOMIES],
    /// Final demand of each economy, USD million.
    pub spending: [f64; ECONOMIES],
}

/// The flows of one year, USD million.
pub struct Flows {
    /// Input coefficients, `ROWS` × `ROWS`.
    pub coefficients: Vec<Vec<f64>>,
    /// Final demand, `ROWS` × `FINAL`.
    pub final_demand: Vec<Vec<f64>>,
    /// Output by row.
    pub output: Vec<f64>,
}

impl Flows {
    pub fn new(structure: &Structure, state: &State) -> Self {
        let mut coefficients = vec![vec![0.0; ROWS]; ROWS];
        let mut final_demand = vec![vec![0.0; FINAL]; ROWS];
        for p in 0..ECONOMIES {
            for i in 0..ACTIVITIES {
                for j in 0..ACTIVITIES {
                    let column = at(p, j);
                    let inputs = 1.0 - structure.value_added[column] - structure.taxes[column];
                    let total = inputs * structure.inputs[p][i][j];
                    let shares = input_origins(structure, state, p, i, j);
                    for q in 0..ECONOMIES {
                        coefficients[at(q, i)][column] = total * shares[q];
                    }
                }
                let shares = std::array::from_fn(|q| state.foreign[q][i][p]);
                for f in 0..CATEGORIES {
                    let total = state.spending[p] * structure.spending[p][f][i];
                    let shares = if f == DPABR {
                        abroad(shares)
                    } else {
                        with_home(shares, p)
                    };
                    for q in 0..ECONOMIES {
                        final_demand[at(q, i)][p * CATEGORIES + f] = total * shares[q];
                    }
                }
            }
        }
        let demand = final_demand.iter().map(|row| vec![row.iter().sum()]).collect();
        let solution = linear::solve(identity_less(&coefficients, false), demand);
        let output = solution.iter().map(|row| row[0]).collect();
        Self {
            coefficients,
            final_demand,
            output,
        }
    }

    /// Sales of a product of one economy to another, for use and for final demand.
    pub fn sales(&self, q: usize, i: usize, p: usize) -> f64 {
        let row = at(q, i);
        let columns = p * ACTIVITIES..(p + 1) * ACTIVITIES;
        let inputs = self.coefficients[row][columns.clone()]
            .iter()
            .zip(&self.output[columns]);
        let bought = &self.final_demand[row][p * CATEGORIES..(p + 1) * CATEGORIES];
        inputs.map(|(share, output)| share * output).sum::<f64>() + bought.iter().sum::<f64>()
    }
}

/// I − A, or its transpose.
pub fn identity_less(matrix: &[Vec<f64>], transpose: bool) -> Vec<Vec<f64>> {
    let entry = |row: usize, column: usize| {
        let value = if transpose {
            matrix[column][row]
        } else {
            matrix[row][column]
        };
        if row == column { 1.0 - value } else { -value }
    };
    (0..ROWS)
        .map(|row| (0..ROWS).map(|column| entry(row, column)).collect())
        .collect()
}

/// The origins of product `i` used by activity `j` of economy `p`.
fn input_origins(s: &Structure, state: &State, p: usize, i: usize, j: usize) -> [f64; ECONOMIES] {
    let shares = std::array::from_fn(|q| {
        let linkage = match (FOCUS.contains(&p), activities::is_machinery(j)) {
            (true, true) => state.linkage[q][p],
            // Where machinery takes little of an origin, its suppliers at home do too.
            (true, false) => state.linkage[q][p].min(1.0).sqrt(),
            (false, _) => 1.0,
        };
        state.foreign[q][i][p] * s.cells[at(q, i)][at(p, j)] * linkage
    });
    with_home(shares, p)
}

/// Gives what foreign origins leave to the home economy `p`, limiting them first.
fn with_home(mut shares: [f64; ECONOMIES], p: usize) -> [f64; ECONOMIES] {
    shares[p] = 0.0;
    let foreign: f64 = shares.iter().sum();
    let scale = if foreign > FOREIGN_LIMIT {
        FOREIGN_LIMIT / foreign
    } else {
        1.0
    };
    shares = shares.map(|share| share * scale);
    shares[p] = 1.0 - foreign * scale;
    shares
}

/// Shares among foreign origins only.
fn abroad(shares: [f64; ECONOMIES]) -> [f64; ECONOMIES] {
    let foreign: f64 = shares.iter().sum();
    shares.map(|share| if foreign > 0.0 { share / foreign } else { 0.0 })
}
