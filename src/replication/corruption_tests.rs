//! An auditor who knows the truth: what is changed in a table is found.

use super::consistency::{self, Rule};
use super::simulated::{Layout, Printed, Random, TABLES, layouts, publish, simulate};
use super::{Agreement, CellComparison, Comparison, ComputedRow, Verdict, compare};
use crate::econometrics::CovarianceKind;
use crate::published::{CellId, PrintedNumber, Quantity};
use crate::stages::Term;

#[track_caller]
fn find(comparison: &Comparison, kind: CovarianceKind, cell: &CellId) -> CellComparison {
    let mut cells = comparison
        .cells
        .iter()
        .chain(&comparison.under(kind).expect("every kind is compared").cells);
    cells
        .find(|found| found.cell == *cell)
        .expect("the cell is printed")
        .clone()
}

/// The texts of a table, one of them changed.
fn with(printed: &Printed, row: usize, quantity: Quantity, text: String) -> Printed {
    let mut changed = printed.clone();
    changed[row].insert(quantity, text);
    changed
}

#[track_caller]
fn parsed(text: &str) -> PrintedNumber {
    text.parse().expect("a printed number")
}

/// A table, one kind, and a random cell of it.
struct Case {
    rows: Vec<ComputedRow>,
    kind: CovarianceKind,
    layout: Layout,
    printed: Printed,
    random: Random,
}

impl Case {
    fn all() -> Vec<Self> {
        let mut cases = Vec::new();
        for seed in 200..200 + TABLES {
            let rows = simulate(seed);
            for layout in layouts(seed) {
                for (position, kind) in CovarianceKind::ALL.into_iter().enumerate() {
                    cases.push(Self {
                        printed: layout.print(&rows, kind),
                        random: Random(seed * 1000 + position as u64),
                        rows: rows.clone(),
                        kind,
                        layout,
                    });
                }
            }
        }
        cases
    }

    /// A printed cell for which something holds.
    fn cell(&mut self, wanted: impl Fn(Quantity, &PrintedNumber) -> bool) -> Option<(usize, Quantity, PrintedNumber)> {
        let cells = self.printed.iter().enumerate().flat_map(|(row, cells)| {
            let cells = cells.iter().map(move |(quantity, text)| (row, *quantity, parsed(text)));
            cells.filter(|(_, quantity, printed)| wanted(*quantity, printed))
        });
        let cells: Vec<_> = cells.collect();
        (!cells.is_empty()).then(|| cells[self.random.below(cells.len())].clone())
    }

    fn compare(&self, changed: &Printed) -> Comparison {
        compare(&publish(&self.rows, changed).table, &self.rows)
    }

    fn id(&self, row: usize, quantity: Quantity) -> CellId {
        self.rows[row].row.cell(quantity)
    }

    fn text(&self, value: f64, old: &PrintedNumber) -> String {
        let layout = Layout {
            decimals: old.decimals(),
            ..self.layout
        };
        layout.number(value) + &"*".repeat(old.stars())
    }
}

#[test]
fn a_flipped_sign_is_found() {
    let mut flipped = 0;
    for mut case in Case::all() {
        let is_signed = |quantity, printed: &PrintedNumber| {
            matches!(quantity, Quantity::Coefficient(_) | Quantity::TStatistic(_)) && printed.value() != 0.0
        };
        let Some((row, quantity, printed)) = case.cell(is_signed) else {
            continue;
        };
        let text = case.text(-printed.value(), &printed);
        let comparison = case.compare(&with(&case.printed, row, quantity, text));
        let cell = find(&comparison, case.kind, &case.id(row, quantity));
        assert_ne!(cell.agreement, Agreement::Exact, "{cell:?}");
        assert_eq!(cell.sign_agrees, Some(false), "{cell:?}");
        assert!(comparison.verdict() < Verdict::MinorIssues, "{cell:?}");
        flipped += 1;
    }
    println!("{flipped} of {flipped} flipped signs found");
    assert!(flipped > 100);
}

