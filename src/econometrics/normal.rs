//! The normal distribution.

use std::f64::consts::FRAC_1_SQRT_2;

/// Computes P(Z ≥ z) for the standard normal distribution.
///
/// p = erfc(z/√2)/2, whose relative error stays below 1e-12 in the upper tail
/// and whose absolute error is that of rounding in the lower one.
///
/// Equals R `pnorm(z, lower.tail = FALSE)` and Stata `normal(-z)`.
pub fn normal_upper_tail(z: f64) -> f64 {
    0.5 * libm::erfc(z * FRAC_1_SQRT_2)
}

/// Computes P(|Z| ≥ |z|) for the standard normal distribution.
///
/// Equals R `2 * pnorm(-abs(z))` and Stata `2 * normal(-abs(z))`.
pub fn normal_two_sided(z: f64) -> f64 {
    libm::erfc(z.abs() * FRAC_1_SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected values computed with 60 digits from the error function.
    #[test]
    fn normal_tails() {
        for (z, p) in [
            (-3.0, 0.9986501019683699),
            (0.0, 0.5),
            (0.1, 0.460172162722971),
            (1.0, 0.15865525393145705),
            (1.96, 0.024997895148220435),
            (5.0, 2.866515718791939e-07),
            (10.0, 7.619853024160525e-24),
            (20.0, 2.7536241186062337e-89),
            (37.0, 5.725571222524577e-300),
        ] {
            let actual = normal_upper_tail(z);
            let error = ((actual - p) / p).abs();
            assert!(error <= 1e-12, "{z}: {actual:e} for {p:e}: {error:e}");
            if z > 0.0 {
                assert_eq!(normal_two_sided(-z), 2.0 * actual);
            }
        }
        assert!(normal_upper_tail(f64::NAN).is_nan());
    }
}
