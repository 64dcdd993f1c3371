use std::collections::BTreeMap;

use super::escape::escape;
use super::tables::table;
use crate::exhibits::CHART_WIDTH;
use crate::literate::Lexicon;
use crate::literate::document::{
    AdmonitionKind, Block, Document, Exhibit, ExhibitContent, Inline, JumpKind, Reference,
};
use crate::outputs::math::Formula;

/// Writes the blocks of a document as HTML.
pub(super) struct Body<'a> {
    pub document: &'a Document,
    pub formulas: &'a BTreeMap<Formula, String>,
    pub drawing: &'a dyn Fn(&str) -> Option<String>,
    pub lexicon: &'a Lexicon,
}

impl Body<'_> {
    /// The text with its footnotes.
    pub(super) fn whole(&self) -> String {
        format!("{}{}", self.blocks(&self.document.body), self.footnotes())
    }

    pub(super) fn blocks(&self, blocks: &[Block]) -> String {
        blocks.iter().map(|block| format!("{}\n", self.block(block))).collect()
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
            Block::Table { header, rows, .. } => self.author_table(header, rows),
            Block::Equation { id, number, math, alt } => {
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
            Block::Placeholder(_) => String::new(),
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

    fn author_table(&self, header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> String {
        let cells = |row: &[Vec<Inline>], tag: &str| {
            row.iter()
                .map(|cell| format!("<{tag}>{}</{tag}>", self.inlines(cell)))
                .collect::<String>()
        };
        let head = cells(header, "th");
        let rows: String = rows
            .iter()
            .map(|row| format!("<tr>{}</tr>", cells(row, "td")))
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
        match &exhibit.content {
            ExhibitContent::Table(content) => format!(
                "<figure class=\"exhibit table-exhibit\" id=\"{id}\">{caption}<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{id}-caption\">{}</div>{notes}</figure>",
                table(content)
            ),
            ExhibitContent::Figure {
                alt,
                chart,
                data_title,
                data,
            } => {
                let svg = (self.drawing)(&exhibit.file_stem()).unwrap_or_default();
                format!(
                    "<figure class=\"exhibit chart-exhibit\" id=\"{id}\"><div class=\"chart\" style=\"--ratio: {CHART_WIDTH} / {}\" data-chart=\"{id}\" role=\"img\" aria-label=\"{}\">{svg}</div>{caption}{notes}<details class=\"chart-data\"><summary>{}</summary><div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">{}</div></details></figure>",
                    chart.height,
                    escape(alt),
                    escape(data_title),
                    escape(data_title),
                    table(data)
                )
            }
        }
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
            Inline::Math(math) => self.formula(math, false),
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
            Inline::Pending(_) => String::new(),
        }
    }

    fn formula(&self, math: &str, display: bool) -> String {
        self.formulas
            .get(&(math.to_owned(), display))
            .cloned()
            .unwrap_or_else(|| escape(math))
    }
}

/// Links to the web and to mail; never to scripts.
fn is_safe(url: &str) -> bool {
    ["http://", "https://", "mailto:", "#"]
        .iter()
        .any(|scheme| url.starts_with(scheme))
}
