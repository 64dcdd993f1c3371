//! `decompose`: the origin of the value added in exports, from tables straight to a tidy file.

use std::path::PathBuf;
use std::process::ExitCode;

use super::FAILED;
use super::messages::{Messages, say};
use crate::decomposition::{self, Wanted};

pub(super) fn decompose(files: &[PathBuf], wanted: &Wanted, messages: &Messages) -> ExitCode {
    // A second Ctrl-C ends the program at once, as without this.
    let _ = ctrlc::set_handler(decomposition::interrupt);
    let tell = |line: &str| {
        if messages.are_plain() {
            say(&mut std::io::stderr(), line);
        }
    };
    match decomposition::run(files, wanted, &tell) {
        Ok(made) => {
            for path in made {
                say(&mut std::io::stdout(), path.display());
            }
            ExitCode::SUCCESS
        }
        Err(errors) if errors.is_empty() => ExitCode::from(FAILED),
        Err(errors) => messages.fail(&errors),
    }
}
