use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, Event, Options, Parser, Tag, TagEnd};

use super::references::{self, LITERAL};
use super::{Parsed, attributes};
use crate::exhibits::Align;
use crate::literate::document::{AdmonitionKind, Block, Inline, Pending, Placeholder, plain_text};

/// Parses Markdown with tables, footnotes, math, heading attributes and admonitions.
///
/// Raw HTML is text: a template cannot smuggle markup into one output only.
pub(in crate::literate) fn parse(text: &str) -> Parsed {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM;
    let events = Parser::new_ext(text, options).into_offset_iter().peekable();
    let mut reader = Reader {
        text,
        events,
        parsed: Parsed::default(),
    };
    reader.parsed.blocks = reader.blocks();
    reader.parsed
}

struct Reader<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> {
    text: &'a str,
    events: Peekable<I>,
    parsed: Parsed,
}

impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> Reader<'a, I> {
    /// All blocks up to the end of the enclosing one.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, _)) = self.events.peek() {
            match event {
                Event::End(_) => break,
                Event::Start(tag) if is_block(tag) => {
                    let Some((Event::Start(tag), _)) = self.events.next() else {
                        break;
                    };
                    blocks.extend(self.block(tag));
                    self.events.next();
                }
                Event::Rule => {
                    self.events.next();
                    blocks.push(Block::Rule);
                }
                // Tight list items hold text without a paragraph.
                _ => blocks.push(Block::Paragraph(self.inlines())),
            }
        }
        blocks
    }

    /// The block that `tag` opens, up to but without its end.
    fn block(&mut self, tag: Tag<'a>) -> Option<Block> {
        Some(match tag {
            Tag::Paragraph => paragraph(self.inlines()),
            Tag::Heading { level, id, classes, .. } => Block::Heading {
                level: level as u8,
                // Whether it is numbered; the number itself comes with the whole document.
                number: (!classes.iter().any(|class| &**class == "unnumbered")).then(String::new),
                id: id.map(|id| id.to_string()).unwrap_or_default(),
                content: self.inlines(),
            },
            Tag::BlockQuote(kind) => {
                let content = self.blocks();
                match kind {
                    None => Block::Quote(content),
                    Some(kind) => Block::Admonition {
                        kind: admonition(kind),
                        title: String::new(),
                        content,
                    },
                }
            }
            Tag::List(first) => Block::List {
                first,
                items: self.items(),
            },
            Tag::CodeBlock(_) | Tag::HtmlBlock => Block::Code(plain_text(&self.inlines())),
            Tag::Table(columns) => self.table(&columns),
            Tag::FootnoteDefinition(label) => {
                let content = self.blocks();
                self.parsed.footnotes.insert(label.to_string(), content);
                return None;
            }
            _ => Block::Paragraph(self.inlines()),
        })
    }

    fn items(&mut self) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some((Event::Start(Tag::Item), _)) = self.events.peek() {
            self.events.next();
            items.push(self.blocks());
            self.events.next();
        }
        items
    }

    fn table(&mut self, columns: &[Alignment]) -> Block {
        let align = |alignment: &Alignment| {
            if *alignment == Alignment::Right {
                Align::Right
            } else {
                Align::Left
            }
        };
        let (mut header, mut rows) = (Vec::new(), Vec::new());
        while let Some((Event::Start(Tag::TableHead | Tag::TableRow), _)) = self.events.peek() {
            let Some((Event::Start(tag), _)) = self.events.next() else {
                break;
            };
            let mut cells = Vec::new();
            while let Some((Event::Start(Tag::TableCell), _)) = self.events.peek() {
                self.events.next();
                cells.push(self.inlines());
                self.events.next();
            }
            self.events.next();
            if tag == Tag::TableHead {
                header = cells
            } else {
                rows.push(cells)
            }
        }
        Block::Table {
            columns: columns.iter().map(align).collect(),
            header,
            rows,
        }
    }

    /// All inline content up to the end of the enclosing element or the next block.
    fn inlines(&mut self) -> Vec<Inline> {
        let mut inlines = Vec::new();
        let mut text = String::new();
        while let Some((event, _)) = self.events.peek() {
            if matches!(event, Event::End(_)) || matches!(event, Event::Start(tag) if is_block(tag)) {
                break;
            }
            let Some((event, range)) = self.events.next() else {
                break;
            };
            match event {
                Event::Text(part) | Event::Html(part) | Event::InlineHtml(part) => {
                    if part.starts_with('@') && self.text[..range.start].ends_with('\\') {
                        text.push(LITERAL);
                    }
                    text.push_str(&part);
                }
                Event::SoftBreak => text.push(' '),
                other => {
                    inlines.extend(references::split(&std::mem::take(&mut text)));
                    inlines.extend(self.inline(other));
                }
            }
        }
        inlines.extend(references::split(&text));
        inlines
    }

    fn inline(&mut self, event: Event<'a>) -> Option<Inline> {
        let inline = match event {
            Event::Code(code) => Inline::Code(code.to_string()),
            Event::InlineMath(math) => Inline::Math(math.to_string()),
            Event::DisplayMath(math) => Inline::Math(format!("{DISPLAY}{math}")),
            Event::FootnoteReference(label) => Inline::Pending(Pending::Footnote(label.to_string())),
            Event::HardBreak => Inline::LineBreak,
            Event::Start(tag) => {
                let content = self.inlines();
                self.events.next();
                match tag {
                    Tag::Emphasis => Inline::Emphasis(content),
                    Tag::Strong => Inline::Strong(content),
                    Tag::Link { dest_url, .. } => Inline::Link {
                        url: dest_url.to_string(),
                        content,
                    },
                    Tag::Image { dest_url, .. } => Inline::Link {
                        url: format!("{IMAGE}{dest_url}"),
                        content,
                    },
                    _ => return None,
                }
            }
            _ => return None,
        };
        Some(inline)
    }
}

