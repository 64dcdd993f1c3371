//! What China, Germany and the rest of the world supply: shares in the use of each product.

use crate::activities::{B05_06, ByActivity, C19, D};
use crate::economies::{ECONOMIES, FOCUS};
use crate::path;
use crate::rng::{self, Purpose};

/// The number of suppliers outside the focus: the economies that follow [`FOCUS`].
const SUPPLIERS: usize = ECONOMIES - FOCUS.len();

/// How far each importer (RUS, KAZ, BLR, CHN, DEU, ROW) is open to each supplier, in 1995 and
/// in 2020: the supplier's share in the use of a product of ordinary tradability.
const OPENNESS: [[[f64; 2]; SUPPLIERS]; ECONOMIES] = [
    [[0.010, 0.060], [0.030, 0.026], [0.120, 0.110]],
    [[0.020, 0.090], [0.025, 0.022], [0.110, 0.110]],
    [[0.008, 0.050], [0.040, 0.032], [0.130, 0.120]],
    [[0.0, 0.0], [0.009, 0.013], [0.110, 0.090]],
    [[0.010, 0.050], [0.0, 0.0], [0.230, 0.280]],
    [[0.009, 0.045], [0.020, 0.018], [0.0, 0.0]],
];

/// How much more, or less, of each product a supplier sells than of an ordinary one.
#[rustfmt::skip]
const STRENGTHS: [ByActivity; SUPPLIERS] = [
    [
        0.20, 0.03, 0.35, 2.60, 0.80, 0.50, 0.10, 0.70, 0.40, 1.30, 0.90, 0.60, 1.30, 2.80, 2.00,
        1.60, 0.60, 0.80, 2.20, 0.01, 0.05, 0.08,
    ],
    [
        0.20, 0.01, 0.60, 0.60, 0.50, 0.90, 0.15, 1.40, 2.00, 1.40, 0.80, 0.80, 1.10, 1.30, 1.60,
        2.40, 2.60, 1.60, 0.90, 0.02, 0.06, 0.12,
    ],
    [
        0.60, 0.90, 0.70, 1.40, 0.60, 0.80, 0.50, 1.10, 1.60, 1.10, 0.60, 0.80, 0.90, 1.80, 1.30,
        1.60, 1.50, 1.50, 1.10, 0.03, 0.10, 0.25,
    ],
];

/// The share of `origin`, which is outside the focus, in an importer's use of a product in a year.
pub fn share(origin: usize, product: usize, importer: usize, year: u16) -> f64 {
    let supplier = origin - FOCUS.len();
    let [first, last] = OPENNESS[importer][supplier];
    let openness = path::linear(&[(1995, first), (2020, last)], year);
    let energy = matches!(product, B05_06 | C19 | D) && FOCUS.contains(&importer);
    let keys = [supplier, product, importer];
    openness
        * STRENGTHS[supplier][product]
        * if energy { 0.1 } else { 1.0 }
        * rng::fixed_factor(Purpose::OutsideSupplier, keys, 0.15)
        * rng::yearly_factor(Purpose::OutsideSupplier, keys, year, 0.07)
}
