//! How many lagged changes a Dickey–Fuller regression has.

/// Says how the number of lagged changes is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LagChoice {
    /// This many.
    Fixed(usize),
    /// As many, up to `max`, as minimise the criterion of Akaike.
    Aic {
        /// The most that are tried.
        max: usize,
    },
    /// As many, up to `max`, as minimise the criterion of Schwarz.
    Bic {
        /// The most that are tried.
        max: usize,
    },
}

impl LagChoice {
    /// Returns the most lags that are tried.
    pub(super) fn longest(self) -> usize {
        match self {
            Self::Fixed(lag) => lag,
            Self::Aic { max } | Self::Bic { max } => max,
        }
    }
}
