//! Sums of products as exact as if carried in twice the working precision.

/// Accumulates products without the rounding error of ordinary summation.
///
/// The value is that of arithmetic in about 106 bits, rounded once; the order
/// of the additions is the caller's. The algorithm is Dot2 of Ogita, Rump and
/// Oishi (2005), *Accurate sum and dot product*, SIAM J. Sci. Comput. 26(6).
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct CompensatedSum {
    sum: f64,
    error: f64,
}

impl CompensatedSum {
    /// Adds one number.
    pub(super) fn add(&mut self, term: f64) {
        let sum = self.sum + term;
        let part = sum - self.sum;
        self.error += (self.sum - (sum - part)) + (term - part);
        self.sum = sum;
    }

    /// Adds the product `a·b`, whose own rounding error is kept as well.
    pub(super) fn add_product(&mut self, a: f64, b: f64) {
        let product = a * b;
        self.add(product);
        self.error += libm::fma(a, b, -product);
    }

    /// Rounds the accumulated sum to working precision.
    pub(super) fn value(self) -> f64 {
        self.sum + self.error
    }
}

/// Sums numbers in the order given.
pub(super) fn sum(terms: impl IntoIterator<Item = f64>) -> f64 {
    let mut total = CompensatedSum::default();
    for term in terms {
        total.add(term);
    }
    total.value()
}

/// Sums the squares of numbers in the order given.
pub(super) fn sum_of_squares<'a>(terms: impl IntoIterator<Item = &'a f64>) -> f64 {
    let mut total = CompensatedSum::default();
    for &term in terms {
        total.add_product(term, term);
    }
    total.value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_ordinary_summation_loses() {
        assert_eq!(sum([1e16, 1.0, -1e16]), 1.0);
        let mut total = CompensatedSum::default();
        // (1 + 2⁻³⁰)² = 1 + 2⁻²⁹ + 2⁻⁶⁰, whose last term one double cannot hold
        let tiny = libm::scalbn(1.0, -30);
        total.add_product(1.0 + tiny, 1.0 + tiny);
        total.add(-1.0);
        total.add(-2.0 * tiny);
        assert_eq!(total.value(), tiny * tiny);
    }
}