#[test]
fn a_changed_digit_is_found() {
    let (mut by_one, mut by_more) = (0, 0);
    for mut case in Case::all() {
        let units = 1 + case.random.below(9);
        let Some((row, quantity, printed)) = case.cell(|quantity, printed| {
            let stays_in_range = quantity != Quantity::RSquared || printed.value() < 99.0;
            stays_in_range && printed.value().abs() < 1e9
        }) else {
            continue;
        };
        let text = case.text(printed.value() + units as f64 * printed.unit(), &printed);
        let comparison = case.compare(&with(&case.printed, row, quantity, text));
        let cell = find(&comparison, case.kind, &case.id(row, quantity));
        assert_ne!(cell.agreement, Agreement::Exact, "{units}: {cell:?}");
        assert_eq!(cell.agreement == Agreement::OneUnit, units == 1, "{units}: {cell:?}");
        assert_ne!(comparison.verdict(), Verdict::Full, "{units}: {cell:?}");
        let counter = if units == 1 { &mut by_one } else { &mut by_more };
        *counter += 1;
    }
    println!("{by_one} digits changed by one unit and {by_more} by more, all found");
    assert!(by_one > 20 && by_more > 200);
}

#[test]
fn a_shifted_star_is_found() {
    let (mut shifted, mut borderline, mut by_the_article_alone) = (0, 0, 0);
    for mut case in Case::all() {
        let Some((row, quantity, printed)) = case.cell(|quantity, _| quantity.can_have_stars()) else {
            continue;
        };
        let stars = match printed.stars() {
            0 => 1,
            3 => 2,
            other => other + 1 - 2 * case.random.below(2),
        };
        let text = format!("{}{}", printed.text().trim_end_matches('*'), "*".repeat(stars));
        let changed = with(&case.printed, row, quantity, text);
        let comparison = case.compare(&changed);
        let cell = case.id(row, quantity);
        let mut patterns = comparison
            .under(case.kind)
            .expect("every kind is compared")
            .stars
            .iter();
        let found = patterns
            .find(|pattern| pattern.cell == cell)
            .expect("the pattern is compared");
        assert!(!found.agrees, "{found:?}");
        assert_eq!((found.printed, found.computed), (stars, printed.stars()));
        shifted += 1;
        borderline += usize::from(found.borderline);
        let alone = consistency::check(&publish(&case.rows, &changed)).findings;
        let rules = [Rule::StarsDoNotFit, Rule::FStarsDoNotFit];
        by_the_article_alone += usize::from(alone.iter().any(|finding| rules.contains(&finding.rule)));
    }
    println!(
        "{shifted} of {shifted} shifted stars found, {borderline} borderline, {by_the_article_alone} by the table alone"
    );
    assert!(shifted > 200);
}

#[test]
fn standard_errors_of_another_kind_are_found() {
    let mut swapped = 0;
    for mut case in Case::all().into_iter().filter(|case| case.layout.std_errors) {
        let other = case.random.choose(&CovarianceKind::ALL);
        let foreign = case.layout.print(&case.rows, other);
        let row = case.random.below(case.rows.len());
        let mut changed = case.printed.clone();
        for term in Term::SLOPES {
            let quantity = Quantity::StdError(term);
            changed[row].insert(quantity, foreign[row][&quantity].clone());
        }
        let comparison = case.compare(&changed);
        for term in Term::SLOPES {
            let quantity = Quantity::StdError(term);
            if changed[row][&quantity] != case.printed[row][&quantity] {
                let cell = find(&comparison, case.kind, &case.id(row, quantity));
                assert_ne!(cell.agreement, Agreement::Exact, "{cell:?}");
                swapped += 1;
            }
        }
    }
    println!("{swapped} of {swapped} standard errors of another kind found");
    assert!(swapped > 50);
}

#[test]
fn one_corruption_does_not_hide_the_kind() {
    let (mut named, mut tables) = (0, 0);
    for mut case in Case::all().into_iter().filter(|case| case.layout.std_errors) {
        let Some((row, quantity, printed)) = case.cell(|quantity, _| matches!(quantity, Quantity::StdError(_))) else {
            continue;
        };
        let text = case.text(printed.value() + 3.0 * printed.unit(), &printed);
        let ranking = case.compare(&with(&case.printed, row, quantity, text)).ranking;
        tables += 1;
        named += usize::from(ranking.tied.contains(&case.kind));
    }
    println!("kind named in {named} of {tables} corrupted tables");
    assert!(named * 100 >= tables * 95, "{named} of {tables}");
}
