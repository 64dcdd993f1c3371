//! The three stages of the study: reorientation of trade, linkage in value chains, response of
//! exports. Each is a function from earlier results to its own.

mod comparison;
mod linkage;
mod observations;
mod regression;
mod reorientation;
mod response;
mod results;
pub mod robustness;

pub use comparison::{SourceDifference, compare_sources, largest_differences};
pub use linkage::{LinkagePoint, measure_linkage};
pub use regression::{Regression, RegressionError, fit_regressions};
pub use reorientation::{LeadCell, lead_coefficients};
pub use response::{
    Direction, Estimate, FTest, PanelRow, ResponseError, Term, TermEstimate, build_panel, estimate_responses, stars,
};
pub use results::{MirroredTrade, MissingTrade, Results, SCHEMA, StudyRecord};

pub use robustness::{Robustness, examine};

/// Why a stage cannot be carried out.
#[derive(Debug, thiserror::Error)]
pub enum StageError {
    #[error(transparent)]
    Response(#[from] ResponseError),
    #[error(transparent)]
    Regression(#[from] RegressionError),
}
