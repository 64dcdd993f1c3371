//! Seeded regression tables for tests: data, estimates under every covariance kind, and how they are printed.

use std::collections::BTreeMap;

use super::{ComputedRow, KindResult, RowId, TermResult, star_count};
use crate::econometrics::{CovarianceKind, Design, Ols};
use crate::model::Economy;
use crate::published::{PublishedStudy, Quantity};
use crate::stages::{Direction, Term};

const LEVELS: [f64; 3] = [10.0, 5.0, 1.0];

/// How many tables a test makes.
pub(super) const TABLES: u64 = 12;

/// SplitMix64 (Steele, Lea and Flood 2014).
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number below a limit.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    fn uniform(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// About standard normal: twelve uniform numbers less six.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.uniform()).sum::<f64>() - 6.0
    }

    pub(super) fn choose<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// Four equations on trending or random series of 20 to 50 years, with errors that grow with a regressor.
pub(super) fn simulate(seed: u64) -> Vec<ComputedRow> {
    let mut random = Random(seed);
    let mut rows = Vec::new();
    for exporter in ["AAA", "BBB"] {
        for direction in Direction::ALL {
            let row = RowId {
                exporter: Economy::parse(exporter).expect("three capitals"),
                sector: "chemicals".to_owned(),
                direction,
            };
            rows.push(estimate(row, &mut random));
        }
    }
    rows
}

fn estimate(row: RowId, random: &mut Random) -> ComputedRow {
    let n_obs = 20 + random.below(31);
    let is_trending = random.below(2) == 0;
    let size = random.choose(&[0.02, 1.0, 500.0]);
    let series: Vec<Vec<f64>> = (0..3)
        .map(|_| {
            let unit = random.choose(&[0.3, 1.0, 40.0]);
            let mut level = 0.0;
            let next = |year: usize| {
                level = if is_trending {
                    level + 0.3 * year as f64 / 10.0 + random.normal()
                } else {
                    random.normal()
                };
                unit * (5.0 + level)
            };
            (0..n_obs).map(next).collect()
        })
        .collect();
    let slopes: [f64; 3] = std::array::from_fn(|_| size * random.normal());
    let response: Vec<f64> = (0..n_obs)
        .map(|year| {
            let fitted: f64 = slopes.iter().zip(&series).map(|(slope, x)| slope * x[year]).sum();
            fitted + size * (1.0 + series[0][year].abs()) * random.normal() + 3.0 * size
        })
        .collect();
    let columns = Term::SLOPES.into_iter().zip(series);
    let columns = columns.map(|(term, x)| (term.id().to_owned(), x)).collect();
    let ols = Ols::fit(&response, &Design::with_constant(columns).expect("a design")).expect("a fit");
    computed(row, &ols)
}

fn computed(row: RowId, ols: &Ols) -> ComputedRow {
    let kind_result = |kind: CovarianceKind| {
        let inference = ols.inference(kind).expect("an inference");
        let joint = ols.slopes_test(kind).expect("a test");
        let term = |term: Term| {
            let test = inference.coefficient(term.id()).expect("a column");
            let result = TermResult {
                se: test.std_error,
                t: test.t_statistic,
                p: test.p_value,
            };
            (term, result)
        };
        KindResult {
            kind,
            terms: Term::SLOPES.into_iter().map(term).collect(),
            f: joint.f_statistic,
            f_p: joint.p_value,
        }
    };
    let coefficients = Term::SLOPES.into_iter().zip(ols.coefficients()[1..].iter().copied());
    ComputedRow {
        row,
        n_obs: ols.n_obs(),
        df_resid: ols.df_resid(),
        r_squared: ols.r_squared(),
        coefficients: coefficients.collect(),
        kinds: CovarianceKind::ALL.into_iter().map(kind_result).collect(),
        noise: None,
    }
}

/// How a table is printed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    pub(super) std_errors: bool,
    pub(super) t_statistics: bool,
    /// Whether F and R² are printed without decimals.
    pub(super) whole_f: bool,
    pub(super) decimals: usize,
    pub(super) comma: bool,
}

/// With standard errors, with t, with neither, with neither and F without decimals.
const COLUMNS: [(bool, bool, bool); 4] = [
    (true, false, false),
    (false, true, false),
    (false, false, false),
    (false, false, true),
];

pub(super) fn layouts(seed: u64) -> impl Iterator<Item = Layout> {
    COLUMNS
        .into_iter()
        .map(move |(std_errors, t_statistics, whole_f)| Layout {
            std_errors,
            t_statistics,
            whole_f,
            decimals: 2 + (seed % 2) as usize,
            comma: seed.is_multiple_of(3),
        })
}

/// The texts of a table, row by row.
pub(super) type Printed = Vec<BTreeMap<Quantity, String>>;

impl Layout {
    /// Prints a table as an article would that uses this covariance kind.
    pub(super) fn print(&self, rows: &[ComputedRow], kind: CovarianceKind) -> Printed {
        let row = |row: &ComputedRow| {
            let result = row.kind(kind).expect("every kind was computed");
            let mut cells = BTreeMap::new();
            for (term, value) in &row.coefficients {
                let inference = result.terms[term];
                let stars = "*".repeat(star_count(inference.p, &LEVELS));
                cells.insert(Quantity::Coefficient(*term), self.number(*value) + &stars);
                if self.std_errors {
                    cells.insert(Quantity::StdError(*term), format!("({})", self.number(inference.se)));
                }
                if self.t_statistics {
                    cells.insert(Quantity::TStatistic(*term), self.number(inference.t));
                }
            }
            let stars = "*".repeat(star_count(result.f_p, &LEVELS));
            let whole = Self {
                decimals: if self.whole_f { 0 } else { self.decimals },
                ..*self
            };
            cells.insert(Quantity::F, whole.number(result.f) + &stars);
            cells.insert(Quantity::RSquared, whole.number(100.0 * row.r_squared));
            cells
        };
        rows.iter().map(row).collect()
    }

    pub(super) fn number(&self, value: f64) -> String {
        let text = format!("{value:.*}", self.decimals);
        if self.comma {
            text.replace('.', ",").replace('-', "–")
        } else {
            text
        }
    }
}

/// The printed table as the files of an article, read back.
pub(super) fn publish(rows: &[ComputedRow], printed: &Printed) -> PublishedStudy {
    let article = "[article]\nkey = \"simulated\"\nauthors = []\ntitle = \"\"\njournal = \"\"\nyear = 2024\n\
        language = \"en\"\n[table]\nplace = \"table-1\"\nfile = \"t.csv\"\nn_obs = 26\nn_params = 4\n\
        star_levels = [10, 5, 1]\n";
    let quantities: Vec<Quantity> = printed[0].keys().copied().collect();
    let names: Vec<String> = quantities.iter().map(|quantity| quantity.id()).collect();
    let mut table = format!("exporter,sector,direction,n_obs,{}\n", names.join(","));
    for (row, cells) in rows.iter().zip(printed) {
        let id = &row.row;
        let texts: Vec<String> = quantities
            .iter()
            .map(|quantity| format!("\"{}\"", cells[quantity]))
            .collect();
        let line = [
            id.exporter.code(),
            &id.sector,
            id.direction.id(),
            &row.n_obs.to_string(),
            &texts.join(","),
        ]
        .join(",");
        table.push_str(&line);
        table.push('\n');
    }
    PublishedStudy::parse(article, "article.toml", &table, "t.csv").expect("a simulated table can be read")
}
