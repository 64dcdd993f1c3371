//! `fetch`: the data of a project, from the services that publish them into its data folders.

use std::io::{Read, stderr, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::FAILED;
use super::arguments::MessageFormat;
use super::messages::{Messages, say};
use crate::diagnostic::Diagnostic;
use crate::fetch::{self, ComtradeKey, DataPatterns, Options, Plan, Service, SystemClock};
use crate::project::{Project, Readable};
use crate::settings::Settings;

#[derive(Debug, Args)]
pub(super) struct FetchArguments {
    /// Which data [default: all that the project reads]
    #[arg(value_name = "WHAT", default_value = "all", hide_default_value = true)]
    what: What,
    /// A folder with rvc.toml, or a settings file [default: the current folder]
    #[arg(long, value_name = "DIR|rvc.toml")]
    project: Option<PathBuf>,
    /// A file that holds nothing but the key of UN Comtrade
    #[arg(long, value_name = "FILE")]
    comtrade_key_file: Option<PathBuf>,
    /// Print what would be downloaded to which file, and ask no server
    #[arg(long)]
    dry_run: bool,
    /// Download files that are already there once more
    #[arg(long)]
    overwrite: bool,
    /// Stop where the limit of the OECD an hour is reached, instead of waiting
    #[arg(long)]
    no_wait: bool,
}

/// The data that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// OECD trade in value added: exports and the origin of the value added in them
    Tiva,
    /// OECD inter-country input-output tables
    Icio,
    /// UN Comtrade: exports by commodity section
    Trade,
    /// World Bank: GDP per capita
    Gdp,
    /// Everything that the project reads
    All,
}

impl What {
    fn services(self, patterns: &DataPatterns<'_>) -> Vec<Service> {
        match self {
            Self::Tiva => vec![Service::Tiva],
            Self::Icio => vec![Service::Icio],
            Self::Trade => vec![Service::Trade],
            Self::Gdp => vec![Service::Gdp],
            Self::All => patterns.used(),
        }
    }
}

pub(super) fn fetch(arguments: &FetchArguments) -> ExitCode {
    let messages = Messages::new(MessageFormat::Human, false);
    match carried_out(arguments, &messages) {
        Ok(code) => code,
        Err(error) => messages.fail(&[error]),
    }
}

fn carried_out(arguments: &FetchArguments, messages: &Messages) -> Result<ExitCode, Diagnostic> {
    let project = match &arguments.project {
        Some(path) => Project::open(path),
        None => Project::discover(Path::new(".")),
    };
    let project = project.map_err(Diagnostic::error)?;
    let folder = project.folder().ok_or_else(|| {
        Diagnostic::error("the built-in demonstration brings its data along")
            .hint("name a project of your own with --project")
    })?;
    let path = project.settings_path();
    let text = project
        .read_settings()
        .map_err(|error| Diagnostic::error(format!("{path}: cannot be read: {error}")))?;
    let settings = Settings::parse(&text, &path).map_err(|error| error.diagnostic())?;
    let key = arguments.comtrade_key_file.as_deref().map(key).transpose()?;
    let patterns = DataPatterns::of(&settings);
    let services = arguments.what.services(&patterns);
    let plan = fetch::plan(&settings, &patterns, &services, key.is_some()).map_err(|error| hinted(&error))?;
    let tell = |line: &str| say(&mut stderr(), line);
    plan.notes.iter().for_each(|note| tell(&format!("note: {note}")));
    if arguments.dry_run {
        show(&plan, &project, arguments.overwrite);
        return Ok(ExitCode::SUCCESS);
    }
    let options = Options {
        folder: folder.clone(),
        settings: &settings.fetch,
        key: key.as_ref(),
        overwrite: arguments.overwrite,
        waits: !arguments.no_wait,
    };
    let report = fetch::run(&plan, &options, &SystemClock, &tell);
    for download in &report.written {
        say(&mut stdout(), folder.join(&download.path).display());
        let patterns = patterns.for_service(download.service);
        if !is_matched(&project, patterns, &download.path) {
            let message = format!("no pattern of `data.{}` matches {}", download.service, download.path);
            messages.warn(&[Diagnostic::error(message)
                .warning()
                .hint("add a pattern for it to [data] in rvc.toml, so that a build reads the file")]);
        }
    }
    let failures: Vec<Diagnostic> = report.failures.iter().map(fetch::FetchError::diagnostic).collect();
    if failures.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    messages.fail(&failures);
    Ok(ExitCode::from(FAILED))
}

/// One line a request.
/// What would be downloaded; what is already there is not, unless it is asked for.
fn show(plan: &Plan, project: &Project, overwrite: bool) {
    let is_there = |path: &str| project.readable(path).and_then(|file| file.size()).is_ok();
    for download in plan.downloads.iter().filter(|one| overwrite || !is_there(&one.path)) {
        for request in &download.requests {
            say(&mut stdout(), format_args!("{} → {}", request.url, download.path));
        }
    }
}

fn is_matched(project: &Project, patterns: &[String], path: &str) -> bool {
    let matches = |pattern: &String| {
        let found = project.matching(pattern).unwrap_or_default();
        found.iter().any(|found| found == path)
    };
    patterns.iter().any(matches)
}

/// More than a key.
const MAX_KEY_FILE: u64 = 4_096;

/// Reads the key of UN Comtrade; no message shows what stands in the file.
fn key(path: &Path) -> Result<ComtradeKey, Diagnostic> {
    let mut text = String::new();
    let file = Readable::OnDisk(path.to_owned()).open();
    let read = file.and_then(|file| file.take(MAX_KEY_FILE).read_to_string(&mut text));
    read.map_err(|error| Diagnostic::error(format!("{}: cannot be read: {error}", path.display())))?;
    ComtradeKey::parse(&text).ok_or_else(|| {
        Diagnostic::error(format!("{}: this is no key of UN Comtrade", path.display()))
            .hint("the file must hold the key and nothing else")
    })
}

/// An error whose text carries its hint.
fn hinted(error: &dyn std::error::Error) -> Diagnostic {
    let text = error.to_string();
    match text.split_once("\n  hint: ") {
        Some((message, hint)) => Diagnostic::error(message).hint(hint),
        None => Diagnostic::error(text),
    }
}
