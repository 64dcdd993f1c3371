//! The economies: codes, names, gross domestic product and population. Rough history, rounded.

use crate::path::{self, Knots};
use crate::rng::{self, Purpose};

/// The number of economies in the input-output tables.
pub const ECONOMIES: usize = 6;

/// The economies of the tables, in the order of the tables.
pub const CODES: [&str; ECONOMIES] = ["RUS", "KAZ", "BLR", "CHN", "DEU", "ROW"];

pub const RUS: usize = 0;
pub const KAZ: usize = 1;
pub const BLR: usize = 2;
pub const ROW: usize = 5;

/// The economies whose exports and linkages are calibrated: the first three of the tables.
pub const FOCUS: [usize; 3] = [RUS, KAZ, BLR];

/// Gross domestic product, USD billion at current prices.
#[rustfmt::skip]
const GDP: [&Knots; ECONOMIES] = [
    &[
        (1990, 517.0), (1993, 435.0), (1995, 395.0), (1997, 405.0), (1998, 271.0), (1999, 196.0),
        (2000, 260.0), (2002, 345.0), (2004, 591.0), (2006, 990.0), (2008, 1660.0), (2009, 1220.0),
        (2010, 1525.0), (2011, 2045.0), (2013, 2290.0), (2014, 2060.0), (2015, 1360.0),
        (2016, 1280.0), (2017, 1575.0), (2019, 1690.0), (2020, 1490.0), (2021, 1840.0),
        (2022, 2270.0),
    ],
    &[
        (1990, 27.0), (1993, 23.4), (1995, 20.0), (1997, 22.2), (1999, 17.0), (2001, 22.2),
        (2003, 30.8), (2005, 57.1), (2007, 105.0), (2008, 133.0), (2009, 115.0), (2011, 193.0),
        (2013, 237.0), (2014, 221.0), (2015, 184.0), (2016, 137.0), (2018, 179.0), (2019, 182.0),
        (2020, 171.0), (2022, 225.0),
    ],
    &[
        (1990, 21.6), (1993, 16.3), (1995, 14.0), (1997, 14.1), (1999, 12.0), (2001, 12.4),
        (2003, 17.8), (2005, 30.2), (2007, 45.3), (2008, 61.0), (2009, 51.0), (2010, 57.0),
        (2011, 61.4), (2013, 76.0), (2014, 78.5), (2015, 56.4), (2016, 48.0), (2018, 60.0),
        (2019, 64.0), (2020, 61.0), (2022, 73.8),
    ],
    &[
        (1990, 361.0), (1995, 735.0), (2000, 1211.0), (2005, 2286.0), (2008, 4594.0),
        (2010, 6087.0), (2013, 9570.0), (2016, 11233.0), (2020, 14690.0), (2022, 17960.0),
    ],
    &[
        (1990, 1770.0), (1995, 2586.0), (2000, 1948.0), (2005, 2846.0), (2008, 3745.0),
        (2009, 3411.0), (2013, 3733.0), (2016, 3469.0), (2020, 3890.0), (2022, 4082.0),
    ],
    &[
        (1990, 20200.0), (1995, 27350.0), (2000, 30400.0), (2005, 41800.0), (2008, 53900.0),
        (2009, 50800.0), (2013, 61600.0), (2016, 60300.0), (2020, 65000.0), (2022, 76500.0),
    ],
];

/// Population, million; the last economy of the tables is the rest of the world.
#[rustfmt::skip]
const POPULATION: [&Knots; ECONOMIES] = [
    &[(1990, 148.0), (2000, 146.6), (2009, 142.8), (2015, 144.1), (2022, 144.2)],
    &[(1990, 16.3), (2001, 14.9), (2010, 16.3), (2022, 19.6)],
    &[(1990, 10.2), (2000, 9.98), (2010, 9.49), (2022, 9.23)],
    &[(1990, 1135.0), (2000, 1263.0), (2010, 1338.0), (2022, 1412.0)],
    &[(1990, 79.4), (2000, 82.2), (2010, 81.8), (2022, 83.8)],
    &[(1990, 3909.0), (2000, 4640.0), (2010, 5400.0), (2022, 6280.0)],
];

/// The gross domestic product that a table of `year` is built to give, USD million.
pub fn gdp(economy: usize, year: u16) -> f64 {
    1000.0
        * path::geometric(GDP[economy], year)
        * rng::yearly_factor(Purpose::GrossDomesticProduct, [economy, 0, 0], year, 0.012)
}

/// The population of an economy of the tables, million.
pub fn population(economy: usize, year: u16) -> f64 {
    path::geometric(POPULATION[economy], year)
}
