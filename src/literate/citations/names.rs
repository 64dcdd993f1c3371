//! Whose work it is: in citations, and in the order of the list.

use hayagriva::Entry;
use hayagriva::citationberg::LongShortForm;
use hayagriva::types::Person;

use super::language::is_cyrillic;
use super::transliteration::transliterate;

/// Family names for a citation in the text; an institution or a title stands in for missing people.
pub(super) fn short_authors(entry: &Entry, transliterated: bool) -> String {
    let people = people(entry).iter().map(|person| person.name.as_str());
    let names = match people.collect::<Vec<_>>().as_slice() {
        [] => match entry.title() {
            Some(title) => title.select(LongShortForm::Short).to_string(),
            None => entry.key().to_owned(),
        },
        [one] => (*one).to_owned(),
        [one, two] => format!("{one} and {two}"),
        [one, ..] => format!("{one} et al."),
    };
    if transliterated { transliterate(&names) } else { names }
}

/// What a list is sorted by: Cyrillic before Latin, then by people, year and title.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SortKey {
    latin: bool,
    name: String,
    year: i32,
    title: String,
}

impl SortKey {
    pub(super) fn of(entry: &Entry, key: &str, transliterated: bool) -> Self {
        let letters = |text: String| if transliterated { transliterate(&text) } else { text };
        let title = letters(entry.title().map(ToString::to_string).unwrap_or_default());
        let names: Vec<String> = people(entry)
            .iter()
            .map(|person| person.name_first(false, true))
            .collect();
        let name = if names.is_empty() {
            title.clone()
        } else {
            letters(names.join(" "))
        };
        Self {
            latin: !name.chars().find(|c| c.is_alphabetic()).is_some_and(is_cyrillic),
            name: folded(&name),
            year: entry.date_any().map_or(0, |date| date.year),
            title: format!("{} {key}", folded(&title)),
        }
    }
}

/// Authors, or the editors that the styles print in their place.
fn people(entry: &Entry) -> &[Person] {
    let authors = entry.authors().filter(|people| !people.is_empty());
    authors.or_else(|| entry.editors()).unwrap_or_default()
}

/// Lower case, and letters without the marks that do not count in the alphabet.
fn folded(text: &str) -> String {
    let lower = text.to_lowercase();
    lower
        .chars()
        .map(|letter| match letter {
            'ё' => 'е',
            'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
            'ç' | 'ć' | 'č' => 'c',
            'ď' | 'đ' => 'd',
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
            'ğ' | 'ģ' => 'g',
            'ì'..='ï' | 'ī' | 'ı' => 'i',
            'ł' | 'ľ' | 'ļ' => 'l',
            'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
            'ò'..='ö' | 'ø' | 'ő' => 'o',
            'ř' | 'ŕ' => 'r',
            'ś' | 'š' | 'ş' | 'ș' => 's',
            'ť' | 'ţ' | 'ț' => 't',
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
            'ý' | 'ÿ' => 'y',
            'ź' | 'ż' | 'ž' => 'z',
            other => other,
        })
        .collect()
}
