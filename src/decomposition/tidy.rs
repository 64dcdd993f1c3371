//! One row a flow: cells of an economy that is split in parts are summed.

use indexmap::IndexMap;

use crate::ingest::Cell;
use crate::model::{Activity, Economy, Year};
use crate::value_added::ExportOrigin;

/// The columns of the table of origins, but the last one.
pub(super) const ORIGIN_COLUMNS: [&str; 5] = ["year", "exporter", "export_activity", "source", "source_activity"];
/// Those of the table of exports by partner.
pub(super) const EXPORT_COLUMNS: [&str; 4] = ["year", "exporter", "export_activity", "partner"];
/// The last column of both.
pub(super) const AMOUNT: &str = "usd_mn";

type Industry<'a> = (&'a Economy, &'a Activity);

/// The flows of a year into or out of each exporting industry, USD million.
pub(super) struct Flows<'a> {
    pub year: Year,
    /// What stands at the other end of each flow: its names, one a column.
    ends: Vec<Vec<&'a str>>,
    /// An exporting industry, the ends that it has flows with, by position, and their amounts.
    exporting: Vec<(Industry<'a>, Vec<usize>, Vec<f64>)>,
}

impl<'a> Flows<'a> {
    /// Exporter, its activity, the names at the other end, and the amount, in the order of the table.
    pub fn rows(&self) -> impl Iterator<Item = (&'a str, &'a str, &[&'a str], f64)> {
        self.exporting.iter().flat_map(|((economy, activity), shown, values)| {
            let row = |&end: &usize| (economy.code(), activity.code(), self.ends[end].as_slice(), values[end]);
            shown.iter().map(row)
        })
    }

    pub fn n_rows(&self) -> usize {
        self.exporting.iter().map(|(_, shown, _)| shown.len()).sum()
    }
}

/// Value added of a source in the exports of an activity: the ends are a source and its activity.
pub(super) fn origins<'a>(origin: &'a ExportOrigin, sources: Option<&[Economy]>) -> Flows<'a> {
    let industry = |cell| industry_of(origin, cell);
    // The industries of the table, each once, whatever parts an economy is split in.
    let mut places: IndexMap<Industry<'_>, usize> = IndexMap::new();
    for cell in &origin.cells {
        let next = places.len();
        places.entry(industry(cell)).or_insert(next);
    }
    let slots: Vec<usize> = origin.cells.iter().map(|cell| places[&industry(cell)]).collect();
    let mut sums: IndexMap<Industry<'_>, Vec<f64>> = IndexMap::new();
    for (exporting, values) in origin.origins() {
        let total = sums
            .entry(industry(exporting))
            .or_insert_with(|| vec![0.0; places.len()]);
        for (slot, value) in slots.iter().zip(values) {
            total[*slot] += value;
        }
    }
    let is_wanted = |economy: &Economy| sources.is_none_or(|sources| sources.contains(economy));
    let ends = places.keys().map(|(economy, own)| vec![economy.code(), own.code()]);
    let shown: Vec<usize> = (0..places.len())
        .filter(|&end| {
            places
                .get_index(end)
                .is_some_and(|((economy, _), _)| is_wanted(economy))
        })
        .collect();
    Flows {
        year: origin.year,
        ends: ends.collect(),
        exporting: sums
            .into_iter()
            .map(|(industry, values)| (industry, shown.clone(), values))
            .collect(),
    }
}

/// Gross exports of an activity: the ends are its partners; the exporter itself is none.
pub(super) fn exports(origin: &ExportOrigin) -> Flows<'_> {
    let mut sums: IndexMap<Industry<'_>, Vec<f64>> = IndexMap::new();
    for (exporting, by_partner) in origin.exports() {
        let nothing = || vec![0.0; origin.economies.len()];
        let total = sums.entry(industry_of(origin, exporting)).or_insert_with(nothing);
        total.iter_mut().zip(by_partner).for_each(|(sum, value)| *sum += value);
    }
    let abroad = |home: &Economy| -> Vec<usize> {
        let partners = origin.economies.iter().enumerate();
        partners
            .filter(|(_, partner)| *partner != home)
            .map(|(end, _)| end)
            .collect()
    };
    Flows {
        year: origin.year,
        ends: origin.economies.iter().map(|partner| vec![partner.code()]).collect(),
        exporting: sums
            .into_iter()
            .map(|(industry, values)| (industry, abroad(industry.0), values))
            .collect(),
    }
}

fn industry_of<'a>(origin: &'a ExportOrigin, cell: &'a Cell) -> Industry<'a> {
    (&origin.economies[cell.economy], &cell.activity)
}
