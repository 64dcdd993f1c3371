use faer::linalg::solvers::Solve;
use faer::{Mat, Par};

use super::origin::{Column, ExportOrigin};
use crate::ingest::IcioTable;
use crate::model::{Economy, Year};
use crate::settings::ValueAddedDefinition;

/// Σ over origins may differ from gross exports by this share of them.
const TOLERANCE: f64 = 1e-10;

/// Why a table cannot be decomposed.
#[derive(Debug, thiserror::Error)]
pub enum DecompositionError {
    #[error(
        "{year}: the origins of the exports of {cell} sum to {sum}, not to gross exports {exports}\n  hint: the table has no usable Leontief inverse; check activities whose inputs exceed their output"
    )]
    DoesNotAddUp {
        year: Year,
        cell: String,
        sum: f64,
        exports: f64,
    },
    #[error(
        "{year}: the Leontief inverse of the table is not finite in {cell}\n  hint: I − A is singular; check activities that buy all their output from themselves"
    )]
    Singular { year: Year, cell: String },
}

/// Splits the gross exports of every activity of the exporters by origin of value added.
///
/// `VA[(q,i)→(p,j)] = v[q,i]·B[(q,i),(p,j)]·E[p,j]` with `A = Z·diag(x)⁻¹`, `B = (I−A)⁻¹`; the OECD's
/// EXGR_BSCI, `exvatools::make_exvadir` and Stata's `icio`. Only the exporters' columns of B are
/// solved for, from one LU factorisation. Cells without output have no inputs (their column of A is
/// zero). With [`ValueAddedDefinition::WithTaxes`], `v = 1 − column sum of A`, the origins of each
/// cell sum to its gross exports, and it is an error when they do not to 1e-10.
/// Source: Koopman, Wang and Wei (2014), American Economic Review 104(2).
pub fn decompose(
    table: &IcioTable,
    exporters: &[Economy],
    definition: ValueAddedDefinition,
) -> Result<ExportOrigin, DecompositionError> {
    let n = table.n_cells();
    let a = |i: usize, j: usize| {
        if table.output[j] > 0.0 {
            table.intermediate[i * n + j] / table.output[j]
        } else {
            0.0
        }
    };
    let value_added: Vec<f64> = (0..n)
        .map(|j| match definition {
            ValueAddedDefinition::WithTaxes => 1.0 - (0..n).map(|i| a(i, j)).sum::<f64>(),
            ValueAddedDefinition::ValueAddedOnly if table.output[j] > 0.0 => table.value_added[j] / table.output[j],
            ValueAddedDefinition::ValueAddedOnly => 0.0,
        })
        .collect();
    let exporting: Vec<usize> = (0..n)
        .filter(|&cell| exporters.contains(&table.economies[table.cells[cell].economy]))
        .collect();

    // One thread a table: a parallel factorisation would add in another order, and with it change
    // the last digits.
    faer::set_global_parallelism(Par::Seq);
    let leontief = Mat::from_fn(n, n, |i, j| f64::from(u8::from(i == j)) - a(i, j));
    let units = Mat::from_fn(n, exporting.len(), |i, j| f64::from(u8::from(exporting[j] == i)));
    let inverse_columns = leontief.partial_piv_lu().solve(&units);

    let mut columns = Vec::with_capacity(exporting.len());
    for (j, &cell) in exporting.iter().enumerate() {
        let exports_by_partner = table.exports_by_partner(cell);
        let gross_exports: f64 = exports_by_partner.iter().sum();
        let origins: Vec<f64> = (0..n)
            .map(|i| value_added[i] * inverse_columns[(i, j)] * gross_exports)
            .collect();
        let sum: f64 = origins.iter().sum();
        let (year, name) = (table.year, || table.cell_name(cell));
        if !sum.is_finite() {
            return Err(DecompositionError::Singular { year, cell: name() });
        }
        let gap = (sum - gross_exports).abs();
        if definition == ValueAddedDefinition::WithTaxes && gap > TOLERANCE * gross_exports.abs().max(1.0) {
            return Err(DecompositionError::DoesNotAddUp {
                year,
                cell: name(),
                sum,
                exports: gross_exports,
            });
        }
        columns.push(Column {
            cell,
            exports_by_partner,
            gross_exports,
            value_added: origins,
        });
    }
    let produced = value_added
        .iter()
        .zip(&table.output)
        .map(|(share, output)| share * output);
    Ok(ExportOrigin::new(table, produced.collect(), columns))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Cell;
    use crate::model::Activity;

    /// Two economies with one activity each. A = [[0.2, 0.1], [0.3, 0.4]], x = (100, 200).
    fn two_by_two() -> IcioTable {
        let economies: Vec<Economy> = ["AAA", "BBB"].into_iter().filter_map(Economy::parse).collect();
        let cells = (0..2)
            .map(|economy| Cell {
                economy,
                activity: Activity::new("C26"),
            })
            .collect();
        IcioTable {
            year: 2000,
            economies,
            cells,
            intermediate: vec![20.0, 20.0, 30.0, 80.0],
            final_demand: vec![40.0, 20.0, 10.0, 80.0],
            output: vec![100.0, 200.0],
            value_added: vec![45.0, 100.0],
            taxes: vec![5.0, 0.0],
            lines: vec![2, 3],
            last_line: 6,
        }
    }

    #[test]
    fn a_two_by_two_table_is_decomposed_as_by_hand() {
        let table = two_by_two();
        let origin = decompose(&table, &table.economies[..1], ValueAddedDefinition::WithTaxes)
            .expect("the table has a Leontief inverse");
        // det(I−A) = 0.8·0.6 − 0.1·0.3 = 0.45; B[:,A] = (0.6, 0.3)/0.45; v = (0.5, 0.5); E = 20 + 20.
        let values: Vec<f64> = origin.entries().map(|(_, _, value)| value).collect();
        let expected = [0.5 * 0.6 / 0.45 * 40.0, 0.5 * 0.3 / 0.45 * 40.0];
        for (value, expected) in values.iter().zip(expected) {
            assert!((value - expected).abs() < 1e-12, "{value} {expected}");
        }
        let (_, exports, sum) = origin.totals().next().expect("one exporting cell");
        assert!((exports - 40.0).abs() < 1e-12 && (sum - 40.0).abs() < 1e-12);
    }

    #[test]
    fn value_added_alone_leaves_out_taxes() {
        let table = two_by_two();
        let origin = decompose(&table, &table.economies[..1], ValueAddedDefinition::ValueAddedOnly)
            .expect("the table has a Leontief inverse");
        let first = origin.entries().next().expect("two entries").2;
        assert!((first - 0.45 * 0.6 / 0.45 * 40.0).abs() < 1e-12);
    }

    #[test]
    fn a_cell_without_output_exports_nothing_and_breaks_nothing() {
        let mut table = two_by_two();
        table.intermediate = vec![0.0, 0.0, 0.0, 80.0];
        table.final_demand[..2].fill(0.0);
        table.output[0] = 0.0;
        let origin = decompose(&table, &table.economies.clone(), ValueAddedDefinition::WithTaxes)
            .expect("an empty cell has a zero column");
        assert!(origin.entries().all(|(_, _, value)| value.is_finite()));
    }

    #[test]
    fn a_singular_table_is_an_error() {
        let mut table = two_by_two();
        table.intermediate = vec![100.0, 0.0, 0.0, 200.0];
        assert!(decompose(&table, &table.economies.clone(), ValueAddedDefinition::WithTaxes).is_err());
    }
}
