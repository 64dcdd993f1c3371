//! What the owner of a new project does next.

use super::names::Names;
use super::{Choices, Kind, Source};

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub what: String,
    /// The words after `rvc-report`, where it is a command; which project is meant has to be added.
    pub command: Option<&'static str>,
}

impl Step {
    fn command(command: &'static str, what: &str) -> Self {
        Self {
            what: what.to_owned(),
            command: Some(command),
        }
    }

    fn by_hand(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            command: None,
        }
    }
}

pub(super) fn steps(choices: &Choices, names: &Names<'_>) -> Vec<Step> {
    let mut steps = Vec::new();
    if choices.source == Source::Demonstration {
        steps.push(Step::command("build", "build the report from the demonstration data"));
    } else {
        steps.push(Step::command(
            "fetch --dry-run",
            "see what would be downloaded: no data come with this project, and its data folders are empty",
        ));
        steps.push(Step::command(
            "fetch",
            "download it, or put the files there by hand as data/README.md says",
        ));
    }
    steps.push(Step::by_hand(
        "set date, titles and authors in rvc.toml: the date is an example, since the clock is never read",
    ));
    if choices.preset.hub.is_none() {
        steps.push(Step::by_hand(
            "give the bloc its name, in every form: [bloc.en] and [bloc.ru] of rvc.toml",
        ));
    }
    let unknown = names.unknown();
    if !unknown.is_empty() {
        let codes = unknown.join(", ");
        steps.push(Step::by_hand(format!(
            "give {codes} their names: codes stand in their place under [names] of rvc.toml"
        )));
    }
    if choices.report == Kind::Article && !choices.preset.is_of_article() {
        steps.push(Step::by_hand(
            "read the texts in templates/article/, and add what is true of your bloc",
        ));
    }
    if choices.report == Kind::Own {
        steps.push(Step::by_hand("write: the text is in templates/note/"));
    }
    steps.push(Step::command("doctor", "see what is there, and what is missing"));
    if choices.source == Source::Fetched {
        steps.push(Step::command("build", "build the report"));
    }
    steps.push(Step::command(
        "watch",
        "see the report in a browser while you change settings and texts",
    ));
    steps
}
