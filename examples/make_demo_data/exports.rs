//! What the focus economies export, by product and destination: targets of the calibration.

use crate::activities::*;
use crate::economies::{BLR, ECONOMIES, FOCUS, KAZ, ROW, RUS};
use crate::path::{self, Knots};
use crate::rng::{self, Purpose};

/// Exports of a focus economy.
struct Profile {
    /// Total exports, USD billion.
    total: &'static Knots,
    /// The share of each destination (RUS, KAZ, BLR, CHN, DEU, ROW) at the start and at the end.
    destinations: [[f64; ECONOMIES]; 2],
    /// The product mix sold to the other focus economies.
    mutual: ByActivity,
    /// The product mix sold to everyone else.
    external: ByActivity,
}

/// The first and the last year of the tables, between which destinations shift.
const SPAN: (u16, u16) = (1995, 2020);

/// The profiles, in the order of [`FOCUS`]; product mixes need not sum to one.
#[rustfmt::skip]
const PROFILES: [Profile; FOCUS.len()] = [
    Profile {
        total: &[
            (1995, 82.0), (1998, 74.0), (2000, 105.0), (2003, 136.0), (2005, 244.0), (2008, 472.0),
            (2009, 304.0), (2011, 517.0), (2013, 526.0), (2014, 497.0), (2015, 341.0),
            (2016, 285.0), (2018, 450.0), (2019, 424.0), (2020, 337.0),
        ],
        destinations: [
            [0.0, 0.034, 0.042, 0.045, 0.075, 0.804],
            [0.0, 0.036, 0.046, 0.140, 0.060, 0.718],
        ],
        mutual: [
            0.020, 0.240, 0.050, 0.012, 0.012, 0.020, 0.090, 0.070, 0.012, 0.030, 0.015, 0.120,
            0.025, 0.020, 0.030, 0.050, 0.060, 0.020, 0.014, 0.015, 0.020, 0.035,
        ],
        external: [
            0.030, 0.460, 0.015, 0.003, 0.018, 0.008, 0.170, 0.045, 0.002, 0.006, 0.003, 0.130,
            0.006, 0.008, 0.006, 0.012, 0.006, 0.015, 0.006, 0.004, 0.020, 0.027,
        ],
    },
    Profile {
        total: &[
            (1995, 5.3), (1998, 5.4), (2000, 9.0), (2003, 13.0), (2005, 28.0), (2008, 71.0),
            (2009, 43.0), (2011, 86.0), (2013, 84.0), (2014, 79.0), (2015, 46.0), (2016, 37.0),
            (2018, 61.0), (2019, 58.0), (2020, 47.0),
        ],
        destinations: [
            [0.220, 0.0, 0.006, 0.070, 0.050, 0.654],
            [0.105, 0.0, 0.003, 0.180, 0.040, 0.672],
        ],
        mutual: [
            0.060, 0.250, 0.040, 0.010, 0.001, 0.002, 0.030, 0.130, 0.004, 0.010, 0.010, 0.300,
            0.010, 0.006, 0.020, 0.025, 0.012, 0.012, 0.004, 0.012, 0.012, 0.040,
        ],
        external: [
            0.025, 0.660, 0.004, 0.003, 0.0006, 0.0006, 0.030, 0.035, 0.0004, 0.001, 0.0008, 0.190,
            0.002, 0.002, 0.0015, 0.002, 0.0008, 0.002, 0.001, 0.001, 0.010, 0.027,
        ],
    },
    Profile {
        total: &[
            (1995, 4.8), (1997, 7.3), (1999, 5.9), (2001, 7.5), (2003, 10.0), (2005, 16.0),
            (2008, 32.6), (2009, 21.3), (2011, 41.0), (2012, 46.0), (2013, 37.2), (2014, 36.1),
            (2015, 26.7), (2016, 23.5), (2018, 33.9), (2019, 33.0), (2020, 29.2),
        ],
        destinations: [
            [0.500, 0.011, 0.0, 0.010, 0.040, 0.439],
            [0.440, 0.022, 0.0, 0.025, 0.045, 0.468],
        ],
        mutual: [
            0.050, 0.001, 0.230, 0.070, 0.020, 0.015, 0.030, 0.045, 0.015, 0.050, 0.030, 0.030,
            0.040, 0.030, 0.050, 0.100, 0.090, 0.015, 0.050, 0.004, 0.015, 0.050,
        ],
        external: [
            0.030, 0.020, 0.050, 0.050, 0.060, 0.010, 0.300, 0.220, 0.004, 0.020, 0.015, 0.060,
            0.020, 0.015, 0.015, 0.025, 0.020, 0.010, 0.030, 0.006, 0.020, 0.070,
        ],
    },
];

/// The exports of a product from a focus economy to a destination in a year, USD million.
///
/// Noise comes in three layers: the whole of an economy's exports of a product, its exports
/// to one destination, and the cell of the two, so that no two partners move in proportion.
/// The rest of the world is many buyers, whose noise evens out.
pub fn target(exporter: usize, product: usize, destination: usize, year: u16) -> f64 {
    let profile = &PROFILES[exporter];
    let [first, last] = &profile.destinations;
    let passed = f64::from(year - SPAN.0) / f64::from(SPAN.1 - SPAN.0);
    let share = first[destination] + (last[destination] - first[destination]) * passed;
    let (mix, destination_sd, cell_sd) = match destination {
        RUS | KAZ | BLR => (&profile.mutual, 0.11, 0.18),
        ROW => (&profile.external, 0.02, 0.10),
        _ => (&profile.external, 0.08, 0.16),
    };
    let noise = |purpose, keys, sd| rng::yearly_factor(purpose, keys, year, sd);
    let product_noise = noise(Purpose::ExportTotal, [exporter, product, 0], 0.06);
    let to = [exporter, destination, 0];
    let destination_noise = noise(Purpose::ExportDestination, to, destination_sd);
    let cell = [exporter, product, destination];
    let cell_noise = noise(Purpose::ExportTarget, cell, cell_sd);
    let total = 1000.0 * path::geometric(profile.total, year);
    total * share * mix[product] * product_noise * destination_noise * cell_noise
}

/// The codes of the focus economies are the first ones of the tables, as [`PROFILES`] assumes.
const _: () = assert!(RUS == 0 && KAZ == 1 && BLR == 2);
