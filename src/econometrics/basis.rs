//! An orthonormal basis of the design that stays exact when columns are nearly collinear.

use nalgebra::{DMatrix, DVector};

use super::compensated::{CompensatedSum, sum_of_squares};
use super::factorization::Factorization;

impl Factorization {
    /// Computes orthonormal columns whose leading j span the leading j columns
    /// of the design, n × k in factored order.
    ///
    /// Column j is the residual of the j-th column of the design on the
    /// earlier ones, refined in twice the working precision and scaled to unit
    /// length. So each is exact to a few units of rounding error, where the Q
    /// of the factorization loses as many digits as the columns are collinear.
    pub(super) fn orthonormal_basis(&self) -> DMatrix<f64> {
        let (n, k) = self.scaled.shape();
        let mut basis = DMatrix::zeros(n, k);
        for position in 0..k {
            let column = self.scaled.column(position).into_owned();
            let part = if position == 0 {
                column
            } else {
                let target = DVector::zeros(position);
                self.leading(position).solve(&column, &target).dual
            };
            let length = sum_of_squares(part.iter()).sqrt();
            basis.set_column(position, &(part / length));
        }
        basis
    }
}

/// Computes `Aᵀ·b` for A of n × m and b of length n, each entry as if in twice
/// the working precision.
pub(super) fn inner_products(matrix: &DMatrix<f64>, vector: &[f64]) -> Vec<f64> {
    let product = |column: usize| {
        let mut total = CompensatedSum::default();
        for (entry, value) in matrix.column(column).iter().zip(vector) {
            total.add_product(*entry, *value);
        }
        total.value()
    };
    (0..matrix.ncols()).map(product).collect()
}

/// Returns hᵢ = Σⱼ qᵢⱼ², the diagonal of the hat matrix, from an orthonormal basis.
pub(super) fn leverage(basis: &DMatrix<f64>) -> Vec<f64> {
    let rows = basis.row_iter();
    rows.map(|row| sum_of_squares(row.iter())).collect()
}

/// Returns orthonormal columns that are orthogonal to the n × k columns of an
/// orthonormal basis, n × (n − k).
pub(super) fn orthogonal_complement(basis: &DMatrix<f64>) -> DMatrix<f64> {
    let (n, k) = basis.shape();
    let mut rotated = DMatrix::identity(n, n);
    basis.clone().qr().q_tr_mul(&mut rotated);
    rotated.rows(k, n - k).transpose()
}
