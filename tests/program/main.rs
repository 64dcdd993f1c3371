//! Runs the real program on small projects in fresh folders, as a user would.

#![expect(clippy::disallowed_methods, reason = "tests prepare and read files of their own")]

mod accepted_data;
mod architecture;
mod authoring;
mod briefs;
mod bundle;
mod cache;
mod claims;
mod cli_help;
mod dataset;
mod decompose;
mod diff;
mod doctor;
mod errors_in_data;
mod errors_in_settings;
mod errors_in_templates;
mod fetch;
mod grid;
mod guide;
mod init;
mod interrupt;
mod known_failures;
mod lock;
mod mirror;
mod mutation;
mod outputs;
mod page;
mod project;
mod provenance;
mod replication;
mod reproducible;
mod robustness;
mod streams;
mod tiva;
mod watch;
