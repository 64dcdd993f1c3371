//! What a referee asks of the regressions of stage III, answered for every equation.
//!
//! 1. `variances`: every slope under every covariance, and by bootstrap;
//! 2. `specification`: the same equations in other forms;
//! 3. `stationarity`: unit roots of the series, cointegration of the equations;
//! 4. `diagnostics`: what the residuals say;
//! 5. `stability`: years left out one by one, breaks;
//! 6. `content`: the slope that arithmetic alone would give;
//! 7. `multiplicity`: p values adjusted for the number of tests;
//! 8. `verdict`: what becomes of each coefficient.
//!
//! A statistic that is undefined for an equation is left out of it; it never stops the run.

mod content;
mod diagnostics;
mod evidence;
mod multiplicity;
mod specification;
mod stability;
mod stationarity;
mod variances;
mod verdict;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

pub use content::ContentEvidence;
pub use diagnostics::{DiagnosticEvidence, DiagnosticId};
pub use evidence::{EquationEvidence, Robustness, SectorEvidence, SlopeEvidence};
pub use multiplicity::Adjusted;
pub use specification::{Specification, SpecificationFit, estimate};
pub use stability::{Break, Chow, LeaveOneOut, Stability};
pub use stationarity::{Cointegration, Levels, Order, RootTest, SeriesEvidence, UnitRoots};
pub use variances::{SlopeTest, Variances};
pub use verdict::{MECHANICAL_VARIATION, SignCount, Verdict};

use super::{Estimate, PanelRow, Term};
use crate::settings::RobustnessSettings;
use stationarity::KpssDistributions;

/// The slopes of the hypotheses; GDP per capita is a control.
pub const TESTED: [Term; 2] = [Term::Bp, Term::Fp];

/// Examines every estimated equation; `estimates` come from the same panel.
pub fn examine(panel: &[PanelRow], estimates: &[Estimate], settings: &RobustnessSettings) -> Robustness {
    let same = |a: &PanelRow, b: &PanelRow| a.exporter == b.exporter && a.sector == b.sector;
    let groups: Vec<Vec<&PanelRow>> = panel.chunk_by(same).map(|rows| rows.iter().collect()).collect();
    let lengths: BTreeSet<usize> = groups.iter().map(Vec::len).collect();
    let distributions: BTreeMap<usize, KpssDistributions> = lengths
        .into_par_iter()
        .map(|n_obs| (n_obs, KpssDistributions::new(n_obs)))
        .collect();
    let examined = groups.par_iter().filter_map(|rows| {
        let first = rows.first()?;
        let of_sector = |e: &&Estimate| e.exporter == first.exporter && e.sector == first.sector;
        let own: Vec<&Estimate> = estimates.iter().filter(of_sector).collect();
        Some(sector(rows, &own, distributions.get(&rows.len())?, settings))
    });
    let mut sectors: Vec<SectorEvidence> = examined.collect();
    multiplicity::adjust(&mut sectors, estimates);
    verdict::judge(&mut sectors, estimates);
    Robustness::new(sectors)
}

fn sector(
    rows: &[&PanelRow],
    estimates: &[&Estimate],
    distributions: &KpssDistributions,
    settings: &RobustnessSettings,
) -> SectorEvidence {
    let equations = estimates.iter().filter_map(|estimate| {
        let found = equation(rows, estimate, settings)?;
        Some((estimate.direction, found))
    });
    SectorEvidence {
        exporter: rows[0].exporter.clone(),
        sector: rows[0].sector.clone(),
        series: stationarity::of_series(rows, distributions),
        content: content::of(rows),
        equations: equations.collect(),
    }
}

fn equation(rows: &[&PanelRow], estimate: &Estimate, settings: &RobustnessSettings) -> Option<EquationEvidence> {
    let observations = Specification::Levels.observations(estimate.direction, rows);
    let ols = observations.fit().ok()?;
    let specifications = specification::all(rows, estimate);
    Some(EquationEvidence {
        slopes: Term::SLOPES
            .into_iter()
            .map(|term| (term, SlopeEvidence::new(&ols, term, &specifications, settings)))
            .collect(),
        joint: variances::joint(&ols),
        cointegration: stationarity::of_equation(&observations),
        diagnostics: diagnostics::of(&ols),
        stability: stability::of(&ols, &observations.years, settings.break_year),
        samples: specifications.iter().map(|(id, fit)| (*id, fit.n_obs)).collect(),
    })
}

/// The position of a slope in the design of formula 3: the constant comes first.
fn column(term: Term) -> usize {
    match term {
        Term::Const => 0,
        Term::Bp => 1,
        Term::Fp => 2,
        Term::GdpPc => 3,
    }
}
