//! Profiles of the members' exports by section of the Standard International Trade
//! Classification: what stage I is calibrated to.

use crate::path::Knots;

/// The number of sections that the files give: 0 to 8. Section 9 stands in the totals only.
pub const SECTIONS: usize = 9;

/// The names of the sections.
pub const NAMES: [&str; SECTIONS] = [
    "Food and live animals",
    "Beverages and tobacco",
    "Crude materials, inedible, except fuels",
    "Mineral fuels, lubricants and related materials",
    "Animal and vegetable oils, fats and waxes",
    "Chemicals and related products, n.e.s.",
    "Manufactured goods classified chiefly by material",
    "Machinery and transport equipment",
    "Miscellaneous manufactured articles",
];

/// Percentages of total exports, by section.
pub type Shares = [f64; SECTIONS];

/// Exports of a member.
pub struct Profile {
    /// Total exports, USD million.
    pub total: &'static Knots,
    /// Exports to the other members over total exports.
    pub mutual_part: &'static Knots,
    /// The other members' weights in mutual exports, in the order of the members.
    pub partners: [f64; 5],
    /// Shares in exports to the world, 2013–2017 and 2018–2022.
    pub world: [Shares; 2],
    /// Shares in exports to the other members, 2013–2017 and 2018–2022. A zero in the first
    /// window means that nothing is sold until the second.
    pub mutual: [Shares; 2],
}

/// The profiles of ARM, BLR, KAZ, KGZ, RUS.
#[rustfmt::skip]
pub const PROFILES: [Profile; 5] = [
    Profile {
        total: &[
            (2013, 1480.0), (2014, 1520.0), (2015, 1490.0), (2016, 1790.0), (2017, 2240.0),
            (2019, 2640.0), (2020, 2540.0), (2021, 3020.0), (2022, 4400.0),
        ],
        mutual_part: &[(2013, 0.22), (2015, 0.17), (2018, 0.27), (2021, 0.28), (2022, 0.31)],
        partners: [0.0, 0.03, 0.02, 0.01, 0.94],
        world: [
            [10.0, 16.0, 20.0, 5.0, 0.05, 1.2, 32.0, 2.5, 7.0],
            [13.0, 13.0, 27.0, 3.0, 0.05, 1.5, 22.0, 5.0, 9.0],
        ],
        mutual: [
            [25.0, 40.0, 2.5, 0.6, 0.05, 2.0, 14.0, 4.0, 8.0],
            [27.0, 33.0, 2.6, 0.4, 0.06, 2.4, 11.5, 10.0, 12.0],
        ],
    },
    Profile {
        total: &[
            (2013, 37_200.0), (2014, 36_100.0), (2015, 26_700.0), (2016, 23_500.0), (2017, 29_200.0),
            (2018, 33_900.0), (2019, 33_000.0), (2020, 29_200.0), (2021, 39_900.0), (2022, 38_300.0),
        ],
        mutual_part: &[(2013, 0.46), (2015, 0.42), (2016, 0.47), (2019, 0.43), (2022, 0.50)],
        partners: [0.003, 0.0, 0.045, 0.006, 0.946],
        world: [
            [13.0, 0.6, 3.0, 28.0, 0.4, 15.8, 14.8, 16.5, 6.0],
            [15.5, 0.6, 4.6, 19.0, 0.9, 15.2, 17.0, 18.0, 7.6],
        ],
        mutual: [
            [25.0, 0.9, 1.6, 8.0, 0.3, 7.2, 20.5, 25.5, 9.8],
            [26.0, 0.9, 1.8, 4.5, 0.4, 8.2, 19.2, 26.5, 11.2],
        ],
    },
    Profile {
        total: &[
            (2013, 84_700.0), (2014, 79_500.0), (2015, 46_000.0), (2016, 36_700.0), (2017, 48_500.0),
            (2018, 61_100.0), (2019, 58_100.0), (2020, 47_500.0), (2021, 60_300.0), (2022, 84_400.0),
        ],
        mutual_part: &[(2013, 0.075), (2015, 0.110), (2018, 0.098), (2020, 0.117), (2022, 0.110)],
        partners: [0.001, 0.012, 0.0, 0.090, 0.897],
        world: [
            [3.3, 0.10, 5.0, 69.0, 0.10, 3.9, 15.5, 1.8, 0.4],
            [3.9, 0.15, 6.5, 64.0, 0.25, 3.9, 16.8, 2.4, 0.6],
        ],
        mutual: [
            [9.0, 0.7, 11.0, 30.0, 0.3, 6.8, 33.0, 6.4, 1.6],
            [10.0, 0.7, 12.5, 17.0, 0.6, 12.0, 30.5, 11.0, 2.6],
        ],
    },
    Profile {
        total: &[
            (2013, 1770.0), (2014, 1880.0), (2015, 1440.0), (2016, 1570.0), (2017, 1760.0),
            (2019, 1990.0), (2020, 1970.0), (2021, 2750.0), (2022, 2190.0),
        ],
        mutual_part: &[(2013, 0.27), (2015, 0.26), (2018, 0.29), (2020, 0.27), (2022, 0.30)],
        partners: [0.001, 0.015, 0.500, 0.0, 0.484],
        world: [
            [11.0, 0.5, 8.0, 7.0, 0.05, 1.5, 45.0, 11.0, 13.0],
            [12.0, 0.6, 9.0, 6.0, 0.06, 1.6, 42.0, 9.0, 15.0],
        ],
        mutual: [
            [22.0, 1.2, 9.0, 14.0, 0.0, 3.0, 11.0, 16.0, 22.0],
            [21.0, 1.5, 12.0, 10.0, 0.03, 2.6, 14.0, 13.0, 24.0],
        ],
    },
    Profile {
        total: &[
            (2013, 526_000.0), (2014, 497_000.0), (2015, 342_000.0), (2016, 285_000.0),
            (2017, 358_000.0), (2018, 450_000.0), (2019, 424_000.0), (2020, 337_000.0),
            (2021, 492_000.0), (2022, 532_000.0),
        ],
        mutual_part: &[(2013, 0.084), (2016, 0.090), (2020, 0.098), (2022, 0.092)],
        partners: [0.03, 0.52, 0.40, 0.05, 0.0],
        world: [
            [3.0, 0.20, 3.3, 66.0, 0.6, 5.0, 12.0, 4.6, 1.3],
            [4.3, 0.25, 3.9, 60.0, 1.0, 5.8, 13.5, 5.2, 1.2],
        ],
        mutual: [
            [6.5, 1.1, 3.6, 38.0, 0.9, 10.5, 17.0, 16.0, 4.4],
            [8.3, 1.2, 3.9, 33.0, 1.3, 11.2, 18.2, 17.2, 4.9],
        ],
    },
];
