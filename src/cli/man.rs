//! `man`: a page of the manual for the program, and one for each of its commands.

use std::io;
use std::io::stdout;
use std::path::Path;
use std::process::ExitCode;

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use super::arguments::{Arguments, MessageFormat};
use super::messages::{Messages, say};
use crate::diagnostic::Diagnostic;
use crate::outputs::OutputFile;
use crate::outputs::write;

/// Writes the pages into a folder.
pub(super) fn man(folder: &Path) -> ExitCode {
    let messages = Messages::new(MessageFormat::Human, false);
    let pages = match pages() {
        Ok(pages) => pages,
        Err(error) => return messages.fail(&[Diagnostic::error(format!("the pages cannot be made: {error}"))]),
    };
    if let Err(error) = write::add(folder, &pages) {
        let hint = "check the permissions and the space on the disk, or choose another folder";
        let message = format!("{}: cannot be written: {}", error.path.display(), error.source);
        return messages.fail(&[Diagnostic::error(message).hint(hint)]);
    }
    for page in &pages {
        say(&mut stdout(), folder.join(&page.path).display());
    }
    ExitCode::SUCCESS
}

/// All pages, that of the program first.
fn pages() -> io::Result<Vec<OutputFile>> {
    let mut program = Arguments::command().disable_help_subcommand(true);
    program.build();
    let mut pages = Vec::new();
    add(&program, &mut pages)?;
    Ok(pages)
}

fn add(command: &Command, pages: &mut Vec<OutputFile>) -> io::Result<()> {
    // An empty date would let the next field take its place; the clock is not read.
    let page = Man::new(command.clone())
        .date(env!("CARGO_PKG_VERSION"))
        .source(concat!("rvc-report ", env!("CARGO_PKG_VERSION")))
        .manual("User Commands");
    let mut text = Vec::new();
    page.render(&mut text)?;
    pages.push(OutputFile::new(page.get_filename(), text));
    for part in command.get_subcommands().filter(|part| !part.is_hide_set()) {
        add(part, pages)?;
    }
    Ok(())
}
