//! The blocs that the program knows, from `templates/init/presets/`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::InitError;
use super::fill::built_in;
use crate::model::{Economy, Window, Year};
use crate::settings::{Language, nearest};

/// Form → words.
pub(super) type Forms = BTreeMap<String, String>;

/// A bloc with everything that a first project about it needs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// Its name, for a list.
    pub about: String,
    /// Empty for a bloc of one's own.
    pub members: Vec<Economy>,
    /// What a reader of the list of members should know.
    pub note: Option<String>,
    pub focus: Vec<Economy>,
    pub hub: Option<Economy>,
    /// A large supplier that is no member, for the figure of the short report.
    pub outsider: Economy,
    /// Of the tables.
    pub years: Window,
    /// The windows of stage I.
    pub base: Window,
    pub current: Window,
    pub windows_note: Option<String>,
    /// The year of Chow's test, and why.
    pub break_year: Option<Year>,
    pub break_note: Option<String>,
    pub sectors: Vec<String>,
    pub linkage_sector: String,
    /// What of it the demonstration data hold.
    pub demonstration: Option<Demonstration>,
    /// A paragraph for the introduction; absent for the bloc that the built-in article is about.
    pub history: Option<BTreeMap<Language, String>>,
    /// The bloc's name.
    pub bloc: BTreeMap<Language, Forms>,
    /// Names of economies.
    #[serde(default)]
    pub names: BTreeMap<Language, BTreeMap<String, Forms>>,
}

/// The limits of the data that are compiled into the program.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Demonstration {
    pub years: Window,
    pub base: Window,
    pub current: Window,
    /// Those of the tables.
    pub economies: Vec<Economy>,
    pub edition: String,
}

impl Preset {
    /// The names of all presets.
    pub const NAMES: [&'static str; 6] = ["eaeu", "visegrad", "asean", "mercosur", "usmca", "other"];
    /// The bloc of the demonstration data.
    pub const DEFAULT: &'static str = Self::NAMES[0];

    /// The preset of a name.
    pub fn named(name: &str) -> Result<Self, InitError> {
        if !Self::NAMES.contains(&name) {
            return Err(InitError::Bloc {
                name: name.to_owned(),
                near: nearest(name, Self::NAMES),
            });
        }
        let path = format!("presets/{name}.toml");
        toml::from_str(built_in(&path)).map_err(|error| InitError::BuiltIn {
            path,
            message: error.message().to_owned(),
        })
    }

    /// Whether the introduction, the literature and the policy of the built-in article are about this bloc.
    pub(super) fn is_of_article(&self) -> bool {
        self.history.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;
    use crate::settings::Settings;

    /// The forms that templates and messages ask for.
    const RUSSIAN: [&str; 6] = ["nom", "gen", "dat", "acc", "ins", "loc"];

    #[test]
    fn every_preset_can_be_read_and_has_its_names_in_all_forms() {
        for name in Preset::NAMES {
            let preset = Preset::named(name).unwrap_or_else(|error| panic!("{name}: {error}"));
            let is_whole = |forms: &Forms| RUSSIAN.iter().all(|form| forms.contains_key(*form));
            assert!(is_whole(&preset.bloc[&Language::Ru]), "{name}");
            assert!(preset.bloc[&Language::En].contains_key("the"), "{name}");
            let names = preset.names.get(&Language::Ru).into_iter().flatten();
            for (id, forms) in names {
                assert!(is_whole(forms), "{name}: {id}");
                assert!(preset.names[&Language::En][id].contains_key("nom"), "{name}: {id}");
            }
            assert!(
                preset.focus.iter().all(|economy| preset.members.contains(economy)),
                "{name}"
            );
        }
    }

    #[test]
    fn the_preset_of_the_demonstration_is_about_the_same_bloc() {
        let text = Project::demonstration().read_settings().expect("built in");
        let settings = Settings::parse(&text, "rvc.toml").expect("the demonstration is valid");
        let preset = Preset::named(Preset::DEFAULT).expect("a preset");
        let demonstration = preset.demonstration.as_ref().expect("data");
        assert_eq!(preset.members, settings.bloc.members);
        assert_eq!(preset.focus, settings.bloc.focus);
        assert_eq!(preset.hub.as_ref(), Some(&settings.bloc.hub));
        assert_eq!(demonstration.years, settings.linkage.years);
        assert_eq!(Some(&demonstration.edition), settings.data.edition.as_ref());
        for language in Language::ALL {
            assert_eq!(preset.bloc[&language], settings.names[&language]["bloc"]);
        }
    }
}
