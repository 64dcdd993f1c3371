//! The gamma function and the regularised incomplete gamma function.

/// Terms of the series and of the continued fraction; about √a are used.
const MAX_TERMS: u32 = 100_000;

/// Coefficients of Stirling's series for ln Γ in odd powers of 1/x.
const STIRLING: [f64; 7] = [
    1.0 / 12.0,
    -1.0 / 360.0,
    1.0 / 1260.0,
    -1.0 / 1680.0,
    1.0 / 1188.0,
    -691.0 / 360_360.0,
    1.0 / 156.0,
];

/// From here on Stirling's series is exact to working precision.
pub(super) const STIRLING_FROM: f64 = 10.0;

/// Computes ln Γ(x) − (x − 1/2)·ln x + x − ln √(2π) for x ≥ 10.
pub(super) fn stirling(x: f64) -> f64 {
    let square = 1.0 / (x * x);
    let series = STIRLING.iter().rev().fold(0.0, |sum, c| sum * square + c);
    series / x
}

/// Computes Q(a, x) = Γ(a, x)/Γ(a), the regularised upper incomplete gamma function.
///
/// a is positive and x not negative. A small value keeps its relative
/// accuracy; the complement is taken only below the mean, where the value is
/// not small. Series and continued fraction, the latter by Lentz's method, as
/// in Press et al. (2007), *Numerical Recipes*, 6.2. Equals R
/// `pgamma(x, a, lower.tail = FALSE)`.
pub(super) fn regularised_upper_gamma(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        1.0
    } else if x.is_infinite() {
        0.0
    } else if x < a + 1.0 {
        1.0 - front(a, x) * series(a, x)
    } else {
        front(a, x) * continued_fraction(a, x)
    }
}

/// Computes xᵃ·e⁻ˣ/Γ(a).
fn front(a: f64, x: f64) -> f64 {
    if a < STIRLING_FROM {
        return libm::exp(a * libm::log(x) - x) / libm::tgamma(a);
    }
    // xᵃe⁻ˣ/(aᵃe⁻ᵃ) = exp(−a(u − ln(1 + u))) with 1 + u = x/a
    let excess = (x - a) / a;
    let log = if excess.abs() < 0.5 {
        libm::log1p(excess)
    } else {
        libm::log(x / a)
    };
    let sqrt_two_pi = 2.506_628_274_631_000_7;
    libm::exp(-a * (excess - log) - stirling(a)) * a.sqrt() / sqrt_two_pi
}

/// Computes Σⱼ xʲ/(a(a + 1)…(a + j)).
fn series(a: f64, x: f64) -> f64 {
    let mut term = 1.0 / a;
    let mut total = term;
    for step in 1..=MAX_TERMS {
        term *= x / (a + f64::from(step));
        total += term;
        if term <= 0.25 * f64::EPSILON * total {
            break;
        }
    }
    total
}

/// Computes 1/(x + 1 − a − 1(1 − a)/(x + 3 − a − …)).
fn continued_fraction(a: f64, x: f64) -> f64 {
    let away_from_zero = |value: f64| {
        if value.abs() < f64::MIN_POSITIVE {
            f64::MIN_POSITIVE
        } else {
            value
        }
    };
    let mut partial = x + 1.0 - a;
    let mut numerator = 1.0 / f64::MIN_POSITIVE;
    let mut denominator = 1.0 / away_from_zero(partial);
    let mut fraction = denominator;
    for step in 1..=MAX_TERMS {
        let i = f64::from(step);
        let coefficient = i * (a - i);
        partial += 2.0;
        denominator = 1.0 / away_from_zero(partial + coefficient * denominator);
        numerator = away_from_zero(partial + coefficient / numerator);
        let change = denominator * numerator;
        fraction *= change;
        if (change - 1.0).abs() <= f64::EPSILON {
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
    fn upper_gamma_of_whole_numbers() {
        // Q(1, x) = e⁻ˣ, Q(2, x) = (1 + x)e⁻ˣ, Q(3, x) = (1 + x + x²/2)e⁻ˣ
        for x in [0.01, 0.5, 1.9, 2.0, 2.1, 30.0] {
            close(regularised_upper_gamma(1.0, x), libm::exp(-x));
            close(regularised_upper_gamma(2.0, x), (1.0 + x) * libm::exp(-x));
            close(regularised_upper_gamma(3.0, x), (1.0 + x + 0.5 * x * x) * libm::exp(-x));
        }
        assert_eq!(regularised_upper_gamma(2.0, 0.0), 1.0);
        assert_eq!(regularised_upper_gamma(2.0, f64::INFINITY), 0.0);
    }

    #[test]
    fn the_two_ways_to_the_front_meet() {
        // 10¹⁰e⁻¹⁰/9! on either side of a = 10
        let expected = libm::exp(10.0 * libm::log(10.0) - 10.0) / 362_880.0;
        close(front(10.0, 10.0), expected);
    }
}
