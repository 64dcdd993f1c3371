//! The sign of a quadratic form in normal variables.

use std::f64::consts::PI;

use nalgebra::DMatrix;

/// Halvings of the step after which the integral is taken as it is.
const MAX_HALVINGS: usize = 14;

/// Two sums that agree to this share have the finer one exact: the error is
/// squared when the step is halved.
const AGREEMENT: f64 = 1e-10;

/// Share of the integrand's peak below which the rest of it does not count.
const NEGLIGIBLE: f64 = 1e-18;

/// Bisections of an interval of doubles.
const BISECTIONS: usize = 60;

/// Holds the probabilities of the two signs of a quadratic form.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct SignProbabilities {
    /// P(Σ λⱼξⱼ² ≤ 0).
    pub(super) negative: f64,
    /// P(Σ λⱼξⱼ² > 0).
    pub(super) positive: f64,
}

/// Computes the probabilities of the signs of ξᵀAξ for independent standard normal ξ.
///
/// `matrix` is symmetric; only its lower triangle is read. See
/// [`sign_of_weighted_sum`] for the eigenvalues.
pub(super) fn sign_of_quadratic_form(matrix: DMatrix<f64>) -> SignProbabilities {
    sign_of_weighted_sum(matrix.symmetric_eigenvalues().as_slice())
}

/// Computes the probabilities of the signs of Σ λⱼξⱼ² for independent standard normal ξ.
///
/// P(Q > 0) = (2πi)⁻¹·∫ ∏(1 − 2λⱼt)^(−1/2) dt/t is the integral of Imhof (1961),
/// Biometrika 48, taken upwards through the saddle point of the integrand
/// as in Rice (1980), SIAM J. Sci. Stat. Comput. 1, so that a tiny tail keeps
/// its relative accuracy. With Im t ∝ sinh u the trapezoidal rule converges
/// exponentially. The smaller tail is computed, the other is its complement;
/// the relative error is about 1e-12. Equals R
/// `CompQuadForm::imhof(0, lambda)$Qq` for the positive sign.
pub(super) fn sign_of_weighted_sum(eigenvalues: &[f64]) -> SignProbabilities {
    let mean: f64 = eigenvalues.iter().sum();
    if mean > 0.0 {
        let mirrored: Vec<f64> = eigenvalues.iter().map(|value| -value).collect();
        let negative = smaller_tail(&mirrored);
        let positive = 1.0 - negative;
        SignProbabilities { negative, positive }
    } else {
        let positive = smaller_tail(eigenvalues);
        let negative = 1.0 - positive;
        SignProbabilities { negative, positive }
    }
}

/// Computes P(Σ λⱼξⱼ² > 0) where Σ λⱼ ≤ 0.
fn smaller_tail(eigenvalues: &[f64]) -> f64 {
    let largest = eigenvalues.iter().fold(0.0, |max: f64, value| max.max(*value));
    if largest <= 0.0 {
        return 0.0;
    }
    // the sign does not depend on the scale: the largest eigenvalue becomes 1/2,
    // and the integrand is regular for 0 < Re t < 1
    let doubled: Vec<f64> = eigenvalues.iter().map(|value| value / largest).collect();
    let saddle = saddle_point(&doubled);
    let slopes: Vec<f64> = doubled.iter().map(|value| value / (1.0 - value * saddle)).collect();
    let curvature = 1.0 / (saddle * saddle) + 0.5 * slopes.iter().map(|slope| slope * slope).sum::<f64>();
    let path = Path {
        slopes,
        saddle,
        width: 1.0 / curvature.sqrt(),
    };
    let ln_determinant: f64 = doubled.iter().map(|value| libm::log1p(-value * saddle)).sum();
    let peak = libm::exp(-0.5 * ln_determinant) / saddle;
    peak * path.width / PI * path.integral()
}

