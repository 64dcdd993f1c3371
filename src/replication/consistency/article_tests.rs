//! What the article that comes with the program says against itself: exactly this, and nothing else.

use super::{Consistency, Evidence, Rule, Weight, check};
use crate::published::bundled;

fn consistency() -> Consistency {
    check(&bundled::study())
}

/// The finding's id and its cells, without the findings about F.
fn readings(consistency: &Consistency) -> Vec<String> {
    let others = consistency
        .findings
        .iter()
        .filter(|finding| finding.rule != Rule::ClassicalFDoesNotFit);
    let shown = others.map(|finding| {
        let cells = finding
            .cells
            .iter()
            .map(|cell| format!(" {} {}", cell.cell, cell.printed));
        format!("{}:{}", finding.id, cells.collect::<Vec<_>>().join(","))
    });
    shown.collect()
}

#[test]
fn the_prose_is_read_as_it_stands() {
    assert_eq!(
        readings(&consistency()),
        [
            "sector_not_in_table.machinery-fp-all:",
            "sector_not_in_table.machinery-fp-rus: RUS.manufacturing.mutual.fp 6,29***",
            "sector_not_in_table.machinery-fp-kaz: KAZ.manufacturing.mutual.fp 6,71***",
            "sector_not_in_table.machinery-fp-blr: BLR.manufacturing.mutual.fp 23,42***",
            "sector_not_in_table.machinery-bp-rus: RUS.manufacturing.mutual.bp 6,04***",
            "sector_not_in_table.machinery-both-rus:",
            "sector_not_in_table.machinery-bp-kaz: KAZ.manufacturing.mutual.bp –2,49***",
            "value_of_another_cell.transport-fp-rus: BLR.transport_equipment.mutual.fp 66,21***",
            "value_of_another_cell.transport-bp-rus: BLR.transport_equipment.mutual.bp 15,48**",
            "insignificant_read_as_finding.list-bp-external-higher: \
             RUS.manufacturing.external.bp 30,09, RUS.electronics.external.bp 61,35",
            "insignificant_read_as_finding.list-chemicals-bp: RUS.chemicals.external.bp –60,78",
            "sector_not_in_table.list-fp-external:",
            "insignificant_read_as_finding.abstract-bp-external: RUS.manufacturing.external.bp 30,09",
            "unit_differs.usd_million_per_usd_million:",
            "period_outside_source.study:",
            "period_outside_source.window-current:",
        ]
    );
}

/// With n = 26 and k = 4, one printed F in 24 is the classical F of its R².
#[test]
fn one_printed_f_is_the_classical_one() {
    let consistency = consistency();
    let fitting: Vec<String> = consistency
        .classical_f
        .iter()
        .filter(|row| row.fits)
        .map(|row| row.row.to_string())
        .collect();
    assert_eq!(fitting, ["RUS.transport_equipment.mutual"]);
    assert_eq!(consistency.counts.get(&Rule::ClassicalFDoesNotFit), Some(&23));
    // no single number of observations makes more than five rows fit
    assert_eq!(consistency.rows_fitting.values().max(), Some(&5));
    let belarus = &consistency.findings[1];
    assert_eq!(belarus.id, "classical_f_does_not_fit.BLR.manufacturing.mutual");
    assert_eq!(belarus.weight, Weight::Question);
    let Evidence::ClassicalF {
        implied, other_n_obs, ..
    } = &belarus.evidence
    else {
        panic!("{belarus:?}");
    };
    // 0.955/0.045 · 22/3 and 0.965/0.035 · 22/3, around the 176 of R² = 0.96
    assert!((implied.low - 155.63).abs() < 0.01 && (implied.high - 202.19).abs() < 0.01);
    assert_eq!(other_n_obs, &[19, 20, 21, 22]);
}

#[test]
fn every_statement_and_every_star_pattern_was_looked_at() {
    let consistency = consistency();
    assert_eq!((consistency.n_statements, consistency.n_star_patterns), (29, 24));
    assert_eq!(consistency.counts.values().sum::<usize>(), consistency.findings.len());
    assert!(serde_json::to_string(&consistency).is_ok());
}
