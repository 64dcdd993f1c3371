//! The test of Jarque and Bera for normal errors.

use super::super::compensated::sum;
use super::super::ols::deviations;
use super::super::{EconometricsError, Ols};
use super::test_result::{Reference, TestResult};

/// Holds the test and the moments that it is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct JarqueBera {
    /// n/6·(S² + (K − 3)²/4), asymptotically chi-squared of 2 degrees of freedom.
    pub test: TestResult,
    /// S, the third standardised moment of the residuals; 0 for normal errors.
    pub skewness: f64,
    /// K, the fourth standardised moment of the residuals; 3 for normal errors.
    pub kurtosis: f64,
}

impl Ols {
    /// Tests whether skewness and kurtosis of the residuals are those of normal errors.
    ///
    /// JB = n/6·(S² + (K − 3)²/4) with S = m₃/m₂^(3/2), K = m₄/m₂² and
    /// mⱼ = Σ (eᵢ − ē)ʲ/n; chi-squared with 2 degrees of freedom, a poor guide
    /// in small samples.
    ///
    /// Fails when the residuals do not vary.
    ///
    /// Definition: Jarque and Bera (1987), Int. Statistical Review 55. Equals
    /// R `tseries::jarque.bera.test(residuals(lm))` and statsmodels
    /// `jarque_bera`; Stata `jb` from SSC.
    pub fn jarque_bera(&self) -> Result<JarqueBera, EconometricsError> {
        self.check_residuals()?;
        let n = self.n_obs() as f64;
        let largest = self.residuals().iter().fold(0.0, |max: f64, e| max.max(e.abs()));
        // the moments are standardised: the scale only keeps powers in range
        let scaled: Vec<f64> = self.residuals().iter().map(|e| e / largest).collect();
        let centered = deviations(&scaled, true);
        let moment = |power: fn(f64) -> f64| sum(centered.iter().map(|e| power(*e))) / n;
        let variance = moment(|e| e * e);
        if variance == 0.0 {
            let what = "the residuals".to_owned();
            return Err(EconometricsError::NoVariation { what });
        }
        let skewness = moment(|e| e * e * e) / (variance * variance.sqrt());
        let kurtosis = moment(|e| e * e * e * e) / (variance * variance);
        let excess = kurtosis - 3.0;
        let statistic = n / 6.0 * (skewness * skewness + 0.25 * excess * excess);
        Ok(JarqueBera {
            test: TestResult::new(statistic, Reference::ChiSquared { df: 2 }),
            skewness,
            kurtosis,
        })
    }
}
