//! Final demand: its six categories, their sizes and what they buy.

use crate::activities::{ACTIVITIES, ByActivity};
use crate::rng::{self, Purpose};

/// The number of categories of final demand.
pub const CATEGORIES: usize = 6;

/// The categories of final demand, in the order of the tables.
pub const CODES: [&str; CATEGORIES] = ["HFCE", "NPISH", "GGFC", "GFCF", "INVNT", "DPABR"];

/// Changes in inventories: the only category that may be negative.
pub const INVNT: usize = 4;

/// Direct purchases abroad by residents: bought from other economies only.
pub const DPABR: usize = 5;

/// The share of each category in what an economy spends.
const SIZES: [f64; CATEGORIES] = [0.555, 0.010, 0.180, 0.241, 0.010, 0.004];

/// Taxes less subsidies on products, over what a category spends.
pub const TAXES: [f64; CATEGORIES] = [0.070, 0.010, 0.004, 0.030, 0.0, 0.0];

/// What households buy; also what non-profit institutions buy.
const HOUSEHOLDS: ByActivity = [
    0.055, 0.002, 0.150, 0.055, 0.003, 0.008, 0.030, 0.012, 0.018, 0.008, 0.004, 0.001, 0.006, 0.022, 0.014, 0.004,
    0.038, 0.003, 0.020, 0.045, 0.440, 0.062,
];

/// What governments buy.
const GOVERNMENT: ByActivity = [
    0.002, 0.0, 0.003, 0.001, 0.0, 0.003, 0.002, 0.002, 0.030, 0.001, 0.001, 0.0, 0.002, 0.004, 0.002, 0.002, 0.003,
    0.006, 0.006, 0.010, 0.900, 0.020,
];

/// What is invested; building stands under G, as all services do.
const INVESTMENT: ByActivity = [
    0.010, 0.004, 0.001, 0.002, 0.006, 0.002, 0.002, 0.002, 0.001, 0.006, 0.020, 0.006, 0.050, 0.060, 0.040, 0.140,
    0.075, 0.030, 0.045, 0.003, 0.480, 0.015,
];

/// What is stored.
const STORES: ByActivity = [
    0.14, 0.10, 0.12, 0.04, 0.02, 0.02, 0.06, 0.06, 0.02, 0.03, 0.03, 0.09, 0.04, 0.04, 0.03, 0.06, 0.05, 0.02, 0.03,
    0.0, 0.0, 0.0,
];

/// What residents buy abroad.
const TRAVEL: ByActivity = [
    0.0, 0.0, 0.25, 0.10, 0.0, 0.0, 0.03, 0.0, 0.02, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.05, 0.0, 0.40, 0.15,
];

const BASKETS: [&ByActivity; CATEGORIES] = [&HOUSEHOLDS, &HOUSEHOLDS, &GOVERNMENT, &INVESTMENT, &STORES, &TRAVEL];

/// What one unit of spending buys, as `[category][product]`. Inventories change sign.
pub fn spending_shares(economy: usize, year: u16) -> [ByActivity; CATEGORIES] {
    let mut shares = [[0.0; ACTIVITIES]; CATEGORIES];
    for category in 0..CATEGORIES {
        for product in 0..ACTIVITIES {
            let keys = [economy, category, product];
            let noise = if category == INVNT {
                0.4 + rng::yearly_noise(Purpose::Inventories, keys, year)
            } else {
                rng::yearly_factor(Purpose::FinalDemand, keys, year, 0.05)
            };
            shares[category][product] = SIZES[category] * BASKETS[category][product] * noise;
        }
    }
    shares
}
