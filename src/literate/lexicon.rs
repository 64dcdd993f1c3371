//! The words of a language: names with their grammatical forms, phrases of exhibits and pages.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::templates::without_private_marks;
use crate::diagnostic::{Diagnostic, Excerpt, Place};
use crate::project::{Project, built_in_template};
use crate::settings::{Language, Settings};

impl From<LexiconError> for Diagnostic {
    fn from(error: LexiconError) -> Self {
        let LexiconError::Unreadable { path, message, excerpt } = error else {
            return Self::error(error.to_string());
        };
        let diagnostic = Self::error(format!("the lexicon cannot be read: {message}"));
        match excerpt {
            Some(excerpt) => diagnostic
                .at(Place::new(&path, excerpt.line, excerpt.column))
                .showing(*excerpt),
            None => diagnostic.at(Place::file(&path)),
        }
    }
}

type Forms = BTreeMap<String, String>;

/// What a name was asked for and the lexicon lacks.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum LexiconError {
    #[error("{path}: the lexicon cannot be read: {message}")]
    Unreadable {
        path: String,
        message: String,
        excerpt: Option<Box<Excerpt>>,
    },
    #[error("the {language} lexicon has no name for `{id}`; add [names.{language}.{id}] to rvc.toml")]
    NoName { language: &'static str, id: String },
    #[error("the {language} lexicon has no form `{form}` of `{id}`; add it to [names.{language}.{id}] in rvc.toml")]
    NoForm {
        language: &'static str,
        id: String,
        form: String,
    },
    #[error("the {language} lexicon has no phrase `{key}`")]
    NoPhrase { language: &'static str, key: String },
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    names: BTreeMap<String, Forms>,
    #[serde(default)]
    phrases: BTreeMap<String, Phrase>,
    #[serde(default)]
    words: BTreeMap<String, String>,
    #[serde(default)]
    strings: BTreeMap<String, String>,
    #[serde(default)]
    exhibits: BTreeMap<String, ExhibitWords>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Phrase {
    Text(String),
    Plural(Vec<String>),
}

/// The words around an exhibit; each is a template.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExhibitWords {
    pub caption: String,
    #[serde(default)]
    pub notes: Vec<String>,
    pub source: Option<String>,
    /// How the numbers were computed.
    pub method: Option<String>,
    #[serde(default)]
    pub alt: String,
}

/// The lexicon of one language: the built-in one with what the project adds or replaces.
#[derive(Debug, Clone)]
pub struct Lexicon {
    pub language: Language,
    file: File,
}

impl Lexicon {
    /// The program's own words.
    pub fn built_in(language: Language) -> Result<Self, LexiconError> {
        let path = format!("lexicon/{}.toml", language.tag());
        let file = parse(&path, built_in_template(&path).unwrap_or_default())?;
        Ok(Self { language, file })
    }

    pub fn load(language: Language, settings: &Settings, project: &Project) -> Result<Self, LexiconError> {
        let Self { mut file, .. } = Self::built_in(language)?;
        let path = format!("lexicon/{}.toml", language.tag());
        let own = project.own_template(&path).map_err(|error| LexiconError::Unreadable {
            path: path.clone(),
            message: error.to_string(),
            excerpt: None,
        })?;
        if let Some((own_path, text)) = own {
            file.extend(parse(&own_path, &text)?);
        }
        for (id, forms) in settings.names.get(&language).into_iter().flatten() {
            // A name cannot pass for a mark of the program.
            let forms = forms
                .iter()
                .map(|(form, name)| (form.clone(), without_private_marks(name)));
            file.names.entry(id.clone()).or_default().extend(forms);
        }
        Ok(Self { language, file })
    }

    /// A form of a name: `nom`, `gen`, …, `short`, `adj`; English adds `poss` and `the`.
    pub fn name(&self, id: &str, form: &str) -> Result<String, LexiconError> {
        let language = self.language.tag();
        let forms = self
            .file
            .names
            .get(id)
            .filter(|forms| !forms.is_empty())
            .ok_or_else(|| LexiconError::NoName {
                language,
                id: id.to_owned(),
            })?;
        if let Some(words) = forms.get(form) {
            return Ok(words.clone());
        }
        match (self.language, form, forms.get("nom")) {
            (Language::En, "poss", Some(name)) => Ok(possessive(name)),
            (Language::En, "the" | "short" | "gen" | "dat" | "acc" | "ins" | "loc", Some(name)) => Ok(name.clone()),
            _ => Err(LexiconError::NoForm {
                language,
                id: id.to_owned(),
                form: form.to_owned(),
            }),
        }
    }

    /// Several names joined as the language does it: «А, Б и В», "A, B and C".
    pub fn names(&self, ids: &[String], form: &str, conjunction: &str) -> Result<String, LexiconError> {
        let names = ids
            .iter()
            .map(|id| self.name(id, form))
            .collect::<Result<Vec<_>, _>>()?;
        self.joined(&names, conjunction)
    }

    /// Words joined as the language does it.
    pub fn joined(&self, words: &[String], conjunction: &str) -> Result<String, LexiconError> {
        let word = self.phrase(conjunction)?;
        let Some((last, first)) = words.split_last() else {
            return Ok(String::new());
        };
        if first.is_empty() {
            return Ok(last.clone());
        }
        // Another joint where a name holds the conjunction itself: ", and", «, а также».
        let inner = format!(" {word} ");
        let joint = match words.iter().any(|name| name.contains(&inner)) {
            true => self.phrase(&format!("{conjunction}-also"))?,
            false => inner,
        };
        Ok(format!("{}{joint}{last}", first.join(", ")))
    }

    pub fn phrase(&self, key: &str) -> Result<String, LexiconError> {
        match self.file.phrases.get(key) {
            Some(Phrase::Text(text)) => Ok(text.clone()),
            Some(Phrase::Plural(forms)) => Ok(forms.first().cloned().unwrap_or_default()),
            None => Err(self.no_phrase(key)),
        }
    }

    /// The forms of a phrase that depends on a number: one, few, many.
    pub fn plural_phrase(&self, key: &str) -> Result<&[String], LexiconError> {
        match self.file.phrases.get(key) {
            Some(Phrase::Plural(forms)) => Ok(forms),
            _ => Err(self.no_phrase(key)),
        }
    }

    /// A longer piece of text for the notes of exhibits.
    pub fn words(&self, key: &str) -> Result<&str, LexiconError> {
        self.file
            .words
            .get(key)
            .map(String::as_str)
            .ok_or_else(|| self.no_phrase(key))
    }

    /// What the HTML page says on its buttons.
    pub fn strings(&self) -> &BTreeMap<String, String> {
        &self.file.strings
    }

    /// The words around an exhibit; an id such as `fig-linkage-RUS` falls back to `fig-linkage`.
    pub fn exhibit(&self, id: &str) -> Result<&ExhibitWords, LexiconError> {
        let family = id.rsplit_once('-').map_or(id, |(family, _)| family);
        // A figure or regression of the project's own takes the words of its kind.
        let kind = match id.split_once('-') {
            Some(("fig", _)) => "fig-linkage",
            _ => "tbl-regression",
        };
        let mut names = [id, family, kind].into_iter();
        let found = names.find_map(|name| self.file.exhibits.get(name));
        found.ok_or_else(|| self.no_phrase(id))
    }

    fn no_phrase(&self, key: &str) -> LexiconError {
        LexiconError::NoPhrase {
            language: self.language.tag(),
            key: key.to_owned(),
        }
    }
}

impl File {
    fn extend(&mut self, other: Self) {
        for (id, forms) in other.names {
            self.names.entry(id).or_default().extend(forms);
        }
        self.phrases.extend(other.phrases);
        self.words.extend(other.words);
        self.strings.extend(other.strings);
        self.exhibits.extend(other.exhibits);
    }
}

fn parse(path: &str, text: &str) -> Result<File, LexiconError> {
    let text = without_private_marks(text);
    toml::from_str(&text).map_err(|error| LexiconError::Unreadable {
        path: path.to_owned(),
        message: error.message().to_owned(),
        excerpt: error.span().map(|span| Box::new(Excerpt::of(&text, span))),
    })
}

fn possessive(name: &str) -> String {
    if name.ends_with('s') && name.starts_with("the ") {
        format!("{name}’")
    } else {
        format!("{name}’s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon(language: Language, text: &str) -> Lexicon {
        Lexicon {
            language,
            file: parse("test", text).expect("the lexicon is well-formed"),
        }
    }

    #[test]
    fn both_built_in_lexicons_know_the_same_things() {
        let load = |tag: &str| {
            let path = format!("lexicon/{tag}.toml");
            parse(&path, built_in_template(&path).expect("built in")).expect("well-formed")
        };
        let (ru, en) = (load("ru"), load("en"));
        let keys = |file: &File| {
            let mut keys: Vec<String> = file
                .names
                .keys()
                .chain(file.words.keys())
                .chain(file.strings.keys())
                .cloned()
                .collect();
            keys.extend(file.exhibits.keys().cloned());
            keys.extend(file.phrases.keys().filter(|key| !key.ends_with("-short")).cloned());
            keys
        };
        assert_eq!(keys(&ru), keys(&en));
        for (id, forms) in &ru.names {
            for case in ["nom", "gen", "dat", "acc", "ins", "loc"] {
                assert!(forms.contains_key(case), "{id} lacks {case}");
            }
        }
    }

    #[test]
    fn lists_are_joined_and_forms_fall_back() {
        let text = "[names]\nA = { nom = \"Armenia\" }\nB = { nom = \"Belarus\" }\nF = { nom = \"food and tobacco\" }\n[phrases]\nand = \"and\"\nand-also = \", and \"";
        let en = lexicon(Language::En, text);
        let ids = |codes: &str| codes.chars().map(String::from).collect::<Vec<_>>();
        assert_eq!(en.names(&ids("AB"), "nom", "and").as_deref(), Ok("Armenia and Belarus"));
        assert_eq!(
            en.names(&ids("ABA"), "nom", "and").as_deref(),
            Ok("Armenia, Belarus and Armenia")
        );
        assert_eq!(
            en.names(&ids("AF"), "nom", "and").as_deref(),
            Ok("Armenia, and food and tobacco")
        );
        assert_eq!(en.name("B", "poss").as_deref(), Ok("Belarus’s"));
        assert!(matches!(en.name("Z", "nom"), Err(LexiconError::NoName { .. })));
    }
}
