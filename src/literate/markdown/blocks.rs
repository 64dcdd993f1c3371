use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, Event, Options, Parser, Tag, TagEnd};

use super::references::{self, LITERAL};
use super::{Parsed, attributes, callouts, captioned};
use crate::exhibits::Align;
use crate::literate::document::{AdmonitionKind, Block, Inline, Origin, Pending, plain_text};
use crate::literate::record::StretchKind;
use crate::literate::templates::Rendered;

/// Parses Markdown with tables, footnotes, math, heading attributes and admonitions.
///
/// Raw HTML is text: a template cannot smuggle markup into one output only.
///
/// `kinds` says what the marked stretches of the text are.
pub(in crate::literate) fn parse(rendered: &Rendered, kinds: &[StretchKind]) -> Parsed {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM;
    let rendered = callouts::as_alerts(rendered);
    let events = Parser::new_ext(&rendered.text, options).into_offset_iter().peekable();
    let mut reader = Reader {
        rendered: &rendered,
        events,
        parsed: Parsed::default(),
        cuts: Cuts::new(&rendered, kinds),
    };
    reader.parsed.blocks = reader.blocks();
    reader.parsed
}

/// Where values and claims stand in the text.
struct Cuts {
    /// Sorted; they do not overlap.
    values: Vec<(Range<usize>, usize)>,
    /// Where claims begin; those before `passed` have their mark.
    claims: Vec<(usize, usize)>,
    passed: usize,
}

impl Cuts {
    fn new(rendered: &Rendered, kinds: &[StretchKind]) -> Self {
        let mut cuts = Self {
            values: Vec::new(),
            claims: Vec::new(),
            passed: 0,
        };
        for stretch in &rendered.stretches {
            match kinds.get(stretch.index) {
                Some(StretchKind::Value(value)) => cuts.values.push((stretch.range.clone(), *value)),
                Some(StretchKind::Claim(claim)) if !stretch.range.is_empty() => {
                    cuts.claims.push((stretch.range.start, *claim));
                }
                _ => {}
            }
        }
        cuts
    }

    fn value_at(&self, offset: usize) -> Option<usize> {
        let after = self.values.partition_point(|(range, _)| range.start <= offset);
        let (range, value) = self.values[..after].last()?;
        (offset < range.end).then_some(*value)
    }

    /// The next offset after `offset` and before `end` at which a value or a claim begins or ends.
    fn next(&self, offset: usize, end: usize) -> usize {
        let values = self.values.iter().flat_map(|(range, _)| [range.start, range.end]);
        let claims = self.claims[self.passed..].iter().map(|(start, _)| *start);
        values
            .chain(claims)
            .filter(|at| *at > offset && *at < end)
            .min()
            .unwrap_or(end)
    }
}

struct Reader<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> {
    rendered: &'a Rendered,
    events: Peekable<I>,
    parsed: Parsed,
    cuts: Cuts,
}

/// Text that is being gathered, with where each piece of it stands.
#[derive(Default)]
struct Gathered {
    text: String,
    /// Offset in `text` → offset in the rendered Markdown.
    places: Vec<(usize, usize)>,
    value: Option<usize>,
}

impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> Reader<'a, I> {
    /// All blocks up to the end of the enclosing one.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, _)) = self.events.peek() {
            match event {
                Event::End(_) => break,
                Event::Start(tag) if is_block(tag) => {
                    let Some((Event::Start(tag), range)) = self.events.next() else {
                        break;
                    };
                    blocks.extend(self.block(tag, range.start));
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
        captioned::tables(blocks)
    }

    /// The block that `tag` opens, up to but without its end.
    fn block(&mut self, tag: Tag<'a>, start: usize) -> Option<Block> {
        let origin = self.rendered.origin(start);
        Some(match tag {
            Tag::Paragraph => paragraph(self.inlines(), origin),
            Tag::Heading { level, id, classes, .. } => Block::Heading {
                level: level as u8,
                // Whether it is numbered; the number itself comes with the whole document.
                number: (!classes.iter().any(|class| &**class == "unnumbered")).then(String::new),
                id: id.map(|id| id.to_string()).unwrap_or_default(),
                content: self.inlines(),
                origin,
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
            Tag::CodeBlock(_) => Block::Code(self.code()),
            Tag::HtmlBlock => Block::Code(plain_text(&self.inlines())),
            Tag::Table(columns) => self.table(&columns),
            Tag::FootnoteDefinition(label) => {
                let content = self.blocks();
                self.parsed.footnotes.insert(label.to_string(), content);
                return None;
            }
            _ => Block::Paragraph(self.inlines()),
        })
    }

    /// The text of a code block, letter by letter.
    fn code(&mut self) -> String {
        let mut code = String::new();
        while let Some((Event::Text(_), _)) = self.events.peek() {
            if let Some((Event::Text(text), _)) = self.events.next() {
                code.push_str(&text);
            }
        }
        code
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
        let mut gathered = Gathered::default();
        while let Some((event, _)) = self.events.peek() {
            if matches!(event, Event::End(_)) || matches!(event, Event::Start(tag) if is_block(tag)) {
                break;
            }
            let Some((event, range)) = self.events.next() else {
                break;
            };
            match event {
                Event::Text(part) | Event::Html(part) | Event::InlineHtml(part) => {
                    if part.starts_with('@') && self.rendered.text[..range.start].ends_with('\\') {
                        gathered.text.push(LITERAL);
                    }
                    self.text(&part, range, &mut gathered, &mut inlines);
                }
                Event::SoftBreak => gathered.text.push(' '),
                other => {
                    self.flush(&mut gathered, &mut inlines);
                    inlines.extend(self.inline(other, range.start));
                }
            }
        }
        self.flush(&mut gathered, &mut inlines);
        inlines
    }

    /// Takes in text, cut where values and claims begin and end.
    fn text(&mut self, part: &str, range: Range<usize>, gathered: &mut Gathered, inlines: &mut Vec<Inline>) {
        // An entity or an escape is of one piece.
        let divisible = part.len() == range.len();
        let mut at = range.start;
        while at < range.end {
            let end = if divisible {
                self.cuts.next(at, range.end)
            } else {
                range.end
            };
            let piece = if divisible {
                &part[at - range.start..end - range.start]
            } else {
                part
            };
            while let Some((_, claim)) = self.cuts.claims.get(self.cuts.passed).filter(|(start, _)| *start <= at) {
                let claim = *claim;
                self.flush(gathered, inlines);
                inlines.push(Inline::ClaimMark(claim));
                self.cuts.passed += 1;
            }
            let value = self.cuts.value_at(at);
            if value != gathered.value {
                self.flush(gathered, inlines);
                gathered.value = value;
            }
            gathered.places.push((gathered.text.len(), at));
            gathered.text.push_str(piece);
            at = end;
        }
    }

    fn flush(&self, gathered: &mut Gathered, inlines: &mut Vec<Inline>) {
        let Gathered {
            mut text,
            mut places,
            value,
        } = std::mem::take(gathered);
        // The full stop of an abbreviation ends the sentence as well: «12,7 п. п.»
        let ended = matches!(inlines.last(), Some(Inline::Value { text, .. }) if text.ends_with('.'));
        if ended && value.is_none() && text.starts_with('.') {
            text.remove(0);
            places
                .iter_mut()
                .for_each(|(start, _)| *start = start.saturating_sub(1));
        }
        match value {
            Some(value) => inlines.push(Inline::Value { text, value }),
            None => inlines.extend(references::split(&text, &|at| {
                let after = places.partition_point(|(start, _)| *start <= at);
                let (start, offset) = places[..after].last()?;
                self.rendered.origin(offset + (at - start))
            })),
        }
    }

    fn inline(&mut self, event: Event<'a>, start: usize) -> Option<Inline> {
        let origin = self.rendered.origin(start);
        let inline = match event {
            Event::Code(code) => Inline::Code(code.to_string()),
            Event::InlineMath(math) => Inline::Math(math.to_string(), origin),
            Event::DisplayMath(math) => Inline::Math(format!("{DISPLAY}{math}"), origin),
            Event::FootnoteReference(label) => Inline::Pending(Pending::Footnote(label.to_string()), origin),
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

/// A paragraph, or what a paragraph of a single exhibit, picture or formula stands for.
fn paragraph(content: Vec<Inline>, origin: Option<Origin>) -> Block {
    let visible: Vec<&Inline> = content
        .iter()
        .filter(|inline| !matches!(inline, Inline::ClaimMark(_)))
        .collect();
    if let [Inline::Link { url, content: caption }, rest @ ..] = visible.as_slice()
        && let Some(url) = url.strip_prefix(IMAGE)
    {
        let attributes = match rest {
            [] => Some(attributes::Attributes::default()),
            [Inline::Text(text)] => attributes::parse(text),
            _ => None,
        };
        match attributes {
            Some(found) => return Block::Placeholder(captioned::placeholder(url, caption, found), origin),
            None if matches!(rest, [Inline::Text(text)] if text.trim_start().starts_with('{')) => {
                let problem = Pending::Attributes(plain_text(&content));
                return Block::Paragraph(vec![Inline::Pending(problem, origin)]);
            }
            None => {}
        }
    }
    let equation = match visible.as_slice() {
        [Inline::Math(math, _)] => Some((math, Some(attributes::Attributes::default()))),
        [Inline::Math(math, _), Inline::Text(text)] => Some((math, attributes::parse(text))),
        _ => None,
    };
    match equation {
        Some((math, Some(found))) if math.starts_with(DISPLAY) => Block::Equation {
            id: found.id.unwrap_or_default(),
            number: String::new(),
            math: math.trim_start_matches(DISPLAY).trim().to_owned(),
            alt: found.alt.unwrap_or_default(),
            origin,
        },
        _ => Block::Paragraph(content.into_iter().map(|inline| unmarked(inline, origin)).collect()),
    }
}

/// A formula inside a paragraph is set in line; a picture or an exhibit has no place there.
fn unmarked(inline: Inline, origin: Option<Origin>) -> Inline {
    match inline {
        Inline::Math(math, origin) => Inline::Math(math.trim_start_matches(DISPLAY).to_owned(), origin),
        Inline::Link { url, .. } if url.starts_with(IMAGE) => {
            Inline::Pending(Pending::Image(url.trim_start_matches(IMAGE).to_owned()), origin)
        }
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
