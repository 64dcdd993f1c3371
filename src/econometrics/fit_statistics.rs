//! How well a regression fits: σ, R², likelihood, information criteria.

use super::Ols;

/// ln 2π.
const LN_TWO_PI: f64 = 1.837_877_066_409_345_5;

impl Ols {
    /// Returns σ = √(Σ eᵢ²/(n − k)), the root mean squared error, in units of y.
    ///
    /// Equals R `sigma(lm)` and Stata `e(rmse)`.
    pub fn sigma(&self) -> f64 {
        (self.rss() / self.df_resid() as f64).sqrt()
    }

    /// Computes R², the share of the variation of y that is fitted, in [0, 1].
    ///
    /// R² = S/(S + Σ eᵢ²). With a constant column S = Σ (ŷᵢ − ȳ)², the centered
    /// R²; without one S = Σ ŷᵢ², the uncentered R², and the two do not compare.
    ///
    /// Equals R `summary(lm)$r.squared` and Stata `e(r2)`.
    pub fn r_squared(&self) -> f64 {
        self.explained() / (self.explained() + self.rss())
    }

    /// Computes R² corrected for degrees of freedom, at most 1, possibly negative.
    ///
    /// 1 − (1 − R²)·(n − 1)/(n − k); without a constant n stands in place of n − 1.
    ///
    /// Equals R `summary(lm)$adj.r.squared` and Stata `e(r2_a)`.
    pub fn adjusted_r_squared(&self) -> f64 {
        let total_df = self.n_obs() - usize::from(self.constant_column().is_some());
        let unexplained = self.rss() / (self.explained() + self.rss());
        1.0 - unexplained * total_df as f64 / self.df_resid() as f64
    }

    /// Computes the log-likelihood of normal errors at the estimate.
    ///
    /// −n/2·(ln 2π + ln(Σ eᵢ²/n) + 1), which is infinite for an exact fit.
    ///
    /// Equals R `logLik(lm)`, Stata `e(ll)` and statsmodels `llf`.
    pub fn log_likelihood(&self) -> f64 {
        let n = self.n_obs() as f64;
        -0.5 * n * (LN_TWO_PI + libm::log(self.rss() / n) + 1.0)
    }

    /// Computes the information criterion of Akaike (1974), with σ² counted.
    ///
    /// −2·ln L + 2·(k + 1): the k coefficients and σ². Equals R `AIC(lm)`;
    /// Stata `estat ic` and statsmodels `aic` leave σ² out and are lower by 2.
    pub fn aic(&self) -> f64 {
        2.0 * (self.n_params() as f64 + 1.0) - 2.0 * self.log_likelihood()
    }

    /// Computes the information criterion of Schwarz (1978), with σ² counted.
    ///
    /// −2·ln L + (k + 1)·ln n: the k coefficients and σ². Equals R `BIC(lm)`;
    /// Stata `estat ic` and statsmodels `bic` leave σ² out and are lower by ln n.
    pub fn bic(&self) -> f64 {
        (self.n_params() as f64 + 1.0) * libm::log(self.n_obs() as f64) - 2.0 * self.log_likelihood()
    }
}

#[cfg(test)]
mod tests {
    use super::super::longley::{LONGLEY, TestResult, close, fit_longley};

    /// R 4: `logLik`, `AIC` and `BIC` of Longley's regression; adjusted R² from NIST's figures.
    #[test]
    fn longley_as_in_r() -> TestResult {
        let ols = fit_longley(&LONGLEY)?;
        close(ols.adjusted_r_squared(), 0.992465007628826, 1e-14);
        close(ols.log_likelihood(), -109.61743480848, 1e-13);
        close(ols.aic(), 235.234869616961, 1e-13);
        close(ols.bic(), 241.415579394879, 1e-13);
        Ok(())
    }
}
