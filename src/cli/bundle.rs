//! `bundle`: everything that is needed to repeat a build, in one zip.

use std::io::stdout;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::arguments::{Format, MessageFormat, Selection};
use super::messages::{Messages, say};
use super::resources::ResourceArguments;
use super::{progress, with_request};
use crate::pipeline::{self, Phase};

#[derive(Debug, Args)]
pub(super) struct BundleArguments {
    /// A folder with rvc.toml, or a settings file [default: the current folder, else the built-in demonstration]
    #[arg(long, value_name = "DIR|rvc.toml")]
    project: Option<PathBuf>,
    /// The file to write
    #[arg(long, default_value = "bundle.zip", value_name = "FILE")]
    out: PathBuf,
    /// How messages are written: for people, or one JSON object a line for editors
    #[arg(long, default_value = "human", value_name = "FORMAT")]
    message_format: MessageFormat,
    #[command(flatten)]
    resources: ResourceArguments,
}

pub(super) fn bundle(arguments: BundleArguments) -> ExitCode {
    let messages = Messages::new(arguments.message_format, false);
    let selection = Selection {
        project: arguments.project,
        report: None,
        lang: None,
        country: None,
        format: vec![Format::Html, Format::Pdf],
        message_format: arguments.message_format,
        resources: arguments.resources,
    };
    with_request(selection, None, &messages, |request| {
        let progress = progress::Progress::new(messages.are_plain());
        let made = pipeline::bundle(request, &|phase| progress.enter(phase));
        let written = made.and_then(|bundled| {
            progress.enter(Phase::Write);
            pipeline::write_bundle(&bundled, &arguments.out)?;
            Ok(bundled)
        });
        progress.clear();
        match written {
            Ok(bundled) => {
                messages.warn(&bundled.warnings);
                say(&mut stdout(), arguments.out.display());
                ExitCode::SUCCESS
            }
            Err(error) => messages.fail(&error.diagnostics()),
        }
    })
}
