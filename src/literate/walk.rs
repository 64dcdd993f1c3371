//! Every part of a document in the order of reading, for those who look for something in it.

use super::document::{Block, ExhibitContent, Inline};

/// A part of a document.
#[derive(Debug, Clone, Copy)]
pub enum Part<'a> {
    Block(&'a Block),
    Inline(&'a Inline),
}

/// Visits blocks and inline content, each before what it holds.
///
/// Of exhibits it visits captions, notes and sources, and tables of the author's. What a reader has to
/// open first, the method of an exhibit and the table behind a figure, it leaves out.
pub fn walk<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(Part<'a>)) {
    for block in blocks {
        visit(Part::Block(block));
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => inlines(content, visit),
            Block::List { items, .. } => items.iter().for_each(|item| walk(item, visit)),
            Block::Quote(content) | Block::Admonition { content, .. } => walk(content, visit),
            Block::Table { header, rows, .. } => {
                let cells = header.iter().chain(rows.iter().flatten());
                cells.for_each(|cell| inlines(cell, visit));
            }
            Block::Exhibit(exhibit) => {
                inlines(&exhibit.caption, visit);
                let notes = exhibit.notes.iter().chain(&exhibit.source);
                notes.for_each(|note| inlines(note, visit));
                if let ExhibitContent::AuthorTable(table) = &exhibit.content {
                    walk(std::slice::from_ref(table), visit);
                }
            }
            Block::Code(_)
            | Block::Rule
            | Block::Equation { .. }
            | Block::Bibliography(_)
            | Block::Claims
            | Block::Placeholder(..) => {}
        }
    }
}

/// Visits inline content.
pub fn inlines<'a>(content: &'a [Inline], visit: &mut dyn FnMut(Part<'a>)) {
    for inline in content {
        visit(Part::Inline(inline));
        if let Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { content: inner, .. } = inline {
            inlines(inner, visit);
        }
    }
}
