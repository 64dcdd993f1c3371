//! t tests and confidence intervals of single coefficients.

use super::distributions::{student_t_quantile, student_t_two_sided};
use super::normal::normal_two_sided;
use super::{CovarianceKind, EconometricsError, Ols};

/// Holds the tests of every coefficient under one covariance kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Inference {
    /// The covariance behind the standard errors.
    pub kind: CovarianceKind,
    /// k tests, in the order of the design.
    pub coefficients: Vec<CoefficientInference>,
}

/// Holds one coefficient and the test that it is zero.
#[derive(Debug, Clone, PartialEq)]
pub struct CoefficientInference {
    /// Column name.
    pub name: String,
    /// β, in units of y per unit of the column.
    pub estimate: f64,
    /// √V, in the units of the estimate.
    pub std_error: f64,
    /// estimate / std_error.
    pub t_statistic: f64,
    /// P(|T| ≥ |t|) with T Student t of `df_resid` degrees of freedom.
    pub p_value: f64,
    /// n − k.
    pub df_resid: usize,
}

/// Holds the two ends of a confidence interval, in the units of the estimate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ConfidenceInterval {
    /// Lower end.
    pub lower: f64,
    /// Upper end.
    pub upper: f64,
}

impl Inference {
    /// Finds the test of a coefficient by column name.
    pub fn coefficient(&self, name: &str) -> Option<&CoefficientInference> {
        self.coefficients.iter().find(|c| c.name == name)
    }
}

impl CoefficientInference {
    /// Computes P(|Z| ≥ |t|) with Z standard normal: the asymptotic p value.
    ///
    /// Equals R `lmtest::coeftest(lm, vcov. =, df = Inf)`, and what statsmodels
    /// prints for robust kinds unless `use_t=True`.
    pub fn normal_p_value(&self) -> f64 {
        normal_two_sided(self.t_statistic)
    }

    /// Computes the two-sided interval that covers β with probability `level`.
    ///
    /// estimate ± t·std_error with t the (1 + level)/2 quantile of Student t
    /// with n − k degrees of freedom; `level` is a fraction such as 0.95.
    ///
    /// Fails when `level` is not strictly between 0 and 1.
    ///
    /// Equals R `lmtest::coefci(lm, level =, vcov. =)` and the interval that
    /// Stata `regress, level()` prints.
    pub fn confidence_interval(&self, level: f64) -> Result<ConfidenceInterval, EconometricsError> {
        if !(level > 0.0 && level < 1.0) {
            return Err(EconometricsError::InvalidLevel { level });
        }
        let critical = student_t_quantile(0.5 + 0.5 * level, self.df_resid as f64);
        let half_width = critical * self.std_error;
        Ok(ConfidenceInterval {
            lower: self.estimate - half_width,
            upper: self.estimate + half_width,
        })
    }
}

impl Ols {
    /// Tests each coefficient against zero under a covariance kind.
    ///
    /// t = βⱼ/√Vⱼⱼ with V from [`Ols::covariance`], and p two-sided from
    /// Student t with n − k degrees of freedom, also for the robust kinds.
    ///
    /// Fails as [`Ols::covariance`] does, and when a standard error is zero.
    ///
    /// Equals Stata `regress, vce(robust)` (HC1) and R
    /// `lmtest::coeftest(lm, vcov. = sandwich::vcovHC)`; statsmodels gives the
    /// same with `use_t=True`. [`CoefficientInference::normal_p_value`] is the
    /// asymptotic alternative.
    pub fn inference(&self, kind: CovarianceKind) -> Result<Inference, EconometricsError> {
        let covariance = self.covariance(kind)?;
        let df_resid = self.df_resid();
        let test = |(position, name): (usize, &String)| {
            let estimate = self.coefficients()[position];
            let std_error = covariance[(position, position)].sqrt();
            if std_error == 0.0 {
                let column = name.clone();
                return Err(EconometricsError::ZeroStdError { kind, column });
            }
            let t_statistic = estimate / std_error;
            Ok(CoefficientInference {
                name: name.clone(),
                estimate,
                std_error,
                t_statistic,
                p_value: student_t_two_sided(t_statistic, df_resid as f64),
                df_resid,
            })
        };
        let coefficients = self.names().iter().enumerate().map(test);
        Ok(Inference {
            kind,
            coefficients: coefficients.collect::<Result<_, _>>()?,
        })
    }
}
