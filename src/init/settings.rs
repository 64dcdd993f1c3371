//! The settings of a new project: `templates/init/rvc.toml`, filled.

use super::fill::{built_in, fill};
use super::names::Names;
use super::toml_text::{commented, escaped, forms, inline, list, quoted, remark, window};
use super::{Choices, Kind, Source};
use crate::model::{Economy, Window, Year};
use crate::settings::Language;

/// The file that makes a folder a project.
pub(super) const FILE: &str = crate::project::SETTINGS_FILE;

/// Years that either side of a break needs: more than an equation has coefficients.
const EITHER_SIDE: Year = 5;

/// The text of the file.
pub(super) fn text(choices: &Choices, names: &Names<'_>) -> String {
    let report = choices.report.report();
    let synthetic = commented("synthetic = true", "the data are made up: every page says so");
    let values = [
        ("about", choices.about()),
        ("id", quoted(&choices.name)),
        ("synthetic", choices.held().map(|_| synthetic).unwrap_or_default()),
        ("date", quoted(&choices.date)),
        ("report", quoted(report)),
        ("report_name", report.to_owned()),
        (
            "titles",
            in_languages(choices, |language| titles(choices, names, language)),
        ),
        (
            "members_note",
            choices.preset.note.as_deref().map(remark).unwrap_or_default(),
        ),
        ("members", codes(&choices.members)),
        ("focus", codes(&choices.focus)),
        ("hub", quoted(choices.hub.code())),
        (
            "bloc_names",
            in_languages(choices, |language| bloc_names(choices, language)),
        ),
        ("data", data(choices)),
        ("stage_one", stage_one(choices)),
        ("years", window(choices.years)),
        ("linkage_sector", quoted(&choices.linkage_sector)),
        ("sectors", list(&choices.sectors)),
        ("appendix", (choices.report == Kind::Article).to_string()),
        ("break_year", break_year(choices)),
        ("own", own_exhibits(choices)),
        ("activities", activities(choices)),
        ("names", added_names(choices, names)),
    ];
    fill(built_in("rvc.toml"), &values)
}

/// Parts of the file, one a language, with empty lines between them.
fn in_languages(choices: &Choices, part: impl Fn(Language) -> String) -> String {
    let parts = choices.languages.iter().map(|language| part(*language));
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("\n\n")
}

fn codes(economies: &[Economy]) -> String {
    let codes: Vec<&str> = economies.iter().map(Economy::code).collect();
    list(&codes)
}

fn titles(choices: &Choices, names: &Names<'_>, language: Language) -> String {
    let path = format!("parts/study.{}.{}.toml", choices.report.report(), language.tag());
    let exporter = choices.exporter().code();
    let sector = names.form(language, &choices.linkage_sector, "nom");
    let words = [
        ("bloc", names.bloc(language, "nom")),
        ("bloc_the", names.bloc(language, "the")),
        ("bloc_gen", names.bloc(language, "gen")),
        ("bloc_short", names.bloc(language, "short")),
        ("exporter", names.form(language, exporter, "nom")),
        ("exporter_gen", names.form(language, exporter, "gen")),
        ("sector_capital", capital(&sector)),
        ("sector", sector),
    ];
    let words: Vec<(&str, String)> = words.iter().map(|(key, words)| (*key, escaped(words))).collect();
    fill(built_in(&path), &words)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

fn bloc_names(choices: &Choices, language: Language) -> String {
    let names = choices.preset.bloc.get(&language);
    names
        .map(|names| format!("[bloc.{}]\n{}", language.tag(), forms(names)))
        .unwrap_or_default()
}

fn data(choices: &Choices) -> String {
    let (path, trade) = match choices.source {
        Source::Demonstration => ("parts/data.demonstration.toml", "data/demo/trade/*.csv"),
        Source::Fetched => ("parts/data.fetched.toml", "data/trade/*"),
    };
    let trade = match choices.report {
        Kind::Article => format!("trade = {}", list(&[trade])),
        Kind::Own => String::new(),
    };
    let edition = choices.held().map(|held| quoted(&held.edition));
    let values = [("trade", trade), ("edition", edition.unwrap_or_default())];
    fill(built_in(path), &values)
}

/// The short report has no stage I.
fn stage_one(choices: &Choices) -> String {
    if choices.report == Kind::Own {
        return String::new();
    }
    let (base, current) = choices.windows();
    let current = format!("current = {}", window(current));
    let note = choices.preset.windows_note.as_ref();
    let current = match note.filter(|_| choices.source == Source::Fetched) {
        Some(note) => commented(&current, note),
        None => current,
    };
    fill(
        built_in("parts/reorientation.toml"),
        &[("base", window(base)), ("current", current)],
    )
}

/// The year of the preset where it leaves enough years on either side; the middle of the years by default.
fn break_year(choices: &Choices) -> String {
    let years: Window = choices.years;
    let fits = |year: &Year| *year >= years.first() + EITHER_SIDE && *year + EITHER_SIDE <= years.last() + 1;
    match (choices.preset.break_year.filter(fits), &choices.preset.break_note) {
        (Some(year), Some(note)) => commented(
            &format!("break_year = {year}"),
            &format!("the year of Chow's test: {note}"),
        ),
        _ => String::new(),
    }
}

/// The figure and the regression of the short report.
fn own_exhibits(choices: &Choices) -> String {
    if choices.report == Kind::Article {
        return String::new();
    }
    let values = [
        ("exporter", quoted(choices.exporter().code())),
        ("sector", quoted(&choices.linkage_sector)),
        ("partners", codes(&choices.partners())),
    ];
    fill(built_in("parts/exhibits.toml"), &values)
}

fn activities(choices: &Choices) -> String {
    let lines = choices.activities.iter();
    let lines: Vec<String> = lines
        .map(|(id, sector)| format!("{id} = {}", list(&sector.activities)))
        .collect();
    lines.join("\n")
}

fn added_names(choices: &Choices, names: &Names<'_>) -> String {
    let added = in_languages(choices, |language| {
        let lines: Vec<String> = names
            .brought(language)
            .iter()
            .map(|(id, forms)| format!("{id} = {}", inline(forms)))
            .collect();
        match lines.is_empty() {
            true => String::new(),
            false => format!("[names.{}]\n{}", language.tag(), lines.join("\n")),
        }
    });
    if added.is_empty() {
        return added;
    }
    let unknown = names.unknown();
    let remarks = match unknown.is_empty() {
        true => remark("Names that the program has not built in."),
        false => remark(&format!(
            "Names that the program has not built in. Put names in the place of the codes {}, in every form.",
            unknown.join(", ")
        )),
    };
    format!("{remarks}\n{added}")
}
