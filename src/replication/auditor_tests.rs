//! An auditor who knows the truth: tables printed from known estimates raise no alarm and name their kind.

use super::consistency::{self, Rule};
use super::simulated::{Layout, TABLES, layouts, publish, simulate};
use super::{Agreement, Candidate, Comparison, ComputedRow, KindComparison, Verdict, compare, rank};
use crate::econometrics::CovarianceKind;
use crate::published::bundled;

fn under(comparison: &Comparison, kind: CovarianceKind) -> &KindComparison {
    comparison.under(kind).expect("every kind is compared")
}

#[test]
fn clean_tables_raise_no_alarm() {
    for seed in 0..TABLES {
        let rows = simulate(seed);
        for layout in layouts(seed) {
            for kind in CovarianceKind::ALL {
                let study = publish(&rows, &layout.print(&rows, kind));
                let comparison = compare(&study.table, &rows);
                let of_kind = under(&comparison, kind);
                let mut cells = comparison.cells.iter().chain(&of_kind.cells);
                assert!(
                    cells.all(|cell| cell.agreement == Agreement::Exact),
                    "{seed} {kind} {layout:?}"
                );
                assert!(
                    of_kind.stars.iter().all(|stars| stars.agrees),
                    "{seed} {kind} {layout:?}"
                );
                assert_eq!(comparison.verdict(), Verdict::Full, "{seed} {kind} {layout:?}");
                // the table alone: a robust F need not be the classical one, but all else is consistent
                let found = consistency::check(&study).findings;
                let is_alarm = |rule| rule != Rule::ClassicalFDoesNotFit || kind == CovarianceKind::Classical;
                assert!(
                    !found.iter().any(|finding| is_alarm(finding.rule)),
                    "{seed} {kind}: {found:?}"
                );
            }
        }
    }
}

#[test]
fn the_covariance_kind_is_named() {
    let designs = [
        ("standard errors", 0, 4),
        ("t", 1, 4),
        ("F and stars", 2, 4),
        ("whole F and stars", 3, 4),
        ("whole F and stars of one equation", 3, 1),
    ];
    for (columns, position, n_rows) in designs {
        let (mut tables, mut named, mut unique) = (0, 0, 0);
        for seed in 100..100 + TABLES {
            let mut rows = simulate(seed);
            rows.truncate(n_rows);
            for layout in layouts(seed).skip(position).take(1) {
                for kind in CovarianceKind::ALL {
                    let printed = layout.print(&rows, kind);
                    let ranking = compare(&publish(&rows, &printed).table, &rows).ranking;
                    let same = |other: &CovarianceKind| layout.print(&rows, *other) == printed;
                    tables += 1;
                    named += usize::from(ranking.tied.contains(&kind) && ranking.tied.iter().all(same));
                    unique += usize::from(ranking.is_unique && ranking.best == Some(kind));
                }
            }
        }
        println!("{columns}: kind named in {named} of {tables} tables, the only one in {unique}");
        assert!(named * 100 >= tables * 95, "{columns}: {named} of {tables}");
    }
}

#[test]
fn the_true_specification_ranks_first() {
    for seed in 300..306 {
        let rows = simulate(seed);
        let [layout, ..] = layouts(seed).collect::<Vec<_>>()[..] else {
            continue;
        };
        let study = publish(&rows, &layout.print(&rows, CovarianceKind::Hc1));
        let candidate = |name: &str, rows: Vec<ComputedRow>| Candidate {
            parts: vec![("data".to_owned(), name.to_owned())],
            rows,
        };
        let near = rows.iter().cloned().map(|mut row| {
            row.coefficients.values_mut().for_each(|value| *value *= 1.02);
            row
        });
        let candidates = [
            candidate("other", simulate(seed + 50)),
            candidate("near", near.collect()),
            candidate("none", Vec::new()),
            candidate("true", rows.clone()),
            candidate("true again", rows.clone()),
        ];
        let grid = rank(&study.table, candidates);
        let order: Vec<(usize, &str)> = grid
            .candidates
            .iter()
            .map(|c| (c.rank, c.parts[0].1.as_str()))
            .collect();
        assert_eq!(
            order,
            [(1, "true"), (1, "true again"), (3, "near"), (4, "other"), (5, "none")]
        );
        let best = grid.best().expect("candidates");
        assert_eq!(
            (best.verdict, best.exact_share, best.mean_class),
            (Verdict::Full, 1.0, 0.0)
        );
        assert_eq!(best.kinds, [CovarianceKind::Hc1]);
        assert!(serde_json::to_string(&grid).is_ok_and(|json| json.contains("\"HC1\"")));
    }
}

#[test]
fn what_is_not_computed_or_not_printed_is_said() {
    let study = bundled::study();
    let nothing = compare(&study.table, &[]);
    assert_eq!(
        (nothing.summary.numbers.not_computed, nothing.verdict()),
        (24 * 5, Verdict::Not)
    );
    assert_eq!(nothing.ranking.best, None);
    let foreign = compare(&study.table, &simulate(1));
    assert_eq!(foreign.not_printed.len(), 4);
    assert_eq!(foreign.verdict(), Verdict::Not);
}

#[test]
fn a_comparison_has_a_json_and_a_flat_form() {
    let rows = simulate(2);
    let layout = Layout {
        std_errors: true,
        t_statistics: false,
        whole_f: false,
        decimals: 2,
        comma: true,
    };
    let study = publish(&rows, &layout.print(&rows, CovarianceKind::Hc3));
    let comparison = compare(&study.table, &rows);
    let json = serde_json::to_value(&comparison).expect("numbers and names have a form in JSON");
    assert_eq!(json["ranking"]["best"], "HC3");
    assert_eq!(json["verdict"], "full");
    assert_eq!(json["cells"][0]["agreement"], "exact");
    let flat = comparison.flat_rows();
    let n_kinds = CovarianceKind::ALL.len();
    // coefficients and R²; under each kind standard errors and F, then the stars of coefficients and F
    assert_eq!(flat.len(), 4 * 4 + n_kinds * (4 * 4 + 4 * 4));
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in &flat {
        writer.serialize(row).expect("a flat row is a record");
    }
    let text = String::from_utf8(writer.into_inner().expect("memory is always there")).expect("text");
    assert_eq!(text.lines().count(), flat.len() + 1);
    assert!(text.starts_with("exporter,sector,direction,quantity,covariance,printed,"));
}
