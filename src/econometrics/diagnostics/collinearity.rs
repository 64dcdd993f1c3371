//! How collinear the regressors are.

use super::super::Ols;
use super::super::compensated::sum_of_squares;
use super::super::ols::deviations;

impl Ols {
    /// Computes by what factor collinearity inflates the variance of each slope.
    ///
    /// 1/(1 − R²ⱼ) with R²ⱼ of column j on the other columns, as Σ (x − x̄)²
    /// times the squared length of its row of X⁺; at least 1. One number a
    /// slope, in the order of the design; without a constant R²ⱼ is uncentered.
    ///
    /// Definition: Marquardt (1970), Technometrics 12. Equals R
    /// `car::vif(lm)` and Stata `estat vif` (`estat vif, uncentered` without
    /// a constant).
    pub fn variance_inflation(&self) -> Vec<f64> {
        let inverse = self.factorization.pseudo_inverse_transposed();
        let centered = self.constant_column().is_some();
        let columns = self.design().matrix().column_iter().zip(inverse.column_iter());
        let slopes = columns
            .enumerate()
            .filter(|(position, _)| self.constant_column() != Some(*position));
        let inflation = slopes.map(|(_, (column, weights))| {
            let (shift, values) = (column[0], column.iter());
            // subtracting an entry first spares the digits of a mean far from zero
            let shifted: Vec<f64> = values.map(|x| if centered { x - shift } else { *x }).collect();
            let variation = sum_of_squares(&deviations(&shifted, centered)).sqrt();
            let length = sum_of_squares(weights.iter()).sqrt();
            let root = variation * length;
            root * root
        });
        inflation.collect()
    }

    /// Computes the condition number of the design with columns of unit length.
    ///
    /// The ratio of the largest to the smallest singular value of X·D⁻¹, D the
    /// lengths of the columns, the constant included and nothing centered; at
    /// least 1, above 30 a sign of collinearity. The smallest one is the
    /// reciprocal of the largest of D·X⁺, which keeps its digits.
    ///
    /// Definition: Belsley, Kuh and Welsch (1980), *Regression Diagnostics*,
    /// 3.2. Equals R `kappa(scale(X, FALSE, sqrt(colSums(X^2))), exact = TRUE)`
    /// and Stata `coldiag2` from SSC.
    pub fn scaled_condition_number(&self) -> f64 {
        let mut scaled = self.design().matrix().clone();
        let mut inverse = self.factorization.pseudo_inverse_transposed();
        for (mut column, mut weights) in scaled.column_iter_mut().zip(inverse.column_iter_mut()) {
            // in two steps, since squares of extreme units leave the range of doubles
            let largest = column.amax();
            column /= largest;
            let length = sum_of_squares(column.iter()).sqrt();
            column /= length;
            weights *= largest;
            weights *= length;
        }
        scaled.singular_values().max() * inverse.singular_values().max()
    }
}
