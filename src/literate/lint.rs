//! Finds numerals that were typed by hand and words that judge results outside a claim.

mod mask;
mod words;

use std::ops::Range;

use super::templates::{PieceKind, SourceFile, Sources, pieces};
use crate::diagnostic::Diagnostic;

/// What the lint has to say about the templates of a report, as warnings.
pub(super) fn findings(sources: &Sources, report: &str) -> Vec<Diagnostic> {
    let folder = format!("templates/{report}/");
    let of_report = |file: &&SourceFile| file.relative.starts_with(&folder);
    sources.files.iter().filter(of_report).flat_map(of_file).collect()
}

fn of_file(file: &SourceFile) -> Vec<Diagnostic> {
    let masked = mask::prose(&file.text);
    let claims = claims(&file.text);
    let allowed = allowed(&file.text);
    let inside = |ranges: &[Range<usize>], at: usize| ranges.iter().any(|range| range.contains(&at));
    let mut found = Vec::new();
    for range in words::numerals(&masked) {
        let numeral = &file.text[range.clone()];
        let message = format!("the numeral `{numeral}` is typed by hand");
        let hint = "print a value of the results, or allow it in place: {* allow: why *}";
        found.push((range, message, hint));
    }
    for range in words::judgements(&masked) {
        if !inside(&claims, range.start) {
            let message = format!("`{}` judges results outside a claim", &file.text[range.clone()]);
            let hint = "say it in a claim, {% claim \"id\" when … %}, or allow it in place: {* allow: why *}";
            found.push((range, message, hint));
        }
    }
    found.retain(|(range, ..)| !inside(&allowed, range.start));
    found.sort_by_key(|(range, ..)| range.start);
    found
        .into_iter()
        .map(|(range, message, hint)| file.at(range, message).warning().hint(hint))
        .collect()
}

/// From each `{% claim %}` to its end.
fn claims(source: &str) -> Vec<Range<usize>> {
    let mut open = Vec::new();
    let mut claims = Vec::new();
    for piece in pieces(source) {
        if piece.kind != PieceKind::Statement {
            continue;
        }
        let text = &source[piece.inner.clone()];
        if text.starts_with("claim") {
            open.push(piece.range.start);
        } else if text == "endclaim" {
            claims.extend(open.pop().map(|start| start..piece.range.end));
        }
    }
    claims
}

/// What comments allow: `allow: why` the line it stands in and the next one, `allow-begin: why` all
/// up to `allow-end`.
fn allowed(source: &str) -> Vec<Range<usize>> {
    let mut allowed = Vec::new();
    let mut begin = None;
    for piece in pieces(source) {
        if piece.kind != PieceKind::Comment {
            continue;
        }
        let text = &source[piece.inner.clone()];
        let has_reason = |rest: &str| !rest.trim().is_empty();
        if text.strip_prefix("allow:").is_some_and(has_reason) {
            let start = source[..piece.range.start].rfind('\n').map_or(0, |at| at + 1);
            let alone = source[start..piece.range.start].trim().is_empty();
            let line_end = |from: usize| source[from..].find('\n').map_or(source.len(), |at| from + at + 1);
            let end = line_end(piece.range.end);
            let rest_is_empty = source[piece.range.end..end].trim().is_empty();
            allowed.push(start..if alone && rest_is_empty { line_end(end) } else { end });
        } else if text.strip_prefix("allow-begin:").is_some_and(has_reason) {
            begin = Some(piece.range.start);
        } else if text == "allow-end" {
            allowed.extend(begin.take().map(|start| start..piece.range.end));
        }
    }
    allowed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let mut sources = Sources::default();
        sources.add("t", "t.en.md", "templates/article/t.en.md", text);
        let findings = findings(&sources, "article");
        findings.into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn typed_numerals_are_found_and_identifiers_are_not() {
        assert_eq!(
            found("Exports are 12.5% of output."),
            ["the numeral `12.5%` is typed by hand"]
        );
        let fine = "In 1995–2020 sector C26 of SITC 5 (@tbl-x, [@eder2021, p. 42]), HC1, decision No. 3 of 26 October 2023, $x_1 + 2$, {{ x|num(2) }}, `3`.\n\n1. one\n";
        assert!(found(fine).is_empty(), "{:?}", found(fine));
    }

    #[test]
    fn words_that_judge_belong_into_claims() {
        assert_eq!(
            found("The share is highest."),
            ["`highest` judges results outside a claim"]
        );
        assert_eq!(found("Доля незначима."), ["`незначима` judges results outside a claim"]);
        assert!(found("{% claim \"a\" when x > y %}The share is highest.{% otherwise %}Not.{% endclaim %}").is_empty());
    }

    #[test]
    fn what_is_allowed_in_place_is_not_reported() {
        assert!(found("{* allow: a quotation *}\nThe share is highest.").is_empty());
        assert!(found("The highest. {* allow: a quotation *}").is_empty());
        assert!(found("{* allow-begin: method *}\nhighest\n\nlowest 5\n{* allow-end *}").is_empty());
        assert_eq!(found("{* allow: *}\nThe share is highest.").len(), 1);
        assert_eq!(found("{* allow: one line *}\nhighest\nlowest").len(), 1);
    }
}
