//! A project: its settings first, then everything that they name.

use super::probe::can_write;
use super::{Check, Topic, data, lock, names, texts};
use crate::diagnostic::Diagnostic;
use crate::pipeline::{Memories, Request};
use crate::project::Project;
use crate::settings::Settings;

/// Looks at the project of a request.
///
/// Without valid settings nothing else can be judged. Wrong data do not keep names and texts from being looked at; that a
/// report can be composed is only found out where the data are right.
pub fn project(request: &Request) -> Vec<Check> {
    let mut checks = vec![which(&request.project)];
    let settings = match settings(&request.project) {
        Ok(settings) => settings,
        Err(error) => {
            checks.push(Check::of(Topic::Settings, &error));
            return checks;
        }
    };
    checks.push(described(&request.project, &settings));
    let memories = Memories::default();
    let looked = data::look(request, &settings, &memories);
    checks.extend(looked.checks);
    checks.extend(names::look(&request.project, &settings));
    checks.extend(texts::look(request, &settings, looked.study.as_deref(), &memories));
    let mut said = Vec::new();
    // A lock that stops the study has been spoken of.
    if checks.iter().all(|check| check.topic != Topic::Lock) {
        let compared = lock::look(request, looked.study.as_deref(), &memories);
        checks.extend(compared.checks);
        said = compared.said;
    }
    let warnings = looked.study.iter().flat_map(|study| &study.warnings);
    let others = warnings.filter(|warning| !said.contains(&warning.message));
    checks.extend(others.map(|warning| Check::of(Topic::Data, warning)));
    checks.push(output(&request.project, &settings));
    checks
}

fn which(project: &Project) -> Check {
    match project.folder() {
        Some(folder) => Check::ok(Topic::Project, folder.display().to_string()),
        None => Check::ok(
            Topic::Project,
            "there is no rvc.toml here: the built-in demonstration is looked at; `rvc-report init DIR` makes a project",
        ),
    }
}

fn settings(project: &Project) -> Result<Settings, Diagnostic> {
    let path = project.settings_path();
    let text = project.read_settings().map_err(|error| {
        Diagnostic::error(format!("{path}: cannot be read: {error}"))
            .hint("check the permissions of the file, and that its text is UTF-8")
    })?;
    Settings::parse(&text, &path).map_err(|error| error.diagnostic())
}

fn described(project: &Project, settings: &Settings) -> Check {
    let languages: Vec<&str> = settings.study.titles.keys().map(|language| language.tag()).collect();
    let message = format!(
        "{}: report `{}` in {}, {} members, {} in focus, tables of {}",
        project.settings_path(),
        settings.study.report,
        languages.join(", "),
        settings.bloc.members.len(),
        settings.bloc.focus.len(),
        settings.table_years(),
    );
    Check::ok(Topic::Settings, message)
}

fn output(project: &Project, settings: &Settings) -> Check {
    let folder = project.output_root().join(&settings.study.report);
    match can_write(&folder) {
        Ok(()) => Check::ok(Topic::Output, format!("{} can be written", folder.display())),
        Err(error) => Check::error(
            Topic::Output,
            format!("{}: cannot be written: {error}", folder.display()),
            "check the permissions of the folder, or build with --out",
        ),
    }
}
