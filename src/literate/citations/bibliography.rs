use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode, Style};
use hayagriva::{Entry, Library};

use crate::literate::error::LiterateError;
use crate::project::{Project, built_in_template};
use crate::settings::{Language, nearest};

const FILE: &str = "bibliography.bib";

/// The works that templates can cite, in one language.
pub(in crate::literate) struct Bibliography {
    pub(super) language: Language,
    library: Library,
    pub(super) style: IndependentStyle,
    pub(super) locales: Vec<Locale>,
}

impl Bibliography {
    /// Reads the program's bibliography and the project's own, whose entries come first.
    pub(in crate::literate) fn load(language: Language, project: &Project) -> Result<Self, LiterateError> {
        let mut library = parse(FILE, built_in_template(FILE).unwrap_or_default())?;
        let own = project.own_template(FILE).map_err(|error| LiterateError::Unreadable {
            path: FILE.into(),
            message: error.to_string(),
        })?;
        if let Some((path, text)) = own {
            for entry in parse(&path, &text)?.iter() {
                library.push(entry);
            }
        }
        let archived = match language {
            Language::Ru => ArchivedStyle::GostR7052008Numeric,
            Language::En => ArchivedStyle::AmericanPsychologicalAssociation,
        };
        let Style::Independent(style) = archived.get() else {
            return Err(LiterateError::Bibliography {
                path: FILE.into(),
                message: "the citation style is incomplete".into(),
            });
        };
        Ok(Self {
            language,
            library,
            style,
            locales: hayagriva::archive::locales(),
        })
    }

    /// The entry of a key in the document's language: its twin `KEY-en` for an English document.
    pub(super) fn entry(&self, key: &str) -> Result<&Entry, UnknownKey> {
        let twin = (self.language == Language::En)
            .then(|| self.library.get(&format!("{key}-en")))
            .flatten();
        twin.or_else(|| self.library.get(key)).ok_or_else(|| UnknownKey {
            key: key.to_owned(),
            near: nearest(key, self.library.keys()).map(str::to_owned),
        })
    }

    pub(super) fn is_russian(&self, entry: &Entry) -> bool {
        entry
            .language()
            .is_some_and(|language| language.language.as_str() == "ru")
    }

    /// The locale that an entry's own words (Vol., Т.) are written in.
    pub(super) fn locale_of(&self, entry: &Entry) -> LocaleCode {
        LocaleCode(if self.is_russian(entry) { "ru-RU" } else { "en-GB" }.to_owned())
    }
}

/// A cited key that no bibliography holds.
#[derive(Debug)]
pub(in crate::literate) struct UnknownKey {
    pub key: String,
    pub near: Option<String>,
}

fn parse(path: &str, text: &str) -> Result<Library, LiterateError> {
    hayagriva::io::from_biblatex_str(text).map_err(|errors| {
        let messages: Vec<String> = errors.iter().map(ToString::to_string).collect();
        LiterateError::Bibliography {
            path: path.to_owned(),
            message: messages.join("; "),
        }
    })
}
