//! Targets for the origin of value added in machinery exports of the focus economies.
//!
//! These are the stated facts of stage II: levels and turning points, not regressions.

use crate::economies::{BLR, ECONOMIES, FOCUS, KAZ, RUS};
use crate::path::{self, Knots};
use crate::rng::{self, Purpose};

/// Foreign value added in gross exports of machinery, percent, for RUS, KAZ, BLR.
#[rustfmt::skip]
const FOREIGN_SHARES: [&Knots; FOCUS.len()] = [
    &[
        (1995, 11.0), (1998, 12.1), (2002, 11.6), (2007, 11.0), (2011, 11.2), (2014, 12.0),
        (2015, 12.4), (2020, 11.8),
    ],
    &[(1995, 23.9), (2000, 22.6), (2006, 20.6), (2012, 19.2), (2016, 18.6), (2020, 17.9)],
    &[(1995, 49.0), (2000, 51.0), (2008, 50.6), (2014, 49.4), (2020, 50.2)],
];

/// A partner's share in that foreign value added, percent: exporter, partner, path.
#[rustfmt::skip]
const PARTNER_SHARES: [(usize, usize, &Knots); 6] = [
    (RUS, BLR, &[
        (1995, 0.90), (2000, 1.15), (2008, 1.25), (2011, 1.20), (2012, 1.80), (2013, 1.60),
        (2015, 1.85), (2020, 1.90),
    ]),
    (RUS, KAZ, &[
        (1995, 3.6), (1999, 3.2), (2005, 4.4), (2009, 4.5), (2010, 3.1), (2011, 3.2), (2012, 4.6),
        (2014, 5.65), (2015, 4.7), (2017, 4.1), (2020, 3.6),
    ]),
    (KAZ, RUS, &[(1995, 42.0), (2002, 39.0), (2009, 40.0), (2014, 38.5), (2020, 41.0)]),
    (KAZ, BLR, &[(1995, 1.2), (2005, 1.6), (2012, 2.4), (2020, 2.1)]),
    (BLR, RUS, &[(1995, 69.0), (2003, 70.5), (2010, 69.5), (2020, 70.0)]),
    (BLR, KAZ, &[(1995, 0.30), (2005, 0.45), (2012, 0.60), (2020, 0.45)]),
];

/// The target for an exporter's machinery in a year.
pub struct Target {
    /// Foreign value added over gross exports, a fraction.
    pub foreign_share: f64,
    /// The part of foreign value added from each economy, a fraction; `None` where the
    /// profile leaves the economy to take what remains.
    pub partner_shares: [Option<f64>; ECONOMIES],
}

/// The linkage target of a focus economy in a year.
pub fn target(exporter: usize, year: u16) -> Target {
    let level = path::linear(FOREIGN_SHARES[exporter], year) / 100.0;
    let mut partner_shares = [None; ECONOMIES];
    for &(_, partner, knots) in PARTNER_SHARES.iter().filter(|&&(of, ..)| of == exporter) {
        // A large share is steadier than a small one.
        let sd = if partner == RUS { 0.012 } else { 0.035 };
        let keys = [exporter, partner, 0];
        let noise = rng::yearly_factor(Purpose::LinkagePartner, keys, year, sd);
        partner_shares[partner] = Some(path::linear(knots, year) / 100.0 * noise);
    }
    let noise = rng::yearly_factor(Purpose::LinkageShare, [exporter, 0, 0], year, 0.016);
    Target {
        foreign_share: level * noise,
        partner_shares,
    }
}
