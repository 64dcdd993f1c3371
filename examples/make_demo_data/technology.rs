//! How activities produce: value added, taxes on inputs, and the mix of inputs by product.

use crate::activities::*;
use crate::economies::{BLR, KAZ};
use crate::rng::{self, Purpose};

/// Value added over output, in the order of the activities.
const VALUE_ADDED: ByActivity = [
    0.49, 0.56, 0.27, 0.33, 0.32, 0.34, 0.24, 0.31, 0.40, 0.31, 0.36, 0.28, 0.35, 0.36, 0.33, 0.35, 0.28, 0.34, 0.38,
    0.40, 0.56, 0.46,
];

/// Taxes less subsidies on inputs, over output: farming is subsidised.
const TAXES: ByActivity = [
    -0.006, 0.008, 0.006, 0.007, 0.006, 0.007, 0.011, 0.007, 0.005, 0.006, 0.008, 0.006, 0.006, 0.005, 0.005, 0.005,
    0.005, 0.004, 0.006, -0.004, 0.012, 0.013,
];

/// Inputs that every activity uses, as relative weights; the rest is zero.
#[rustfmt::skip]
const BACKGROUND: &[(usize, f64)] = &[
    (A01_02, 0.002), (C10T12, 0.002), (C13T15, 0.004), (C16, 0.008), (C17_18, 0.018), (C19, 0.035),
    (C20, 0.025), (C21, 0.001), (C22, 0.020), (C23, 0.010), (C24, 0.015), (C25, 0.025),
    (C26, 0.012), (C27, 0.015), (C28, 0.022), (C29, 0.006), (C30, 0.003), (C31T33, 0.020),
    (D, 0.060), (G, 0.140), (H49, 0.070),
];

/// Inputs peculiar to an activity, as weights added to the background.
#[rustfmt::skip]
const RECIPES: [&[(usize, f64)]; ACTIVITIES] = [
    &[(A01_02, 0.22), (C10T12, 0.10), (C20, 0.09), (C19, 0.05), (C28, 0.03)],
    &[(B05_06, 0.12), (C28, 0.05), (C25, 0.04), (H49, 0.10), (D, 0.04)],
    &[(A01_02, 0.40), (C10T12, 0.16), (C22, 0.03), (C17_18, 0.03)],
    &[(C13T15, 0.34), (A01_02, 0.05), (C20, 0.08)],
    &[(A01_02, 0.20), (C16, 0.25), (C20, 0.04)],
    &[(C17_18, 0.30), (C16, 0.10), (C20, 0.09)],
    &[(B05_06, 0.95), (C19, 0.08), (C20, 0.01)],
    &[(C20, 0.27), (B05_06, 0.16), (C19, 0.11), (C21, 0.01), (D, 0.04)],
    &[(C20, 0.22), (C21, 0.20), (C17_18, 0.03)],
    &[(C20, 0.36), (C22, 0.10), (C13T15, 0.03)],
    &[(C23, 0.20), (B05_06, 0.07), (D, 0.06), (C20, 0.04)],
    &[(C24, 0.36), (B05_06, 0.06), (D, 0.07), (C23, 0.02)],
    &[(C24, 0.38), (C25, 0.12), (C20, 0.02)],
    &[(C26, 0.36), (C27, 0.09), (C24, 0.04), (C25, 0.04), (C22, 0.04)],
    &[(C24, 0.24), (C27, 0.18), (C26, 0.08), (C22, 0.06), (C25, 0.05)],
    &[(C24, 0.17), (C28, 0.20), (C25, 0.13), (C27, 0.07), (C26, 0.04), (C29, 0.02), (C22, 0.03)],
    &[(C29, 0.32), (C24, 0.10), (C25, 0.09), (C22, 0.08), (C28, 0.06), (C27, 0.04), (C30, 0.01)],
    &[(C30, 0.22), (C24, 0.13), (C25, 0.10), (C28, 0.08), (C26, 0.05), (C27, 0.04), (C29, 0.02)],
    &[(C16, 0.14), (C24, 0.09), (C25, 0.07), (C13T15, 0.06), (C31T33, 0.08), (C28, 0.04)],
    &[(B05_06, 0.34), (C19, 0.08), (D, 0.16), (C27, 0.03)],
    &[(G, 0.30), (H49, 0.10), (C10T12, 0.05), (C23, 0.05), (C17_18, 0.02), (C26, 0.03)],
    &[(C19, 0.20), (H49, 0.12), (C30, 0.05), (C29, 0.03), (G, 0.08)],
];

/// Value added over output of an activity in a year.
pub fn value_added_share(economy: usize, activity: usize, year: u16) -> f64 {
    let level = match (economy, is_machinery(activity)) {
        (BLR, true) => 0.88,
        (BLR, false) => 0.97,
        (KAZ, _) => 1.03,
        _ => 1.0,
    };
    let noise = rng::yearly_factor(Purpose::ValueAddedShare, [economy, activity, 0], year, 0.02);
    (VALUE_ADDED[activity] * level * noise).clamp(0.21, 0.59)
}

/// Taxes less subsidies on inputs, over output, of an activity in a year.
pub fn tax_share(economy: usize, activity: usize, year: u16) -> f64 {
    TAXES[activity] * rng::yearly_factor(Purpose::TaxShare, [economy, activity, 0], year, 0.12)
}

/// The shares of products in the inputs of each activity, as `[product][activity]`; every
/// column sums to one.
pub fn input_shares(economy: usize, year: u16) -> [ByActivity; ACTIVITIES] {
    let mut weights = [[0.0; ACTIVITIES]; ACTIVITIES];
    for (activity, recipe) in RECIPES.iter().enumerate() {
        for &(product, weight) in BACKGROUND.iter().chain(*recipe) {
            weights[product][activity] += weight;
        }
        let mut total = 0.0;
        for (product, row) in weights.iter_mut().enumerate() {
            let keys = [economy, product, activity];
            row[activity] *= rng::fixed_factor(Purpose::InputShare, keys, 0.12)
                * rng::yearly_factor(Purpose::InputShare, keys, year, 0.06);
            total += row[activity];
        }
        for row in &mut weights {
            row[activity] /= total;
        }
    }
    weights
}
