use std::fmt;
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

/// A calendar year.
pub type Year = u16;

/// An unbroken run of years, both ends included; written `[2013, 2017]` in settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "[Year; 2]", into = "[Year; 2]")]
pub struct Window {
    first: Year,
    last: Year,
}

impl Window {
    /// Fails when the first year comes after the last or a year is outside 1900–2200.
    pub fn new(first: Year, last: Year) -> Result<Self, String> {
        if first > last {
            return Err(format!("the window [{first}, {last}] ends before it begins"));
        }
        if !(1900..=2200).contains(&first) || !(1900..=2200).contains(&last) {
            return Err(format!("the window [{first}, {last}] is outside 1900–2200"));
        }
        Ok(Self { first, last })
    }

    pub fn first(&self) -> Year {
        self.first
    }

    pub fn last(&self) -> Year {
        self.last
    }

    /// The number of years.
    pub fn n_years(&self) -> usize {
        usize::from(self.last - self.first) + 1
    }

    pub fn years(&self) -> RangeInclusive<Year> {
        self.first..=self.last
    }

    pub fn contains(&self, year: Year) -> bool {
        self.years().contains(&year)
    }
}

impl TryFrom<[Year; 2]> for Window {
    type Error = String;

    fn try_from([first, last]: [Year; 2]) -> Result<Self, String> {
        Self::new(first, last)
    }
}

impl From<Window> for [Year; 2] {
    fn from(window: Window) -> Self {
        [window.first, window.last]
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}–{}", self.first, self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_counts_both_ends_and_refuses_to_run_backwards() {
        let window = Window::new(2013, 2017).expect("2013 is before 2017");
        assert_eq!(window.n_years(), 5);
        assert_eq!(window.to_string(), "2013–2017");
        assert!(Window::new(2017, 2013).is_err());
        assert!(Window::new(13, 17).is_err());
    }
}
