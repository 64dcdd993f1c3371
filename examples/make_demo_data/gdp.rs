//! Writes GDP per capita in the layout of a World Development Indicators bulk file.

use crate::economies::{self, ECONOMIES};
use crate::path::{self, Knots};
use crate::rng::{self, Purpose};
use crate::table::Table;

/// The file, below the output folder.
pub const FILE: &str = "gdp/API_NY.GDP.PCAP.CD_DS2_en_csv_v2_synthetic.csv";

/// The years that have a column, and the first that has values.
const YEARS: std::ops::RangeInclusive<u16> = 1960..=2022;
const FIRST_VALUE: u16 = 1990;

/// Where the values of a row come from.
enum Source {
    /// An economy of the tables.
    Table(usize),
    /// A path of GDP per capita, USD, for an economy that the tables lack.
    Path(&'static Knots),
    /// All economies of the tables together.
    World,
}

/// The rows: name, code, source.
#[rustfmt::skip]
const ROWS: [(&str, &str, Source); 8] = [
    ("Armenia", "ARM", Source::Path(&[
        (1990, 640.0), (1993, 360.0), (1995, 455.0), (2000, 620.0), (2005, 1640.0), (2008, 4010.0),
        (2009, 2990.0), (2013, 3840.0), (2016, 3610.0), (2019, 4830.0), (2020, 4510.0),
        (2022, 7010.0),
    ])),
    ("Belarus", "BLR", Source::Table(2)),
    ("Kazakhstan", "KAZ", Source::Table(1)),
    ("Kyrgyz Republic", "KGZ", Source::Path(&[
        (1990, 610.0), (1993, 450.0), (1995, 365.0), (2000, 280.0), (2005, 475.0), (2008, 965.0),
        (2013, 1280.0), (2016, 1120.0), (2019, 1375.0), (2020, 1255.0), (2022, 1740.0),
    ])),
    ("Russian Federation", "RUS", Source::Table(0)),
    ("China", "CHN", Source::Table(3)),
    ("Germany", "DEU", Source::Table(4)),
    ("World", "WLD", Source::World),
];

/// The file as text, with a byte-order mark and CRLF. `tables` give GDP in their years; other
/// years follow the paths that the tables are built from.
pub fn per_capita_csv(tables: &[(u16, Table)]) -> String {
    let mut text = String::from(
        "\u{feff}\"Data Source\",\"Synthetic demonstration data, not World Bank data\",\r\n\r\n\
         \"Last Updated Date\",\"2025-04-16\",\r\n\r\n",
    );
    push_row(
        &mut text,
        ["Country Name", "Country Code", "Indicator Name", "Indicator Code"],
        YEARS.map(|year| year.to_string()),
    );
    for (row, (name, code, source)) in ROWS.iter().enumerate() {
        let value = |year: u16| {
            if year < FIRST_VALUE {
                String::new()
            } else {
                format!("{:.6}", per_capita(source, row, year, tables))
            }
        };
        let labels = [name, code, "GDP per capita (current US$)", "NY.GDP.PCAP.CD"];
        push_row(&mut text, labels, YEARS.map(value));
    }
    text
}

fn per_capita(source: &Source, row: usize, year: u16, tables: &[(u16, Table)]) -> f64 {
    let gdp = |p: usize| match tables.iter().find(|(of, _)| *of == year) {
        Some((_, table)) => table.gdp(p),
        None => economies::gdp(p, year),
    };
    match *source {
        Source::Table(p) => gdp(p) / people(p, year),
        Source::Path(knots) => {
            path::geometric(knots, year)
                * rng::yearly_factor(Purpose::GrossDomesticProduct, [ECONOMIES + row, 0, 0], year, 0.012)
        }
        Source::World => {
            let all = |value: &dyn Fn(usize) -> f64| (0..ECONOMIES).map(value).sum::<f64>();
            all(&gdp) / all(&|p| people(p, year))
        }
    }
}

/// Population, million, with a trace of noise.
fn people(p: usize, year: u16) -> f64 {
    economies::population(p, year) * rng::yearly_factor(Purpose::Population, [p, 0, 0], year, 0.0008)
}

fn push_row(text: &mut String, labels: [&str; 4], values: impl Iterator<Item = String>) {
    for cell in labels.map(str::to_owned).into_iter().chain(values) {
        text.push('"');
        text.push_str(&cell);
        text.push_str("\",");
    }
    text.push_str("\r\n");
}
