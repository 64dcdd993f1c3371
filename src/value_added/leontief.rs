//! The Leontief inverse, as far as it is needed.

use faer::dyn_stack::{MemBuffer, MemStack};
use faer::linalg::lu::partial_pivoting::{factor, solve};
use faer::{Mat, MatMut, Par};

/// From this many cells on, one table is worth two threads.
const LARGE: usize = 1_000;

/// Solves `(I − A)·B = I` for some columns of B, n × k for k wanted cells.
///
/// `flows` is Z, row-major n × n, and `output` is x; `A = Z·diag(x)⁻¹`, with no inputs where there is no output.
/// The matrix is factorised in the memory of the flows, which are lost: a table of 3,500 cells takes 96 MB, and
/// a second copy would double it. Row-major flows are the transpose of what the factorisation sees, so the
/// transposed system is solved. Large tables are always split for two threads, whatever the machine has: the
/// order of the additions, and with it the last digit, depends on the split and not on who does the work.
pub(super) fn inverse_columns(mut flows: Vec<f64>, output: &[f64], wanted: &[usize]) -> Mat<f64> {
    let n = output.len();
    for (cell, row) in flows.chunks_exact_mut(n).enumerate() {
        for (value, &output) in row.iter_mut().zip(output) {
            *value = if output > 0.0 { -*value / output } else { 0.0 };
        }
        row[cell] += 1.0;
    }
    let par = if n < LARGE { Par::Seq } else { Par::rayon(2) };
    let mut matrix = MatMut::from_column_major_slice_mut(&mut flows, n, n);
    let (mut forward, mut backward) = (vec![0_usize; n], vec![0_usize; n]);
    let mut memory = MemBuffer::new(factor::lu_in_place_scratch::<usize, f64>(n, n, par, Default::default()));
    let (_, permutation) = factor::lu_in_place(
        matrix.as_mut(),
        &mut forward,
        &mut backward,
        par,
        MemStack::new(&mut memory),
        Default::default(),
    );
    let mut columns = Mat::from_fn(n, wanted.len(), |i, j| f64::from(u8::from(wanted[j] == i)));
    let mut memory = MemBuffer::new(solve::solve_transpose_in_place_scratch::<usize, f64>(
        n,
        wanted.len(),
        par,
    ));
    let factors = matrix.as_ref();
    solve::solve_transpose_in_place(
        factors,
        factors,
        permutation,
        columns.as_mut(),
        par,
        MemStack::new(&mut memory),
    );
    columns
}
