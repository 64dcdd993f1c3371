//! Running text: runs, links, bookmarks, footnotes and formulas.

use super::Writer;
use super::blocks::Ground;
use super::omml::omml;
use super::xml::{Face, LINE_BREAK, PLAIN, paragraph, run};
use crate::fingerprint::sha256;
use crate::literate::document::{Block, Claim, Inline, plain_text};
use crate::outputs::links::is_safe;
use crate::outputs::math::Math;

impl Writer<'_> {
    pub(super) fn inlines(&mut self, content: &[Inline], face: Face) -> String {
        content.iter().map(|inline| self.inline(inline, face)).collect()
    }

    fn inline(&mut self, inline: &Inline, face: Face) -> String {
        match inline {
            Inline::Text(words) | Inline::Value { text: words, .. } => run(words, face),
            Inline::Emphasis(inner) => {
                let italic = !face.italic;
                self.inlines(inner, Face { italic, ..face })
            }
            Inline::Strong(inner) => self.inlines(inner, Face { bold: true, ..face }),
            Inline::Code(words) => {
                let style = Some("VerbatimChar");
                run(words, Face { style, ..face })
            }
            Inline::Math(source, _) => self.formula(source, false),
            Inline::ClaimMark(claim) => {
                let anchor = self.document.claims.get(*claim).map(Claim::anchor);
                anchor.map(|anchor| self.mark(&anchor)).unwrap_or_default()
            }
            Inline::Link { url, content } if is_safe(url) => match url.strip_prefix('#') {
                Some(target) => self.jump(target, |writer| writer.inlines(content, face)),
                None => self.link(url, content, face),
            },
            Inline::Link { content, .. } => self.inlines(content, face),
            Inline::Jump { target, text, .. } => self.jump(target, |_| run(text, face)),
            Inline::Footnote(number) => self.footnote(*number),
            Inline::LineBreak => LINE_BREAK.to_owned(),
            Inline::Pending(..) => String::new(),
        }
    }

    /// A place that links lead to.
    pub(super) fn mark(&mut self, id: &str) -> String {
        self.marks += 1;
        format!(
            "<w:bookmarkStart w:id=\"{number}\" w:name=\"{}\"/><w:bookmarkEnd w:id=\"{number}\"/>",
            bookmark(id),
            number = self.marks
        )
    }

    /// A link inside the document.
    fn jump(&mut self, target: &str, content: impl FnOnce(&mut Self) -> String) -> String {
        self.hyperlink(&format!("w:anchor=\"{}\"", bookmark(target)), content)
    }

    /// A link to an address.
    fn link(&mut self, url: &str, content: &[Inline], face: Face) -> String {
        let id = self.relations.link(url);
        let style = Some("Hyperlink");
        self.hyperlink(&format!("r:id=\"{id}\""), |writer| {
            writer.inlines(content, Face { style, ..face })
        })
    }

    fn hyperlink(&mut self, target: &str, content: impl FnOnce(&mut Self) -> String) -> String {
        if self.inside_link {
            return content(self);
        }
        self.inside_link = true;
        let content = content(self);
        self.inside_link = false;
        format!("<w:hyperlink {target} w:history=\"1\">{content}</w:hyperlink>")
    }

    /// The mark of a footnote; its text goes into the part of the footnotes.
    fn footnote(&mut self, number: usize) -> String {
        let document = self.document;
        let note = number.checked_sub(1).and_then(|place| document.footnotes.get(place));
        let note = note.map(Vec::as_slice).unwrap_or_default();
        if self.inside_note {
            return in_brackets(note);
        }
        let in_link = std::mem::replace(&mut self.inside_link, false);
        self.inside_note = true;
        // Links in footnotes belong to their part.
        std::mem::swap(&mut self.relations, &mut self.notes.relations);
        let text = self.note(note);
        std::mem::swap(&mut self.relations, &mut self.notes.relations);
        self.inside_note = false;
        self.inside_link = in_link;
        let id = self.notes.written.len() + 1;
        self.notes
            .written
            .push(format!("<w:footnote w:id=\"{id}\">{text}</w:footnote>\n"));
        format!("<w:r><w:rPr><w:rStyle w:val=\"{NOTE_MARK}\"/></w:rPr><w:footnoteReference w:id=\"{id}\"/></w:r>")
    }

    fn note(&mut self, note: &[Block]) -> String {
        const STYLE: &str = "FootnoteText";
        let mark = format!(
            "<w:r><w:rPr><w:rStyle w:val=\"{NOTE_MARK}\"/></w:rPr><w:footnoteRef/></w:r>{}",
            run(" ", PLAIN)
        );
        let (first, rest) = match note.split_first() {
            Some((Block::Paragraph(first), rest)) => (self.inlines(first, PLAIN), rest),
            _ => (String::new(), note),
        };
        paragraph(STYLE, "", &format!("{mark}{first}")) + &self.blocks(rest, Ground::of(STYLE))
    }

    /// A formula as Word sets it; as the author wrote it where it cannot be read.
    pub(super) fn formula(&self, source: &str, display: bool) -> String {
        let mathml = self.formulas.get(&(source.to_owned(), display));
        match mathml.and_then(|mathml| Math::parse(mathml)) {
            Some(math) => format!("<m:oMath>{}</m:oMath>", omml(&math)),
            None => run(source, PLAIN),
        }
    }
}

/// The style of the marks of footnotes.
const NOTE_MARK: &str = "FootnoteReference";

/// Word has no footnotes in footnotes.
fn in_brackets(note: &[Block]) -> String {
    let paragraphs = note.iter().filter_map(|block| match block {
        Block::Paragraph(content) => Some(plain_text(content)),
        _ => None,
    });
    run(&format!(" [{}]", paragraphs.collect::<Vec<_>>().join(" ")), PLAIN)
}

/// The name of a bookmark: at most 40 letters, digits and low lines.
fn bookmark(id: &str) -> String {
    let is_plain = id.len() <= 40
        && id.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && id.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    match is_plain {
        true => id.replace('-', "_"),
        false => format!("id_{:.32}", sha256(id.as_bytes())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bookmarks_have_names_that_word_allows() {
        assert_eq!(bookmark("fig-linkage-RUS"), "fig_linkage_RUS");
        let long = bookmark("claim-a_b");
        assert_eq!(long.len(), 35);
        assert!(long.starts_with("id_") && long != bookmark("claim-a-b"));
    }
}
