//! `completions`: what a shell needs to complete a command line.

use std::io::stdout;
use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::aot::{Shell, generate};

use super::arguments::Arguments;
use super::messages::say;

pub(super) fn completions(shell: Shell) -> ExitCode {
    let mut command = Arguments::command();
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    generate(shell, &mut command, name, &mut script);
    say(&mut stdout(), String::from_utf8_lossy(&script).trim_end());
    ExitCode::SUCCESS
}
