//! The tables of the verification against a published article.

use super::table::{Cell, Column, HeaderCell, Label, Row, Size, Table};
use crate::model::Series;
use crate::provenance::{Key, Number, Operation, StatisticField, TermField};
use crate::published::{CellId, Quantity};
use crate::replication::{Agreement, CellComparison, Replication};
use crate::settings::ValueAddedDefinition;
use crate::stages::{Results, Term};

/// Every table of the verification.
pub(super) fn tables(results: &Results, replication: &Replication) -> Vec<Table> {
    vec![
        agreement(replication),
        cells(results, replication),
        kinds(replication),
        grid(replication),
        figures(replication, results),
        classical_f(replication),
    ]
}

type Titled = (Column, HeaderCell);

fn number(key: &'static str) -> Titled {
    (
        Column::number(key.replace('-', "_")),
        HeaderCell::new(Label::Phrase(key), 1, 1),
    )
}

fn text(key: &'static str) -> Titled {
    let (column, header) = number(key);
    (Column::text(column.key), header)
}

/// A count of the verification; `what` tells it from the others.
fn count(what: &str, n: usize) -> Cell {
    let operation = Operation::Count(format!("verification {what}"));
    Cell::Integer(Number::derived(operation, n as f64, Vec::new()))
}

fn literal(text: impl Into<String>) -> Cell {
    Cell::Label(Label::Literal(text.into()))
}

fn phrase(key: impl Into<String>) -> Cell {
    Cell::Label(Label::Term(key.into()))
}

fn yes_or_no(holds: Option<bool>) -> Cell {
    match holds {
        Some(true) => phrase("yes"),
        Some(false) => phrase("no"),
        None => Cell::Missing,
    }
}

/// The printed numbers under the best covariance kind.
fn compared(replication: &Replication) -> impl Iterator<Item = &CellComparison> {
    let comparison = &replication.comparison;
    let of_kind = comparison.best().map(|best| best.cells.as_slice()).unwrap_or_default();
    comparison.cells.iter().chain(of_kind)
}

/// How many cells of each column are in which class.
fn agreement(replication: &Replication) -> Table {
    let mut columns = vec![text("quantity"), number("printed")];
    columns.extend(Agreement::ALL.map(|class| {
        let title = HeaderCell::new(Label::Term(class_phrase(class)), 1, 1);
        (Column::number(class.id()), title)
    }));
    columns.push(number("signs-agree"));
    columns.push(number("within-noise"));
    let mut quantities: Vec<Quantity> = Vec::new();
    for cell in compared(replication) {
        if !quantities.contains(&cell.cell.quantity) {
            quantities.push(cell.cell.quantity);
        }
    }
    quantities.sort_unstable();
    let row = |label: Cell, name: &str, wanted: &dyn Fn(&CellComparison) -> bool| {
        let own: Vec<&CellComparison> = compared(replication).filter(|cell| wanted(cell)).collect();
        let mut cells = vec![label, count(&format!("{name} printed"), own.len())];
        cells.extend(Agreement::ALL.map(|class| {
            let n = own.iter().filter(|cell| cell.agreement == class).count();
            count(&format!("{name} {}", class.id()), n)
        }));
        let signs = own.iter().filter(|cell| cell.sign_agrees == Some(true)).count();
        cells.push(count(&format!("{name} signs"), signs));
        let noise = own.iter().filter(|cell| cell.within_noise).count();
        cells.push(count(&format!("{name} noise"), noise));
        Row { section: None, cells }
    };
    let mut rows: Vec<Row> = quantities
        .iter()
        .map(|quantity| {
            row(quantity_label(*quantity), &quantity.id(), &|cell| {
                cell.cell.quantity == *quantity
            })
        })
        .collect();
    rows.push(row(phrase("all-numbers"), "all", &|_| true));
    Table::titled("tbl-agreement", columns, None, rows, Size::Small)
}

fn class_phrase(class: Agreement) -> String {
    format!("class-{}", class.id().replace('_', "-"))
}

fn quantity_label(quantity: Quantity) -> Cell {
    phrase(match quantity {
        Quantity::Coefficient(term) => term.id().to_owned(),
        Quantity::StdError(term) => format!("{}-se", term.id()),
        Quantity::TStatistic(term) => format!("{}-t", term.id()),
        Quantity::F => "f".to_owned(),
        Quantity::RSquared => "r2".to_owned(),
    })
}

