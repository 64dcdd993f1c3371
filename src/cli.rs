//! What was typed → what to do → an exit code. Messages go to standard error, results to standard
//! output.

mod arguments;
mod bundle;
mod cache;
mod completions;
mod decompose;
mod diff;
mod doctor;
mod fetch;
mod init;
mod lock;
mod man;
mod messages;
mod progress;
mod replicate;
mod reproduce;
mod resources;
mod verify;
mod watch;
mod why;

use std::path::Path;
use std::process::ExitCode;

use clap::Parser;

use crate::decomposition;
use crate::ingest::Sums;
use crate::origins;
use crate::pipeline::{self, Built, Countries, Memories, Request};
use crate::project::Project;
use arguments::{Arguments, Command, Selection};
use messages::{Messages, say};

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
            strict,
            locked,
        } => {
            let messages = Messages::new(selection.message_format, strict);
            act(selection, out, &messages, Purpose::Write { locked }, |built| {
                for file in &built.files {
                    say(&mut std::io::stdout(), built.folder.join(&file.path).display());
                }
                if timings {
                    say(&mut std::io::stderr(), &built.timings);
                }
            })
        }
        Command::Check { selection, strict } => {
            let messages = Messages::new(selection.message_format, strict);
            act(selection, None, &messages, Purpose::Check, |built| {
                say(
                    &mut std::io::stdout(),
                    format_args!("ok: {} outputs can be made; nothing was written", built.files.len()),
                );
            })
        }
        Command::Why {
            key,
            all,
            json,
            selection,
        } => {
            let messages = Messages::new(selection.message_format, false);
            with_request(selection, None, &messages, |request| {
                why::explain(request, key.as_deref(), &why::Options { all, json }, &messages)
            })
        }
        Command::Verify {
            pdf: Some(pdf), json, ..
        } => verify::verify(&pdf, json),
        Command::Verify {
            pdf: None,
            selection,
            out,
            strict,
            json,
            timings,
        } => {
            let messages = Messages::new(selection.message_format, false);
            let wanted = replicate::Options {
                least: strict.map(Into::into),
                json,
                timings,
            };
            with_request(selection, out, &messages, |request| {
                replicate::replicate(request, &wanted, &messages)
            })
        }
        Command::Decompose {
            files,
            exporters,
            sources,
            value_added,
            out,
            unbalanced,
            resources,
        } => {
            let wanted = decomposition::Wanted {
                origins: origins::Wanted {
                    exporters,
                    definition: value_added.into(),
                    sums: if unbalanced { Sums::Counted } else { Sums::Checked },
                },
                sources,
                out,
                resources: resources.into(),
            };
            decompose::decompose(&files, &wanted, &Messages::new(arguments::MessageFormat::Human, false))
        }
        Command::Cache(arguments) => cache::cache(&arguments, &Messages::new(arguments::MessageFormat::Human, false)),
        Command::Diff(arguments) => diff::diff(arguments),
        Command::Lock(arguments) => lock::lock(arguments),
        Command::Bundle(arguments) => bundle::bundle(arguments),
        Command::Reproduce(arguments) => reproduce::reproduce(&arguments),
        Command::Fetch(arguments) => fetch::fetch(&arguments),
        Command::Init(arguments) => init::init(arguments),
        Command::Doctor(arguments) => doctor::doctor(arguments),
        Command::Completions { shell } => completions::completions(shell),
        Command::Man { folder } => man::man(&folder),
        Command::Watch { selection, port } => {
            let messages = Messages::new(selection.message_format, false);
            with_request(selection, None, &messages, |request| {
                watch::watch(request, port, &messages)
            })
        }
    }
}

/// What becomes of the outputs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Write {
        /// Only from data that are as the lock has them.
        locked: bool,
    },
    /// Nothing is written, and the languages of the report are compared.
    Check,
}

/// Runs the pipeline and reports what it made, what it warns of, and what went wrong.
fn act(
    selection: Selection,
    out: Option<std::path::PathBuf>,
    messages: &Messages,
    purpose: Purpose,
    report: impl Fn(&Built),
) -> ExitCode {
    let locked = purpose == Purpose::Write { locked: true };
    with_request(selection, out, messages, |request| {
        let request = &Request {
            locked,
            ..request.clone()
        };
        let progress = progress::Progress::new(messages.are_plain());
        let result = pipeline::run(request, &Memories::default(), &|phase| progress.enter(phase));
        let written = result.and_then(|built| {
            let is_clean = built.warnings.is_empty() && built.out_of_step.is_empty();
            let failed = messages.strict && !is_clean;
            if purpose != Purpose::Check && !failed {
                progress.enter(pipeline::Phase::Write);
                pipeline::write(&built)?;
            }
            Ok(built)
        });
        progress.clear();
        let built = match written {
            Ok(built) => built,
            Err(error) => return messages.fail(&error.diagnostics()),
        };
        let failed = messages.warn(&built.warnings);
        let compares = purpose == Purpose::Check || messages.strict;
        if compares && !built.out_of_step.is_empty() {
            return messages.fail(&built.out_of_step);
        }
        if failed {
            return ExitCode::from(FAILED);
        }
        report(&built);
        if !built.failed.is_empty() {
            return messages.fail(&built.failed);
        }
        ExitCode::SUCCESS
    })
}

/// Opens the project that was selected and hands over the request.
fn with_request(
    selection: Selection,
    out: Option<std::path::PathBuf>,
    messages: &Messages,
    act: impl FnOnce(&Request) -> ExitCode,
) -> ExitCode {
    let project = match &selection.project {
        Some(path) => Project::open(path),
        None => Project::discover(Path::new(".")),
    };
    let project = match project {
        Ok(project) => project,
        Err(message) => return messages.fail(&[crate::diagnostic::Diagnostic::error(message)]),
    };
    act(&Request {
        project,
        report: selection.report,
        languages: selection.lang,
        formats: selection.format.into_iter().map(Into::into).collect(),
        country: selection.country.map(|code| match code.as_str() {
            "all" => Countries::All,
            _ => Countries::One(code),
        }),
        out,
        locked: false,
        resources: selection.resources.into(),
    })
}
