//! The nouns of the field: economies, activities, sectors, years.
//!
//! Owns identity and ordering, nothing else: no reading, no arithmetic on data, no wording.
//! Money is an `f64` in USD million unless a name says otherwise; a share is a fraction in
//! [0, 1] until the formatting module turns it into percent.

mod activity;
mod economy;
mod formula;
mod sector;
mod year;

pub use activity::Activity;
pub use economy::Economy;
pub use formula::{Formula, FormulaError, Series, Transform, Variable};
pub use sector::{ActivityPattern, Sector};
pub use year::{Window, Year};
