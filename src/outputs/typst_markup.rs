//! The document as Typst source. All text goes in as string literals, so that nothing in data or
//! prose can be read as markup or code.

use std::fmt::Write;

use super::Attachment;
use crate::exhibits::{Align, Size};
use crate::literate::Lexicon;
use crate::literate::document::{
    AdmonitionKind, Block, Document, Exhibit, ExhibitContent, Inline, JumpKind, Reference, TextCell, TextHeader,
    TextRow, TextTable, plain_text,
};

/// Where a figure's drawing stands for Typst.
pub(super) fn image_path(exhibit: &Exhibit) -> String {
    let kind = match &exhibit.content {
        ExhibitContent::Image { kind, .. } => kind,
        _ => "svg",
    };
    format!("/figures/{}.{kind}", exhibit.file_stem())
}

/// Where an attached file stands for Typst.
pub(super) fn attachment_path(name: &str) -> String {
    format!("/{name}")
}

/// The whole source of a document; `/layout/article.typ` is its layout.
pub(super) fn source(document: &Document, lexicon: &Lexicon, attachments: &[Attachment]) -> String {
    let writer = Writer { document, lexicon };
    let phrase = |key: &str| literal(&lexicon.phrase(key).unwrap_or_default());
    let mut out = String::from("#import \"/layout/article.typ\": *\n#show: article.with(\n");
    let mut field = |name: &str, value: String| {
        let _ = writeln!(out, "  {name}: {value},");
    };
    field("lang", literal(document.language.tag()));
    let title = match &document.subtitle {
        Some(subtitle) => format!(
            "[{}#linebreak()#text(size: 0.72em, weight: \"regular\", {})]",
            text(&document.title),
            literal(subtitle)
        ),
        None => format!("[{}]", text(&document.title)),
    };
    field("title", title);
    field("title-plain", literal(&document.title));
    field("running-title", literal(&document.running_title));
    let authors = document.authors.iter().map(|author| {
        format!(
            "(name: {}, affiliation: {}), ",
            literal(&author.name),
            literal(&author.affiliation)
        )
    });
    field("authors", format!("({})", authors.collect::<String>()));
    field("abstract", format!("[{}]", writer.blocks(&document.abstract_)));
    field("abstract-label", literal(&document.abstract_label));
    field(
        "keywords",
        format!(
            "({})",
            document
                .keywords
                .iter()
                .map(|word| format!("[{}], ", text(word)))
                .collect::<String>()
        ),
    );
    field("keywords-label", phrase("keywords"));
    let date = document.date;
    field(
        "date",
        format!(
            "datetime(year: {}, month: {}, day: {})",
            date.year, date.month, date.day
        ),
    );
    field("date-label", literal(&document.date_label));
    field(
        "notice",
        document
            .notice
            .as_ref()
            .map_or("none".to_owned(), |notice| format!("[{}]", text(notice))),
    );
    field("page-label", phrase("page"));
    out.push_str(")\n\n");
    for attachment in attachments {
        let _ = writeln!(
            out,
            "#pdf.attach({}, relationship: \"{}\", mime-type: \"{}\", description: {})",
            literal(&attachment_path(&attachment.name)),
            attachment.relationship,
            attachment.mime,
            phrase(attachment.description)
        );
    }
    out.push_str(&writer.blocks(&document.body));
    out
}

struct Writer<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
}

