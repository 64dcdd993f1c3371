//! Interpolates the paths that the profiles give at a few years.

/// Values at some years, in order of the year.
pub type Knots = [(u16, f64)];

/// The value of a path in `year`, straight between knots, constant outside them.
pub fn linear(knots: &Knots, year: u16) -> f64 {
    interpolate(knots, year, |left, right, weight| left + (right - left) * weight)
}

/// The value of a positive path in `year`, growing at a constant rate between knots.
pub fn geometric(knots: &Knots, year: u16) -> f64 {
    interpolate(knots, year, |left, right, weight| {
        libm::exp(libm::log(left) + (libm::log(right) - libm::log(left)) * weight)
    })
}

fn interpolate(knots: &Knots, year: u16, between: impl Fn(f64, f64, f64) -> f64) -> f64 {
    let after = knots.partition_point(|&(knot, _)| knot <= year);
    if after == 0 {
        return knots[0].1;
    }
    let (left_year, left) = knots[after - 1];
    if after == knots.len() || left_year == year {
        return left;
    }
    let (right_year, right) = knots[after];
    let weight = f64::from(year - left_year) / f64::from(right_year - left_year);
    between(left, right, weight)
}
