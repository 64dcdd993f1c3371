//! `lock`: accepts the data of today, or compares them with those that were accepted.

use std::io::stdout;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::arguments::{MessageFormat, Selection};
use super::messages::{Messages, say};
use super::resources::ResourceArguments;
use super::with_request;
use crate::pipeline::{self, LockState, Memories, Request};

#[derive(Debug, Args)]
pub(super) struct LockArguments {
    /// Only compare: write nothing, and fail where anything differs
    #[arg(long)]
    check: bool,
    /// A folder with rvc.toml, or a settings file [default: the current folder]
    #[arg(long, value_name = "DIR|rvc.toml")]
    project: Option<PathBuf>,
    /// How messages are written: for people, or one JSON object a line for editors
    #[arg(long, default_value = "human", value_name = "FORMAT")]
    message_format: MessageFormat,
    #[command(flatten)]
    resources: ResourceArguments,
}

pub(super) fn lock(arguments: LockArguments) -> ExitCode {
    let messages = Messages::new(arguments.message_format, false);
    let selection = Selection {
        project: arguments.project,
        report: None,
        lang: None,
        country: None,
        format: Vec::new(),
        message_format: arguments.message_format,
        resources: arguments.resources,
    };
    with_request(selection, None, &messages, |request| {
        run(request, arguments.check, &messages)
    })
}

fn run(request: &Request, check: bool, messages: &Messages) -> ExitCode {
    let state = match pipeline::lock(request, &Memories::default()) {
        Ok(state) => state,
        Err(error) => return messages.fail(&error.diagnostics()),
    };
    if check {
        return compare(&state, messages);
    }
    messages.warn(&state.accepted());
    match pipeline::write_lock(&state) {
        Ok(()) => {
            say(&mut stdout(), state.path.display());
            ExitCode::SUCCESS
        }
        Err(error) => messages.fail(&error.diagnostics()),
    }
}

fn compare(state: &LockState, messages: &Messages) -> ExitCode {
    let refused = state.refused();
    if !refused.is_empty() {
        return messages.fail(&refused);
    }
    let path = state.path.display();
    say(
        &mut stdout(),
        format_args!("ok: {} files hold what {path} says", state.n_inputs),
    );
    ExitCode::SUCCESS
}
