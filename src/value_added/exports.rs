use crate::ingest::IcioTable;

/// Gross exports of one cell by destination economy, USD million, length `m`; zero at home.
///
/// `E[p,j→r] = Σ_k Z[(p,j),(r,k)] + Y[(p,j),r]` for `r ≠ p`: intermediate plus final sales.
pub(super) fn exports_by_partner(table: &IcioTable, cell: usize) -> Vec<f64> {
    let (n, m) = (table.n_cells(), table.economies.len());
    let home = table.cells[cell].economy;
    let mut exports = table.final_demand[cell * m..(cell + 1) * m].to_vec();
    for (user, value) in table.cells.iter().zip(&table.intermediate[cell * n..(cell + 1) * n]) {
        exports[user.economy] += value;
    }
    exports[home] = 0.0;
    exports
}
