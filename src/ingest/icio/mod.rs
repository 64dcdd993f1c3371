//! Inter-country input-output tables in the OECD ICIO CSV layout.

mod balance;
mod labels;
mod outline;
mod parse;
mod table;

pub use balance::Sums;
pub(super) use balance::{check_balance, place_of};
pub use outline::TableOutline;
pub(super) use parse::parse;
pub use table::{Cell, IcioTable};
