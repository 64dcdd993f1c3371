//! One row a flow: cells of an economy that is split in parts are summed.

use std::io::Write as _;

use indexmap::IndexMap;

use crate::ingest::Cell;
use crate::model::{Activity, Economy};
use crate::value_added::ExportOrigin;

pub(super) const ORIGIN_HEADER: &str = "year,exporter,export_activity,source,source_activity,usd_mn\n";
/// About how long a line of origins is, in bytes.
pub(super) const ORIGIN_LINE: usize = 48;
pub(super) const EXPORT_HEADER: &str = "year,exporter,export_activity,partner,usd_mn\n";

type Industry<'a> = (&'a Economy, &'a Activity);

/// Value added of a source in the exports of an activity, USD million: exporter, its activity, source, its activity,
/// in the order of the table.
pub(super) fn origins(origin: &ExportOrigin, sources: Option<&[Economy]>) -> Vec<u8> {
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
    let shown: Vec<(usize, Industry<'_>)> = places
        .keys()
        .enumerate()
        .filter(|(_, (economy, _))| sources.is_none_or(|sources| sources.contains(economy)))
        .map(|(slot, industry)| (slot, *industry))
        .collect();
    let mut lines = Vec::with_capacity(sums.len() * shown.len() * ORIGIN_LINE);
    for ((exporter, activity), values) in &sums {
        let start = format!("{},{exporter},{activity}", origin.year);
        for (slot, (source, own)) in &shown {
            // Memory takes every line.
            let _ = writeln!(lines, "{start},{source},{own},{}", values[*slot]);
        }
    }
    lines
}

/// Gross exports of an activity to a partner, USD million: exporter, its activity, partner, in the order of the
/// table; the exporter itself is no partner.
pub(super) fn exports(origin: &ExportOrigin) -> Vec<u8> {
    let mut sums: IndexMap<Industry<'_>, Vec<f64>> = IndexMap::new();
    for (exporting, by_partner) in origin.exports() {
        let nothing = || vec![0.0; origin.economies.len()];
        let total = sums.entry(industry_of(origin, exporting)).or_insert_with(nothing);
        total.iter_mut().zip(by_partner).for_each(|(sum, value)| *sum += value);
    }
    let mut lines = Vec::new();
    for ((exporter, activity), by_partner) in &sums {
        let abroad = origin
            .economies
            .iter()
            .zip(by_partner)
            .filter(|(partner, _)| partner != exporter);
        for (partner, usd_mn) in abroad {
            let _ = writeln!(lines, "{},{exporter},{activity},{partner},{usd_mn}", origin.year);
        }
    }
    lines
}

fn industry_of<'a>(origin: &'a ExportOrigin, cell: &'a Cell) -> Industry<'a> {
    (&origin.economies[cell.economy], &cell.activity)
}
