use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::escape::escape;
use super::tables::table;
use crate::exhibits::Align;
use crate::exhibits::CHART_WIDTH;
use crate::literate::Lexicon;
use crate::literate::document::{
    AdmonitionKind, Block, Claim, Document, Exhibit, ExhibitContent, Inline, JumpKind, Reference, TextTable, plain_text,
};
use crate::literate::walk::{Part, walk};
use crate::outputs::links::is_safe;
use crate::outputs::math::Formula;

/// Writes the blocks of a document as HTML.
pub(super) struct Body<'a> {
    pub document: &'a Document,
    pub formulas: &'a BTreeMap<Formula, String>,
    pub drawing: &'a dyn Fn(&str) -> Option<String>,
    pub lexicon: &'a Lexicon,
    /// For each value of the document, its place in the trace.
    pub nodes: &'a [usize],
}

impl Body<'_> {
    /// The text with its footnotes.
    pub(super) fn whole(&self) -> String {
        format!("{}{}", self.blocks(&self.document.body), self.footnotes())
    }

    pub(super) fn blocks(&self, blocks: &[Block]) -> String {
        blocks.iter().map(|block| format!("{}\n", self.block(block))).collect()
    }

    fn node(&self, value: usize) -> usize {
        self.nodes.get(value).copied().unwrap_or_default()
    }

    fn table(&self, content: &TextTable) -> String {
        table(content, &|value| {
            let number = &self.document.values[value];
            (self.node(value), number)
        })
    }

    fn phrase(&self, key: &str) -> String {
        escape(&self.lexicon.phrase(key).unwrap_or_default())
    }

    fn block(&self, block: &Block) -> String {
        match block {
            Block::Heading {
                level,
                number,
                id,
                content,
                ..
            } => self.heading(*level, number.as_deref(), id, content),
            Block::Paragraph(content) => format!("<p>{}</p>", self.inlines(content)),
            Block::List { first, items } => {
                let items: String = items
                    .iter()
                    .map(|item| format!("<li>{}</li>", self.blocks(item).trim()))
                    .collect();
                match first {
                    Some(1) => format!("<ol>{items}</ol>"),
                    Some(first) => format!("<ol start=\"{first}\">{items}</ol>"),
                    None => format!("<ul>{items}</ul>"),
                }
            }
            Block::Quote(content) => format!("<blockquote>{}</blockquote>", self.blocks(content)),
            Block::Admonition { kind, title, content } => {
                let kind = if *kind == AdmonitionKind::Warning {
                    "warning"
                } else {
                    "note"
                };
                let title = escape(title);
                format!(
                    "<aside class=\"admonition {kind}\"><p class=\"admonition-title\">{title}</p>{}</aside>",
                    self.blocks(content)
                )
            }
            Block::Code(code) => format!("<pre><code>{}</code></pre>", escape(code)),
            Block::Rule => "<hr>".to_owned(),
            Block::Table { columns, header, rows } => self.author_table(columns, header, rows),
            Block::Equation {
                id, number, math, alt, ..
            } => {
                let element = self.formula(math, true);
                let labelled = element.replacen("<math", &format!("<math aria-label=\"{}\"", escape(alt)), 1);
                format!(
                    "<div class=\"equation\" id=\"{}\">{labelled}<span class=\"eqno\">{}</span></div>",
                    escape(id),
                    escape(number)
                )
            }
            Block::Exhibit(exhibit) => self.exhibit(exhibit),
            Block::Bibliography(references) => self.bibliography(references),
            Block::Claims => self.claims(),
            Block::Placeholder(..) => String::new(),
        }
    }

    fn heading(&self, level: u8, number: Option<&str>, id: &str, content: &[Inline]) -> String {
        let tag = format!("h{}", level + 1);
        let number = number
            .map(|number| format!("<span class=\"secno\">{number}</span> "))
            .unwrap_or_default();
        let (id, title, label) = (escape(id), self.inlines(content), self.phrase("anchor"));
        format!(
            "<{tag} id=\"{id}\">{number}{title} <a class=\"anchor\" href=\"#{id}\" aria-label=\"{label}\">#</a></{tag}>"
        )
    }

    fn author_table(&self, columns: &[Align], header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> String {
        let cells = |row: &[Vec<Inline>], tag: &str, attributes: &str| {
            row.iter()
                .enumerate()
                .map(|(i, cell)| {
                    let class = match columns.get(i) {
                        Some(Align::Right) => " class=\"num\"",
                        _ => "",
                    };
                    format!("<{tag}{attributes}{class}>{}</{tag}>", self.inlines(cell))
                })
                .collect::<String>()
        };
        let head = cells(header, "th", " scope=\"col\"");
        let rows: String = rows
            .iter()
            .map(|row| format!("<tr>{}</tr>", cells(row, "td", "")))
            .collect();
        format!(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )
    }

    fn exhibit(&self, exhibit: &Exhibit) -> String {
        let id = escape(&exhibit.id);
        let separator = exhibit.separator.trim_end();
        let caption = format!(
            "<figcaption id=\"{id}-caption\"><span class=\"label\">{}{}</span> {}</figcaption>",
            escape(&exhibit.label),
            escape(separator),
            self.inlines(&exhibit.caption)
        );
        let notes = exhibit.notes.iter().chain(&exhibit.source);
        let notes: String = notes.map(|note| format!("<p>{}</p>", self.inlines(note))).collect();
        let notes = if notes.is_empty() {
            notes
        } else {
            format!("<div class=\"notes\">{notes}</div>")
        };
        let notes = notes + &self.method(exhibit);
        match &exhibit.content {
            ExhibitContent::Table(content) => format!(
                "<figure class=\"exhibit table-exhibit\" id=\"{id}\">{caption}<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{id}-caption\">{}</div>{notes}</figure>",
                self.table(content)
            ),
            ExhibitContent::AuthorTable(content) => format!(
                "<figure class=\"exhibit table-exhibit\" id=\"{id}\">{caption}{}{notes}</figure>",
                self.block(content)
            ),
            ExhibitContent::Image { alt, kind, bytes } => {
                let mime = match *kind {
                    "svg" => "svg+xml",
                    "jpg" => "jpeg",
                    other => other,
                };
                format!(
                    "<figure class=\"exhibit image-exhibit\" id=\"{id}\"><img alt=\"{}\" src=\"data:image/{mime};base64,{}\">{caption}{notes}</figure>",
                    escape(alt),
                    BASE64.encode(bytes.as_slice())
                )
            }
            ExhibitContent::Figure {
                alt,
                chart,
                data_title,
                data,
            } => {
                let svg = (self.drawing)(&exhibit.file_stem()).unwrap_or_default();
                format!(
                    "<figure class=\"exhibit chart-exhibit\" id=\"{id}\"><div class=\"chart{}\" style=\"--ratio: {CHART_WIDTH} / {}\" data-chart=\"{id}\" role=\"img\" aria-label=\"{}\">{svg}</div>{caption}{notes}<details class=\"chart-data\"><summary>{}</summary><div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">{}</div></details></figure>",
                    if chart.wide { " wide" } else { "" },
                    chart.height,
                    escape(alt),
                    escape(data_title),
                    escape(data_title),
                    self.table(data)
                )
            }
        }
    }

    /// What an exhibit was computed from, and how.
    fn method(&self, exhibit: &Exhibit) -> String {
        let Some(method) = &exhibit.method else {
            return String::new();
        };
        let data = match exhibit.content {
            ExhibitContent::Table(_) => format!("tables/{}.csv", exhibit.file_stem()),
            _ => "results.json".to_owned(),
        };
        format!(
            "<details class=\"how\"><summary>{}</summary><p>{}</p><p>{}: <code>{}</code></p></details>",
            self.phrase("how-computed"),
            self.inlines(method),
            self.phrase("data-file"),
            escape(&data)
        )
    }

    /// Every claim with its condition and the values that decided.
    fn claims(&self) -> String {
        let marked = marked_claims(self.document);
        let items = self.document.claims.iter().enumerate().map(|(position, claim)| {
            let sentence = if claim.sentence.is_empty() {
                self.phrase("claim-nothing")
            } else {
                escape(&plain_text(&claim.sentence))
            };
            let name = if marked.contains(&position) {
                format!("<a href=\"#{}\">{}</a>", escape(&claim.anchor()), escape(&claim.id))
            } else {
                escape(&claim.id)
            };
            let condition = match &claim.condition {
                Some(condition) => format!("<code>{}</code>", escape(condition)),
                None => self.phrase("claim-otherwise"),
            };
            let operands = claim.operands.iter().map(|operand| {
                format!(
                    "<li><code>{}</code> = {}</li>",
                    escape(&operand.expression),
                    escape(&operand.value)
                )
            });
            let operands: String = operands.collect();
            let operands = if operands.is_empty() {
                operands
            } else {
                format!("<ul>{operands}</ul>")
            };
            format!("<div class=\"claim-entry\"><dt>{name}</dt><dd><p>{sentence}</p><p class=\"condition\">{condition}</p>{operands}</dd></div>")
        });
        format!("<dl class=\"claims\">{}</dl>", items.collect::<String>())
    }

    fn bibliography(&self, references: &[Reference]) -> String {
        let numbered = references.iter().any(|reference| reference.number.is_some());
        let class = if numbered {
            "references"
        } else {
            "references unnumbered"
        };
        let items = references.iter().map(|reference| {
            format!(
                "<li id=\"{}\">{}</li>",
                escape(&reference.id),
                self.inlines(&reference.content)
            )
        });
        format!("<ol class=\"{class}\">{}</ol>", items.collect::<String>())
    }

    fn footnotes(&self) -> String {
        if self.document.footnotes.is_empty() {
            return String::new();
        }
        let back = self.phrase("back-to-text");
        let items = self.document.footnotes.iter().enumerate().map(|(position, content)| {
            let number = position + 1;
            let link = format!(" <a href=\"#fnref-{number}\" class=\"backref\" aria-label=\"{back}\">↩</a>");
            let html = self.blocks(content).trim().to_owned();
            let html = match html.strip_suffix("</p>") {
                Some(open) => format!("{open}{link}</p>"),
                None => format!("{html}{link}"),
            };
            format!("<li id=\"fn-{number}\">{html}</li>")
        });
        let title = self.phrase("footnotes");
        format!(
            "<section class=\"footnotes\" aria-label=\"{title}\"><ol>{}</ol></section>",
            items.collect::<String>()
        )
    }

    fn inlines(&self, content: &[Inline]) -> String {
        content.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&self, inline: &Inline) -> String {
        match inline {
            Inline::Text(text) => escape(text),
            Inline::Emphasis(inner) => format!("<em>{}</em>", self.inlines(inner)),
            Inline::Strong(inner) => format!("<strong>{}</strong>", self.inlines(inner)),
            Inline::Code(code) => format!("<code>{}</code>", escape(code)),
            Inline::Math(math, _) => self.formula(math, false),
            Inline::Value { text, value } => {
                format!(
                    "<span class=\"v\" data-v=\"{}\">{}</span>",
                    self.node(*value),
                    escape(text)
                )
            }
            Inline::ClaimMark(claim) => {
                let anchor = self.document.claims.get(*claim).map(Claim::anchor).unwrap_or_default();
                format!("<span class=\"claim\" id=\"{}\"></span>", escape(&anchor))
            }
            Inline::Link { url, content } if is_safe(url) => {
                format!("<a href=\"{}\">{}</a>", escape(url), self.inlines(content))
            }
            Inline::Link { content, .. } => self.inlines(content),
            Inline::Jump { target, kind, text } => {
                let class = if *kind == JumpKind::Citation { "cite" } else { "xref" };
                format!("<a class=\"{class}\" href=\"#{}\">{}</a>", escape(target), escape(text))
            }
            Inline::Footnote(number) => {
                format!("<sup class=\"fn\"><a id=\"fnref-{number}\" href=\"#fn-{number}\">{number}</a></sup>")
            }
            Inline::LineBreak => "<br>".to_owned(),
            Inline::Pending(..) => String::new(),
        }
    }

    fn formula(&self, math: &str, display: bool) -> String {
        self.formulas
            .get(&(math.to_owned(), display))
            .cloned()
            .unwrap_or_else(|| escape(math))
    }
}

/// The claims whose sentences stand in the text.
fn marked_claims(document: &Document) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut visit = |part: Part<'_>| {
        if let Part::Inline(Inline::ClaimMark(claim)) = part {
            found.insert(*claim);
        }
    };
    walk(&document.abstract_, &mut visit);
    walk(&document.body, &mut visit);
    found
}
