//! `diff`: two builds of a report side by side.

mod causes;
mod summary;

use std::io::stdout;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::arguments::{Format, MessageFormat};
use super::messages::{Messages, say};
use super::resources::ResourceArguments;
use super::{FAILED, progress};
use crate::diagnostic::Diagnostic;
use crate::origins::Resources;
use crate::pipeline::{self, DiffRequest, DiffSide, DiffSource, Memories, Request};
use crate::project::{Project, ReportFolder, SETTINGS_FILE};
use crate::settings::Language;
use summary::Summary;

#[derive(Debug, Args)]
pub(super) struct DiffArguments {
    /// The earlier build: a folder that `build` has written, or a project, which is built in memory
    old: PathBuf,
    /// The later build: a folder or a project as well
    new: PathBuf,
    /// Write the document about the differences to this folder
    #[arg(long, value_name = "DIR", default_value = "diff")]
    out: PathBuf,
    /// Write no document
    #[arg(long, conflicts_with_all = ["out", "format"])]
    no_document: bool,
    /// Print everything as JSON
    #[arg(long)]
    json: bool,
    /// Exit with 1 where anything differs but the version of the program
    #[arg(long)]
    exit_code: bool,
    /// The report of a project: a folder under templates/ [default: the one that its rvc.toml names]
    #[arg(long, value_name = "NAME")]
    report: Option<String>,
    /// Languages, of ru and en [default: all that both builds have]
    #[arg(long, value_delimiter = ',', value_name = "LANG")]
    lang: Option<Vec<Language>>,
    /// Forms of the document
    #[arg(long, value_delimiter = ',', default_value = "html,pdf", value_name = "FORMAT")]
    format: Vec<Format>,
    /// How messages are written: for people, or one JSON object a line for editors
    #[arg(long, default_value = "human", value_name = "FORMAT")]
    message_format: MessageFormat,
    #[command(flatten)]
    resources: ResourceArguments,
}

pub(super) fn diff(arguments: DiffArguments) -> ExitCode {
    let messages = Messages::new(arguments.message_format, false);
    let DiffArguments { json, exit_code, .. } = arguments;
    let request = match request(arguments) {
        Ok(request) => request,
        Err(error) => return messages.fail(&[error]),
    };
    let progress = progress::Progress::new(messages.are_plain());
    let found = pipeline::diff(&request, &Memories::default(), &|phase| progress.enter(phase));
    let written = found.and_then(|found| {
        if let Some(built) = &found.built {
            progress.enter(pipeline::Phase::Write);
            pipeline::write(built)?;
        }
        Ok(found)
    });
    progress.clear();
    let found = match written {
        Ok(found) => found,
        Err(error) => return messages.fail(&error.diagnostics()),
    };
    messages.warn(&found.warnings);
    if json {
        let json = serde_json::to_string_pretty(&*found.comparison).unwrap_or_default();
        say(&mut stdout(), json);
    } else {
        say(&mut stdout(), Summary(&found.comparison));
        if let Some(built) = &found.built {
            for file in &built.files {
                say(&mut stdout(), built.folder.join(&file.path).display());
            }
        }
    }
    if exit_code && found.comparison.differs() {
        ExitCode::from(FAILED)
    } else {
        ExitCode::SUCCESS
    }
}

fn request(arguments: DiffArguments) -> Result<DiffRequest, Diagnostic> {
    let resources: Resources = arguments.resources.into();
    let side = |path: &Path| -> Result<DiffSide, Diagnostic> {
        Ok(DiffSide {
            name: path.display().to_string(),
            source: source(path, arguments.report.as_ref(), arguments.lang.as_ref(), &resources)?,
        })
    };
    let formats = arguments.format.iter().copied().map(Into::into);
    Ok(DiffRequest {
        old: side(&arguments.old)?,
        new: side(&arguments.new)?,
        languages: arguments.lang.clone(),
        formats: if arguments.no_document {
            Vec::new()
        } else {
            formats.collect()
        },
        out: arguments.out.clone(),
        resources: resources.clone(),
    })
}

/// A folder with results is a build; with settings it is a project, whatever else it holds.
fn source(
    path: &Path,
    report: Option<&String>,
    languages: Option<&Vec<Language>>,
    resources: &Resources,
) -> Result<DiffSource, Diagnostic> {
    let is_project = path.is_file() || path.join(SETTINGS_FILE).is_file();
    if let Some(folder) = ReportFolder::open(path).filter(|_| !is_project) {
        return Ok(DiffSource::Report(folder));
    }
    if !is_project {
        let message = format!("`{}` is neither a build nor a project", path.display());
        let hint = format!("expected a folder that `rvc-report build` has written, or one with `{SETTINGS_FILE}`");
        return Err(Diagnostic::error(message).hint(hint));
    }
    Ok(DiffSource::Project(Box::new(Request {
        project: Project::open(path).map_err(Diagnostic::error)?,
        report: report.cloned(),
        languages: languages.cloned(),
        formats: Vec::new(),
        country: None,
        out: None,
        locked: false,
        resources: resources.clone(),
    })))
}