/// Printed against recomputed, cell by cell.
fn cells(results: &Results, replication: &Replication) -> Table {
    let columns = vec![
        text("sector"),
        text("direction"),
        text("quantity"),
        number("published"),
        number("recomputed"),
        text("class"),
        text("sign"),
        text("stars"),
        text("noise"),
    ];
    let stars = replication
        .comparison
        .best()
        .map(|best| best.stars.as_slice())
        .unwrap_or_default();
    let mut ordered: Vec<&CellComparison> = compared(replication).collect();
    let order: Vec<_> = replication.published.table.rows.keys().collect();
    ordered.sort_by_key(|cell| {
        let row = order.iter().position(|row| **row == cell.cell.row);
        (row, cell.cell.quantity)
    });
    let rows = ordered.into_iter().map(|cell| {
        let own = stars.iter().find(|stars| stars.cell == cell.cell);
        let pattern = own.map(|stars| match (stars.agrees, stars.borderline) {
            (true, _) => "agree",
            (false, true) => "borderline",
            (false, false) => "disagree",
        });
        let n_stars = own.map_or(0, |stars| stars.computed);
        Row {
            section: Some(Label::Name(cell.cell.row.exporter.to_string())),
            cells: vec![
                Cell::Label(Label::Name(cell.cell.row.sector.clone())),
                Cell::Label(Label::Phrase(cell.cell.row.direction.id())),
                quantity_label(cell.cell.quantity),
                literal(cell.printed.text()),
                recomputed(results, replication, cell, n_stars),
                phrase(class_phrase(cell.agreement)),
                yes_or_no(cell.sign_agrees),
                pattern.map_or(Cell::Missing, phrase),
                if cell.within_noise {
                    phrase("yes")
                } else {
                    Cell::Missing
                },
            ],
        }
    });
    Table::titled("tbl-cells", columns, Some("exporter"), rows.collect(), Size::Small)
}

/// The recomputed number, with one decimal more than is printed.
fn recomputed(results: &Results, replication: &Replication, cell: &CellComparison, stars: usize) -> Cell {
    let decimals = u8::try_from(cell.printed.decimals() + 1).unwrap_or(u8::MAX);
    let Some(found) = key_of(&cell.cell, replication).and_then(|key| key.number(results)) else {
        return Cell::Missing;
    };
    match cell.cell.quantity {
        Quantity::RSquared => Cell::percent(Some(found), decimals),
        _ => Cell::starred(Some(found), decimals, stars),
    }
}

fn key_of(cell: &CellId, replication: &Replication) -> Option<Key> {
    let row = &cell.row;
    let of_kind = |path: String| {
        let kind = replication.comparison.ranking.best?;
        let path = path.replace("{kind}", &kind.to_string());
        Some(Key::Robustness {
            path: format!("{row}.{path}"),
        })
    };
    match cell.quantity {
        Quantity::Coefficient(term) => Some(Key::Coefficient {
            exporter: row.exporter.clone(),
            sector: row.sector.clone(),
            direction: row.direction,
            term,
            field: TermField::Coef,
        }),
        Quantity::RSquared => Some(Key::Statistic {
            exporter: row.exporter.clone(),
            sector: row.sector.clone(),
            direction: row.direction,
            field: StatisticField::R2,
        }),
        Quantity::F => of_kind("joint.{kind}.f".to_owned()),
        Quantity::StdError(term) => of_kind(variance(term, "se")),
        Quantity::TStatistic(term) => of_kind(variance(term, "t")),
    }
}

fn variance(term: Term, field: &str) -> String {
    format!("{}.variances.{{kind}}.{field}", term.id())
}

/// How well each covariance kind fits.
fn kinds(replication: &Replication) -> Table {
    let columns = vec![
        text("covariance"),
        number("f-exact"),
        number("f-near"),
        number("se-exact"),
        number("stars-agree"),
        number("stars-printed"),
        number("stars-borderline"),
    ];
    let rows = replication.comparison.ranking.ranked.iter().map(|score| {
        let name = score.kind.to_string();
        let counted = |what: &str, n: usize| count(&format!("{name} {what}"), n);
        Row {
            section: None,
            cells: vec![
                if name == "classical" {
                    phrase("classical")
                } else {
                    literal(name.clone())
                },
                counted("f exact", score.f_statistics.exact),
                counted("f near", score.f_statistics.at_least(Agreement::Within10)),
                counted("se exact", score.std_errors.exact + score.t_statistics.exact),
                counted("stars agree", score.stars.agree),
                counted("stars printed", score.stars.printed),
                counted("stars borderline", score.stars.borderline),
            ],
        }
    });
    Table::titled("tbl-kinds", columns, None, rows.collect(), Size::Small)
}

