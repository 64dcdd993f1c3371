use serde::Serialize;

use super::consistency::Consistency;
use super::{Comparison, FigureAgreement, Grid};
use crate::published::PublishedStudy;

/// Everything that verification against a published article has found.
#[derive(Debug, Clone, Serialize)]
pub struct Replication {
    /// The version of `verification.json`.
    pub schema: u32,
    pub published: PublishedStudy,
    /// Whether the recomputed numbers come from made-up data, so that agreement means nothing.
    pub synthetic: bool,
    /// The table against the project as it is set up.
    pub comparison: Comparison,
    /// The figures of the prose for which there is a result, in their order.
    pub figures: Vec<FigureAgreement>,
    /// The table against other editions and definitions.
    pub grid: Grid,
    /// The article against itself.
    pub consistency: Consistency,
}
