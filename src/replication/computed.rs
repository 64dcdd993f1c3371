use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::RowId;
use crate::econometrics::CovarianceKind;
use crate::published::Quantity;
use crate::stages::Term;

/// What a recomputation gives for one row of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComputedRow {
    #[serde(flatten)]
    pub row: RowId,
    pub n_obs: usize,
    pub df_resid: usize,
    /// A fraction.
    pub r_squared: f64,
    /// The slopes.
    pub coefficients: BTreeMap<Term, f64>,
    /// The inference under each covariance kind that could be computed.
    pub kinds: Vec<KindResult>,
    /// How far rounded inputs may move a number, where that is known: half-widths in the units of the number,
    /// R² as a fraction.
    pub noise: Option<BTreeMap<Quantity, f64>>,
}

/// The inference of one row under one covariance kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KindResult {
    #[serde(serialize_with = "by_name")]
    pub kind: CovarianceKind,
    pub terms: BTreeMap<Term, TermResult>,
    /// The Wald F of all slopes.
    pub f: f64,
    pub f_p: f64,
}

/// The inference of one slope.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TermResult {
    pub se: f64,
    pub t: f64,
    pub p: f64,
}

impl ComputedRow {
    pub(super) fn kind(&self, kind: CovarianceKind) -> Option<&KindResult> {
        self.kinds.iter().find(|result| result.kind == kind)
    }

    pub(super) fn noise_of(&self, quantity: Quantity) -> Option<f64> {
        self.noise.as_ref()?.get(&quantity).copied()
    }
}

impl KindResult {
    pub(super) fn value(&self, quantity: Quantity) -> Option<f64> {
        match quantity {
            Quantity::StdError(term) => self.terms.get(&term).map(|result| result.se),
            Quantity::TStatistic(term) => self.terms.get(&term).map(|result| result.t),
            Quantity::F => Some(self.f),
            Quantity::Coefficient(_) | Quantity::RSquared => None,
        }
    }

    /// The p value that decides the stars of a number.
    pub(super) fn p_value(&self, quantity: Quantity) -> Option<f64> {
        match quantity {
            Quantity::Coefficient(term) => self.terms.get(&term).map(|result| result.p),
            Quantity::F => Some(self.f_p),
            _ => None,
        }
    }
}

/// Writes a covariance kind by its name.
pub(super) fn by_name<S: Serializer>(kind: &CovarianceKind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(kind)
}

/// Writes covariance kinds by their names.
pub(super) fn by_names<S: Serializer>(kinds: &[CovarianceKind], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(kinds.iter().map(ToString::to_string))
}
