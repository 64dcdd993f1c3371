//! Cuts the source of a template into text and tags.

use std::ops::Range;

/// A stretch of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::literate) struct Piece {
    pub kind: PieceKind,
    /// With delimiters.
    pub range: Range<usize>,
    /// Without delimiters, marks of white space control, and white space.
    pub inner: Range<usize>,
    /// `{%-`: white space before the tag is dropped.
    pub trims_before: bool,
    /// `-%}`: white space after the tag is dropped.
    pub trims_after: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::literate) enum PieceKind {
    Text,
    /// `{{ … }}`
    Expression,
    /// `{% … %}`
    Statement,
    /// `{* … *}`
    Comment,
}

const TAGS: [(&str, &str, PieceKind); 3] = [
    ("{{", "}}", PieceKind::Expression),
    ("{%", "%}", PieceKind::Statement),
    ("{*", "*}", PieceKind::Comment),
];

/// Cuts a template up; a tag without an end reaches to the end of the text.
pub(in crate::literate) fn pieces(source: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < source.len() {
        let next = TAGS
            .iter()
            .filter_map(|tag| Some((at + source[at..].find(tag.0)?, tag)))
            .min_by_key(|(start, _)| *start);
        let Some((start, &(open, close, kind))) = next else {
            push_text(&mut pieces, at..source.len());
            break;
        };
        push_text(&mut pieces, at..start);
        let end = closing(source, start + open.len(), close, kind);
        let piece = tag(source, start..end, open, close, kind);
        at = end;
        let is_raw = kind == PieceKind::Statement && &source[piece.inner.clone()] == "raw";
        pieces.push(piece);
        if is_raw {
            let end = end_of_raw(source, at);
            push_text(&mut pieces, at..end);
            at = end;
        }
    }
    pieces
}

fn push_text(pieces: &mut Vec<Piece>, range: Range<usize>) {
    if !range.is_empty() {
        pieces.push(Piece {
            kind: PieceKind::Text,
            inner: range.clone(),
            range,
            trims_before: false,
            trims_after: false,
        });
    }
}

/// Where a tag ends; what stands in quotation marks cannot end it.
fn closing(source: &str, start: usize, close: &str, kind: PieceKind) -> usize {
    if kind == PieceKind::Comment {
        return source[start..]
            .find(close)
            .map_or(source.len(), |at| start + at + close.len());
    }
    let mut quote = None;
    let mut escaped = false;
    for (at, letter) in source[start..].char_indices() {
        match (quote, letter) {
            (Some(_), _) if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(open), _) if open == letter => quote = None,
            (None, '"' | '\'') => quote = Some(letter),
            (None, _) if source[start + at..].starts_with(close) => return start + at + close.len(),
            _ => {}
        }
    }
    source.len()
}

fn tag(source: &str, range: Range<usize>, open: &str, close: &str, kind: PieceKind) -> Piece {
    let mut inner = range.start + open.len()..range.end;
    if source[inner.clone()].ends_with(close) {
        inner.end -= close.len();
    }
    let body = &source[inner.clone()];
    let trims_before = body.starts_with('-');
    let trims_after = body.len() > 1 && body.ends_with('-');
    inner.start += usize::from(body.starts_with(['-', '+']));
    inner.end -= usize::from(body.len() > 1 && body.ends_with(['-', '+']));
    let body = &source[inner.clone()];
    let start = inner.start + (body.len() - body.trim_start().len());
    let end = start + body.trim().len();
    Piece {
        kind,
        range,
        inner: start..end,
        trims_before,
        trims_after,
    }
}

fn end_of_raw(source: &str, start: usize) -> usize {
    let mut at = start;
    while let Some(found) = source[at..].find("{%") {
        let tag = at + found;
        let name = source[tag + 2..].trim_start_matches(['-', '+']).trim_start();
        if name.starts_with("endraw") {
            return tag;
        }
        at = tag + 2;
    }
    source.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(source: &str) -> Vec<(PieceKind, &str)> {
        let pieces = pieces(source);
        pieces
            .into_iter()
            .map(|piece| (piece.kind, &source[piece.inner]))
            .collect()
    }

    #[test]
    fn text_and_tags_are_told_apart() {
        use PieceKind::{Comment, Expression, Statement, Text};
        assert_eq!(
            cut("a {{- x|f(\"}}\") }} b {%- if y -%} c {* d {{ e }} *}{% endif %}"),
            [
                (Text, "a "),
                (Expression, "x|f(\"}}\")"),
                (Text, " b "),
                (Statement, "if y"),
                (Text, " c "),
                (Comment, "d {{ e }}"),
                (Statement, "endif"),
            ]
        );
        assert_eq!(
            cut("{% raw %}{{ x }}{% endraw %}y"),
            [
                (Statement, "raw"),
                (Text, "{{ x }}"),
                (Statement, "endraw"),
                (Text, "y")
            ]
        );
        assert_eq!(cut("a {{ b"), [(Text, "a "), (Expression, "b")]);
    }
}