/// Marks of what only a whole paragraph can turn into a block.
const DISPLAY: char = '\u{e001}';
const IMAGE: char = '\u{e002}';

/// A paragraph, or what a paragraph of a single exhibit or formula stands for.
fn paragraph(content: Vec<Inline>) -> Block {
    if let [Inline::Link { url, .. }] = content.as_slice()
        && let Some(url) = url.strip_prefix(IMAGE)
    {
        if let Some(id) = url.strip_prefix("exhibit:") {
            return Block::Placeholder(Placeholder::Exhibit(id.to_owned()));
        }
        if url == "bibliography:" {
            return Block::Placeholder(Placeholder::Bibliography);
        }
    }
    let equation = match content.as_slice() {
        [Inline::Math(math)] => Some((math, Some(attributes::Attributes::default()))),
        [Inline::Math(math), Inline::Text(text)] => Some((math, attributes::parse(text))),
        _ => None,
    };
    match equation {
        Some((math, Some(found))) if math.starts_with(DISPLAY) => Block::Equation {
            id: found.id.unwrap_or_default(),
            number: String::new(),
            math: math.trim_start_matches(DISPLAY).trim().to_owned(),
            alt: found.alt.unwrap_or_default(),
        },
        _ => Block::Paragraph(content.into_iter().map(unmarked).collect()),
    }
}

/// A formula or image inside a paragraph is set in line.
fn unmarked(inline: Inline) -> Inline {
    match inline {
        Inline::Math(math) => Inline::Math(math.trim_start_matches(DISPLAY).to_owned()),
        Inline::Link { url, content } => Inline::Link {
            url: url.trim_start_matches(IMAGE).to_owned(),
            content,
        },
        other => other,
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        TagEnd::from(tag.clone()),
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

fn admonition(kind: BlockQuoteKind) -> AdmonitionKind {
    match kind {
        BlockQuoteKind::Warning | BlockQuoteKind::Caution | BlockQuoteKind::Important => AdmonitionKind::Warning,
        BlockQuoteKind::Note | BlockQuoteKind::Tip => AdmonitionKind::Note,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exhibits_formulas_and_headings_become_blocks_of_their_own() {
        let parsed = parse(
            "# Data {#sec-data .unnumbered}\n\n![](exhibit:tbl-inputs)\n\n$$ a_1 $$ {#eq-a alt=\"a one\"}\n\nInline $x$ with @tbl-inputs.[^n]\n\n[^n]: A note.\n",
        );
        let [
            Block::Heading { id, number: None, .. },
            Block::Placeholder(Placeholder::Exhibit(exhibit)),
            Block::Equation {
                id: equation,
                math,
                alt,
                ..
            },
            Block::Paragraph(text),
        ] = parsed.blocks.as_slice()
        else {
            panic!("{:#?}", parsed.blocks)
        };
        assert_eq!(
            (id.as_str(), exhibit.as_str(), equation.as_str()),
            ("sec-data", "tbl-inputs", "eq-a")
        );
        assert_eq!((math.as_str(), alt.as_str()), ("a_1", "a one"));
        assert!(text.contains(&Inline::Math("x".into())));
        assert!(text.contains(&Inline::Pending(Pending::Footnote("n".into()))));
        assert_eq!(
            parsed.footnotes["n"],
            [Block::Paragraph(vec![Inline::Text("A note.".into())])]
        );
    }

    #[test]
    fn raw_html_and_escaped_marks_are_text() {
        let parsed = parse("a <b>c</b> \\*d\\* \\@e");
        assert_eq!(
            parsed.blocks,
            [Block::Paragraph(vec![Inline::Text("a <b>c</b> *d* @e".into())])]
        );
    }

    #[test]
    fn lists_and_admonitions_nest() {
        let parsed = parse("> [!WARNING]\n> Beware.\n\n1. one\n2. two\n");
        assert!(
            matches!(&parsed.blocks[0], Block::Admonition { kind: AdmonitionKind::Warning, content, .. } if content.len() == 1)
        );
        assert!(matches!(&parsed.blocks[1], Block::List { first: Some(1), items } if items.len() == 2));
    }
}
