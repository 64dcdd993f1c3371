//! What an article prints, as data: its table of coefficients, the figures and statements of its prose.
//!
//! An article is a folder of two files. `article.toml` says what it is, how its table is made up, which
//! figures and statements its prose holds and which years it uses; a CSV file beside it holds the table,
//! one row an equation, each number as it is printed. Printed texts are kept as they stand: a
//! [`PrintedNumber`] knows its text, its value and the interval of values that round to it.
//!
//! Owns reading and checking of these files, from text that the caller has read. It computes nothing:
//! what a reproduction makes of them is the matter of `replication`.

mod article;
mod cell;
mod digits;
mod error;
mod figure;
mod interval;
mod number;
mod period;
mod place;
mod quantity;
mod shape;
mod source;
mod statement;
mod study;
mod table;
mod table_fields;
mod table_file;
mod validate;
mod validate_statement;

#[cfg(test)]
pub(crate) mod bundled;
#[cfg(test)]
mod error_tests;

pub use article::Article;
pub use cell::{CellId, RowId};
pub use error::{Problem, PublishedError, PublishedErrors};
pub use figure::{PublishedFigure, Relation};
pub use interval::Interval;
pub use number::{NumberError, PrintedNumber};
pub use period::Period;
pub use place::ArticlePlace;
pub use quantity::Quantity;
pub use statement::{Claim, Sign, Statement, Trait};
pub use study::PublishedStudy;
pub use table::{PublishedRow, PublishedTable, RSquaredUnit};
