//! The words of an expression in a tag.

use std::ops::Range;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: TokenKind,
    pub range: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    Word,
    Number,
    Text,
    Sign,
}

const LONG_SIGNS: [&str; 6] = ["==", "!=", "<=", ">=", "//", "**"];

/// Splits a part of a source into tokens; `None` where a string has no end.
pub(super) fn tokens(source: &str, range: Range<usize>) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let rest = &source[at..range.end];
        let first = rest.chars().next()?;
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (kind, length) = if first.is_alphabetic() || first == '_' {
            (TokenKind::Word, run(rest, |c| c.is_alphanumeric() || c == '_'))
        } else if first.is_ascii_digit() {
            (TokenKind::Number, number(rest))
        } else if matches!(first, '"' | '\'') {
            (TokenKind::Text, string(rest, first)?)
        } else if LONG_SIGNS.iter().any(|sign| rest.starts_with(sign)) {
            (TokenKind::Sign, 2)
        } else {
            (TokenKind::Sign, first.len_utf8())
        };
        tokens.push(Token {
            kind,
            range: at..at + length,
        });
        at += length;
    }
    Some(tokens)
}

fn run(text: &str, inside: impl Fn(char) -> bool) -> usize {
    text.find(|c| !inside(c)).unwrap_or(text.len())
}

/// Digits with a fraction and an exponent; `1.mean` is a number and an attribute.
fn number(text: &str) -> usize {
    let mut length = run(text, |c| c.is_ascii_digit() || c == '_');
    let fraction = text[length..].strip_prefix('.').unwrap_or_default();
    if fraction.starts_with(|c: char| c.is_ascii_digit()) {
        length += 1 + run(fraction, |c| c.is_ascii_digit());
    }
    let exponent = text[length..].strip_prefix(['e', 'E']).unwrap_or_default();
    let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    if digits.starts_with(|c: char| c.is_ascii_digit()) {
        length += 1 + (exponent.len() - digits.len()) + run(digits, |c| c.is_ascii_digit());
    }
    length
}

fn string(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == quote => return Some(at + letter.len_utf8()),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_split_into_words() {
        let source = "a.b >= 1.5e-3 ~ \"x\\\"y\"|f(2)";
        let tokens = tokens(source, 0..source.len()).expect("strings end");
        let words: Vec<&str> = tokens.iter().map(|token| &source[token.range.clone()]).collect();
        assert_eq!(
            words,
            [
                "a",
                ".",
                "b",
                ">=",
                "1.5e-3",
                "~",
                "\"x\\\"y\"",
                "|",
                "f",
                "(",
                "2",
                ")"
            ]
        );
        assert!(super::tokens("'open", 0..5).is_none());
    }
}
