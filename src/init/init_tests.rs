use std::collections::BTreeMap;

use super::*;
use crate::model::{Economy, Window};
use crate::settings::Language;

fn economies(codes: &[&str]) -> Vec<Economy> {
    codes.iter().filter_map(|code| Economy::parse(code)).collect()
}

fn of(bloc: &str) -> Wanted {
    Wanted {
        bloc: bloc.to_owned(),
        members: (bloc == "other").then(|| economies(&["DEU", "FRA", "ITA"])),
        ..Wanted::default()
    }
}

fn made(wanted: &Wanted) -> BTreeMap<String, String> {
    let project = new_project(wanted).unwrap_or_else(|error| panic!("{}: {}", wanted.bloc, error.diagnostic()));
    let texts = project.files.into_iter().filter_map(|file| {
        let text = String::from_utf8(file.bytes).ok()?;
        Some((file.path, text))
    });
    texts.collect()
}

fn settings(wanted: &Wanted) -> Settings {
    Settings::parse(&made(wanted)["rvc.toml"], "rvc.toml").expect("they were checked")
}

fn refused(wanted: &Wanted) -> String {
    let error = new_project(wanted).map(|_| ()).expect_err("the wishes do not fit");
    error.diagnostic().to_string()
}

#[test]
fn every_preset_gives_valid_settings_and_texts_without_holes() {
    for bloc in Preset::NAMES {
        for report in [Kind::Article, Kind::Own] {
            for with_data in [true, false] {
                let wanted = Wanted {
                    report,
                    with_data,
                    copies_texts: true,
                    ..of(bloc)
                };
                for (path, text) in made(&wanted) {
                    assert!(!text.contains("@@"), "{bloc}: {path}: {text}");
                }
                let settings = settings(&wanted);
                assert_eq!(settings.study.synthetic, with_data && bloc == Preset::DEFAULT);
                assert_eq!(settings.reorientation.is_some(), report == Kind::Article);
            }
        }
    }
}

#[test]
fn the_project_of_the_demonstration_is_set_like_the_demonstration() {
    let own = settings(&Wanted::default());
    let text = crate::project::Project::demonstration()
        .read_settings()
        .expect("built in");
    let built_in = Settings::parse(&text, "rvc.toml").expect("valid");
    let numbers = |settings: &Settings| {
        let parts = (
            &settings.bloc,
            &settings.data,
            &settings.reorientation,
            &settings.linkage,
            &settings.response,
            &settings.robustness,
            &settings.sectors,
        );
        serde_json::to_string(&parts).expect("JSON")
    };
    assert_eq!(numbers(&own), numbers(&built_in));
}

#[test]
fn a_language_that_is_not_wanted_leaves_no_trace() {
    let wanted = Wanted {
        languages: vec![Language::En],
        ..of("asean")
    };
    let files = made(&wanted);
    assert!(files.keys().all(|path| !path.ends_with(".ru.md")));
    let text = &files["rvc.toml"];
    assert!(text.contains("[names.en]") && !text.contains(".ru]"), "{text}");
}

#[test]
fn wishes_replace_what_the_preset_says() {
    let wanted = Wanted {
        members: Some(economies(&["DEU", "FRA", "USA"])),
        hub: Economy::parse("FRA"),
        sectors: Some(vec!["food".to_owned(), "electronics".to_owned()]),
        years: Window::new(2000, 2014).ok(),
        date: Some("2026-01-31".to_owned()),
        ..of("other")
    };
    let settings = settings(&wanted);
    assert_eq!(settings.bloc.focus, settings.bloc.members);
    assert_eq!(settings.bloc.hub.code(), "FRA");
    assert_eq!(settings.response.sectors, ["manufacturing", "food", "electronics"]);
    assert_eq!(settings.linkage.sector, "electronics");
    assert_eq!(settings.linkage.years.to_string(), "2000–2014");
    assert_eq!(settings.study.date.year, 2026);
    // Nobody has told the names of this economy: its code stands there, in every form.
    assert_eq!(settings.names[&Language::Ru]["FRA"]["gen"], "FRA");
    assert!(!settings.names[&Language::Ru].contains_key("DEU"));
}

