//! The names of economies and sectors: those of the lexicons, of the preset, or codes in their place.

use std::collections::BTreeMap;

use super::preset::Forms;
use super::{Choices, InitError, Kind};
use crate::literate::Lexicon;
use crate::model::Economy;
use crate::settings::Language;

/// What a name needs where there is none.
const RUSSIAN: [&str; 6] = ["nom", "gen", "dat", "acc", "ins", "loc"];
const ENGLISH: [&str; 1] = ["nom"];

/// The names of a project, in its languages.
pub(super) struct Names<'a> {
    choices: &'a Choices,
    lexicons: BTreeMap<Language, Lexicon>,
}

impl<'a> Names<'a> {
    pub fn of(choices: &'a Choices) -> Result<Self, InitError> {
        let read = |language: &Language| -> Result<(Language, Lexicon), InitError> {
            let lexicon = Lexicon::built_in(*language).map_err(|error| InitError::BuiltIn {
                path: format!("../lexicon/{}.toml", language.tag()),
                message: error.to_string(),
            })?;
            Ok((*language, lexicon))
        };
        let lexicons = choices.languages.iter().map(read).collect::<Result<_, InitError>>()?;
        Ok(Self { choices, lexicons })
    }

    /// A form of the name of the bloc; another form, or nothing, where it has none.
    pub fn bloc(&self, language: Language, form: &str) -> String {
        let forms = self.choices.preset.bloc.get(&language);
        let found = forms.and_then(|forms| forms.get(form).or_else(|| forms.get("nom")));
        found.cloned().unwrap_or_default()
    }

    /// A form of the name of an economy or a sector; the code where nobody knows one.
    pub fn form(&self, language: Language, id: &str, form: &str) -> String {
        let lexicon = self.lexicons.get(&language);
        if let Some(words) = lexicon.and_then(|lexicon| lexicon.name(id, form).ok()) {
            return words;
        }
        let added = self.added(language, id);
        let words = added
            .as_ref()
            .and_then(|forms| forms.get(form).or_else(|| forms.get("nom")));
        words.cloned().unwrap_or_else(|| id.to_owned())
    }

    /// The names that the project has to bring, in the order of members and sectors.
    pub fn brought(&self, language: Language) -> Vec<(String, Forms)> {
        let names = self.ids().into_iter().filter(|id| !self.is_built_in(language, id));
        names
            .map(|id| {
                let forms = self.added(language, &id).unwrap_or_else(|| placeholder(language, &id));
                (id, forms)
            })
            .collect()
    }

    /// The economies whose names nobody knows: their codes stand in the place of names.
    pub fn unknown(&self) -> Vec<String> {
        let lacks =
            |language: &Language, id: &str| !self.is_built_in(*language, id) && self.added(*language, id).is_none();
        let is_unknown = |id: &String| self.choices.languages.iter().any(|language| lacks(language, id));
        self.ids().into_iter().filter(is_unknown).collect()
    }

    fn ids(&self) -> Vec<String> {
        let choices = self.choices;
        let mut economies: Vec<Economy> = choices.members.clone();
        if choices.report == Kind::Own {
            economies.extend(
                choices
                    .partners()
                    .into_iter()
                    .filter(|one| !choices.members.contains(one)),
            );
        }
        let codes = economies.into_iter().map(|economy| economy.to_string());
        codes.chain(choices.activities.keys().cloned()).collect()
    }

    fn is_built_in(&self, language: Language, id: &str) -> bool {
        let lexicon = self.lexicons.get(&language);
        lexicon.is_some_and(|lexicon| lexicon.name(id, "nom").is_ok())
    }

    fn added(&self, language: Language, id: &str) -> Option<Forms> {
        let of_economy = self.choices.preset.names.get(&language).and_then(|names| names.get(id));
        let sector = self.choices.activities.get(id);
        of_economy
            .or_else(|| sector.and_then(|sector| sector.names.get(&language)))
            .cloned()
    }
}

/// The code in every form, for somebody to replace.
fn placeholder(language: Language, id: &str) -> Forms {
    let forms: &[&str] = match language {
        Language::Ru => &RUSSIAN,
        Language::En => &ENGLISH,
    };
    forms.iter().map(|form| ((*form).to_owned(), id.to_owned())).collect()
}
