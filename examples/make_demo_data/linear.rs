//! Solves dense linear systems: plain elimination in a fixed order.

/// Solves `matrix · X = right` for several right-hand sides and returns X.
///
/// `matrix` is n × n and `right` n × k, both as rows. There is no pivoting: I − A and its
/// transpose are diagonally dominant M-matrices, for which elimination is stable as it is.
pub fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    let n = matrix.len();
    for pivot in 0..n {
        let (above, below) = matrix.split_at_mut(pivot + 1);
        let (right_above, right_below) = right.split_at_mut(pivot + 1);
        let (pivot_row, pivot_right) = (&above[pivot], &right_above[pivot]);
        for (row, right_row) in below.iter_mut().zip(right_below) {
            let factor = row[pivot] / pivot_row[pivot];
            if factor != 0.0 {
                subtract(&mut row[pivot..], &pivot_row[pivot..], factor);
                subtract(right_row, pivot_right, factor);
            }
        }
    }
    for pivot in (0..n).rev() {
        let (above, below) = right.split_at_mut(pivot);
        let diagonal = matrix[pivot][pivot];
        for value in &mut below[0] {
            *value /= diagonal;
        }
        for (row, right_row) in matrix.iter().zip(above) {
            subtract(right_row, &below[0], row[pivot]);
        }
    }
    right
}

fn subtract(target: &mut [f64], source: &[f64], factor: f64) {
    for (to, from) in target.iter_mut().zip(source) {
        *to -= factor * from;
    }
}
