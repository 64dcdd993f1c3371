//! The texts of a new project, under `templates/`.

use std::collections::BTreeMap;

use super::fill::{built_in, fill};
use super::toml_text::quoted;
use super::{Choices, Kind, Source};
use crate::project::built_in_templates;
use crate::settings::Language;

/// Path → content.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// The parts of the built-in article that name its bloc.
const OF_THE_BLOC: [&str; 4] = ["introduction", "literature", "policy", "sources"];
/// The part that names the edition of the tables.
const OF_THE_EDITION: [&str; 1] = ["sources"];
/// The texts of the short report.
const OF_THE_NOTE: [&str; 2] = ["abstract", "note"];

/// All texts, the works that they cite, and what is said about them.
pub(super) fn files(choices: &Choices) -> Files {
    let report = choices.report.report();
    let mut files = copies(choices);
    let parts = parts(choices);
    for language in &choices.languages {
        let values = values(choices, *language);
        for part in parts {
            let name = format!("{report}/{part}.{}.md", language.tag());
            let text = fill(built_in(&name), &values);
            files.insert(format!("templates/{name}"), text.into_bytes());
        }
    }
    if !parts.is_empty() {
        let works = built_in(&format!("{report}/bibliography.bib"));
        files.insert("templates/bibliography.bib".to_owned(), works.into());
    }
    files.insert("templates/README.md".to_owned(), readme(choices).into_bytes());
    files
}

/// The texts that cannot be the built-in ones.
fn parts(choices: &Choices) -> &'static [&'static str] {
    match (choices.report, choices.source) {
        (Kind::Own, _) => &OF_THE_NOTE,
        (Kind::Article, _) if !choices.preset.is_of_article() => &OF_THE_BLOC,
        (Kind::Article, Source::Fetched) => &OF_THE_EDITION,
        (Kind::Article, Source::Demonstration) => &[],
    }
}

/// The built-in texts of the report in its languages, where they are asked for; the short report has none.
fn copies(choices: &Choices) -> Files {
    if !choices.copies_texts {
        return Files::new();
    }
    let ending = |language: &Language| format!(".{}.md", language.tag());
    let endings: Vec<String> = choices.languages.iter().map(ending).collect();
    built_in_templates(choices.report.report())
        .into_iter()
        .filter(|(path, _)| endings.iter().any(|ending| path.ends_with(ending)))
        .map(|(path, text)| (format!("templates/{path}"), text.into()))
        .collect()
}

fn values(choices: &Choices, language: Language) -> [(&'static str, String); 4] {
    let history = choices
        .preset
        .history
        .as_ref()
        .and_then(|history| history.get(&language));
    let partners = choices.partners().map(|partner| quoted(partner.code()));
    [
        ("history", history.cloned().unwrap_or_default()),
        ("codes", codes(choices, language)),
        ("exporter", choices.exporter().to_string()),
        ("partners", partners.join(", ")),
    ]
}

/// The sectors with their codes, as a list in words: the names are those that the report uses.
fn codes(choices: &Choices, language: Language) -> String {
    let and = match language {
        Language::Ru => "и",
        Language::En => "and",
    };
    let shown = |pattern: &String| match (pattern.as_str(), language) {
        ("C*", Language::Ru) => "вся секция C".to_owned(),
        ("C*", Language::En) => "the whole of section C".to_owned(),
        (code, _) => code.trim_end_matches('*').to_owned(),
    };
    let sectors = choices.activities.iter().map(|(id, sector)| {
        let codes: Vec<String> = sector.activities.iter().map(shown).collect();
        format!("{{{{ \"{id}\"|name }}}} ({})", joined(&codes, and))
    });
    joined(&sectors.collect::<Vec<_>>(), and)
}

/// A, B and C.
fn joined(items: &[String], and: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

fn readme(choices: &Choices) -> String {
    let own = match (choices.report, choices.source) {
        (Kind::Article, _) if !choices.preset.is_of_article() => "other",
        (Kind::Article, Source::Fetched) => "edition",
        (Kind::Article, Source::Demonstration) | (Kind::Own, _) => "",
    };
    let copies = match (choices.report, choices.copies_texts) {
        (Kind::Own, _) => "",
        (Kind::Article, true) => "copied",
        (Kind::Article, false) => "built-in",
    };
    let report = choices.report.report();
    let part = |name: &str| built_in(&format!("parts/texts.{name}.md")).to_owned();
    let values = [
        ("report", report.to_owned()),
        ("place", part(report)),
        ("own", part(own)),
        ("copies", part(copies)),
    ];
    fill(built_in("templates.md"), &values)
}
