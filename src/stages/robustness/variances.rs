use indexmap::IndexMap;
use serde::Serialize;

use super::column;
use crate::econometrics::{CovarianceKind, Ols, WildBootstrap, wild_bootstrap};
use crate::settings::RobustnessSettings;
use crate::stages::{FTest, Term};

/// The tests of a slope by covariance kind; a kind that the design does not allow is left out.
pub type Variances = IndexMap<String, SlopeTest>;

/// A slope against zero under one covariance, t(n − k) and normal.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SlopeTest {
    pub se: f64,
    pub t: f64,
    /// Of t(n − k).
    pub p: f64,
    /// Of the normal distribution, as some programs print it.
    pub p_normal: f64,
}

pub(super) fn of(ols: &Ols, term: Term) -> Variances {
    let tests = CovarianceKind::ALL.into_iter().filter_map(|kind| {
        let inference = ols.inference(kind).ok()?;
        let found = inference.coefficients.get(column(term))?;
        let test = SlopeTest {
            se: found.std_error,
            t: found.t_statistic,
            p: found.p_value,
            p_normal: found.normal_p_value(),
        };
        Some((kind.to_string(), test))
    });
    tests.collect()
}

/// The Wald test of all slopes by covariance kind.
pub(super) fn joint(ols: &Ols) -> IndexMap<String, FTest> {
    let tests = CovarianceKind::ALL.into_iter().filter_map(|kind| {
        let test = ols.slopes_test(kind).ok()?;
        let f = FTest {
            f: test.f_statistic,
            p: test.p_value,
        };
        Some((kind.to_string(), f))
    });
    tests.collect()
}

/// p of the wild bootstrap, HC1, with the null imposed.
pub(super) fn bootstrap(ols: &Ols, term: Term, settings: &RobustnessSettings) -> Option<f64> {
    let bootstrap = WildBootstrap {
        kind: CovarianceKind::Hc1,
        replications: settings.replications,
        seed: settings.seed,
    };
    let test = wild_bootstrap(ols, column(term), &bootstrap).ok()?;
    Some(test.p_value)
}
