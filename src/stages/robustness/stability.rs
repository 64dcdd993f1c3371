use serde::Serialize;

use super::column;
use crate::econometrics::Ols;
use crate::model::Year;
use crate::stages::Term;

/// The share of the observations that either side of a break keeps.
const TRIMMING: f64 = 0.15;

/// Whether an equation is one equation over all years.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Stability {
    pub chow: Option<Chow>,
    pub sup_f: Option<Break>,
}

/// A break at a given year.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Chow {
    /// The first year of the second part.
    pub year: Year,
    pub f: f64,
    pub p: f64,
}

/// A break at an unknown year.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Break {
    /// The largest Chow F over the years that can be tried.
    pub f: f64,
    /// The first year of the second part at that F.
    pub year: Year,
    pub critical_10: f64,
    pub critical_5: f64,
    pub critical_1: f64,
}

/// A slope with one year left out at a time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LeaveOneOut {
    pub min: f64,
    pub max: f64,
    /// How many years change the sign when they are left out.
    pub sign_changes: usize,
}

pub(super) fn of(ols: &Ols, years: &[Year], break_year: Option<Year>) -> Stability {
    let middle = years.get(years.len() / 2).copied();
    let chow = break_year.or(middle).and_then(|year| {
        let n_first = years.iter().filter(|other| **other < year).count();
        let test = ols.chow(n_first).ok()?;
        Some(Chow {
            year,
            f: test.statistic,
            p: test.p_value,
        })
    });
    let sup_f = ols.quandt_andrews(TRIMMING).ok().and_then(|test| {
        let critical = test.critical?;
        Some(Break {
            f: test.largest.f_statistic,
            year: *years.get(test.largest.n_first)?,
            critical_10: critical.ten,
            critical_5: critical.five,
            critical_1: critical.one,
        })
    });
    Stability { chow, sup_f }
}

/// `None` where some year alone determines a coefficient.
pub(super) fn leave_one_out(ols: &Ols, term: Term) -> Option<LeaveOneOut> {
    let without = ols.leave_one_out_coefficients().ok()?;
    let slopes: Vec<f64> = without.column(column(term)).iter().copied().collect();
    let all = ols.coefficients()[column(term)];
    Some(LeaveOneOut {
        min: slopes.iter().copied().fold(f64::INFINITY, f64::min),
        max: slopes.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        sign_changes: slopes.iter().filter(|slope| **slope * all < 0.0).count(),
    })
}