#[test]
fn the_text_of_another_bloc_does_not_speak_of_the_built_in_one() {
    for language in ["en", "ru"] {
        let files = made(&of("mercosur"));
        let introduction = &files[&format!("templates/article/introduction.{language}.md")];
        assert!(
            !introduction.contains("EAEU") && !introduction.contains("ЕАЭС"),
            "{introduction}"
        );
        assert!(files[&format!("templates/article/sources.{language}.md")].contains("{{ \"food\"|name }} (C10T12)"));
    }
    assert!(
        made(&Wanted::default())
            .keys()
            .all(|path| !path.starts_with("templates/article/"))
    );
}

#[test]
fn the_figure_of_the_short_report_compares_two_partners() {
    let wanted = Wanted {
        report: Kind::Own,
        members: Some(economies(&["CHN", "DEU", "FRA"])),
        ..of("other")
    };
    let partners = |wanted: &Wanted| settings(wanted).figures["fig-origin"].partners.clone();
    assert_eq!(partners(&wanted), economies(&["CHN", "USA"]));
    let wanted = Wanted {
        report: Kind::Own,
        ..Wanted::default()
    };
    assert_eq!(partners(&wanted), economies(&["RUS", "CHN"]));
}

#[test]
fn what_does_not_fit_together_is_refused() {
    let wrong = [
        (
            of("asaen"),
            "`asaen` is not a bloc that the program knows\n  hint: did you mean `asean`?",
        ),
        (
            Wanted {
                members: None,
                ..of("other")
            },
            "a bloc of your own needs its members\n",
        ),
        (
            Wanted {
                focus: Some(economies(&["BRA", "CHL"])),
                ..of("mercosur")
            },
            "`CHL` is in focus but not a member\n",
        ),
        (
            Wanted {
                members: Some(economies(&["BRA", "BRA"])),
                ..of("mercosur")
            },
            "`BRA` stands among the members twice\n",
        ),
        (
            Wanted {
                hub: Economy::parse("ARM"),
                ..of("eaeu")
            },
            "the hub `ARM` is not a focus economy\n",
        ),
        (
            Wanted {
                sectors: Some(vec!["electronic".to_owned()]),
                ..of("eaeu")
            },
            "no sector `electronic` is known\n  hint: did you mean `electronics`?",
        ),
        (
            Wanted {
                focus: Some(economies(&["RUS", "ARM"])),
                ..of("eaeu")
            },
            "the demonstration data have no table of ARM\n  hint: leave it out, or take --no-data",
        ),
        (
            Wanted {
                years: Window::new(1995, 2022).ok(),
                ..of("eaeu")
            },
            "the demonstration data have no tables for 1995–2022, but for 1995–2020\n",
        ),
        (
            Wanted {
                years: Window::new(2000, 2003).ok(),
                ..of("visegrad")
            },
            "the settings would not be valid: 4 years are too few for 4 coefficients\n",
        ),
        (
            Wanted {
                date: Some("yesterday".to_owned()),
                ..of("usmca")
            },
            "the settings would not be valid: `yesterday` is not a date\n",
        ),
    ];
    for (wanted, start) in wrong {
        let message = refused(&wanted);
        assert!(message.starts_with(start), "{message}");
    }
}

#[test]
fn the_steps_say_plainly_where_data_are_missing() {
    let steps = |wanted: &Wanted| {
        let steps = new_project(wanted).expect("a project").steps;
        let commands: Vec<&str> = steps.iter().filter_map(|step| step.command).collect();
        commands.join("; ")
    };
    assert_eq!(steps(&Wanted::default()), "build; doctor; watch");
    assert_eq!(steps(&of("asean")), "fetch --dry-run; fetch; doctor; build; watch");
}
