//! The smallest pieces of a Word file.

use crate::outputs::html::escape::escape;

/// Text for content and attributes, without the characters that XML has no place for.
pub(super) fn text(words: &str) -> String {
    let is_allowed = |letter: &char| {
        !matches!(
            *letter,
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'
        )
    };
    escape(&words.chars().filter(is_allowed).collect::<String>())
}

/// How a stretch of text looks.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Face {
    /// A style of characters.
    pub style: Option<&'static str>,
    pub bold: bool,
    pub italic: bool,
}

pub(super) const PLAIN: Face = Face {
    style: None,
    bold: false,
    italic: false,
};
pub(super) const BOLD: Face = Face { bold: true, ..PLAIN };
pub(super) const ITALIC: Face = Face { italic: true, ..PLAIN };

impl Face {
    fn properties(self) -> String {
        let mut properties = String::new();
        if let Some(style) = self.style {
            properties += &format!("<w:rStyle w:val=\"{style}\"/>");
        }
        if self.bold {
            properties += "<w:b/>";
        }
        if self.italic {
            properties += "<w:i/>";
        }
        match properties.is_empty() {
            true => properties,
            false => format!("<w:rPr>{properties}</w:rPr>"),
        }
    }
}

/// Hyphens that Word writes as elements.
const SOFT_HYPHEN: char = '\u{ad}';
const HARD_HYPHEN: char = '\u{2011}';

/// A stretch of text.
pub(super) fn run(words: &str, face: Face) -> String {
    let mut content = String::new();
    for piece in words.split_inclusive([SOFT_HYPHEN, HARD_HYPHEN]) {
        let plain = piece.trim_end_matches([SOFT_HYPHEN, HARD_HYPHEN]);
        if !plain.is_empty() {
            content += &format!("<w:t xml:space=\"preserve\">{}</w:t>", text(plain));
        }
        if piece.ends_with(SOFT_HYPHEN) {
            content += "<w:softHyphen/>";
        } else if piece.ends_with(HARD_HYPHEN) {
            content += "<w:noBreakHyphen/>";
        }
    }
    match content.is_empty() {
        true => content,
        false => format!("<w:r>{}{content}</w:r>", face.properties()),
    }
}

pub(super) const TAB: &str = "<w:r><w:tab/></w:r>";
pub(super) const LINE_BREAK: &str = "<w:r><w:br/></w:r>";

/// A paragraph in a style, with more properties where the style is not enough.
pub(super) fn paragraph(style: &str, properties: &str, content: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>{content}</w:p>\n")
}

/// A field that Word computes, with what it shows until then.
pub(super) fn field(instruction: &str, shown: &str) -> String {
    format!("<w:fldSimple w:instr=\"{}\">{shown}</w:fldSimple>", text(instruction))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_are_elements_and_text_stays_text() {
        assert_eq!(
            run("com\u{ad}pu<t>\u{1}", BOLD),
            "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">com</w:t><w:softHyphen/><w:t xml:space=\"preserve\">pu&lt;t&gt;</w:t></w:r>"
        );
        assert_eq!(run("", PLAIN), "");
    }
}
