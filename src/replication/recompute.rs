//! The rows of a published table as a project's data give them, under one reading of the method.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{ComputedRow, KindResult, TermResult};
use crate::econometrics::{CovarianceKind, Ols};
use crate::model::{Formula, Series};
use crate::published::RowId;
use crate::stages::robustness::{Specification, estimate};
use crate::stages::{Direction, PanelRow, Term};

/// One reading of what the regressions of an article are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Value added of the same industry, or of all.
    pub industries: Specification,
    /// External exports: to third countries, or to the whole world.
    pub external: Series,
}

impl Reading {
    /// All readings; that of the study comes first.
    pub const ALL: [Self; 4] = [
        Self {
            industries: Specification::Levels,
            external: Series::External,
        },
        Self {
            industries: Specification::Levels,
            external: Series::Total,
        },
        Self {
            industries: Specification::AllSources,
            external: Series::External,
        },
        Self {
            industries: Specification::AllSources,
            external: Series::Total,
        },
    ];

    /// The equation for exports in a direction.
    pub fn formula(self, direction: Direction) -> Formula {
        let mut formula = self.industries.formula(direction);
        if direction == Direction::External {
            formula.response.series = self.external;
        }
        formula
    }
}

/// Recomputes every equation of a panel that can be estimated.
pub fn recompute(panel: &[PanelRow], reading: Reading) -> Vec<ComputedRow> {
    let same = |a: &PanelRow, b: &PanelRow| a.exporter == b.exporter && a.sector == b.sector;
    let groups: Vec<Vec<&PanelRow>> = panel.chunk_by(same).map(|rows| rows.iter().collect()).collect();
    let rows = groups.par_iter().flat_map_iter(|rows| {
        Direction::ALL.into_iter().filter_map(|direction| {
            let ols = estimate(&reading.formula(direction), rows).ok()?;
            let row = RowId {
                exporter: rows[0].exporter.clone(),
                sector: rows[0].sector.clone(),
                direction,
            };
            Some(row_of(row, &ols))
        })
    });
    rows.collect()
}

/// The slopes of a design of formula 3, whose constant comes first.
pub(super) fn slopes(ols: &Ols) -> BTreeMap<Term, f64> {
    let slopes = ols.coefficients().iter().skip(1);
    Term::SLOPES.into_iter().zip(slopes.copied()).collect()
}

fn row_of(row: RowId, ols: &Ols) -> ComputedRow {
    let kinds = CovarianceKind::ALL.into_iter().filter_map(|kind| {
        let (inference, joint) = (ols.inference(kind).ok()?, ols.slopes_test(kind).ok()?);
        let tests = inference.coefficients.iter().skip(1).map(|found| TermResult {
            se: found.std_error,
            t: found.t_statistic,
            p: found.p_value,
        });
        Some(KindResult {
            kind,
            terms: Term::SLOPES.into_iter().zip(tests).collect(),
            f: joint.f_statistic,
            f_p: joint.p_value,
        })
    });
    ComputedRow {
        row,
        n_obs: ols.n_obs(),
        df_resid: ols.df_resid(),
        r_squared: ols.r_squared(),
        coefficients: slopes(ols),
        kinds: kinds.collect(),
        noise: None,
    }
}
