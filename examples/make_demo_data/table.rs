//! Rounds one year's flows to a table that balances exactly, and writes it in the ICIO layout.

use std::io;

use crate::activities::{self, ACTIVITIES};
use crate::demand::{self, CATEGORIES};
use crate::economies::{self, ECONOMIES};
use crate::flows::Flows;
use crate::structure::{FINAL, ROWS, Structure};
use crate::write::{self, UNITS};

/// A balanced table in whole units of USD 100, the fourth decimal of a million.
pub struct Table {
    intermediate: Vec<Vec<i64>>,
    final_demand: Vec<Vec<i64>>,
    /// Taxes less subsidies, by activity column and then by final-demand column.
    taxes: Vec<i64>,
    value_added: Vec<i64>,
    output: Vec<i64>,
}

impl Table {
    /// Rounds the cells, adds up the rows, and leaves the rest of each column to value added.
    pub fn new(structure: &Structure, flows: &Flows) -> io::Result<Self> {
        let round = |value: f64| write::significant(value * UNITS);
        let intermediate: Vec<Vec<i64>> = flows
            .coefficients
            .iter()
            .map(|row| row.iter().zip(&flows.output).map(|(a, x)| round(a * x)).collect())
            .collect();
        let final_demand: Vec<Vec<i64>> = flows
            .final_demand
            .iter()
            .map(|row| row.iter().map(|&value| round(value)).collect())
            .collect();
        let output: Vec<i64> = intermediate
            .iter()
            .zip(&final_demand)
            .map(|(used, bought)| used.iter().sum::<i64>() + bought.iter().sum::<i64>())
            .collect();
        let mut taxes: Vec<i64> = (0..ROWS)
            .map(|row| round(structure.taxes[row] * flows.output[row]))
            .collect();
        for column in 0..FINAL {
            let bought = column_sum(&final_demand, column) as f64 / UNITS;
            taxes.push(round(bought * demand::TAXES[column % CATEGORIES]));
        }
        let value_added: Vec<i64> = (0..ROWS)
            .map(|column| output[column] - column_sum(&intermediate, column) - taxes[column])
            .collect();
        if value_added.iter().any(|&value| value <= 0) {
            return Err(io::Error::other("an activity has no value added"));
        }
        Ok(Self {
            intermediate,
            final_demand,
            taxes,
            value_added,
            output,
        })
    }

    /// Gross domestic product of an economy, USD million: value added and all taxes on products.
    pub fn gdp(&self, economy: usize) -> f64 {
        let activities = economy * ACTIVITIES..(economy + 1) * ACTIVITIES;
        let categories = ROWS + economy * CATEGORIES..ROWS + (economy + 1) * CATEGORIES;
        let added: i64 = self.value_added[activities.clone()].iter().sum();
        let taxed: i64 = self.taxes[activities].iter().chain(&self.taxes[categories]).sum();
        (added + taxed) as f64 / UNITS
    }

    /// The table as text: CSV in the layout of the 2023 edition.
    pub fn to_csv(&self) -> String {
        let mut text = String::from("V1");
        for label in industries().chain(categories()).chain(["OUT".to_owned()]) {
            text.push(',');
            text.push_str(&label);
        }
        text.push('\n');
        for (row, label) in industries().enumerate() {
            let cells = self.intermediate[row].iter().chain(&self.final_demand[row]);
            push_row(&mut text, &label, cells.copied());
        }
        push_row(&mut text, "TLS", self.taxes.iter().copied());
        let nothing = std::iter::repeat_n(0, FINAL);
        push_row(&mut text, "VA", self.value_added.iter().copied().chain(nothing));
        let bought = (0..FINAL).map(|column| column_sum(&self.final_demand, column) + self.taxes[ROWS + column]);
        push_row(&mut text, "OUT", self.output.iter().copied().chain(bought));
        text
    }
}

fn column_sum(matrix: &[Vec<i64>], column: usize) -> i64 {
    matrix.iter().map(|row| row[column]).sum()
}

/// Writes a row and its sum, which is the OUT column.
fn push_row(text: &mut String, label: &str, cells: impl Iterator<Item = i64>) {
    text.push_str(label);
    let mut total = 0;
    for cell in cells {
        total += cell;
        text.push(',');
        write::push_units(text, cell);
    }
    text.push(',');
    write::push_units(text, total);
    text.push('\n');
}

fn industries() -> impl Iterator<Item = String> {
    labels(&activities::CODES)
}

fn categories() -> impl Iterator<Item = String> {
    labels(&demand::CODES)
}

fn labels(codes: &[&str]) -> impl Iterator<Item = String> {
    (0..ECONOMIES).flat_map(move |p| codes.iter().map(move |code| format!("{}_{code}", economies::CODES[p])))
}
