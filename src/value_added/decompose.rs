use super::leontief::inverse_columns;
use super::origin::ExportOrigin;
use crate::ingest::IcioTable;
use crate::model::{Economy, Year};
use crate::settings::ValueAddedDefinition;

/// Σ over origins may differ from gross exports by this share of them.
const TOLERANCE: f64 = 1e-10;

/// Why a table cannot be decomposed.
#[derive(Debug, thiserror::Error)]
pub enum DecompositionError {
    #[error("{year}: the origins of the exports of {cell} sum to {sum}, not to gross exports {exports}")]
    DoesNotAddUp {
        year: Year,
        cell: String,
        sum: f64,
        exports: f64,
    },
    #[error("{year}: the Leontief inverse of the table is not finite in {cell}: I − A is singular")]
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
    let flows = table.intermediate.clone();
    Prepared::new(table, &flows, exporters, definition).solve(flows)
}

/// The same for a table that is needed no more: its memory is used for the factorisation.
pub fn decompose_once(
    mut table: IcioTable,
    exporters: &[Economy],
    definition: ValueAddedDefinition,
) -> Result<ExportOrigin, DecompositionError> {
    let flows = std::mem::take(&mut table.intermediate);
    Prepared::new(&table, &flows, exporters, definition).solve(flows)
}

/// Everything about a table but its flows, which the factorisation uses up.
struct Prepared<'a> {
    table: &'a IcioTable,
    definition: ValueAddedDefinition,
    /// v, one a cell.
    value_added: Vec<f64>,
    /// The cells of the exporters, and what each sells to each economy.
    exporting: Vec<usize>,
    exports: Vec<Vec<f64>>,
}

impl<'a> Prepared<'a> {
    fn new(table: &'a IcioTable, flows: &[f64], exporters: &[Economy], definition: ValueAddedDefinition) -> Self {
        let n = table.n_cells();
        let exporting: Vec<usize> = (0..n)
            .filter(|&cell| exporters.contains(&table.economies[table.cells[cell].economy]))
            .collect();
        Self {
            table,
            definition,
            value_added: value_added(table, flows, definition),
            exports: exporting.iter().map(|&cell| table.exports_from(flows, cell)).collect(),
            exporting,
        }
    }

    fn solve(self, flows: Vec<f64>) -> Result<ExportOrigin, DecompositionError> {
        let Self {
            table,
            definition,
            value_added,
            exporting,
            exports,
        } = self;
        let inverse_columns = inverse_columns(flows, &table.output, &exporting);
        let mut columns = Vec::with_capacity(exporting.len());
        for (j, (cell, exports_by_partner)) in exporting.into_iter().zip(exports).enumerate() {
            let gross_exports: f64 = exports_by_partner.iter().sum();
            let origins: Vec<f64> = value_added
                .iter()
                .enumerate()
                .map(|(i, share)| share * inverse_columns[(i, j)] * gross_exports)
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
            columns.push((cell, exports_by_partner, origins));
        }
        let produced = value_added
            .iter()
            .zip(&table.output)
            .map(|(share, output)| share * output);
        Ok(ExportOrigin::from_parts(
            table.year,
            table.economies.clone(),
            table.cells.clone(),
            produced.collect(),
            columns,
        ))
    }
}

/// v: what a dollar of output of each cell adds in value, length n.
fn value_added(table: &IcioTable, flows: &[f64], definition: ValueAddedDefinition) -> Vec<f64> {
    let share = |total: f64, output: f64| if output > 0.0 { total / output } else { 0.0 };
    match definition {
        ValueAddedDefinition::WithTaxes => {
            let mut inputs = vec![0.0; table.n_cells()];
            for row in flows.chunks_exact(table.n_cells()) {
                for ((total, value), &output) in inputs.iter_mut().zip(row).zip(&table.output) {
                    *total += share(*value, output);
                }
            }
            inputs.into_iter().map(|inputs| 1.0 - inputs).collect()
        }
        ValueAddedDefinition::ValueAddedOnly => {
            let cells = table.value_added.iter().zip(&table.output);
            cells
                .map(|(&value_added, &output)| share(value_added, output))
                .collect()
        }
    }
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
            columns: vec![2, 3],
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
