//! The whole document as Pandoc Markdown: tables, formulas in LaTeX, footnotes, references as links.

mod escape;
mod tables;

use std::collections::BTreeMap;

use super::latex::formula;
use super::links::is_safe;
use super::math::{Formula, Math};
use super::table_grid::as_text;
use crate::literate::Lexicon;
use crate::literate::document::{
    AdmonitionKind, Block, Claim, Document, Exhibit, ExhibitContent, Inline, Reference, plain_text,
};
use escape::{code, quoted, text};

/// The document; its figures are those in the folder `figures` beside it.
pub fn markdown(document: &Document, lexicon: &Lexicon, formulas: &BTreeMap<Formula, String>) -> String {
    let writer = Writer {
        document,
        lexicon,
        formulas,
    };
    let mut out = writer.metadata();
    if let Some(notice) = &document.notice {
        out += &format!("> **{}**\n\n", text(notice));
    }
    out += &writer.blocks(&document.body);
    for (position, note) in document.footnotes.iter().enumerate() {
        let note = indented(writer.blocks(note).trim_end(), "    ");
        out += &format!("[^{}]: {}\n\n", position + 1, note.trim_start());
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

struct Writer<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    formulas: &'a BTreeMap<Formula, String>,
}

impl Writer<'_> {
    /// The title block that Pandoc reads.
    fn metadata(&self) -> String {
        let document = self.document;
        let mut out = format!("---\ntitle: {}\n", quoted(&text(&document.title)));
        if let Some(subtitle) = &document.subtitle {
            out += &format!("subtitle: {}\n", quoted(&text(subtitle)));
        }
        if !document.authors.is_empty() {
            out += "author:\n";
            for author in &document.authors {
                out += &format!("  - {}\n", quoted(&text(&author.name)));
            }
        }
        out += &format!(
            "date: {}\nlang: {}\n",
            quoted(&text(&document.date_label)),
            document.language.tag()
        );
        if !document.keywords.is_empty() {
            out += "keywords:\n";
            for keyword in &document.keywords {
                out += &format!("  - {}\n", quoted(&text(keyword)));
            }
        }
        let summary = self.blocks(&document.abstract_);
        if !summary.trim().is_empty() {
            out += &format!("abstract: |\n{}\n", indented(summary.trim_end(), "  "));
        }
        out + "---\n\n"
    }

    fn phrase(&self, key: &str) -> String {
        text(&self.lexicon.phrase(key).unwrap_or_default())
    }

    fn blocks(&self, blocks: &[Block]) -> String {
        blocks
            .iter()
            .map(|block| format!("{}\n\n", self.block(block)))
            .collect()
    }

    fn block(&self, block: &Block) -> String {
        match block {
            Block::Heading {
                level,
                number,
                id,
                content,
                ..
            } => {
                let marks = "#".repeat(usize::from(*level));
                let number = number.as_ref().map(|number| format!("{} ", text(number)));
                format!(
                    "{marks} {}{} {{#{id} .unnumbered}}",
                    number.unwrap_or_default(),
                    self.inlines(content)
                )
            }
            Block::Paragraph(content) => escape::begun(&self.inlines(content)),
            Block::List { first, items } => self.list(*first, items),
            Block::Quote(content) => quote(&self.blocks(content)),
            Block::Admonition { kind, title, content } => {
                let kind = match kind {
                    AdmonitionKind::Warning => "warning",
                    AdmonitionKind::Note => "note",
                };
                format!(
                    "::: {{.{kind}}}\n**{}**\n\n{}\n:::",
                    text(title),
                    self.blocks(content).trim_end()
                )
            }
            Block::Code(lines) => {
                let fence = "`".repeat(escape::longest_run(lines).max(2) + 1);
                format!("{fence}\n{}\n{fence}", lines.trim_end_matches('\n'))
            }
            Block::Rule => "* * *".to_owned(),
            Block::Table { .. } => self.author_table(block),
            Block::Equation { id, number, math, .. } => {
                format!("[$${}\\qquad {number}$$]{{#{id}}}", self.math(math, true))
            }
            Block::Exhibit(exhibit) => self.exhibit(exhibit),
            Block::Bibliography(references) => references.iter().map(|one| self.reference(one)).collect(),
            Block::Claims => self.document.claims.iter().map(|one| self.claim(one)).collect(),
            Block::Placeholder(..) => String::new(),
        }
    }

    fn list(&self, first: Option<u64>, items: &[Vec<Block>]) -> String {
        let items = items.iter().zip(first.unwrap_or(1)..).map(|(item, number)| {
            let mark = match first {
                Some(_) => format!("{number}."),
                None => "-".to_owned(),
            };
            // What belongs to an item stands four columns in.
            let content = indented(self.blocks(item).trim_end(), "    ");
            format!("{mark:<4}{}\n", content.trim_start())
        });
        items.collect::<Vec<_>>().join("\n").trim_end().to_owned()
    }

    fn author_table(&self, block: &Block) -> String {
        let (Some(table), Block::Table { header, rows, .. }) = (as_text(block), block) else {
            return String::new();
        };
        let cells = |row: &Vec<Vec<Inline>>| -> Vec<String> { row.iter().map(|cell| self.inlines(cell)).collect() };
        tables::pipes(
            &table.columns,
            &cells(header),
            &rows.iter().map(cells).collect::<Vec<_>>(),
        )
    }

    fn exhibit(&self, exhibit: &Exhibit) -> String {
        let label = format!("**{}**{}", text(&exhibit.label), text(&exhibit.separator));
        let caption = format!("{label}{}", self.inlines(&exhibit.caption));
        let notes = exhibit.notes.iter().chain(&exhibit.source);
        let notes: String = notes
            .map(|note| format!("\n\n{}", escape::begun(&self.inlines(note))))
            .collect();
        let below = |table: String| format!("::: {{#{}}}\n{table}\n\n: {caption}{notes}\n:::", exhibit.id);
        match &exhibit.content {
            ExhibitContent::Table(table) => below(tables::of(table)),
            ExhibitContent::AuthorTable(block) => below(self.author_table(block)),
            ExhibitContent::Figure { alt, .. } => self.figure(exhibit, "svg", alt, &caption, &notes),
            ExhibitContent::Image { alt, kind, .. } => self.figure(exhibit, kind, alt, &caption, &notes),
        }
    }

    fn figure(&self, exhibit: &Exhibit, kind: &str, alt: &str, caption: &str, notes: &str) -> String {
        format!(
            "![{caption}](figures/{}.{}.{kind}){{#{} alt={}}}{notes}",
            exhibit.file_stem(),
            self.document.language.tag(),
            exhibit.id,
            quoted(alt)
        )
    }

    fn reference(&self, reference: &Reference) -> String {
        let number = reference.number.as_ref().map(|number| format!("{} ", text(number)));
        let content = format!("{}{}", number.unwrap_or_default(), self.inlines(&reference.content));
        format!("::: {{#{}}}\n{}\n:::\n\n", reference.id, escape::begun(&content))
    }

    /// A claim with its condition and the values that decided.
    fn claim(&self, claim: &Claim) -> String {
        let sentence = match claim.sentence.as_slice() {
            [] => self.phrase("claim-nothing"),
            sentence => text(&plain_text(sentence)),
        };
        let condition = match &claim.condition {
            Some(condition) => code(condition),
            None => self.phrase("claim-otherwise"),
        };
        let operands = claim
            .operands
            .iter()
            .map(|operand| format!("; {} = {}", code(&operand.expression), text(&operand.value)));
        format!(
            "{}\n:   {sentence}\n\n    {condition}{}\n\n",
            code(&claim.id),
            operands.collect::<String>()
        )
    }

    fn inlines(&self, content: &[Inline]) -> String {
        content.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&self, inline: &Inline) -> String {
        match inline {
            Inline::Text(words) | Inline::Value { text: words, .. } => text(words),
            Inline::Emphasis(inner) => format!("*{}*", self.inlines(inner)),
            Inline::Strong(inner) => format!("**{}**", self.inlines(inner)),
            Inline::Code(words) => code(words),
            Inline::Math(source, _) => format!("${}$", self.math(source, false)),
            Inline::ClaimMark(claim) => {
                let anchor = self.document.claims.get(*claim).map(Claim::anchor);
                anchor.map(|anchor| format!("[]{{#{anchor}}}")).unwrap_or_default()
            }
            Inline::Link { url, content } if is_safe(url) => {
                format!("[{}](<{}>)", self.inlines(content), escape::address(url))
            }
            Inline::Link { content, .. } => self.inlines(content),
            Inline::Jump {
                target, text: words, ..
            } => format!("[{}](#{target})", text(words)),
            Inline::Footnote(number) => format!("[^{number}]"),
            Inline::LineBreak => "\\\n".to_owned(),
            Inline::Pending(..) => String::new(),
        }
    }

    /// A formula in LaTeX, or as the author wrote it where it cannot be read.
    fn math(&self, source: &str, display: bool) -> String {
        let found = self.formulas.get(&(source.to_owned(), display));
        let read = found.and_then(|mathml| Math::parse(mathml));
        read.map_or_else(|| source.to_owned(), |math| formula(&math))
    }
}

/// Lines moved to the right; empty ones stay empty.
fn indented(lines: &str, by: &str) -> String {
    let moved = lines.lines().map(|line| match line {
        "" => String::new(),
        line => format!("{by}{line}"),
    });
    moved.collect::<Vec<_>>().join("\n")
}

fn quote(lines: &str) -> String {
    let quoted = lines.trim_end().lines().map(|line| format!("> {line}"));
    quoted.collect::<Vec<_>>().join("\n")
}
