//! The prose of a template: everything else is blanked, so that places stay where they are.

use std::ops::Range;

use crate::literate::templates::{PieceKind, pieces};

/// The text with tags, formulas, code, references, addresses and attributes blanked.
pub(super) fn prose(source: &str) -> String {
    let mut bytes = source.as_bytes().to_vec();
    for piece in pieces(source) {
        if piece.kind != PieceKind::Text {
            blank(&mut bytes, piece.range);
        }
    }
    let delimited = [
        ("$$", "$$"),
        ("$", "$"),
        ("`", "`"),
        ("](", ")"),
        ("{#", "}"),
        ("[@", "]"),
        ("[-@", "]"),
        ("[^", "]"),
    ];
    for (open, close) in delimited {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        for range in between(&text, open, close) {
            blank(&mut bytes, range);
        }
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    for (start, _) in text.match_indices('@') {
        let end = text[start + 1..]
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '{' | '}')))
            .map_or(text.len(), |at| start + 1 + at);
        blank(&mut bytes, start..end);
    }
    // The numbers of lists.
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let digits = line[indent..].bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 && line[indent + digits..].starts_with(['.', ')']) {
            blank(&mut bytes, start + indent..start + indent + digits);
        }
        start += line.len();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Blanks keep the length in bytes, and the ends of lines.
fn blank(bytes: &mut [u8], range: Range<usize>) {
    for byte in &mut bytes[range] {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

/// Ranges from each opening to the next closing mark, both included, within a paragraph.
fn between(text: &str, open: &str, close: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(open).map(|found| at + found) {
        let inner = start + open.len();
        let paragraph = text[inner..].find("\n\n").map_or(text.len(), |end| inner + end);
        match text[inner..paragraph].find(close) {
            Some(end) => {
                at = inner + end + close.len();
                found.push(start..at);
            }
            None => at = inner,
        }
    }
    found
}
