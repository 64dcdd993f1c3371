use super::table::IcioTable;
use crate::ingest::error::{Place, Problem};

/// Below this output (USD million) an imbalance is never refused.
const LARGE_OUTPUT: f64 = 1_000.0;
/// An imbalance over this share of output is refused on large cells.
const REFUSED_SHARE: f64 = 1e-3;
/// An imbalance over this share of output, and over `WARNED_FLOOR`, is reported.
const WARNED_SHARE: f64 = 1e-4;
const WARNED_FLOOR: f64 = 0.05;

/// What becomes of a table whose sums are far from its output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sums {
    /// It is refused.
    Checked,
    /// They are counted like small ones.
    Counted,
}

const ROW_SUM: &str = "the sum of the row";
const COLUMN_SUM: &str = "the sum of the column with TLS and VA";

/// Checks that sales and purchases of every cell add up to its output.
///
/// Rows: Z + Y = OUT; columns: Z + TLS + VA = OUT. Published tables balance to about 5e-4 relative,
/// so small gaps are only counted: returns how many cells exceed the tolerance for a warning. An error
/// comes with the name of its cell.
pub(in crate::ingest) fn check_balance(table: &IcioTable, sums: Sums) -> Result<usize, (String, Problem)> {
    let (n, m) = (table.n_cells(), table.economies.len());
    let mut purchases = vec![0.0; n];
    let mut warned = 0;
    for cell in 0..n {
        let row = &table.intermediate[cell * n..(cell + 1) * n];
        for (total, value) in purchases.iter_mut().zip(row) {
            *total += value;
        }
        let sales = row.iter().sum::<f64>() + table.final_demand[cell * m..(cell + 1) * m].iter().sum::<f64>();
        warned += usize::from(check(table, cell, ROW_SUM, sales, sums)?);
    }
    for (cell, bought) in purchases.iter().enumerate() {
        let inputs = bought + table.taxes[cell] + table.value_added[cell];
        warned += usize::from(check(table, cell, COLUMN_SUM, inputs, sums)?);
    }
    Ok(warned)
}

fn check(
    table: &IcioTable,
    cell: usize,
    identity: &'static str,
    sum: f64,
    sums: Sums,
) -> Result<bool, (String, Problem)> {
    let output = table.output[cell];
    let difference = sum - output;
    let gap = difference.abs();
    let is_checked = sums == Sums::Checked;
    if is_checked && gap > REFUSED_SHARE * output.abs() && output.abs().max(sum.abs()) > LARGE_OUTPUT {
        let name = table.cell_name(cell);
        let problem = Problem::Imbalance {
            identity,
            cell: name.clone(),
            difference,
            output,
        };
        return Err((name, problem));
    }
    Ok(gap > (WARNED_SHARE * output.abs()).max(WARNED_FLOOR))
}

/// Where the sum that does not add up stands in the file: the row of the cell, or its column in the header.
pub(in crate::ingest) fn place_of(path: &str, table: &IcioTable, cell: &str, problem: &Problem) -> Place {
    let Some(cell) = (0..table.n_cells()).find(|index| table.cell_name(*index) == cell) else {
        return Place::file(path);
    };
    match problem {
        Problem::Imbalance {
            identity: COLUMN_SUM, ..
        } => Place::field(path, 1, table.columns[cell]),
        _ => Place::line(path, table.lines[cell]),
    }
}
