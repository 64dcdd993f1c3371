//! Two builds of a report side by side: which numbers, exhibits, claims and sentences differ, and why.
//!
//! 1. a [`Snapshot`] is what a build has written, as far as it can be compared: results, settings, hashes of the
//!    data, claims, and the pages read back with the trace of their numbers;
//! 2. `inputs` and `settings` find what could have caused a difference, `results` which numbers differ;
//! 3. `exhibits` compares tables and figures cell by cell, `ranks` their orders, `claims` the wordings,
//!    `sentences` the text, which `parting` cuts and `align` pairs;
//! 4. `causes` says of each difference what it comes from, by the trace of the numbers in it;
//! 5. [`compare()`] brings this together.
//!
//! Only identifiers, numbers, and the words of the reports themselves: what is said about them is the business of
//! templates. Nothing here touches the disk or knows a file format but the program's own JSON.

mod align;
mod causes;
mod cells;
mod claims;
mod compare;
#[cfg(test)]
mod comparison_tests;
mod difference;
mod exhibits;
mod groups;
mod inputs;
mod lines;
mod page;
mod parting;
mod ranks;
mod results;
mod sentences;
mod settings;
mod snapshot;
mod trace;
mod words;

pub use causes::Cause;
pub use cells::{NumberDifference, Printed, Turn, WordsDifference};
pub use claims::{ClaimChange, ClaimDifference, ClaimState, OperandDifference};
pub use compare::compare;
pub use difference::{CodeDifference, Comparison, LanguageComparison, Reach, Side};
pub use exhibits::{ExhibitChange, ExhibitDifference};
pub use groups::{CauseGroup, CauseItem, grouped};
pub use inputs::{Input, InputChange, InputDifference};
pub use lines::{CellChange, TextDifference, changed_cells};
pub use page::{Cell, CellKind, Exhibit, Page, Part, Passage, Row, Shown};
pub use ranks::RankDifference;
pub use results::{ResultDifference, ResultsDifference};
pub use sentences::{SentenceDifference, ValueDifference};
pub use settings::SettingDifference;
pub use snapshot::{Claim, Document, DocumentId, Operand, Snapshot, SnapshotError, claims_of};
pub use trace::{Node, Trace};
pub use words::Piece;