/// Finds where ∏(1 − 2λⱼt)^(−1/2)/t is least on 0 < t < 1, given 2λ with maximum 1.
fn saddle_point(doubled: &[f64]) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..BISECTIONS {
        let middle = 0.5 * (low + high);
        // t times the derivative of the logarithm, which increases with t
        let growth: f64 = doubled
            .iter()
            .map(|value| value * middle / (1.0 - value * middle))
            .sum();
        if 0.5 * growth < 1.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// Holds the path s + iw·sinh u and the integrand on it, relative to its value at s.
struct Path {
    /// 2λⱼ/(1 − 2λⱼs).
    slopes: Vec<f64>,
    /// s.
    saddle: f64,
    /// w.
    width: f64,
}

impl Path {
    /// Integrates over u ≥ 0.
    fn integral(&self) -> f64 {
        let mut step = 0.5;
        let mut total = 0.5 + self.sum(step, step);
        for _ in 0..MAX_HALVINGS {
            let coarse = step * total;
            total += self.sum(0.5 * step, step);
            step *= 0.5;
            if (step * total - coarse).abs() <= AGREEMENT * coarse.abs() {
                break;
            }
        }
        step * total
    }

    /// Sums the integrand at `first`, `first` + `step` and so on until it vanishes.
    fn sum(&self, first: f64, step: f64) -> f64 {
        let mut total = 0.0;
        let mut node = 0_u32;
        loop {
            let u = first + f64::from(node) * step;
            let (modulus, phase) = self.integrand(u);
            if u > 1.0 && modulus <= NEGLIGIBLE {
                return total;
            }
            total += modulus * libm::cos(phase);
            node += 1;
        }
    }

    /// Computes modulus and phase, the factor cosh u included.
    fn integrand(&self, u: f64) -> (f64, f64) {
        let height = self.width * libm::sinh(u);
        let (mut ln_modulus, mut phase) = (0.0, 0.0);
        for slope in &self.slopes {
            let ratio = slope * height;
            ln_modulus -= 0.25 * libm::log1p(ratio * ratio);
            phase += 0.5 * libm::atan(ratio);
        }
        let ratio = height / self.saddle;
        ln_modulus -= 0.5 * libm::log1p(ratio * ratio);
        phase -= libm::atan(ratio);
        (libm::exp(ln_modulus) * libm::cosh(u), phase)
    }
}

#[cfg(test)]
mod tests {
    use super::super::distributions::f_upper_tail;
    use super::*;

    #[track_caller]
    fn close(actual: f64, expected: f64, tolerance: f64) {
        let error = ((actual - expected) / expected).abs();
        assert!(error <= tolerance, "{actual:e} for {expected:e}: {error:e}");
    }

    /// With a eigenvalues 1/a and b eigenvalues −c/b the sign is positive when F(a, b) exceeds c.
    #[test]
    fn two_eigenvalues_give_the_f_distribution() {
        for (a, b) in [(1_u8, 1_u8), (1, 2), (2, 1), (3, 22), (10, 4), (40, 160)] {
            for c in [1e-3, 0.5, 1.0, 2.5, 40.0, 1e4] {
                let (a, b) = (f64::from(a), f64::from(b));
                let mut eigenvalues = vec![1.0 / a; a as usize];
                eigenvalues.extend(vec![-c / b; b as usize]);
                let signs = sign_of_weighted_sum(&eigenvalues);
                close(signs.positive, f_upper_tail(c, a, b), 1e-12);
                close(signs.negative, f_upper_tail(1.0 / c, b, a), 1e-12);
            }
        }
    }

    #[test]
    fn one_sign_is_certain() {
        let certain = |eigenvalues: &[f64]| {
            let signs = sign_of_weighted_sum(eigenvalues);
            (signs.negative, signs.positive)
        };
        assert_eq!(certain(&[1.0, 2.0]), (0.0, 1.0));
        assert_eq!(certain(&[-1.0, 0.0]), (1.0, 0.0));
        assert_eq!(certain(&[]), (1.0, 0.0));
    }

    #[test]
    fn a_matrix_enters_by_its_eigenvalues() {
        // eigenvalues 3 and −1, each once: P(ξ₁² > ξ₂²/3) = 1 − 2·atan(1/√3)/π = 2/3
        let matrix = DMatrix::from_row_slice(2, 2, &[1.0, 2.0, 2.0, 1.0]);
        close(sign_of_quadratic_form(matrix).positive, 2.0 / 3.0, 1e-13);
    }
}
