//! `cache`: shows what is kept of decomposed tables, and removes it.

use std::io::stdout;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::messages::{Messages, say};
use super::resources::CacheArguments;
use crate::diagnostic::Diagnostic;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
    #[command(flatten)]
    place: CacheArguments,
}

#[derive(Debug, Clone, Copy, Subcommand)]
enum Action {
    /// Show the folder, the number of tables in it and their size
    Show,
    /// Remove all of them
    Clear,
}

pub(super) fn cache(arguments: &Arguments, messages: &Messages) -> ExitCode {
    let Some(cache) = arguments.place.cache() else {
        let error = Diagnostic::error("the user has no folder for caches");
        return messages.fail(&[error.hint("name one with --cache")]);
    };
    let kept = cache.contents();
    let folder = cache.folder().display();
    let megabytes = kept.bytes as f64 / 1e6;
    let size = format!("{} tables, {megabytes:.1} MB", kept.entries);
    match arguments.action.unwrap_or(Action::Show) {
        Action::Show => say(&mut stdout(), format_args!("{folder}: {size}")),
        Action::Clear => {
            if let Err(error) = cache.clear() {
                let error = Diagnostic::error(format!("{folder}: cannot be cleared: {error}"));
                return messages.fail(&[error.hint("check the permissions of the folder")]);
            }
            say(&mut stdout(), format_args!("{folder}: {size} removed"));
        }
    }
    ExitCode::SUCCESS
}
