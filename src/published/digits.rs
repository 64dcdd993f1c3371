//! The parts of a printed number.

use super::NumberError;

pub(super) fn is_minus(letter: char) -> bool {
    matches!(
        letter,
        '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2014}' | '\u{2212}'
    )
}

pub(super) fn split_stars(text: &str) -> (&str, usize) {
    let body = text.trim_end_matches(['*', '∗']);
    (body.trim_end(), text[body.len()..].chars().count())
}

pub(super) fn without_brackets(text: &str) -> Result<&str, NumberError> {
    for (open, close) in [('(', ')'), ('[', ']')] {
        if let Some(inside) = text.strip_prefix(open) {
            return inside.strip_suffix(close).map(str::trim).ok_or(NumberError::Bracket);
        }
    }
    Ok(text)
}

/// The digits before and after the decimal mark.
pub(super) fn split_decimals(text: &str) -> Result<(String, String), NumberError> {
    if let Some(stray) = text
        .chars()
        .find(|c| !(c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '.')))
    {
        return Err(NumberError::Stray(stray));
    }
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return Err(NumberError::NoDigit);
    }
    let (whole, fraction) = match text.rfind([',', '.']) {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    };
    let mark = text.chars().rev().find(|c| matches!(c, ',' | '.'));
    if whole.chars().any(|c| Some(c) == mark) {
        return Err(NumberError::Marks);
    }
    let is_fraction = fraction.chars().all(|c| c.is_ascii_digit());
    if !is_fraction || (mark.is_some() && fraction.is_empty()) {
        return Err(NumberError::Marks);
    }
    let groups: Vec<&str> = whole
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '.'))
        .collect();
    if groups.len() > 1 && (!(1..=3).contains(&groups[0].len()) || groups[1..].iter().any(|group| group.len() != 3)) {
        return Err(NumberError::Groups);
    }
    Ok((groups.concat(), fraction.to_owned()))
}
