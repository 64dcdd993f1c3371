//! One row a flow: cells of an economy that is split in parts are summed.

use std::collections::BTreeMap;
use std::io::Write;

use indexmap::IndexMap;

use crate::ingest::Cell;
use crate::model::{Activity, Economy, Year};
use crate::value_added::ExportOrigin;

pub(super) const ORIGIN_HEADER: &str = "year,exporter,export_activity,source,source_activity,usd_mn\n";
pub(super) const EXPORT_HEADER: &str = "year,exporter,export_activity,partner,usd_mn\n";

/// Value added of a source in the exports of an activity, USD million.
pub(super) struct OriginRow<'a> {
    year: Year,
    exporter: Industry<'a>,
    source: Industry<'a>,
    usd_mn: f64,
}

/// Gross exports of an activity to a partner, USD million.
pub(super) struct ExportRow<'a> {
    year: Year,
    exporter: Industry<'a>,
    partner: &'a Economy,
    usd_mn: f64,
}

type Industry<'a> = (&'a Economy, &'a Activity);

/// A line of a CSV file.
pub(super) trait Line {
    fn write(&self, out: &mut Vec<u8>) -> std::io::Result<()>;
}

impl Line for OriginRow<'_> {
    fn write(&self, out: &mut Vec<u8>) -> std::io::Result<()> {
        let ((exporter, activity), (source, own)) = (self.exporter, self.source);
        writeln!(
            out,
            "{},{exporter},{activity},{source},{own},{}",
            self.year, self.usd_mn
        )
    }
}

impl Line for ExportRow<'_> {
    fn write(&self, out: &mut Vec<u8>) -> std::io::Result<()> {
        let (exporter, activity) = self.exporter;
        writeln!(
            out,
            "{},{exporter},{activity},{},{}",
            self.year, self.partner, self.usd_mn
        )
    }
}

/// Rows as text; writing to memory cannot fail.
pub(super) fn lines<T: Line>(rows: &[T]) -> Vec<u8> {
    let mut out = Vec::with_capacity(rows.len() * 48);
    for row in rows {
        let _ = row.write(&mut out);
    }
    out
}

/// Exporter, its activity, source, its activity: in the order of the table.
pub(super) fn origins<'a>(origin: &'a ExportOrigin, sources: Option<&[Economy]>) -> Vec<OriginRow<'a>> {
    let industry = |cell: &'a Cell| (&origin.economies[cell.economy], &cell.activity);
    // The industries of the table, each once, whatever parts an economy is split in.
    let mut places: IndexMap<Industry<'a>, usize> = IndexMap::new();
    for cell in &origin.cells {
        let next = places.len();
        places.entry(industry(cell)).or_insert(next);
    }
    let slots: Vec<usize> = origin.cells.iter().map(|cell| places[&industry(cell)]).collect();
    let mut sums: IndexMap<Industry<'a>, Vec<f64>> = IndexMap::new();
    for (exporting, values) in origin.origins() {
        let total = sums
            .entry(industry(exporting))
            .or_insert_with(|| vec![0.0; places.len()]);
        for (slot, value) in slots.iter().zip(values) {
            total[*slot] += value;
        }
    }
    let shown: Vec<(usize, Industry<'a>)> = places
        .keys()
        .enumerate()
        .filter(|(_, (economy, _))| sources.is_none_or(|sources| sources.contains(economy)))
        .map(|(slot, industry)| (slot, *industry))
        .collect();
    let mut rows = Vec::with_capacity(sums.len() * shown.len());
    for (exporter, values) in &sums {
        rows.extend(shown.iter().map(|(slot, source)| OriginRow {
            year: origin.year,
            exporter: *exporter,
            source: *source,
            usd_mn: values[*slot],
        }));
    }
    rows
}

/// Exporter, its activity, partner: in the order of the table; the exporter itself is no partner.
pub(super) fn exports(origin: &ExportOrigin) -> Vec<ExportRow<'_>> {
    let mut sums: IndexMap<Industry<'_>, BTreeMap<usize, f64>> = IndexMap::new();
    for (exporting, by_partner) in origin.exports() {
        let exporter = (&origin.economies[exporting.economy], &exporting.activity);
        let total = sums.entry(exporter).or_default();
        for (partner, value) in by_partner.iter().enumerate() {
            *total.entry(partner).or_default() += value;
        }
    }
    let rows = sums.into_iter().flat_map(|(exporter, by_partner)| {
        by_partner
            .into_iter()
            .map(move |(partner, usd_mn)| (exporter, partner, usd_mn))
    });
    let rows = rows.filter(|((economy, _), partner, _)| origin.economies[*partner] != **economy);
    rows.map(|(exporter, partner, usd_mn)| ExportRow {
        year: origin.year,
        exporter,
        partner: &origin.economies[partner],
        usd_mn,
    })
    .collect()
}
