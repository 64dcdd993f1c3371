//! Finds cross-references and citations in running text, in Pandoc's notation.

use crate::literate::document::{CitedWork, Inline, Origin, Pending, ReferenceForm};

/// Stands before an `@` that the author or the program has escaped.
pub(super) const LITERAL: char = '\u{e000}';

const KINDS: [&str; 4] = ["tbl-", "fig-", "eq-", "sec-"];

/// Splits text at `@tbl-x`, `@tbl-x{loc}`, `[-@tbl-x]`, `@key` and `[@key, p. 3; @other]`.
pub(super) fn split(text: &str, origin: &dyn Fn(usize) -> Option<Origin>) -> Vec<Inline> {
    let mut inlines = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let found = match letter {
            '[' => number_only(rest).or_else(|| group(rest)).or_else(|| footnote(rest)),
            '@' if !plain.ends_with(|c: char| c.is_alphanumeric() || c == LITERAL) => single(rest),
            _ => None,
        };
        if let Some((pending, length)) = found {
            push_text(&mut inlines, &mut plain);
            inlines.push(Inline::Pending(pending, origin(text.len() - rest.len())));
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
        let case = text[length..]
            .strip_prefix('{')
            .and_then(|rest| rest.split_once('}'))
            .map(|(case, _)| case)
            .filter(|case| !case.is_empty() && case.chars().all(|c| c.is_ascii_lowercase()));
        let (form, length) = match case {
            Some(case) => (ReferenceForm::Case(case.to_owned()), length + case.len() + 2),
            None if lower != key => (ReferenceForm::BeginsSentence, length),
            None => (ReferenceForm::InSentence, length),
        };
        return Some((Pending::Reference { target: lower, form }, length));
    }
    let items = vec![CitedWork {
        key: key.to_owned(),
        locator: None,
    }];
    Some((Pending::Citation { items, in_prose: true }, length))
}

/// `[-@tbl-x]` at the start of the text: the number alone.
fn number_only(text: &str) -> Option<(Pending, usize)> {
    let inner = text.strip_prefix("[-@")?;
    let target = key(inner)?;
    let closed = inner[target.len()..].starts_with(']');
    let known = KINDS.iter().any(|kind| target.starts_with(kind));
    (closed && known).then(|| {
        let pending = Pending::Reference {
            target: target.to_owned(),
            form: ReferenceForm::NumberOnly,
        };
        (pending, target.len() + 4)
    })
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

    fn pending(text: &str) -> Vec<Pending> {
        let found = split(text, &|_| None);
        let pending = found.into_iter().filter_map(|inline| match inline {
            Inline::Pending(pending, _) => Some(pending),
            _ => None,
        });
        pending.collect()
    }

    fn reference(target: &str, form: ReferenceForm) -> Pending {
        Pending::Reference {
            target: target.into(),
            form,
        }
    }

    #[test]
    fn references_and_citations_are_told_apart() {
        let work = |key: &str, locator: Option<&str>| CitedWork {
            key: key.into(),
            locator: locator.map(Into::into),
        };
        assert_eq!(
            pending("See @Tbl-x, @eq-lead. As @eder2021 and [@a, p. 3; @b] say; me@home."),
            [
                reference("tbl-x", ReferenceForm::BeginsSentence),
                reference("eq-lead", ReferenceForm::InSentence),
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
    }

    #[test]
    fn a_reference_can_stand_in_a_case_or_be_a_number() {
        assert_eq!(
            pending("в @tbl-x{loc} и [-@fig-y]; [-@key]"),
            [
                reference("tbl-x", ReferenceForm::Case("loc".into())),
                reference("fig-y", ReferenceForm::NumberOnly),
                Pending::Citation {
                    items: vec![CitedWork {
                        key: "key".into(),
                        locator: None
                    }],
                    in_prose: true
                },
            ]
        );
    }

    #[test]
    fn an_escaped_at_sign_is_text() {
        let text = |words: &str| vec![Inline::Text(words.into())];
        assert_eq!(split(&format!("a {LITERAL}@b"), &|_| None), text("a @b"));
        assert_eq!(split("[plain] text", &|_| None), text("[plain] text"));
    }
}
