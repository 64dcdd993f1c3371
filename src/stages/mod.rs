//! The three stages of the study: reorientation of trade, linkage in value chains, response of
//! exports. Each is a function from earlier results to its own.

mod linkage;
mod reorientation;
mod response;
mod results;

pub use linkage::{LinkagePoint, measure_linkage};
pub use reorientation::{LeadCell, lead_coefficients};
pub use response::{
    Direction, Estimate, FTest, PanelRow, ResponseError, Term, TermEstimate, build_panel, estimate_responses, stars,
};
pub use results::{MissingTrade, Results, SCHEMA, StudyRecord};