impl Writer<'_> {
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
                // Figures and tables stay on their side of references and appendices.
                let flush = if *level == 1 && number.is_none() {
                    "#flush-exhibits()\n"
                } else {
                    ""
                };
                let number = number.as_deref().map_or("none".to_owned(), literal);
                format!(
                    "{flush}#section(level: {level}, number: {number}, id: {})[{}]",
                    literal(id),
                    self.inlines(content)
                )
            }
            Block::Paragraph(content) => self.inlines(content),
            Block::List { first, items } => self.list(*first, items),
            Block::Quote(content) => format!("#quote(block: true)[{}]", self.blocks(content)),
            Block::Admonition { kind, title, content } => {
                let kind = if *kind == AdmonitionKind::Warning {
                    "warning"
                } else {
                    "note"
                };
                format!(
                    "#admonition(kind: \"{kind}\")[{}][{}]",
                    text(title),
                    self.blocks(content)
                )
            }
            Block::Code(code) => format!("#raw(block: true, {})", literal(code)),
            Block::Rule => "#line(length: 100%)".to_owned(),
            Block::Table { columns, header, rows } => self.author_table(columns, header, rows),
            Block::Equation {
                id, number, math, alt, ..
            } => format!(
                "#equation(id: {}, number: {}, alt: {})[$ {math} $]",
                literal(id),
                literal(number),
                literal(alt)
            ),
            Block::Exhibit(exhibit) => self.exhibit(exhibit),
            Block::Bibliography(references) => self.bibliography(references),
            Block::Claims => self.claims(),
            Block::Placeholder(..) => String::new(),
        }
    }

    fn list(&self, first: Option<u64>, items: &[Vec<Block>]) -> String {
        let items: String = items.iter().map(|item| format!("[{}], ", self.blocks(item))).collect();
        match first {
            Some(first) => format!("#enum(start: {first}, {items})"),
            None => format!("#list({items})"),
        }
    }

    fn author_table(&self, columns: &[Align], header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> String {
        let cells = |row: &[Vec<Inline>]| {
            row.iter()
                .map(|cell| format!("[{}], ", self.inlines(cell)))
                .collect::<String>()
        };
        let rows: String = rows.iter().map(|row| cells(row)).collect();
        format!(
            "#markdown-table(columns: {}, align: {}, header: ({}), rows: ({rows}))",
            columns.len(),
            aligns(columns),
            cells(header)
        )
    }

    fn exhibit(&self, exhibit: &Exhibit) -> String {
        let notes: String = exhibit
            .notes
            .iter()
            .map(|note| format!("[{}], ", self.inlines(note)))
            .collect();
        let source = exhibit
            .source
            .as_ref()
            .map_or("none".to_owned(), |source| format!("[{}]", self.inlines(source)));
        let shared = format!(
            "id: {}, label: {}, caption-separator: {}, caption: [{}], notes: ({notes}), source: {source}",
            literal(&exhibit.id),
            literal(&exhibit.label),
            literal(&exhibit.separator),
            self.inlines(&exhibit.caption)
        );
        match &exhibit.content {
            ExhibitContent::Table(table) => {
                let alt = literal(&plain_text(&exhibit.caption));
                format!("#exhibit-table({shared}, alt: {alt}, {})", table_arguments(table))
            }
            ExhibitContent::AuthorTable(table) => {
                format!("#exhibit-block({shared})[{}]", self.block(table))
            }
            ExhibitContent::Figure { alt, .. } | ExhibitContent::Image { alt, .. } => {
                format!(
                    "#exhibit-figure({shared}, image-path: {}, alt: {})",
                    literal(&image_path(exhibit)),
                    literal(alt)
                )
            }
        }
    }

    /// Every claim with its condition and the values that decided.
    fn claims(&self) -> String {
        let phrase = |key: &str| self.lexicon.phrase(key).unwrap_or_default();
        let items = self.document.claims.iter().map(|claim| {
            let sentence = if claim.sentence.is_empty() {
                text(&phrase("claim-nothing"))
            } else {
                text(&plain_text(&claim.sentence))
            };
            let condition = match &claim.condition {
                Some(condition) => format!("#raw({});", literal(condition)),
                None => text(&phrase("claim-otherwise")),
            };
            let operands = claim.operands.iter().map(|operand| {
                format!(
                    "#raw({}); {}",
                    literal(&operand.expression),
                    text(&format!("= {}", operand.value))
                )
            });
            format!(
                "(id: {}, sentence: [{sentence}], condition: [{condition}], values: [{}]),\n",
                literal(&claim.id),
                operands.collect::<Vec<_>>().join("; ")
            )
        });
        format!("#claims-list(items: (\n{}))", items.collect::<String>())
    }

    fn bibliography(&self, references: &[Reference]) -> String {
        let items = references.iter().map(|reference| {
            let number = reference.number.as_deref().map_or("none".to_owned(), literal);
            format!(
                "(id: {}, number: {number}, body: [{}]),\n",
                literal(&reference.id),
                self.inlines(&reference.content)
            )
        });
        format!("#bibliography-list(items: (\n{}))", items.collect::<String>())
    }

    fn inlines(&self, content: &[Inline]) -> String {
        content.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&self, inline: &Inline) -> String {
        match inline {
            Inline::Text(words) => prose(words),
            Inline::Emphasis(inner) => format!("#emph[{}]", self.inlines(inner)),
            Inline::Strong(inner) => format!("#strong[{}]", self.inlines(inner)),
            Inline::Code(code) => format!("#raw({});", literal(code)),
            Inline::Math(math, _) => format!("${math}$"),
            Inline::Value { text: words, .. } => prose(words),
            Inline::ClaimMark(_) => String::new(),
            Inline::Link { url, content } => format!("#link({})[{}]", literal(url), self.inlines(content)),
            Inline::Jump {
                target,
                kind,
                text: words,
            } => {
                let function = if *kind == JumpKind::Citation {
                    "cite-link"
                } else {
                    "ref-link"
                };
                format!("#{function}({})[{}]", literal(target), text(words))
            }
            Inline::Footnote(number) => {
                let content = self
                    .document
                    .footnotes
                    .get(number - 1)
                    .map(Vec::as_slice)
                    .unwrap_or_default();
                format!("#footnote[{}]", self.blocks(content).trim())
            }
            Inline::LineBreak => "#linebreak()".to_owned(),
            Inline::Pending(..) => String::new(),
        }
    }
}

