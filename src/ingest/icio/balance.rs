use super::table::IcioTable;
use crate::ingest::error::Problem;

/// Below this output (USD million) an imbalance is never refused.
const LARGE_OUTPUT: f64 = 1_000.0;
/// An imbalance over this share of output is refused on large cells.
const REFUSED_SHARE: f64 = 1e-3;
/// An imbalance over this share of output, and over `WARNED_FLOOR`, is reported.
const WARNED_SHARE: f64 = 1e-4;
const WARNED_FLOOR: f64 = 0.05;

/// Checks that sales and purchases of every cell add up to its output.
///
/// Rows: Z + Y = OUT; columns: Z + TLS + VA = OUT. Published tables balance to about 5e-4 relative,
/// so small gaps are only counted: returns how many cells exceed the tolerance for a warning.
pub(in crate::ingest) fn check_balance(table: &IcioTable) -> Result<usize, Problem> {
    let (n, m) = (table.n_cells(), table.economies.len());
    let mut purchases = vec![0.0; n];
    let mut warned = 0;
    for cell in 0..n {
        let row = &table.intermediate[cell * n..(cell + 1) * n];
        for (total, value) in purchases.iter_mut().zip(row) {
            *total += value;
        }
        let sales = row.iter().sum::<f64>() + table.final_demand[cell * m..(cell + 1) * m].iter().sum::<f64>();
        warned += usize::from(check(table, cell, "the sum of the row", sales)?);
    }
    for (cell, bought) in purchases.iter().enumerate() {
        let inputs = bought + table.taxes[cell] + table.value_added[cell];
        warned += usize::from(check(table, cell, "the sum of the column with TLS and VA", inputs)?);
    }
    Ok(warned)
}

fn check(table: &IcioTable, cell: usize, identity: &'static str, sum: f64) -> Result<bool, Problem> {
    let output = table.output[cell];
    let difference = sum - output;
    let gap = difference.abs();
    if gap > REFUSED_SHARE * output.abs() && output.abs().max(sum.abs()) > LARGE_OUTPUT {
        return Err(Problem::Imbalance {
            identity,
            cell: table.cell_name(cell),
            difference,
            output,
        });
    }
    Ok(gap > (WARNED_SHARE * output.abs()).max(WARNED_FLOOR))
}