/// Other editions and definitions, by agreement.
fn grid(replication: &Replication) -> Table {
    let columns = vec![
        number("rank"),
        text("edition-tried"),
        text("gdp-tried"),
        text("value-added-tried"),
        text("industries-tried"),
        text("external-tried"),
        text("kinds-fitting"),
        number("class-exact"),
        number("class-one-unit"),
        number("near"),
        number("class-different"),
        number("signs-agree"),
        number("stars-agree"),
        text("class-of-verdict"),
    ];
    let rows = replication
        .grid
        .candidates
        .iter()
        .enumerate()
        .map(|(position, candidate)| {
            let part = |dimension: &str| {
                let found = candidate.parts.iter().find(|(name, _)| name == dimension);
                found.map(|(_, value)| value.as_str()).unwrap_or_default()
            };
            let numbers = &candidate.summary.numbers;
            let counted = |what: &str, n: usize| count(&format!("candidate {position} {what}"), n);
            let kinds: Vec<String> = candidate.kinds.iter().map(ToString::to_string).collect();
            let kinds = match kinds.as_slice() {
                [one] if one == "classical" => phrase("classical"),
                _ => literal(kinds.join(", ")),
            };
            Row {
                section: None,
                cells: vec![
                    counted("rank", candidate.rank),
                    if part("edition") == "study" {
                        phrase("of-study")
                    } else {
                        literal(part("edition"))
                    },
                    if part("gdp") == "study" {
                        phrase("of-study")
                    } else {
                        literal(part("gdp"))
                    },
                    phrase(if part("value_added") == ValueAddedDefinition::WithTaxes.id() {
                        "va-with-taxes"
                    } else {
                        "va-only"
                    }),
                    phrase(if part("industries") == "levels" {
                        "same-industry"
                    } else {
                        "all-industries"
                    }),
                    phrase(if part("external") == Series::External.id() {
                        "third-countries"
                    } else {
                        "whole-world"
                    }),
                    kinds,
                    counted("exact", numbers.exact),
                    counted("one unit", numbers.one_unit),
                    counted("near", numbers.at_least(Agreement::Within10)),
                    counted("different", numbers.different),
                    counted("signs", candidate.summary.signs.agree),
                    counted("stars", candidate.summary.stars.agree),
                    phrase(format!("verdict-{}", candidate.verdict.id().replace('_', "-"))),
                ],
            }
        });
    Table::titled("tbl-grid", columns, None, rows.collect(), Size::Tiny)
}

/// The figures of the prose.
fn figures(replication: &Replication, results: &Results) -> Table {
    let columns = vec![
        text("about"),
        text("relation"),
        number("published"),
        number("recomputed"),
        text("holds"),
    ];
    let rows = replication.published.figures.iter().map(|figure| {
        let found = replication.figures.iter().find(|found| found.id == figure.id);
        let key: Option<Key> = figure.key.parse().ok();
        let printed: Vec<&str> = figure.printed.iter().map(|printed| printed.text()).collect();
        let decimals = figure.printed.first().map_or(0, |printed| printed.decimals()) + 1;
        let recomputed = key.and_then(|key| key.number(results));
        Row {
            section: None,
            cells: vec![
                Cell::Label(Label::Key(figure.key.clone())),
                phrase(format!("relation-{}", relation(figure.relation))),
                if printed.is_empty() {
                    Cell::Missing
                } else {
                    literal(printed.join("–"))
                },
                match figure.unit.as_str() {
                    "%" => Cell::percent(recomputed, u8::try_from(decimals).unwrap_or(1)),
                    _ => Cell::number(recomputed, u8::try_from(decimals).unwrap_or(1)),
                },
                yes_or_no(found.and_then(|found| found.holds)),
            ],
        }
    });
    Table::titled("tbl-figures", columns, None, rows.collect(), Size::Small)
}

fn relation(relation: crate::published::Relation) -> &'static str {
    use crate::published::Relation;
    match relation {
        Relation::Equals => "equals",
        Relation::About => "about",
        Relation::Above => "above",
        Relation::Below => "below",
        Relation::Range => "range",
        Relation::Negligible => "negligible",
        Relation::Falling => "falling",
        Relation::Rising => "rising",
    }
}

/// The printed F of each row against the classical F of its R².
fn classical_f(replication: &Replication) -> Table {
    let columns = vec![
        text("sector"),
        text("direction"),
        number("r2"),
        number("implied-from"),
        number("implied-to"),
        number("printed-f"),
        text("fits"),
        text("other-n"),
    ];
    let rows = replication.consistency.classical_f.iter().map(|row| {
        let implied = |what: &str, value: f64| {
            // From the printed R² and n alone.
            let operation = Operation::Count(format!("classical f of {} {what}", row.row));
            Cell::number(Some(Number::derived(operation, value, Vec::new())), 1)
        };
        Row {
            section: Some(Label::Name(row.row.exporter.to_string())),
            cells: vec![
                Cell::Label(Label::Name(row.row.sector.clone())),
                Cell::Label(Label::Phrase(row.row.direction.id())),
                literal(row.r_squared.text()),
                implied("low", row.implied.low),
                implied("high", row.implied.high),
                literal(row.f.text()),
                yes_or_no(Some(row.fits)),
                match ranges(&row.fitting_n_obs) {
                    text if text.is_empty() => phrase("none"),
                    text => literal(text),
                },
            ],
        }
    });
    Table::titled(
        "tbl-classical-f",
        columns,
        Some("exporter"),
        rows.collect(),
        Size::Small,
    )
}

/// Whole numbers in ascending order, runs shortened: `19–22, 25`.
fn ranges(numbers: &[usize]) -> String {
    let runs = numbers.chunk_by(|a, b| a + 1 == *b);
    let shown = runs.map(|run| match run {
        [one] => one.to_string(),
        [first, .., last] => format!("{first}–{last}"),
        [] => String::new(),
    });
    shown.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::ranges;

    #[test]
    fn runs_of_numbers_are_shortened() {
        assert_eq!(ranges(&[19, 20, 21, 22, 25]), "19–22, 25");
        assert_eq!(ranges(&[]), "");
    }
}
