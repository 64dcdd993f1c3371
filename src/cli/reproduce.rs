//! `reproduce`: whether a bundle is whole, and what comes of building it again.

use std::io::stdout;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::arguments::MessageFormat;
use super::messages::{Messages, say};
use super::{FAILED, progress};
use crate::pipeline;
use crate::project::half_of_memory;
use crate::reproduce::Outcome;

#[derive(Debug, Args)]
pub(super) struct ReproduceArguments {
    /// A bundle that `bundle` wrote
    #[arg(value_name = "BUNDLE.zip")]
    bundle: PathBuf,
    /// The folder of a project with the data that the bundle may not hold
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Print what was found as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn reproduce(arguments: &ReproduceArguments) -> ExitCode {
    let messages = Messages::new(MessageFormat::Human, false);
    let progress = progress::Progress::new(true);
    let (bundle, data) = (&arguments.bundle, arguments.data.as_deref());
    let found = pipeline::reproduce(bundle, data, half_of_memory(), &|phase| progress.enter(phase));
    progress.clear();
    let verdict = match found {
        Ok(verdict) => verdict,
        Err(error) => return messages.fail(&error.diagnostics()),
    };
    if arguments.json {
        say(
            &mut stdout(),
            serde_json::to_string_pretty(&verdict).unwrap_or_default(),
        );
    } else {
        say(&mut stdout(), &verdict);
    }
    if verdict.outcome == Outcome::Reproduced {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(FAILED)
    }
}
