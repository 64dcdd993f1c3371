//! `init`: a new project, from options, or from answers on a terminal.

mod asked;
mod questions;

use std::io::{IsTerminal, stderr, stdin, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use super::arguments::{MessageFormat, economy};
use super::messages::{Messages, say};
use crate::init::{self, InitError, Kind, NewProject, Preset, Wanted};
use crate::model::{Economy, Window};
use crate::settings::Language;
use questions::Questions;

#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// The folder of the project: a new one, or one without rvc.toml
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The bloc; `other` is one of your own, with --members [default: eaeu, the bloc of the demonstration data]
    #[arg(long, value_name = "NAME", value_parser = PossibleValuesParser::new(Preset::NAMES))]
    bloc: Option<String>,
    /// Its members by their codes [default: those of the bloc]
    #[arg(long, value_delimiter = ',', value_parser = economy, value_name = "CODES")]
    members: Option<Vec<Economy>>,
    /// The members that are studied one by one, two at least [default: those that tables show]
    #[arg(long, value_delimiter = ',', value_parser = economy, value_name = "CODES")]
    focus: Option<Vec<Economy>>,
    /// The one of them that the others are compared with
    #[arg(long, value_parser = economy, value_name = "CODE")]
    hub: Option<Economy>,
    /// Sectors: manufacturing, food, textiles, chemicals, metals, electronics, transport_equipment, machinery
    #[arg(long, value_delimiter = ',', value_name = "IDS")]
    sectors: Option<Vec<String>>,
    /// First and last year of the tables, such as 1995-2022
    #[arg(long, value_parser = years, value_name = "FIRST-LAST")]
    years: Option<Window>,
    /// The report: the built-in article, or a text of two pages of your own
    #[arg(long, default_value = "article", value_name = "REPORT")]
    report: ReportKind,
    /// Languages, of en and ru [default: both]
    #[arg(long, value_delimiter = ',', value_name = "LANG")]
    lang: Option<Vec<Language>>,
    /// The date of the report, such as 2026-01-31
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// Leave the demonstration data out: the project is for data of your own
    #[arg(long)]
    no_data: bool,
    /// Copy all built-in texts of the report, to edit them
    #[arg(long)]
    templates: bool,
    /// Ask nothing
    #[arg(long)]
    yes: bool,
}

/// The report of a new project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportKind {
    Article,
    Own,
}

/// First and last year: `1995-2022`, or with a comma.
fn years(text: &str) -> Result<Window, String> {
    let parts = text.split_once(['-', ',', '–']);
    let years = parts.and_then(|(first, last)| Some((first.trim().parse().ok()?, last.trim().parse().ok()?)));
    let (first, last) = years.ok_or_else(|| "expected two years such as 1995-2022".to_owned())?;
    Window::new(first, last)
}

pub(super) fn init(arguments: InitArguments) -> ExitCode {
    let messages = Messages::new(MessageFormat::Human, false);
    match made(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => messages.fail(&[error.diagnostic()]),
    }
}

fn made(arguments: InitArguments) -> Result<(), InitError> {
    let asks = !arguments.yes && stdin().is_terminal() && stderr().is_terminal();
    let folder = arguments.folder.clone();
    let wanted = if asks {
        let (mut answers, mut screen) = (stdin().lock(), stderr());
        asked::asked(arguments, &mut Questions::new(&mut answers, &mut screen))?
    } else {
        wanted(arguments)
    };
    let project = init::new_project(&wanted)?;
    init::place(&folder, &project.files)?;
    report(&folder, &project);
    Ok(())
}

/// What the options say; what they leave open stays so.
fn wanted(arguments: InitArguments) -> Wanted {
    let default = Wanted::default();
    Wanted {
        bloc: arguments.bloc.unwrap_or(default.bloc),
        members: arguments.members,
        focus: arguments.focus,
        hub: arguments.hub,
        sectors: arguments.sectors,
        years: arguments.years,
        report: match arguments.report {
            ReportKind::Article => Kind::Article,
            ReportKind::Own => Kind::Own,
        },
        languages: each_once(arguments.lang.unwrap_or(default.languages)),
        date: arguments.date,
        with_data: !arguments.no_data,
        copies_texts: arguments.templates,
    }
}

fn each_once(languages: Vec<Language>) -> Vec<Language> {
    let mut found: Vec<Language> = Vec::new();
    for language in languages {
        if !found.contains(&language) {
            found.push(language);
        }
    }
    found
}

/// What was made, and what to do next, step by step.
fn report(folder: &Path, project: &NewProject) {
    let mut screen = stdout();
    let mut tell = |line: String| say(&mut screen, line);
    tell(format!("{}: {} files", folder.display(), project.files.len()));
    tell(format!("  {}", project.about));
    tell(String::new());
    tell("What to do next:".to_owned());
    let place = match folder.as_os_str() == "." {
        true => String::new(),
        false => format!(" --project {}", shell_word(&folder.display().to_string())),
    };
    for (position, step) in project.steps.iter().enumerate() {
        tell(format!("  {}. {}", position + 1, step.what));
        if let Some(command) = step.command {
            let (name, options) = command.split_once(' ').unwrap_or((command, ""));
            let line = format!("       rvc-report {name}{place} {options}");
            tell(line.trim_end().to_owned());
        }
    }
}

/// A word of a command line, with quotation marks where a shell needs them.
fn shell_word(word: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_./".contains(letter);
    match word.chars().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_written_in_several_ways() {
        for text in ["1995-2022", "1995,2022", "1995–2022", "1995 - 2022"] {
            assert_eq!(
                years(text).map(|years| years.to_string()),
                Ok("1995–2022".to_owned()),
                "{text}"
            );
        }
        assert!(years("1995").is_err() && years("2022-1995").is_err());
    }

    #[test]
    fn a_folder_with_a_space_is_quoted() {
        assert_eq!(shell_word("a/b-c"), "a/b-c");
        assert_eq!(shell_word("my study"), "'my study'");
        assert_eq!(shell_word("it's"), "'it'\\''s'");
    }
}
