//! The same quantities from input-output tables and from TiVA, side by side.

use std::sync::Arc;

use indexmap::IndexMap;
use serde::Serialize;

use crate::model::{Economy, Sector, Year};
use crate::value_added::ExportOrigin;

/// A quantity of an exporter's sector from both sources, USD million.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SourceDifference {
    pub year: Year,
    pub exporter: Economy,
    pub sector: String,
    pub quantity: &'static str,
    pub tables: f64,
    pub tiva: f64,
    /// TiVA against the tables, in percent of these; `None` where they say zero.
    pub percent: Option<f64>,
}

/// Compares the years that both have: gross exports, exports to the other exporters, the foreign value added in
/// gross exports, and the other exporters' part of it.
pub fn compare_sources(
    tables: &[Arc<ExportOrigin>],
    tiva: &[Arc<ExportOrigin>],
    exporters: &[Economy],
    sectors: &[&Sector],
) -> Vec<SourceDifference> {
    let mut differences = Vec::new();
    for published in tiva {
        let Some(computed) = tables.iter().find(|origin| origin.year == published.year) else {
            continue;
        };
        for exporter in exporters {
            for sector in sectors {
                let pairs = quantities(computed, exporter, sector, exporters)
                    .into_iter()
                    .zip(quantities(published, exporter, sector, exporters));
                differences.extend(pairs.map(|((quantity, tables), (_, tiva))| SourceDifference {
                    year: published.year,
                    exporter: exporter.clone(),
                    sector: sector.id.clone(),
                    quantity,
                    tables,
                    tiva,
                    percent: (tables != 0.0).then(|| (tiva / tables - 1.0) * 100.0),
                }));
            }
        }
    }
    differences
}

fn quantities(origin: &ExportOrigin, exporter: &Economy, sector: &Sector, all: &[Economy]) -> [(&'static str, f64); 4] {
    let is_partner = |economy: &Economy| economy != exporter && all.contains(economy);
    let value_added = |source: &Economy| origin.value_added(source, |_| true, exporter, sector);
    let foreign = origin.economies.iter().filter(|source| *source != exporter);
    let partners = all.iter().filter(|source| *source != exporter);
    [
        (
            "gross_exports",
            origin.gross_exports(exporter, sector, |partner| partner != exporter),
        ),
        ("mutual", origin.gross_exports(exporter, sector, is_partner)),
        ("fva", foreign.map(value_added).sum::<f64>() + 0.0),
        ("bp_all", partners.map(value_added).sum::<f64>() + 0.0),
    ]
}

/// The largest difference of each quantity, in percent either way.
pub fn largest_differences(differences: &[SourceDifference]) -> Vec<&SourceDifference> {
    let size = |one: &SourceDifference| one.percent.map_or(0.0, f64::abs);
    let mut largest: IndexMap<&str, &SourceDifference> = IndexMap::new();
    for one in differences {
        let known = largest.entry(one.quantity).or_insert(one);
        if size(one) > size(known) {
            *known = one;
        }
    }
    largest.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Cell;
    use crate::model::{Activity, ActivityPattern};

    fn origin(exports: f64) -> Arc<ExportOrigin> {
        let economies: Vec<Economy> = ["BLR", "RUS"].into_iter().filter_map(Economy::parse).collect();
        let cells = (0..2)
            .map(|economy| Cell {
                economy,
                activity: Activity::new("C26"),
            })
            .collect();
        let columns = [(0, vec![0.0, exports], vec![exports * 0.75, exports * 0.25])];
        Arc::new(ExportOrigin::from_parts(2015, economies, cells, vec![0.0; 2], columns))
    }

    #[test]
    fn each_quantity_of_a_common_year_is_compared() {
        let sector = Sector {
            id: "electronics".to_owned(),
            activities: vec![ActivityPattern::new("C26")],
        };
        let (tables, tiva) = (origin(200.0), origin(202.0));
        let exporters = tables.economies.clone();
        let found = compare_sources(&[tables], &[tiva], &exporters, &[&sector]);
        let of_first: Vec<_> = found
            .iter()
            .filter(|one| one.exporter.code() == "BLR")
            .map(|one| (one.quantity, one.tables, one.tiva))
            .collect();
        let expected = [
            ("gross_exports", 200.0, 202.0),
            ("mutual", 200.0, 202.0),
            ("fva", 50.0, 50.5),
            ("bp_all", 50.0, 50.5),
        ];
        assert_eq!(of_first, expected);
        let largest = largest_differences(&found);
        assert_eq!(largest.len(), 4);
        assert!(
            largest
                .iter()
                .all(|one| (one.percent.unwrap_or_default() - 1.0).abs() < 1e-9)
        );
    }
}
