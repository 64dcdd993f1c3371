//! The names of economies and sectors in the languages of the report.

use super::{Check, Topic};
use crate::diagnostic::Diagnostic;
use crate::literate::Lexicon;
use crate::model::Economy;
use crate::project::Project;
use crate::settings::{Language, Settings};

/// The forms that texts ask for.
fn forms(language: Language) -> &'static [&'static str] {
    match language {
        Language::Ru => &["nom", "gen", "dat", "acc", "ins", "loc"],
        Language::En => &["nom"],
    }
}

/// A name is only missed where a text prints it, so that this is a warning.
pub(super) fn look(project: &Project, settings: &Settings) -> Vec<Check> {
    let mut checks = Vec::new();
    for language in settings.study.titles.keys() {
        let lexicon = match Lexicon::load(*language, settings, project) {
            Ok(lexicon) => lexicon,
            Err(error) => {
                checks.push(Check::of(Topic::Names, &Diagnostic::from(error)));
                continue;
            }
        };
        let missing = missing(&lexicon, settings);
        if !missing.is_empty() {
            let tag = language.tag();
            checks.push(Check::warning(
                Topic::Names,
                format!("in {tag} names are missing, or forms of them: {}", missing.join(", ")),
                format!(
                    "add them to [names.{tag}.ID] in rvc.toml, in the forms {}",
                    forms(*language).join(", ")
                ),
            ));
        }
    }
    if checks.is_empty() {
        let languages: Vec<&str> = settings.study.titles.keys().map(|language| language.tag()).collect();
        let message = format!("members and sectors have names in {}", languages.join(", "));
        checks.push(Check::ok(Topic::Names, message));
    }
    checks
}

/// The ids of which a form is missing.
fn missing(lexicon: &Lexicon, settings: &Settings) -> Vec<String> {
    let forms = forms(lexicon.language);
    let is_whole = |id: &str| forms.iter().all(|form| lexicon.name(id, form).is_ok());
    let economies = settings.bloc.members.iter().map(Economy::code);
    let ids = economies.chain(settings.sectors.keys().map(String::as_str));
    let mut missing: Vec<String> = ids.filter(|id| !is_whole(id)).map(str::to_owned).collect();
    // Texts choose which forms of it they use.
    if lexicon.name("bloc", "nom").is_err() {
        missing.push("bloc".to_owned());
    }
    missing
}
