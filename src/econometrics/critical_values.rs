//! Critical values of a test at the customary levels.

/// Holds the values that a statistic must pass to reject at 1, 5 and 10 %.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CriticalValues {
    /// At 1 %.
    pub one: f64,
    /// At 5 %.
    pub five: f64,
    /// At 10 %.
    pub ten: f64,
}
