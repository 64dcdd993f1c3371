use hayagriva::citationberg::{IndependentStyle, LocaleCode};
use hayagriva::{Entry, Library};

use super::language::{is_russian, speaks_cyrillic};
use super::problems::BibliographyProblem;
use super::{entries, sources, style};
use crate::project::Project;
use crate::settings::{Language, nearest};

/// The works that templates can cite, in one language.
pub(in crate::literate) struct Bibliography {
    pub(super) language: Language,
    library: Library,
    pub(super) style: IndependentStyle,
}

impl Bibliography {
    /// Reads the program's bibliography and the project's own; fails with everything that is wrong in them.
    pub(in crate::literate) fn load(language: Language, project: &Project) -> Result<Self, Vec<BibliographyProblem>> {
        Self::of(&sources::read(project)?, language)
    }

    /// The works of a library.
    pub(super) fn of(works: &Library, language: Language) -> Result<Self, Vec<BibliographyProblem>> {
        let mut library = Library::new();
        for entry in works.iter() {
            library.push(&entries::prepared(entry, language));
        }
        Ok(Self {
            language,
            library,
            style: style::of(language).map_err(|problem| vec![problem])?,
        })
    }

    /// The entry of a key in the document's language: its twin `KEY-en` for an English document.
    pub(super) fn entry(&self, key: &str) -> Result<&Entry, UnknownKey> {
        let twin = (self.language == Language::En)
            .then(|| self.library.get(&format!("{key}-en")))
            .flatten();
        twin.or_else(|| self.library.get(key)).ok_or_else(|| UnknownKey {
            near: nearest(key, self.library.keys()).map(str::to_owned),
        })
    }

    /// Whether a key can be cited.
    pub(in crate::literate) fn knows(&self, key: &str) -> Result<(), UnknownKey> {
        self.entry(key).map(|_| ())
    }

    /// Whether an entry is written in Latin letters although it is in Cyrillic ones.
    pub(super) fn transliterates(&self, entry: &Entry) -> bool {
        self.language == Language::En && is_russian(entry)
    }

    /// The locale that an entry's own words (Vol., Т.) are written in.
    pub(super) fn locale_of(&self, entry: &Entry) -> LocaleCode {
        let russian = self.language == Language::Ru && speaks_cyrillic(entry);
        LocaleCode(if russian { "ru-RU" } else { "en-US" }.to_owned())
    }
}

/// A cited key that no bibliography holds.
#[derive(Debug)]
pub(in crate::literate) struct UnknownKey {
    pub near: Option<String>,
}
