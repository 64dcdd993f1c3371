//! The language of a work, from its entry or from its letters.

use hayagriva::Entry;

/// Whether a work is in Russian; where no language is given, its title decides.
pub(super) fn is_russian(entry: &Entry) -> bool {
    match entry.map(Entry::language) {
        Some(language) => ["ru", "russian"].contains(&language.language.as_str()),
        None => has_cyrillic_title(entry),
    }
}

/// Whether a Russian list describes a work with Russian abbreviations: one in Russian or Belarusian, say.
pub(super) fn speaks_cyrillic(entry: &Entry) -> bool {
    is_russian(entry) || has_cyrillic_title(entry)
}

pub(super) fn is_cyrillic(letter: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&letter)
}

/// Most letters of the title are Cyrillic.
fn has_cyrillic_title(entry: &Entry) -> bool {
    let title = entry.title().map(ToString::to_string).unwrap_or_default();
    let letters = title.chars().filter(|c| c.is_alphabetic());
    let (cyrillic, others): (Vec<char>, Vec<char>) = letters.partition(|c| is_cyrillic(*c));
    cyrillic.len() > others.len()
}
