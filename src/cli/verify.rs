//! `verify`: whether a PDF, its attachments and its numbers belong together.

use std::io::stdout;
use std::path::Path;
use std::process::ExitCode;

use super::messages::{Messages, say};
use super::{FAILED, arguments::MessageFormat};
use crate::diagnostic::Diagnostic;
use crate::project;
use crate::verification::{self, Check};

pub(super) fn verify(pdf: &Path, json: bool) -> ExitCode {
    let messages = Messages::new(MessageFormat::Human, false);
    let fail = |message: String| messages.fail(&[Diagnostic::error(message)]);
    let (bytes, manifest, name) = match project::read_report(pdf) {
        Ok(found) => found,
        Err(error) => return fail(format!("{}: cannot be read: {error}", pdf.display())),
    };
    let checks = match verification::verify(&name, &bytes, manifest.as_deref()) {
        Ok(checks) => checks,
        Err(error) => return fail(format!("{}: {error}", pdf.display())),
    };
    let passed = checks.iter().all(Check::passed);
    if json {
        say(&mut stdout(), serde_json::to_string_pretty(&checks).unwrap_or_default());
    } else {
        for check in &checks {
            say(&mut stdout(), check);
        }
        let verdict = if passed {
            "verified: the document, its attachments and its numbers belong together"
        } else {
            "not verified"
        };
        say(&mut stdout(), verdict);
    }
    if passed {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(FAILED)
    }
}
