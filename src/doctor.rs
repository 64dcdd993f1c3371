//! What is wrong with an installation, or with a project: everything that a build needs is looked at on its own, and
//! nothing is kept that was written on the way.
//!
//! 1. [`installation()`] looks at what is compiled into the program, and at its cache;
//! 2. [`project()`] looks at settings, data, names, texts, the lock and the place for the outputs, as far as each can be
//!    judged while others are wrong.

mod check;
mod data;
mod installation;
mod lock;
mod names;
mod probe;
mod project;
mod texts;

pub use check::{Check, Status, Topic};
pub use installation::installation;
pub use project::project;
