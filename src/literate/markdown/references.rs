//! Finds cross-references and citations in running text, in Pandoc's notation.

use crate::literate::document::{CitedWork, Inline, Pending};

/// Stands before an `@` that the author or the program has escaped.
pub(super) const LITERAL: char = '\u{e000}';

const KINDS: [&str; 4] = ["tbl-", "fig-", "eq-", "sec-"];

/// Splits text at `@tbl-x`, `@key` and `[@key, p. 3; @other]`.
pub(super) fn split(text: &str) -> Vec<Inline> {
    let mut inlines = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let found = match letter {
            '[' => group(rest).or_else(|| footnote(rest)),
            '@' if !plain.ends_with(|c: char| c.is_alphanumeric() || c == LITERAL) => single(rest),
            _ => None,
        };
        if let Some((pending, length)) = found {
            push_text(&mut inlines, &mut plain);
            inlines.push(Inline::Pending(pending));
            rest = &rest[length..];
        } else {
            plain.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    push_text(&mut inlines, &mut plain);
    inlines
}

fn push_text(inlines: &mut Vec<Inline>, plain: &mut String) {
    if !plain.is_empty() {
        inlines.push(Inline::Text(std::mem::take(plain).replace(LITERAL, "")));
    }
}

/// `@tbl-x` or `@key` at the start of the text, and its length.
fn single(text: &str) -> Option<(Pending, usize)> {
    let key = key(text.strip_prefix('@')?)?;
    let length = 1 + key.len();
    let lower = lower_first(key);
    if KINDS.iter().any(|kind| lower.starts_with(kind)) {
        let begins_sentence = lower != key;
        return Some((
            Pending::Reference {
                target: lower,
                begins_sentence,
            },
            length,
        ));
    }
    let items = vec![CitedWork {
        key: key.to_owned(),
        locator: None,
    }];
    Some((Pending::Citation { items, in_prose: true }, length))
}

/// `[^label]` at the start of the text: a mark that Markdown has found no footnote for.
fn footnote(text: &str) -> Option<(Pending, usize)> {
    let label = text.strip_prefix("[^")?.split(']').next()?;
    let closed = text[2 + label.len()..].starts_with(']');
    let plain = !label.is_empty() && !label.contains(char::is_whitespace);
    (closed && plain).then(|| (Pending::Footnote(label.to_owned()), label.len() + 3))
}

/// `[@a, p. 3; @b]` at the start of the text, and its length.
fn group(text: &str) -> Option<(Pending, usize)> {
    let inner = text.strip_prefix('[')?;
    let end = inner.find(']')?;
    let items = inner[..end].split(';').map(cited).collect::<Option<Vec<_>>>()?;
    Some((Pending::Citation { items, in_prose: false }, end + 2))
}

fn cited(item: &str) -> Option<CitedWork> {
    let text = item.trim().strip_prefix('@')?;
    let key = key(text)?;
    let locator = match text[key.len()..].trim() {
        "" => None,
        rest => Some(rest.strip_prefix(',')?.trim().to_owned()),
    };
    Some(CitedWork {
        key: key.to_owned(),
        locator,
    })
}

/// The key at the start of the text: letters, digits, `_`, `-`, `:`, not ending in punctuation.
fn key(text: &str) -> Option<&str> {
    let end = text
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | ':')))
        .unwrap_or(text.len());
    let key = text[..end].trim_end_matches(['-', ':']);
    (!key.is_empty()).then_some(key)
}

fn lower_first(key: &str) -> String {
    let mut letters = key.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_and_citations_are_told_apart() {
        let found = split("See @Tbl-x, @eq-lead. As @eder2021 and [@a, p. 3; @b] say; me@home.");
        let pending: Vec<_> = found
            .iter()
            .filter_map(|i| {
                if let Inline::Pending(p) = i {
                    Some(p.clone())
                } else {
                    None
                }
            })
            .collect();
        let work = |key: &str, locator: Option<&str>| CitedWork {
            key: key.into(),
            locator: locator.map(Into::into),
        };
        assert_eq!(
            pending,
            [
                Pending::Reference {
                    target: "tbl-x".into(),
                    begins_sentence: true
                },
                Pending::Reference {
                    target: "eq-lead".into(),
                    begins_sentence: false
                },
                Pending::Citation {
                    items: vec![work("eder2021", None)],
                    in_prose: true
                },
                Pending::Citation {
                    items: vec![work("a", Some("p. 3")), work("b", None)],
                    in_prose: false
                },
            ]
        );
        assert_eq!(found.last(), Some(&Inline::Text(" say; me@home.".into())));
    }

    #[test]
    fn an_escaped_at_sign_is_text() {
        assert_eq!(split(&format!("a {LITERAL}@b")), [Inline::Text("a @b".into())]);
        assert_eq!(split("[plain] text"), [Inline::Text("[plain] text".into())]);
    }
}
