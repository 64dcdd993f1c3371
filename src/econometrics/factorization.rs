//! The QR factorization behind a fit: scaling, rank, what is read from Q and R.

use std::collections::BTreeSet;

use nalgebra::{DMatrix, DVector};

use super::{Design, EconometricsError};

/// How many units of rounding error a column's distance from the span of the
/// earlier ones must exceed, per observation, for it to count as independent.
const RANK_TOLERANCE: f64 = 16.0 * f64::EPSILON;

/// Share of the largest weight below which a column is not named as part of a
/// linear dependency.
const NEGLIGIBLE_WEIGHT: f64 = 1e-10;

/// Holds `X·D⁻¹ = Q·R`, where D scales the columns and the constant comes first.
///
/// D consists of powers of two, so that scaling to a norm in [1/2, 1) is exact.
/// With the constant first, the trailing columns of Q span the slopes net of
/// their means.
#[derive(Debug, Clone)]
pub(super) struct Factorization {
    /// Position in the design of each factored column.
    order: Vec<usize>,
    /// Diagonal of D, in factored order.
    scales: Vec<f64>,
    /// X·D⁻¹ in factored order, n × k.
    pub(super) scaled: DMatrix<f64>,
    /// Orthonormal columns, n × k.
    pub(super) q: DMatrix<f64>,
    /// Upper triangular, k × k.
    pub(super) r: DMatrix<f64>,
}

impl Factorization {
    /// Factors a design with at least as many rows as columns, and checks its rank.
    ///
    /// A column fails when its distance from the span of the earlier ones is
    /// no more than rounding errors of relative size 16nε in the columns
    /// could explain, given its weights in that span.
    pub(super) fn new(design: &Design) -> Result<Self, EconometricsError> {
        Self::with_last(design, &BTreeSet::new())
    }

    /// Factors as [`Factorization::new`] does, with some columns put behind
    /// all others, the constant too if it is one of them.
    pub(super) fn with_last(design: &Design, last: &BTreeSet<usize>) -> Result<Self, EconometricsError> {
        let mut order: Vec<usize> = (0..design.n_params()).collect();
        if let Some(constant) = design.constant_column() {
            order[..=constant].rotate_right(1);
        }
        // the sort is stable
        order.sort_by_key(|column| last.contains(column));
        let mut scaled = design.matrix().select_columns(&order);
        let mut scales = Vec::with_capacity(order.len());
        for (position, mut column) in scaled.column_iter_mut().enumerate() {
            let largest = column.amax();
            if largest == 0.0 {
                return Err(EconometricsError::ZeroColumn {
                    column: design.names()[order[position]].clone(),
                });
            }
            let (_, exponent) = libm::frexp(largest);
            column.apply(|entry| *entry = libm::scalbn(*entry, -exponent));
            let (_, norm_exponent) = libm::frexp(column.norm());
            column.apply(|entry| *entry = libm::scalbn(*entry, -norm_exponent));
            let scale = libm::scalbn(1.0, exponent + norm_exponent);
            if !scale.is_normal() {
                return Err(EconometricsError::OutOfRange);
            }
            scales.push(scale);
        }
        let qr = scaled.clone().qr();
        let factorization = Self {
            order,
            scales,
            scaled,
            q: qr.q(),
            r: qr.r(),
        };
        factorization.check_rank(design)?;
        Ok(factorization)
    }

    /// Returns the factorization of the leading `count` columns in factored order.
    pub(super) fn leading(&self, count: usize) -> Self {
        Self {
            order: self.order[..count].to_vec(),
            scales: self.scales[..count].to_vec(),
            scaled: self.scaled.columns(0, count).into_owned(),
            q: self.q.columns(0, count).into_owned(),
            r: self.r.view((0, 0), (count, count)).into_owned(),
        }
    }

    fn check_rank(&self, design: &Design) -> Result<(), EconometricsError> {
        for position in 0..self.order.len() {
            let above = self.r.view((0, 0), (position, position));
            let column = self.r.view((0, position), (position, 1));
            // the diagonal above has passed this check, so it holds no zero
            let weights = above.solve_upper_triangular_unchecked(&column);
            let largest = weights.amax();
            let total: f64 = weights.iter().map(|weight| weight.abs()).sum();
            let noise = RANK_TOLERANCE * design.n_obs() as f64 * (1.0 + total);
            if self.r[(position, position)].abs() <= noise {
                let name = |place: usize| design.names()[self.order[place]].clone();
                return Err(EconometricsError::Collinear {
                    column: name(position),
                    with: (0..position)
                        .filter(|&place| weights[place].abs() > NEGLIGIBLE_WEIGHT * largest)
                        .map(name)
                        .collect(),
                });
            }
        }
        Ok(())
    }

    /// Solves the least-squares problem for `b`: coefficients in the order and
    /// units of the design, and residuals.
    pub(super) fn least_squares(&self, b: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let k = self.order.len();
        let solution = self.solve(&DVector::from_column_slice(b), &DVector::zeros(k));
        let mut coefficients = vec![0.0; k];
        for (position, &column) in self.order.iter().enumerate() {
            coefficients[column] = solution.primal[position] / self.scales[position];
        }
        (coefficients, solution.dual.as_slice().to_vec())
    }

    /// Computes the pseudo-inverse `X⁺ = (XᵀX)⁻¹Xᵀ`, transposed to n × k.
    ///
    /// Column j solves the augmented system with b = 0 and c the j-th unit
    /// vector, so that no cross product of the design is formed or inverted.
    pub(super) fn pseudo_inverse_transposed(&self) -> DMatrix<f64> {
        let (n, k) = self.scaled.shape();
        let mut inverse = DMatrix::zeros(n, k);
        for (position, &column) in self.order.iter().enumerate() {
            let unit = DVector::from_fn(k, |row, _| f64::from(u8::from(row == position)));
            let solution = self.solve(&DVector::zeros(n), &unit);
            inverse.set_column(column, &(solution.dual / self.scales[position]));
        }
        inverse
    }
}
