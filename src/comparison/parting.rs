//! Parts the text of a page into sentences.

use super::words::words;
use super::{Page, Part, Passage};

/// A sentence with the numbers and claims in it.
pub(super) struct Sentence<'a> {
    pub section: &'a str,
    /// Id and label of the exhibit to whose caption or notes it belongs.
    pub exhibit: Option<(&'a str, &'a str)>,
    pub text: &'a str,
    /// Text and node.
    pub values: Vec<(&'a str, usize)>,
    pub claims: Vec<&'a str>,
    /// Sorted.
    pub words: Vec<&'a str>,
}

/// The sentences of a page in the order of the text, those of captions and notes among them.
pub(super) fn sentences(page: &Page) -> Vec<Sentence<'_>> {
    let mut found = Vec::new();
    let mut section = "";
    for part in &page.parts {
        match part {
            Part::Heading(title) => section = title,
            Part::Passage(passage) => parted(passage, section, None, &mut found),
            Part::Exhibit(exhibit) => {
                for passage in std::iter::once(&exhibit.caption).chain(&exhibit.notes) {
                    parted(passage, section, Some((&exhibit.id, &exhibit.label)), &mut found);
                }
            }
        }
    }
    found
}

fn parted<'a>(
    passage: &'a Passage,
    section: &'a str,
    exhibit: Option<(&'a str, &'a str)>,
    found: &mut Vec<Sentence<'a>>,
) {
    let mut start = 0;
    for end in ends(&passage.text) {
        let text = passage.text[start..end].trim();
        let values = passage
            .values
            .iter()
            .filter(|shown| (start..end).contains(&shown.range.start));
        let claims = passage.claims.iter().filter(|(at, _)| (start..end).contains(at));
        if !text.is_empty() {
            let mut words = words(text);
            words.sort_unstable();
            found.push(Sentence {
                section,
                exhibit,
                text,
                values: values
                    .filter_map(|shown| Some((passage.text.get(shown.range.clone())?, shown.node)))
                    .collect(),
                claims: claims.map(|(_, id)| id.as_str()).collect(),
                words,
            });
        }
        start = end;
    }
}

/// Words before a full stop that ends no sentence, beside single letters.
const ABBREVIATIONS: [&str; 22] = [
    "al", "cf", "Fig", "No", "Rev", "Vol", "vs", "гг", "гл", "долл", "др", "млн", "млрд", "пр", "рис", "см", "ср",
    "ст", "стр", "табл", "тыс", "трлн",
];

/// Where sentences begin after the first, and the end of the text; in bytes.
///
/// By signs alone: a full stop, exclamation or question mark or an ellipsis, then a space, then a capital letter, a digit
/// or an opening quotation mark. Both versions are parted alike, so that nothing depends on where exactly.
fn ends(text: &str) -> Vec<usize> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut ends = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let (offset, letter) = letters[at];
        at += 1;
        if !matches!(letter, '.' | '!' | '?' | '…') {
            continue;
        }
        while matches!(letters.get(at), Some((_, '»' | '”' | '"' | '’' | ')' | ']'))) {
            at += 1;
        }
        let spaces = letters[at..]
            .iter()
            .take_while(|(_, letter)| letter.is_whitespace())
            .count();
        let Some((next, first)) = letters.get(at + spaces) else {
            break;
        };
        let begins = first.is_uppercase() || first.is_ascii_digit() || matches!(first, '«' | '“' | '"' | '(');
        if spaces > 0 && begins && !(letter == '.' && is_abbreviation(&text[..offset])) {
            ends.push(*next);
        }
    }
    ends.push(text.len());
    ends
}

/// Whether the last word of a text stands for a longer one.
fn is_abbreviation(text: &str) -> bool {
    let start = text
        .rfind(|letter: char| !letter.is_alphabetic())
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let word = &text[start..];
    word.chars().count() == 1 || ABBREVIATIONS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_parted_at_the_ends_of_sentences() {
        let parts = |text: &str| {
            let mut start = 0;
            let ends = ends(text).into_iter().map(|end| {
                let part = text[start..end].trim().to_owned();
                start = end;
                part
            });
            ends.collect::<Vec<_>>()
        };
        assert_eq!(
            parts("One is 1.5. Two holds (see Fig. 2). Is it? “Yes.” No."),
            ["One is 1.5.", "Two holds (see Fig. 2).", "Is it?", "“Yes.”", "No."]
        );
        assert_eq!(
            parts("Экспорт – 5 млн долл. США. Доля выросла."),
            ["Экспорт – 5 млн долл. США.", "Доля выросла."]
        );
        assert_eq!(parts("p < 0.1"), ["p < 0.1"]);
        assert_eq!(parts(""), [""]);
    }
}