/// How a table takes its place, where its rows tell without measuring it.
///
/// A row is one line or, at most, two; a page holds about 72 lines of the smallest size, 55 of the others.
fn extent(table: &TextTable) -> &'static str {
    let rows = table.rows.len();
    match table.size {
        Size::Wide if rows > 45 => "long",
        Size::Tiny if rows <= 28 => "page",
        Size::Tiny => "long",
        Size::Normal | Size::Small if rows > 72 => "long",
        _ => "measured",
    }
}

fn table_arguments(table: &TextTable) -> String {
    // Numbers share the width evenly and their titles wrap; the first column holds the longest words.
    let widths = table
        .columns
        .iter()
        .enumerate()
        .map(|(position, align)| match (position, align) {
            (0, Align::Left) if table.size == Size::Tiny => "2.4fr",
            (0, Align::Left) => "3.3fr",
            (_, Align::Left) => "auto",
            (_, Align::Right) => "1fr",
        });
    let columns: Vec<&str> = widths.collect();
    let header: String = table.header.iter().flatten().map(header_cell).collect();
    let rows: String = table
        .rows
        .iter()
        .map(|row| table_row(row, table.columns.len()))
        .collect();
    let (size, landscape) = match table.size {
        Size::Normal => ("normal", false),
        Size::Small => ("small", false),
        Size::Tiny => ("tiny", false),
        Size::Wide => ("tiny", true),
    };
    format!(
        "columns: ({},), align: {}, header: ({header}), rows: ({rows}), size: \"{size}\", landscape: {landscape}, extent: \"{}\"",
        columns.join(", "),
        aligns(&table.columns),
        extent(table)
    )
}

fn header_cell(cell: &TextHeader) -> String {
    format!(
        "table.cell(colspan: {}, rowspan: {})[{}], ",
        cell.columns,
        cell.rows,
        text(&cell.text)
    )
}

fn table_row(row: &TextRow, columns: usize) -> String {
    match row {
        TextRow::Group(title) => format!("group-row({columns})[{}], ", text(title)),
        TextRow::Cells(cells) => cells.iter().filter(|cell| cell.rows > 0).map(body_cell).collect(),
    }
}

fn body_cell(cell: &TextCell) -> String {
    let mut fields = Vec::new();
    if cell.rows > 1 {
        fields.push(format!("rowspan: {}", cell.rows));
    }
    if cell.heat > 0 {
        fields.push(format!("fill: heat.at({})", cell.heat - 1));
    }
    // A printed number does not break after its sign.
    let words = match cell.text.starts_with(['–', '−', '-']) {
        true => format!("#box[{}]", text(&cell.text)),
        false => text(&cell.text),
    };
    match fields.as_slice() {
        [] => format!("[{words}], "),
        fields => format!("table.cell({})[{words}], ", fields.join(", ")),
    }
}

fn aligns(columns: &[Align]) -> String {
    let names = columns
        .iter()
        .map(|column| if *column == Align::Left { "left, " } else { "right, " });
    format!("({})", names.collect::<String>())
}

/// Text that Typst takes as it is.
fn text(words: &str) -> String {
    if words.is_empty() {
        String::new()
    } else {
        format!("#{};", literal(words))
    }
}

/// Running text: spans of years stay on one line.
fn prose(words: &str) -> String {
    const DASH: char = '–';
    let is_span = |at: usize| {
        let year = |digits: &str| digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let (before, after) = (words.get(at.checked_sub(4)?..at)?, words.get(at + DASH.len_utf8()..)?);
        (year(before) && year(after.get(..4)?)).then_some(at - 4..at + DASH.len_utf8() + 4)
    };
    let (mut markup, mut done) = (String::new(), 0);
    for span in words.match_indices(DASH).filter_map(|(at, _)| is_span(at)) {
        if span.start < done {
            continue;
        }
        markup.push_str(&text(&words[done..span.start]));
        markup.push_str(&format!("#box[{}]", text(&words[span.clone()])));
        done = span.end;
    }
    markup.push_str(&text(&words[done..]));
    markup
}

/// A Typst string literal.
pub(super) fn literal(words: &str) -> String {
    let mut quoted = String::with_capacity(words.len() + 2);
    quoted.push('"');
    for letter in words.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' | '\r' => quoted.push(' '),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_of_years_are_kept_together() {
        assert_eq!(prose("in 1995–2020, A–B"), "#\"in \";#box[#\"1995–2020\";]#\", A–B\";");
        assert_eq!(prose("1995–2020"), "#box[#\"1995–2020\";]");
    }

    #[test]
    fn text_cannot_become_markup_or_code() {
        assert_eq!(
            text("#eval(\"1\") $x$ *b* \\ @k"),
            "#\"#eval(\\\"1\\\") $x$ *b* \\\\ @k\";"
        );
    }
}
