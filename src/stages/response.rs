//! Stage III: how exports go with participation in the bloc's value chains.

mod estimate;
mod panel;

pub use estimate::{Estimate, FTest, ResponseError, Term, TermEstimate, estimate_responses, stars};
pub use panel::{Direction, PanelRow, build_panel};
