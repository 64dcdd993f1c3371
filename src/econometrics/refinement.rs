//! Solutions of least-squares systems, refined to working precision.

use nalgebra::DVector;

use super::compensated::CompensatedSum;
use super::factorization::Factorization;

/// Bounds a loop that stops by itself once corrections cease to shrink.
const MAX_REFINEMENTS: usize = 10;

/// Solves `s + A·z = b`, `Aᵀ·s = c`, with A the scaled design.
pub(super) struct AugmentedSolution {
    /// s, of length n.
    pub(super) dual: DVector<f64>,
    /// z, of length k, in factored order and scaled units.
    pub(super) primal: DVector<f64>,
}

impl Factorization {
    /// Solves the augmented system by QR and refines the solution with
    /// residuals in twice the working precision until it stops changing.
    ///
    /// The scheme is Björck (1967), *Iterative refinement of linear least
    /// squares solutions I*, BIT 7.
    pub(super) fn solve(&self, b: &DVector<f64>, c: &DVector<f64>) -> AugmentedSolution {
        let mut solution = self.solve_once(b, c);
        let mut last_change = f64::INFINITY;
        for _ in 0..MAX_REFINEMENTS {
            let (b_left, c_left) = self.augmented_residuals(b, c, &solution);
            let correction = self.solve_once(&b_left, &c_left);
            let change = correction.primal.norm() + correction.dual.norm();
            if change.is_nan() || change >= last_change {
                break;
            }
            solution.dual += correction.dual;
            solution.primal += correction.primal;
            last_change = change;
        }
        solution
    }

    fn solve_once(&self, b: &DVector<f64>, c: &DVector<f64>) -> AugmentedSolution {
        // the rank check proves that the diagonal of R holds no zero
        let lower = self.r.tr_solve_upper_triangular_unchecked(c);
        let projection = self.q.tr_mul(b) - lower;
        AugmentedSolution {
            dual: b - &self.q * &projection,
            primal: self.r.solve_upper_triangular_unchecked(&projection),
        }
    }

    fn augmented_residuals(
        &self,
        b: &DVector<f64>,
        c: &DVector<f64>,
        solution: &AugmentedSolution,
    ) -> (DVector<f64>, DVector<f64>) {
        let mut b_left: Vec<CompensatedSum> = Vec::with_capacity(b.len());
        for (&target, &dual) in b.iter().zip(&solution.dual) {
            let mut left = CompensatedSum::default();
            left.add(target);
            left.add(-dual);
            b_left.push(left);
        }
        let mut c_left = c.clone();
        for (position, column) in self.scaled.column_iter().enumerate() {
            let mut left = CompensatedSum::default();
            left.add(c[position]);
            for (row, &entry) in column.iter().enumerate() {
                b_left[row].add_product(-entry, solution.primal[position]);
                left.add_product(-entry, solution.dual[row]);
            }
            c_left[position] = left.value();
        }
        let b_left = b_left.into_iter().map(CompensatedSum::value);
        (DVector::from_iterator(b.len(), b_left), c_left)
    }
}
