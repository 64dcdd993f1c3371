use std::io::stdout;
use std::process::ExitCode;

use super::messages::{Messages, say};
use crate::diagnostic::Diagnostic;
use crate::pipeline::Request;
use crate::watch::{self, Event};

pub(super) fn watch(request: &Request, port: Option<u16>, messages: &Messages) -> ExitCode {
    let tell = |event: Event| match event {
        Event::Serving(address) => say(&mut stdout(), format_args!("serving {address}")),
        Event::Pages(time) => say(&mut stdout(), format_args!("pages after {} ms", time.as_millis())),
        Event::Written(time) => say(&mut stdout(), format_args!("all outputs after {} ms", time.as_millis())),
        Event::Warnings(warnings) => {
            messages.warn(&warnings);
        }
        Event::Failed(errors) => {
            messages.fail(&errors);
        }
    };
    match watch::watch(request, port, &tell) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let text = error.to_string();
            let error = match text.split_once("\n  hint: ") {
                Some((message, hint)) => Diagnostic::error(message).hint(hint),
                None => Diagnostic::error(text),
            };
            messages.fail(&[error])
        }
    }
}
