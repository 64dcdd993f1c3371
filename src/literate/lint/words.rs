//! Numerals and words in prose.

use std::ops::Range;

/// English words that compare, say how something has changed, or call it significant.
const ENGLISH: &[&str] = &[
    "highest",
    "lowest",
    "largest",
    "smallest",
    "greatest",
    "strongest",
    "weakest",
    "biggest",
    "higher",
    "lower",
    "larger",
    "smaller",
    "greater",
    "stronger",
    "weaker",
    "exceed",
    "exceeds",
    "exceeded",
    "rose",
    "rise",
    "rises",
    "fell",
    "fall",
    "falls",
    "grew",
    "grow",
    "grows",
    "increased",
    "increases",
    "decreased",
    "decreases",
    "declined",
    "declines",
    "significant",
    "significantly",
    "insignificant",
    "leading",
    "dominant",
];

/// Russian beginnings of such words.
const RUSSIAN: &[&str] = &[
    "наибольш",
    "наименьш",
    "наивысш",
    "выше",
    "ниже",
    "больше",
    "меньше",
    "превыша",
    "превыси",
    "вырос",
    "возрос",
    "снизил",
    "снижа",
    "упал",
    "увеличи",
    "уменьши",
    "значим",
    "незначим",
    "ведущ",
    "преоблада",
    "лидир",
    "сильнейш",
    "слабейш",
];

/// Words after which a number is the name of something.
const NAMING: &[&str] = &[
    "No.",
    "№",
    "SITC",
    "МСТК",
    "Rev.",
    "p.",
    "pp.",
    "с.",
    "стр.",
    "section",
    "Section",
    "Sections",
    "Раздел",
    "Разделы",
    "sections",
    "раздел",
    "раздела",
    "разделе",
    "разделы",
    "ISO",
    "article",
    "ст.",
    "chapter",
    "гл.",
    "Vol.",
    "Т.",
    "stage",
    "page",
];

const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

/// Numerals that are no years, dates, identifiers or places in a work.
pub(super) fn numerals(prose: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = prose[at..].find(|c: char| c.is_ascii_digit()).map(|i| at + i) {
        let end = end_of_numeral(prose, start);
        if !is_named(prose, start, end) {
            let percent = prose[end..].starts_with('%');
            found.push(start..end + usize::from(percent));
        }
        at = end;
    }
    found
}

/// Digits with marks of grouping and of the decimal between them.
fn end_of_numeral(prose: &str, start: usize) -> usize {
    let mut end = start;
    let mut letters = prose[start..].char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next_is_digit = letters.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        if letter.is_ascii_digit() || (matches!(letter, '.' | ',') && next_is_digit) {
            end = start + at + letter.len_utf8();
        } else {
            break;
        }
    }
    end
}

fn is_named(prose: &str, start: usize, end: usize) -> bool {
    let (before, after) = (&prose[..start], &prose[end..]);
    let attached = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '.' | '\\' | '#');
    if before.ends_with(attached) || after.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return true;
    }
    if let Ok(year) = prose[start..end].parse::<u32>()
        && (1900..=2100).contains(&year)
    {
        return true;
    }
    let last = before.split_whitespace().next_back().unwrap_or_default();
    let next = after.split_whitespace().next().unwrap_or_default();
    let next = next.trim_matches(|c: char| !c.is_alphabetic());
    let in_line = before.ends_with(' ') || before.ends_with('\u{a0}');
    in_line
        && NAMING
            .iter()
            .any(|word| last.trim_start_matches(['(', '«', '“']) == *word)
        || MONTHS.contains(&next)
}

/// Words that judge results.
pub(super) fn judgements(prose: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, letter) in prose.char_indices().chain([(prose.len(), ' ')]) {
        match (start, letter.is_alphabetic()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let word = prose[from..at].to_lowercase().replace('ё', "е");
                let judges = ENGLISH.contains(&word.as_str()) || RUSSIAN.iter().any(|stem| word.starts_with(stem));
                if judges {
                    found.push(from..at);
                }
                start = None;
            }
            _ => {}
        }
    }
    found
}
