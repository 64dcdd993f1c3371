//! A literate, reproducible report generator for regional value chains.
//!
//! The way of the data, each step a function from earlier results to its own:
//!
//! 1. [`settings`] turns `rvc.toml` into one validated value;
//! 2. [`ingest`] reads and checks the data files of a [`project`];
//! 3. [`value_added`] finds the origin of the value added in exports;
//! 4. [`stages`] runs the study, with the regressions of [`econometrics`];
//! 5. [`exhibits`] lays out tables and figures;
//! 6. [`literate`] composes text and exhibits into one document a language;
//! 7. [`outputs`] writes it as HTML, PDF, CSV and JSON.
//!
//! [`pipeline`] is the run itself, and [`cli`] what a user types. [`model`] holds the nouns.

pub mod bundle;
pub mod cache;
pub mod cli;
pub mod comparison;
pub mod decomposition;
pub mod diagnostic;
pub mod doctor;
pub mod econometrics;
pub mod exhibits;
pub mod fetch;
pub mod fingerprint;
pub mod ingest;
pub mod init;
pub mod literate;
pub mod lock;
pub mod memory;
pub mod model;
pub mod origins;
pub mod outputs;
pub mod pipeline;
pub mod project;
pub mod provenance;
pub mod published;
pub mod replication;
pub mod reproduce;
pub mod settings;
pub mod stages;
pub mod value_added;
pub mod verification;
pub mod watch;
