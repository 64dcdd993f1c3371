//! The names of the covariance estimators.

use std::fmt;
use std::str::FromStr;

use super::{EconometricsError, Lag};

/// Names an estimator of the covariance of OLS coefficients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CovarianceKind {
    /// Equal variances: σ²(XᵀX)⁻¹.
    Classical,
    /// White (1980): squared residuals.
    Hc0,
    /// Hinkley (1977): HC0 times n/(n − k); Stata's `robust`.
    Hc1,
    /// Horn, Horn and Duncan (1975): squared residuals over 1 − h.
    Hc2,
    /// MacKinnon and White (1985), as simplified by Davidson and MacKinnon
    /// (1993): squared residuals over (1 − h)².
    Hc3,
    /// Cribari-Neto (2004): squared residuals over (1 − h)^δ, δ = min(4, nh/k).
    Hc4,
    /// Cribari-Neto and da Silva (2011): squared residuals over (1 − h)^δ,
    /// δ = min(1, nh/k) + min(3/2, nh/k).
    Hc4m,
    /// Newey and West (1987): HC0 with autocovariances of the scores, under
    /// Bartlett weights; nothing is prewhitened.
    NeweyWest {
        /// The last lag that counts.
        lag: Lag,
        /// Whether the matrix is multiplied by n/(n − k), as in Stata's `newey`.
        adjusted: bool,
    },
}

impl CovarianceKind {
    /// Lists the kinds to compare, in the order of the enum: Newey–West with
    /// the automatic lag, as it is and adjusted.
    pub const ALL: [Self; 9] = [
        Self::Classical,
        Self::Hc0,
        Self::Hc1,
        Self::Hc2,
        Self::Hc3,
        Self::Hc4,
        Self::Hc4m,
        Self::NeweyWest {
            lag: Lag::Automatic,
            adjusted: false,
        },
        Self::NeweyWest {
            lag: Lag::Automatic,
            adjusted: true,
        },
    ];

    /// Returns the name that [`FromStr`] reads, for settings and table notes.
    ///
    /// Newey–West is `NW`, followed by `-2` for a fixed lag of 2 and by `-adj`
    /// when it is adjusted: `NW`, `NW-adj`, `NW-2`, `NW-2-adj`.
    pub fn name(self) -> String {
        match self {
            Self::Classical => "classical".to_owned(),
            Self::Hc0 => "HC0".to_owned(),
            Self::Hc1 => "HC1".to_owned(),
            Self::Hc2 => "HC2".to_owned(),
            Self::Hc3 => "HC3".to_owned(),
            Self::Hc4 => "HC4".to_owned(),
            Self::Hc4m => "HC4m".to_owned(),
            Self::NeweyWest { lag, adjusted } => {
                let suffix = if adjusted { "-adj" } else { "" };
                match lag {
                    Lag::Automatic => format!("NW{suffix}"),
                    Lag::Fixed(lag) => format!("NW-{lag}{suffix}"),
                }
            }
        }
    }
}

impl fmt::Display for CovarianceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.name())
    }
}

impl FromStr for CovarianceKind {
    type Err = EconometricsError;

    /// Reads a name, in capitals or small letters.
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.name().eq_ignore_ascii_case(name))
            .or_else(|| newey_west_with_lag(&name.to_ascii_lowercase()))
            .ok_or_else(|| EconometricsError::UnknownCovarianceKind { name: name.to_owned() })
    }
}

/// Reads `nw-2` and `nw-2-adj`.
fn newey_west_with_lag(name: &str) -> Option<CovarianceKind> {
    let rest = name.strip_prefix("nw-")?;
    let (digits, adjusted) = match rest.strip_suffix("-adj") {
        Some(digits) => (digits, true),
        None => (rest, false),
    };
    // `parse` alone would accept a sign
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let lag = Lag::Fixed(digits.parse().ok()?);
    Some(CovarianceKind::NeweyWest { lag, adjusted })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip() {
        for kind in CovarianceKind::ALL {
            assert_eq!(kind.to_string().parse(), Ok(kind));
            assert_eq!(kind.to_string().to_uppercase().parse(), Ok(kind));
        }
        for (lag, adjusted, name) in [(0, false, "NW-0"), (2, false, "NW-2"), (12, true, "NW-12-adj")] {
            let lag = Lag::Fixed(lag);
            let kind = CovarianceKind::NeweyWest { lag, adjusted };
            assert_eq!(kind.name(), name);
            assert_eq!(name.parse(), Ok(kind));
            assert_eq!(name.to_lowercase().parse(), Ok(kind));
        }
        let names = CovarianceKind::ALL.map(CovarianceKind::name).join(" ");
        assert_eq!(names, "classical HC0 HC1 HC2 HC3 HC4 HC4m NW NW-adj");
        assert_eq!("hc1".parse(), Ok(CovarianceKind::Hc1));
    }

    #[test]
    fn other_names_are_refused() {
        for name in [
            "",
            "HC9",
            "NW2",
            "NW-",
            "NW-+2",
            "NW--adj",
            "NW-2-",
            "NW-2-adj-adj",
            "NW-x",
            "HC4-adj",
        ] {
            let error = name.parse::<CovarianceKind>().map_err(|e| e.to_string());
            let expected = format!(
                "`{name}` is not a covariance kind: use classical, HC0, HC1, HC2, HC3, HC4, HC4m, \
                 NW or NW-adj, or with a lag of your own NW-2 or NW-2-adj"
            );
            assert_eq!(error, Err(expected));
        }
    }
}
