use serde::Serialize;

/// A closed interval of numbers; an end may be infinite.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// The part of an interval's ends by which floating-point ties are told from differences.
const TIE: f64 = 1e-12;

impl Interval {
    pub fn new(low: f64, high: f64) -> Self {
        Self { low, high }
    }

    /// Whether two intervals have a point in common; ends that touch up to rounding errors do.
    pub fn overlaps(self, other: Self) -> bool {
        let slack = |end: f64| if end.is_finite() { TIE * end.abs() } else { 0.0 };
        self.low <= other.high + slack(other.high) && other.low <= self.high + slack(self.high)
    }

    /// The interval of |x| for the x of this one.
    pub fn magnitudes(self) -> Self {
        let (low, high) = (self.low.abs(), self.high.abs());
        let smallest = if self.low <= 0.0 && self.high >= 0.0 {
            0.0
        } else {
            low.min(high)
        };
        Self::new(smallest, low.max(high))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_that_touch_overlap() {
        let unit = Interval::new(0.0, 0.1 + 0.2);
        assert!(unit.overlaps(Interval::new(0.3, 1.0)) && Interval::new(0.3, 1.0).overlaps(unit));
        assert!(!unit.overlaps(Interval::new(0.31, f64::INFINITY)));
    }

    #[test]
    fn magnitudes_of_an_interval_around_zero_begin_at_zero() {
        assert_eq!(Interval::new(-2.0, 1.0).magnitudes(), Interval::new(0.0, 2.0));
        assert_eq!(Interval::new(-2.0, -1.0).magnitudes(), Interval::new(1.0, 2.0));
    }
}
