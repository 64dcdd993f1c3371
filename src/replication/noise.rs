//! How far the rounding of the data that an article used may have moved its numbers.

use std::collections::BTreeMap;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use rayon::prelude::*;

use super::recompute::slopes;
use super::{ComputedRow, Reading};
use crate::econometrics::{CovarianceKind, Ols};
use crate::published::{Quantity, RowId};
use crate::stages::robustness::estimate;
use crate::stages::{Direction, PanelRow};

/// How many times the inputs are shifted within their rounding.
const DRAWS: usize = 200;
const SEED: u64 = 1;

/// Adds to each row the largest move of its numbers over draws of unrounded inputs.
///
/// Exports, BP and FP are shifted by uniform amounts of up to half a unit of their last decimal, in USD
/// million, and the equation is estimated again; seeded, so that the same data give the same widths. GDP per
/// capita is published with more digits than matter.
pub fn add_noise(rows: &mut [ComputedRow], panel: &[PanelRow], reading: Reading, decimals: u8, kind: CovarianceKind) {
    rows.par_iter_mut().enumerate().for_each(|(stream, row)| {
        let own: Vec<&PanelRow> = panel
            .iter()
            .filter(|observed| observed.exporter == row.row.exporter && observed.sector == row.row.sector)
            .collect();
        let half = 0.5 * libm::pow(10.0, -f64::from(decimals));
        row.noise = widths(&row.row, &own, reading, half, kind, stream as u64);
    });
}

fn widths(
    row: &RowId,
    rows: &[&PanelRow],
    reading: Reading,
    half: f64,
    kind: CovarianceKind,
    stream: u64,
) -> Option<BTreeMap<Quantity, f64>> {
    let formula = reading.formula(row.direction);
    let exact = numbers(&estimate(&formula, rows).ok()?, kind);
    let mut random = ChaCha8Rng::seed_from_u64(SEED);
    random.set_stream(stream);
    let mut widths: BTreeMap<Quantity, f64> = exact.keys().map(|quantity| (*quantity, 0.0)).collect();
    for _ in 0..DRAWS {
        let shifted: Vec<PanelRow> = rows.iter().map(|row| shifted(row, half, &mut random)).collect();
        let shifted: Vec<&PanelRow> = shifted.iter().collect();
        let Ok(ols) = estimate(&formula, &shifted) else {
            continue;
        };
        for (quantity, value) in numbers(&ols, kind) {
            if let (Some(width), Some(known)) = (widths.get_mut(&quantity), exact.get(&quantity)) {
                *width = width.max((value - known).abs());
            }
        }
    }
    Some(widths)
}

fn numbers(ols: &Ols, kind: CovarianceKind) -> BTreeMap<Quantity, f64> {
    let mut numbers: BTreeMap<Quantity, f64> = slopes(ols)
        .into_iter()
        .map(|(term, slope)| (Quantity::Coefficient(term), slope))
        .collect();
    numbers.insert(Quantity::RSquared, ols.r_squared());
    if let Ok(joint) = ols.slopes_test(kind) {
        numbers.insert(Quantity::F, joint.f_statistic);
    }
    numbers
}

fn shifted(row: &PanelRow, half: f64, random: &mut ChaCha8Rng) -> PanelRow {
    // 53 random bits as a fraction, then as a number in [−half, half).
    let mut shift = || ((random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64 * 2.0 - 1.0) * half;
    let mut row = row.clone();
    for direction in Direction::ALL {
        match direction {
            Direction::Mutual => row.mutual += shift(),
            Direction::External => row.external += shift(),
        }
    }
    row.bp += shift();
    row.fp += shift();
    row.bp_all += shift();
    row.fp_all += shift();
    row
}
