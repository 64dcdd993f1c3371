//! From an inter-country input-output table to the origin of the value added in exports.
//!
//! Owns the linear algebra of Leontief and nothing of the study: no sectors, no bloc, no years.

mod decompose;
mod leontief;
mod origin;

pub use decompose::{DecompositionError, decompose, decompose_once};
pub use origin::ExportOrigin;
