//! The test of Quandt and Andrews for a break at an unknown place.

use super::super::{CriticalValues, EconometricsError, Ols};

/// The share of observations cut off at either end to which the critical values belong.
const TABULATED_TRIMMING: f64 = 0.15;

/// Critical values at 10, 5 and 1 % of the largest F for 1, 2, … coefficients
/// that may change, 15 % trimmed: Andrews (2003), Econometrica 71, divided by
/// their number.
const CRITICAL: [[f64; 3]; 10] = [
    [7.12, 8.68, 12.16],
    [5.00, 5.86, 7.78],
    [4.09, 4.71, 6.02],
    [3.59, 4.09, 5.12],
    [3.26, 3.66, 4.53],
    [3.02, 3.37, 4.12],
    [2.84, 3.15, 3.82],
    [2.69, 2.98, 3.57],
    [2.58, 2.84, 3.38],
    [2.48, 2.71, 3.23],
];

/// Holds one place at which the coefficients may change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BreakCandidate {
    /// How many observations come before the break.
    pub n_first: usize,
    /// Chow's F there.
    pub f_statistic: f64,
}

/// Holds the largest F over all candidates.
#[derive(Debug, Clone, PartialEq)]
pub struct QuandtAndrews {
    /// The candidate with the largest F; the earliest of several.
    pub largest: BreakCandidate,
    /// All candidates, in the order of time.
    pub candidates: Vec<BreakCandidate>,
    /// k, the number of coefficients that may change.
    pub n_params: usize,
    /// Asymptotic critical values of the largest F; none beyond 10
    /// coefficients or for a trimming other than 0.15.
    pub critical: Option<CriticalValues>,
}

impl Ols {
    /// Tests whether all coefficients change somewhere in the sample.
    ///
    /// The largest of Chow's F, see [`Ols::chow`], over the breaks after
    /// observation ⌊πn⌋, …, n − ⌊πn⌋, π = `trimming` a fraction such as 0.15,
    /// as far as each regime has more observations than coefficients. The
    /// critical values are those of the limit divided by k.
    ///
    /// Fails when `trimming` is not between 0 and 1/2, when no candidate is
    /// left, and as [`Ols::chow`] does.
    ///
    /// Definitions: Quandt (1960), JASA 55; Andrews (1993, 2003), Econometrica
    /// 61 and 71. Equals R `max(strucchange::Fstats(y ~ x, from = 0.15)$Fstats)/k`
    /// and Stata `estat sbsingle`, whose Wald statistic is k times this.
    pub fn quandt_andrews(&self, trimming: f64) -> Result<QuandtAndrews, EconometricsError> {
        if !(trimming > 0.0 && trimming < 0.5) {
            return Err(EconometricsError::InvalidTrimming { trimming });
        }
        let (n_obs, n_params) = (self.n_obs(), self.n_params());
        // the allowance keeps a product such as 0.15·20 whole
        let cut = libm::floor(trimming * n_obs as f64 + 1e-9) as usize;
        let first = cut.max(n_params + 1);
        let mut candidates = Vec::new();
        for n_first in first..=n_obs - first.min(n_obs) {
            let f_statistic = self.chow(n_first)?.statistic;
            candidates.push(BreakCandidate { n_first, f_statistic });
        }
        // of equal ones the last counts as largest: seen from the end, the first
        let largest = candidates
            .iter()
            .rev()
            .max_by(|a, b| a.f_statistic.total_cmp(&b.f_statistic));
        let Some(&largest) = largest else {
            return Err(EconometricsError::TooFewObservations {
                n_obs,
                n_params: 2 * n_params,
            });
        };
        let row = CRITICAL.get(n_params - 1).filter(|_| trimming == TABULATED_TRIMMING);
        Ok(QuandtAndrews {
            largest,
            candidates,
            n_params,
            critical: row.map(|&[ten, five, one]| CriticalValues { one, five, ten }),
        })
    }
}
