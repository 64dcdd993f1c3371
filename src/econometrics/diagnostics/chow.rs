//! Chow's test for a break at a known place.

use super::super::compensated::sum_of_squares;
use super::super::factorization::Factorization;
use super::super::ols::differences;
use super::super::{Design, EconometricsError, Ols};
use super::test_result::{Reference, TestResult};

impl Ols {
    /// Tests whether all coefficients change after the first `n_first` observations.
    ///
    /// F = ((RSS − RSS₁ − RSS₂)/k)/((RSS₁ + RSS₂)/(n − 2k)), with (k, n − 2k)
    /// degrees of freedom, exact for normal errors of one variance. `n_first`
    /// is the number of observations in the first regime, that is, the position
    /// of its last one counted from 1. The numerator is the sum of squares that
    /// each regime's regression finds in the residuals of the whole.
    ///
    /// Fails when a regime has no more observations than coefficients, when
    /// the columns are collinear in one, and when both regimes are fitted
    /// exactly.
    ///
    /// Definition: Chow (1960), Econometrica 28. Equals R
    /// `strucchange::sctest(y ~ x, type = "Chow", point = n_first)` and Stata
    /// `estat sbknown, break()` divided by k.
    pub fn chow(&self, n_first: usize) -> Result<TestResult, EconometricsError> {
        let (n_obs, n_params) = (self.n_obs(), self.n_params());
        if n_first <= n_params || n_first + n_params >= n_obs {
            return Err(EconometricsError::InvalidBreak {
                n_first,
                n_obs,
                n_params,
            });
        }
        let (mut explained, mut rss) = (0.0, 0.0);
        for (first, count) in [(0, n_first), (n_first, n_obs - n_first)] {
            let names = self.names().to_vec();
            let rows = self.design().matrix().rows(first, count).into_owned();
            let regime = Factorization::new(&Design::new(names, rows)?)?;
            let residuals = &self.residuals()[first..first + count];
            let (_, unexplained) = regime.least_squares(residuals);
            explained += sum_of_squares(&differences(residuals, &unexplained));
            rss += sum_of_squares(&unexplained);
        }
        if rss == 0.0 {
            let what = "the residuals of the two regimes".to_owned();
            return Err(EconometricsError::NoVariation { what });
        }
        let denominator = n_obs - 2 * n_params;
        let statistic = (explained / n_params as f64) / (rss / denominator as f64);
        let numerator = n_params;
        Ok(TestResult::new(statistic, Reference::F { numerator, denominator }))
    }
}
