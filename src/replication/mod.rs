//! Agreement of computed results with a published article, and of the article with itself.
//!
//! 1. [`recompute`] estimates the equations of a table under one [`Reading`] of the method, and [`add_noise`]
//!    says how far rounded inputs may move them;
//! 2. [`compare`] holds every printed number of a table against the recomputed one, cell by cell, and every
//!    star pattern against the p value under each covariance kind, and names the kind that fits best;
//! 3. [`Comparison::verdict`] sums it up in one of four classes;
//! 4. [`rank`] compares many candidate specifications and orders them by agreement;
//! 5. [`compare_figure`] holds a figure of the prose against a computed number;
//! 6. [`consistency`] checks the article against itself, without any recomputation.
//!
//! Nothing here reads files, and there are no words: ids and numbers, to be said in a
//! language elsewhere.

mod agreement;
mod cell;
mod compare;
mod computed;
pub mod consistency;
mod figure;
mod flat;
mod grid;
mod kinds;
mod noise;
mod recompute;
mod report;
mod stars;
mod tally;
mod verdict;

#[cfg(test)]
mod auditor_tests;
#[cfg(test)]
mod corruption_tests;
#[cfg(test)]
mod simulated;

pub use agreement::Agreement;
pub use cell::CellComparison;
pub use compare::{Comparison, KindComparison, compare};
pub use computed::{ComputedRow, KindResult, TermResult};
pub use figure::{FigureAgreement, compare_figure};
pub use flat::FlatRow;
pub use grid::{Candidate, Grid, RankedCandidate, rank};
pub use kinds::{KindRanking, KindScore};
pub use noise::add_noise;
pub use recompute::{Reading, recompute};
pub use report::Replication;
pub use stars::{BORDERLINE, StarComparison, star_count};
pub use tally::{Counts, Summary};
pub use verdict::Verdict;

pub use crate::published::RowId;
