//! `doctor`: what is wrong with the installation, and with a project.

use std::io::stdout;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde_json::json;

use super::FAILED;
use super::arguments::{MessageFormat, Selection};
use super::messages::{Messages, say};
use super::resources::ResourceArguments;
use super::with_request;
use crate::doctor::{self, Check, Status};

#[derive(Debug, Args)]
pub(super) struct DoctorArguments {
    /// A folder with rvc.toml, or a settings file [default: the current folder, else the built-in demonstration]
    #[arg(long, value_name = "DIR|rvc.toml")]
    project: Option<PathBuf>,
    /// Print what was found as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    resources: ResourceArguments,
}

pub(super) fn doctor(arguments: DoctorArguments) -> ExitCode {
    let messages = Messages::new(MessageFormat::Human, false);
    let json = arguments.json;
    let selection = Selection {
        project: arguments.project,
        report: None,
        lang: None,
        country: None,
        format: Vec::new(),
        message_format: MessageFormat::Human,
        resources: arguments.resources,
    };
    with_request(selection, None, &messages, |request| {
        let mut checks = doctor::installation(&request.resources);
        checks.extend(doctor::project(request));
        report(&checks, json)
    })
}

fn report(checks: &[Check], as_json: bool) -> ExitCode {
    let count = |status: Status| checks.iter().filter(|check| check.status == status).count();
    let (errors, warnings) = (count(Status::Error), count(Status::Warning));
    if as_json {
        let found = json!({
            "version": env!("CARGO_PKG_VERSION"),
            "errors": errors,
            "warnings": warnings,
            "checks": checks,
        });
        say(&mut stdout(), serde_json::to_string_pretty(&found).unwrap_or_default());
    } else {
        for check in checks {
            say(&mut stdout(), check);
        }
        say(&mut stdout(), format_args!("{errors} errors, {warnings} warnings"));
    }
    match errors {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::from(FAILED),
    }
}
