//! What was typed → what to do → an exit code. Messages go to standard error, results to standard
//! output.

mod arguments;
mod progress;

use std::fmt::Display;
use std::io::{Write, stderr, stdout};
use std::process::ExitCode;

use clap::Parser;

use crate::pipeline::{self, Built, Countries, PipelineError, Request};
use crate::project::Project;
use arguments::{Arguments, Command, Selection};

/// Data, a template or a setting is wrong.
const FAILED: u8 = 1;
/// The command line is wrong.
const USAGE: u8 = 2;

/// Runs the program on the command line of the process.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no errors; clap knows where each goes.
            let _ = error.print();
            return if error.use_stderr() {
                ExitCode::from(USAGE)
            } else {
                ExitCode::SUCCESS
            };
        }
    };
    match arguments.command {
        Command::Build {
            selection,
            out,
            timings,
        } => act(selection, out, pipeline::build, |built| {
            for file in &built.files {
                say(&mut stdout(), built.folder.join(&file.path).display());
            }
            if timings {
                say(&mut stderr(), &built.timings);
            }
        }),
        Command::Check { selection } => act(selection, None, pipeline::run, |built| {
            say(
                &mut stdout(),
                format_args!("ok: {} outputs can be made; nothing was written", built.files.len()),
            );
        }),
    }
}

type Run = fn(&Request, &dyn Fn(pipeline::Phase)) -> Result<Built, PipelineError>;

fn act(selection: Selection, out: Option<std::path::PathBuf>, run: Run, report: impl Fn(&Built)) -> ExitCode {
    let project = match &selection.project {
        Some(path) => Project::open(path),
        None => Project::discover(std::path::Path::new(".")),
    };
    let project = match project {
        Ok(project) => project,
        Err(message) => {
            say(&mut stderr(), format_args!("error: {message}"));
            return ExitCode::from(FAILED);
        }
    };
    let request = Request {
        project,
        report: selection.report,
        languages: selection.lang,
        formats: selection.format.into_iter().map(Into::into).collect(),
        country: selection.country.map(|code| match code.as_str() {
            "all" => Countries::All,
            _ => Countries::One(code),
        }),
        out,
    };
    let progress = progress::Progress::new();
    let result = run(&request, &|phase| progress.enter(phase));
    progress.clear();
    match result {
        Ok(built) => {
            for warning in &built.warnings {
                say(&mut stderr(), format_args!("warning: {warning}"));
            }
            report(&built);
            ExitCode::SUCCESS
        }
        Err(error) => {
            say(&mut stderr(), format_args!("error: {error}"));
            ExitCode::from(FAILED)
        }
    }
}

/// Writes a line. A reader that has gone away, or a full disk behind a stream, is no failure of the
/// run: its outcome is the exit code.
fn say(stream: &mut dyn Write, line: impl Display) {
    let _ = writeln!(stream, "{line}");
}
