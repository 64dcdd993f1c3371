//! Inter-country input-output tables in the OECD ICIO CSV layout.

mod balance;
mod labels;
mod parse;
mod table;

pub(super) use balance::check_balance;
pub(super) use parse::parse;
pub use table::{Cell, IcioTable};
