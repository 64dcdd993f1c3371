//! The wishes for a new project, asked one by one; options that were given are not asked for.

use super::questions::Questions;
use super::{InitArguments, wanted, years};
use crate::cli::arguments::economy;
use crate::init::{Choices, InitError, Preset, Wanted, sector_ids};
use crate::model::Economy;
use crate::settings::{Language, nearest};

/// Each question shows what an empty answer means, which depends on the answers before it.
pub(super) fn asked(arguments: InitArguments, questions: &mut Questions<'_>) -> Result<Wanted, InitError> {
    let names_bloc = arguments.bloc.is_some();
    let names_languages = arguments.lang.is_some();
    let mut wanted = wanted(arguments);
    if !names_bloc {
        for name in Preset::NAMES {
            questions.tell(&format!("  {name:9} {}", Preset::named(name)?.about));
        }
        let answer = questions.ask("Bloc", &wanted.bloc, |answer| known(answer, &Preset::NAMES));
        wanted.bloc = answer.unwrap_or(wanted.bloc);
    }
    let preset = Preset::named(&wanted.bloc)?;
    if wanted.members.is_none() {
        let shown = match preset.members.is_empty() {
            true => "none: a bloc of your own needs them".to_owned(),
            false => codes(&preset.members),
        };
        wanted.members = questions.ask_list("Members, by their codes", &shown, code);
    }
    if wanted.focus.is_none() {
        let shown = codes(&Choices::of(&wanted)?.focus);
        wanted.focus = questions.ask_list("Studied one by one", &shown, code);
    }
    if wanted.sectors.is_none() {
        let ids = sector_ids()?;
        questions.tell(&format!("  sectors: {}", ids.join(", ")));
        let shown = Choices::of(&wanted)?.sectors.join(", ");
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        wanted.sectors = questions.ask_list("Sectors", &shown, |answer| known(answer, &ids));
    }
    if wanted.years.is_none() {
        let shown = Choices::of(&wanted)?.years;
        let shown = format!("{}-{}", shown.first(), shown.last());
        wanted.years = questions.ask("Years of the tables", &shown, years);
    }
    if !names_languages {
        let tags: Vec<&str> = wanted.languages.iter().map(|language| language.tag()).collect();
        let answer = questions.ask_list("Languages", &tags.join(", "), str::parse::<Language>);
        wanted.languages = answer.map_or(wanted.languages, super::each_once);
    }
    Ok(wanted)
}

/// One of some names.
fn known(answer: &str, names: &[&str]) -> Result<String, String> {
    if names.contains(&answer) {
        return Ok(answer.to_owned());
    }
    Err(match nearest(answer, names.iter().copied()) {
        Some(near) => format!("`{answer}` is not known: did you mean `{near}`?"),
        None => format!("`{answer}` is not known: choose of {}", names.join(", ")),
    })
}

/// A code, in small letters too.
fn code(answer: &str) -> Result<Economy, String> {
    economy(&answer.to_ascii_uppercase())
}

fn codes(economies: &[Economy]) -> String {
    let codes: Vec<&str> = economies.iter().map(Economy::code).collect();
    codes.join(", ")
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::*;

    #[derive(Parser)]
    struct Typed {
        #[command(flatten)]
        arguments: InitArguments,
    }

    fn answers(typed: &[&str], answers: &str) -> (Wanted, String) {
        let typed = Typed::try_parse_from([&["init", "dir"], typed].concat()).expect("a command line");
        let (mut answers, mut screen) = (answers.as_bytes(), Vec::new());
        let wanted = asked(typed.arguments, &mut Questions::new(&mut answers, &mut screen)).expect("wishes");
        (wanted, String::from_utf8(screen).expect("text"))
    }

    #[test]
    fn nobody_who_answers_takes_the_defaults() {
        let (wanted, shown) = answers(&[], "");
        let choices = Choices::of(&wanted).expect("they fit");
        assert_eq!((choices.name.as_str(), choices.members.len()), ("eaeu", 5));
        assert!(shown.contains("  usmca     The United States"), "{shown}");
    }

    #[test]
    fn answers_change_what_is_offered_next() {
        let (wanted, shown) = answers(&[], "mercosur\narg bra pry\n\nfood\n2000-2020\nen\n");
        assert!(shown.contains("Studied one by one [BRA, ARG]: "), "{shown}");
        let choices = Choices::of(&wanted).expect("they fit");
        assert_eq!(codes(&choices.members), "ARG, BRA, PRY");
        assert_eq!(choices.sectors, ["manufacturing", "food"]);
        assert_eq!(choices.years.to_string(), "2000–2020");
        assert_eq!(choices.languages, [Language::En]);
    }

    #[test]
    fn the_help_names_all_sectors() {
        let help = Typed::command().render_long_help().to_string();
        let words: String = help.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            words.contains(&format!("Sectors: {}", sector_ids().expect("a list").join(", "))),
            "{help}"
        );
    }

    #[test]
    fn what_was_typed_is_not_asked_for() {
        let typed = ["--bloc", "usmca", "--members", "USA,MEX", "--lang", "ru"];
        let (_, shown) = answers(&typed, "\n\n\n");
        assert!(shown.starts_with("Studied one by one [USA, MEX]: "), "{shown}");
        assert!(!shown.contains("Languages"), "{shown}");
    }
}
