//! The beta function and the regularised incomplete beta function.

use super::gamma::{STIRLING_FROM, stirling};

/// Terms of the continued fraction; about √max(a, b) are used.
const MAX_TERMS: u32 = 100_000;

/// Computes ln B(a, b) for positive a and b.
///
/// Large arguments go through Stirling's series, so that the large logarithms
/// cancel on paper and not in the computer (SLATEC's `DLBETA`). Equals R
/// `lbeta(a, b)`.
pub(super) fn ln_beta(a: f64, b: f64) -> f64 {
    let (small, large) = if a <= b { (a, b) } else { (b, a) };
    let total = small + large;
    let ln_share_large = libm::log1p(-small / total);
    if small >= STIRLING_FROM {
        let half_ln_two_pi = 0.918_938_533_204_672_7;
        half_ln_two_pi - 0.5 * libm::log(large)
            + (stirling(small) + stirling(large) - stirling(total))
            + (small - 0.5) * libm::log(small / total)
            + large * ln_share_large
    } else if large >= STIRLING_FROM {
        libm::lgamma(small) + (stirling(large) - stirling(total)) + small - small * libm::log(total)
            + (large - 0.5) * ln_share_large
    } else {
        libm::log(libm::tgamma(small) * (libm::tgamma(large) / libm::tgamma(total)))
    }
}

/// Computes I(x; a, b), the regularised incomplete beta function.
///
/// `y` is 1 − x, given apart so that neither end of [0, 1] loses digits; a and
/// b are positive. A small value keeps its relative accuracy; the complement
/// is taken only on the far side of the mean, where the value is not small.
/// The continued fraction is evaluated by Lentz's method (Press et al. 2007,
/// *Numerical Recipes*, 6.4). Equals R `pbeta(x, a, b)`.
pub(super) fn regularised_beta(x: f64, y: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        0.0
    } else if y <= 0.0 {
        1.0
    } else if x <= (a + 1.0) / (a + b + 2.0) {
        lower_part(x, y, a, b)
    } else {
        1.0 - lower_part(y, x, b, a)
    }
}

fn lower_part(x: f64, y: f64, a: f64, b: f64) -> f64 {
    let ln = |value: f64, rest: f64| {
        if rest < 0.5 {
            libm::log1p(-rest)
        } else {
            libm::log(value)
        }
    };
    let front = libm::exp(a * ln(x, y) + b * ln(y, x) - ln_beta(a, b));
    front * continued_fraction(x, a, b) / a
}

fn continued_fraction(x: f64, a: f64, b: f64) -> f64 {
    let away_from_zero = |value: f64| {
        if value.abs() < f64::MIN_POSITIVE {
            f64::MIN_POSITIVE
        } else {
            value
        }
    };
    let mut numerator = 1.0;
    let mut denominator = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = denominator;
    for term in 1..=MAX_TERMS {
        let m = f64::from(term);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut step = 1.0;
        for coefficient in [even, odd] {
            denominator = 1.0 / away_from_zero(1.0 + coefficient * denominator);
            numerator = away_from_zero(1.0 + coefficient / numerator);
            step = denominator * numerator;
            fraction *= step;
        }
        if (step - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn close(actual: f64, expected: f64) {
        let error = ((actual - expected) / expected).abs();
        assert!(error < 1e-13, "{actual:e} for {expected:e}: {error:e}");
    }

    #[test]
    fn ln_beta_of_each_branch() {
        // B(a, b) = (a − 1)!(b − 1)!/(a + b − 1)!
        close(ln_beta(2.0, 3.0), -libm::log(12.0));
        close(ln_beta(2.0, 20.0), -libm::log(420.0));
        close(ln_beta(11.0, 12.0), -libm::log(7_759_752.0));
        close(ln_beta(12.0, 1.0), -libm::log(12.0));
    }

    #[test]
    fn incomplete_beta_of_polynomials() {
        // I(x; 1, b) = 1 − (1 − x)ᵇ, I(x; a, 1) = xᵃ, I(x; 2, 2) = 3x² − 2x³
        close(regularised_beta(0.25, 0.75, 1.0, 3.0), 1.0 - 27.0 / 64.0);
        close(regularised_beta(1e-5, 1.0 - 1e-5, 6.0, 1.0), 1e-30);
        close(regularised_beta(0.75, 0.25, 2.0, 2.0), 27.0 / 32.0);
        assert_eq!(regularised_beta(0.0, 1.0, 2.0, 2.0), 0.0);
        assert_eq!(regularised_beta(1.0, 0.0, 2.0, 2.0), 1.0);
    }
}
