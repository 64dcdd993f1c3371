//! The blocks of the text as paragraphs in styles.

use super::Writer;
use super::tables::{self, Spot};
use super::xml::{BOLD, Face, LINE_BREAK, PLAIN, TAB, paragraph, run};
use crate::exhibits::Size;
use crate::literate::document::{AdmonitionKind, Block, Claim, ExhibitContent, Inline, Reference, plain_text};
use crate::outputs::table_grid::as_text;

/// What paragraphs stand on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground {
    style: &'static str,
    /// In how many lists.
    depth: usize,
}

const TEXT: &str = "BodyText";
/// Text that goes on after a formula.
const CONTINUED: &str = "TextContinued";
const LIST: &str = "ListParagraph";
/// How far a list is moved to the right, in twentieths of a point.
const INDENT: usize = 425;
/// `numbering.xml` knows as many levels of lists.
const LEVELS: usize = 3;

impl Ground {
    pub(super) fn of(style: &'static str) -> Self {
        Self { style, depth: 0 }
    }
}

impl Writer<'_> {
    /// The text, with the pages turned sideways for wide tables.
    pub(super) fn body(&mut self, blocks: &[Block]) -> String {
        let ground = Ground::of(TEXT);
        let written = blocks.iter().map(|block| {
            let turned = self.turned(is_wide(block));
            turned + &self.block(block, ground)
        });
        written.collect()
    }

    pub(super) fn blocks(&mut self, blocks: &[Block], ground: Ground) -> String {
        blocks.iter().map(|block| self.block(block, ground)).collect()
    }

    fn block(&mut self, block: &Block, ground: Ground) -> String {
        match block {
            Block::Heading {
                level,
                number,
                id,
                content,
                ..
            } => {
                let style = format!("Heading{}", (*level).clamp(1, 4));
                let mark = self.mark(id);
                let number = number.as_ref().map(|number| run(&format!("{number}\u{2002}"), PLAIN));
                let title = self.inlines(content, PLAIN);
                paragraph(&style, "", &format!("{mark}{}{title}", number.unwrap_or_default()))
            }
            Block::Paragraph(content) => self.paragraph(content, ground),
            Block::List { first, items } => self.list(*first, items, ground),
            Block::Quote(content) => self.blocks(content, Ground::of("Quote")),
            Block::Admonition { kind, title, content } => {
                let (style, style_of_title) = match kind {
                    AdmonitionKind::Warning => ("Warning", "WarningTitle"),
                    AdmonitionKind::Note => ("Admonition", "AdmonitionTitle"),
                };
                paragraph(style_of_title, "", &run(title, PLAIN)) + &self.blocks(content, Ground::of(style))
            }
            Block::Code(code) => {
                let lines = code.trim_end().lines().map(|line| run(line, PLAIN));
                paragraph("SourceCode", "", &lines.collect::<Vec<_>>().join(LINE_BREAK))
            }
            Block::Rule => paragraph("Rule", "", ""),
            Block::Table { .. } => self.author_table(block) + &paragraph("ExhibitNotes", "", ""),
            Block::Equation { id, number, math, .. } => {
                let (mark, formula) = (self.mark(id), self.formula(math, true));
                let number = run(number, PLAIN);
                paragraph("Equation", "", &format!("{mark}{TAB}{formula}{TAB}{number}"))
            }
            Block::Exhibit(exhibit) => self.exhibit(exhibit),
            Block::Bibliography(references) => references.iter().map(|one| self.reference(one)).collect(),
            Block::Claims => {
                let document = self.document;
                document.claims.iter().map(|claim| self.claim(claim)).collect()
            }
            Block::Placeholder(..) => String::new(),
        }
    }

    fn paragraph(&mut self, content: &[Inline], ground: Ground) -> String {
        let goes_on = || {
            let text = plain_text(content);
            text.trim_start().chars().next().is_some_and(char::is_lowercase)
        };
        let style = match ground.style {
            TEXT if goes_on() => CONTINUED,
            style => style,
        };
        let indent = match ground.depth {
            0 => String::new(),
            depth => format!("<w:ind w:left=\"{}\"/>", depth * INDENT),
        };
        let content = self.inlines(content, PLAIN);
        paragraph(style, &indent, &content)
    }

    fn list(&mut self, first: Option<u64>, items: &[Vec<Block>], ground: Ground) -> String {
        let level = ground.depth.min(LEVELS - 1);
        let list = match first {
            None => 1,
            Some(first) => {
                self.lists.push((level, first));
                self.lists.len() + 1
            }
        };
        let mark = format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
        let inner = Ground {
            style: LIST,
            depth: level + 1,
        };
        let written = items.iter().map(|item| {
            let (first, rest) = match item.split_first() {
                Some((Block::Paragraph(first), rest)) => (self.inlines(first, PLAIN), rest),
                _ => (String::new(), item.as_slice()),
            };
            paragraph(LIST, &mark, &first) + &self.blocks(rest, inner)
        });
        written.collect()
    }

    /// A table of the author's, whose cells hold running text.
    pub(super) fn author_table(&mut self, block: &Block) -> String {
        let (Some(table), Block::Table { header, rows, .. }) = (as_text(block), block) else {
            return String::new();
        };
        tables::ruled(&table, self.width(), &mut |spot, _| match spot {
            Spot::Title(column) => self.inlines(header.get(column).map(Vec::as_slice).unwrap_or_default(), PLAIN),
            Spot::Cell(row, column) => {
                let cell = rows.get(row).and_then(|row| row.get(column));
                self.inlines(cell.map(Vec::as_slice).unwrap_or_default(), PLAIN)
            }
        })
    }

    fn reference(&mut self, reference: &Reference) -> String {
        let mark = self.mark(&reference.id);
        let number = reference.number.as_ref().map(|number| {
            let point = if number.ends_with(['.', ']']) { "" } else { "." };
            format!("{}{TAB}", run(&format!("{number}{point}"), PLAIN))
        });
        let content = self.inlines(&reference.content, PLAIN);
        paragraph(
            "Bibliography",
            "",
            &format!("{mark}{}{content}", number.unwrap_or_default()),
        )
    }

    /// A claim with its condition and the values that decided.
    fn claim(&self, claim: &Claim) -> String {
        const CODE: Face = Face {
            style: Some("VerbatimChar"),
            ..PLAIN
        };
        let phrase = |key: &str| run(&self.lexicon.phrase(key).unwrap_or_default(), PLAIN);
        let sentence = match claim.sentence.as_slice() {
            [] => phrase("claim-nothing"),
            sentence => run(&plain_text(sentence), PLAIN),
        };
        let condition = match &claim.condition {
            Some(condition) => run(condition, CODE),
            None => phrase("claim-otherwise"),
        };
        let operands = claim.operands.iter().map(|operand| {
            let (expression, value) = (run(&operand.expression, CODE), format!(" = {}", operand.value));
            format!("{}{expression}{}", run("; ", PLAIN), run(&value, PLAIN))
        });
        let name = run(&format!("{}. ", claim.id), BOLD);
        let below = "<w:spacing w:before=\"0\"/><w:ind w:left=\"425\"/>";
        paragraph("Claim", "<w:keepNext/>", &format!("{name}{sentence}"))
            + &paragraph("Claim", below, &format!("{condition}{}", operands.collect::<String>()))
    }
}

/// Whether the block is a table that needs a page turned sideways.
fn is_wide(block: &Block) -> bool {
    let Block::Exhibit(exhibit) = block else { return false };
    matches!(&exhibit.content, ExhibitContent::Table(table) if table.size == Size::Wide)
}
