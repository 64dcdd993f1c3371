//! The styles of the lists, and what the project corrects in them.

use std::sync::LazyLock;

use hayagriva::archive::{ArchivedStyle, LOCALES};
use hayagriva::citationberg::{
    DelimiterBehavior, IndependentStyle, LayoutRenderingElement, Locale, Name, NamesChild, Style,
};

use super::problems::BibliographyProblem;
use crate::settings::Language;

/// The terms of the two languages in which lists speak; reading all of the archive takes long.
static TERMS: LazyLock<Vec<Locale>> = LazyLock::new(|| {
    let wanted = ["ru-RU", "en-US"].map(str::as_bytes);
    let speaks = |bytes: &&&[u8]| {
        wanted
            .iter()
            .any(|tag| bytes.windows(tag.len()).any(|window| window == *tag))
    };
    let archived = LOCALES.iter().filter(speaks);
    archived
        .filter_map(|bytes| ciborium::from_reader(*bytes).ok())
        .collect()
});

/// The terms that styles use: Vol., Т., и др.
pub(super) fn terms() -> &'static [Locale] {
    &TERMS
}

/// The style of a document's language.
pub(super) fn of(language: Language) -> Result<IndependentStyle, BibliographyProblem> {
    let archived = match language {
        Language::Ru => ArchivedStyle::GostR7052008Numeric,
        Language::En => ArchivedStyle::AmericanPsychologicalAssociation,
    };
    let Style::Independent(mut style) = archived.get() else {
        let message = "the citation style is incomplete";
        return Err(BibliographyProblem::unreadable(archived.display_name(), message));
    };
    if language == Language::Ru {
        put_initials_first(&mut style);
    }
    Ok(style)
}

/// Behind the slash, GOST R 7.0.5 writes «А. А. Петров», not «Петров А. А.».
fn put_initials_first(style: &mut IndependentStyle) {
    let macros = style
        .macros
        .iter_mut()
        .filter(|known| known.name == "editor-translator");
    for element in macros.flat_map(|known| &mut known.children) {
        if let LayoutRenderingElement::Names(names) = element {
            names.initialize_with = Some(". ".to_owned());
            names.delimiter_precedes_last = Some(DelimiterBehavior::Always);
            for child in &mut names.children {
                if let NamesChild::Name(name) = child {
                    *name = Name::default();
                }
            }
        }
    }
}
