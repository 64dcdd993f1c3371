//! How many lags a long-run variance looks back.

use super::EconometricsError;

/// Says how many autocovariances enter a long-run variance with Bartlett weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lag {
    /// ⌊4(n/100)^(2/9)⌋, the rule that Newey and West (1994) start from.
    Automatic,
    /// This many, whatever n.
    Fixed(usize),
}

impl Lag {
    /// Returns the number of lags for n observations.
    ///
    /// The automatic rule is evaluated in whole numbers: the largest L with
    /// L⁹·10⁴ ≤ 4⁹·n², so that no rounding of a power decides.
    ///
    /// Fails when the lag is not less than n.
    ///
    /// Equals `floor(4 * (n / 100)^(2/9))` in R, the default of EViews, and
    /// `lag = floor(4 * (n / 100)**(2 / 9))` in statsmodels' `cov_hac_simple`.
    pub fn resolve(self, n_obs: usize) -> Result<usize, EconometricsError> {
        let lag = match self {
            Self::Automatic => automatic(n_obs),
            Self::Fixed(lag) => lag,
        };
        if lag < n_obs {
            Ok(lag)
        } else {
            Err(EconometricsError::LagTooLong { lag, n_obs })
        }
    }
}

fn automatic(n_obs: usize) -> usize {
    // of no design do more than 2³² observations fit into memory: 4⁹·n² stays below 2⁸²
    let n = u128::from(u32::try_from(n_obs).unwrap_or(u32::MAX));
    let bound = 4_u128.pow(9) * n * n;
    let mut lag = 0;
    while (lag + 1_u128).pow(9) * 10_000 <= bound {
        lag += 1;
    }
    // the ninth root of 2⁸² is below 2¹⁰
    usize::try_from(lag).unwrap_or(usize::MAX)
}

/// Returns ⌊4(n/100)^(1/4)⌋, the longest lag worth trying in a unit-root test on n observations.
///
/// Evaluated in whole numbers: the largest L with 100·L⁴ ≤ 4⁴·n. The rule is
/// that of Schwert (1989), J. Business and Economic Statistics 7, with 4 in
/// place of 12, for short series. Equals `trunc(4 * (n / 100)^(1/4))` in R.
pub fn max_lag(n_obs: usize) -> usize {
    let n = n_obs as u128;
    let mut lag = 0_usize;
    while (lag as u128 + 1).pow(4) * 100 <= 256 * n {
        lag += 1;
    }
    lag
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn automatic_lags() {
        // 4(26/100)^(2/9) = 2.97, 4·1 = 4, 4·512^(2/9) = 16
        let lags = [2, 16, 26, 99, 100, 202, 51_199, 51_200].map(|n| Lag::Automatic.resolve(n));
        assert_eq!(lags, [1, 2, 2, 3, 4, 4, 15, 16].map(Ok));
    }

    #[test]
    fn longest_lags() {
        // 4(26/100)^(1/4) = 2.86, 4·1 = 4, 4·16^(1/4) = 8
        let lags = [1, 26, 31, 32, 99, 100, 1599, 1600].map(max_lag);
        assert_eq!(lags, [1, 2, 2, 3, 3, 4, 7, 8]);
    }

    #[test]
    fn a_lag_is_shorter_than_the_sample() {
        assert_eq!(Lag::Fixed(4).resolve(5), Ok(4));
        let error = Lag::Fixed(5).resolve(5).map_err(|e| e.to_string());
        assert_eq!(error, Err("lag 5 is too long for 5 observations".to_owned()));
    }
}
