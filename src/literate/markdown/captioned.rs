//! Pictures and tables of the author's that have a caption, in Pandoc's notation.

use super::attributes::{self, Attributes};
use crate::literate::document::{AuthorImage, Block, Inline, Placeholder, plain_text};

/// What an image that stands alone is: an exhibit, a list, or a picture of the project's.
pub(super) fn placeholder(url: &str, caption: &[Inline], attributes: Attributes) -> Placeholder {
    if let Some(id) = url.strip_prefix("exhibit:") {
        return Placeholder::Exhibit(id.to_owned());
    }
    match url {
        "bibliography:" => Placeholder::Bibliography,
        "claims:" => Placeholder::Claims,
        _ => Placeholder::Image(Box::new(AuthorImage {
            path: url.to_owned(),
            id: attributes.id.unwrap_or_default(),
            alt: attributes.alt.unwrap_or_else(|| plain_text(caption)),
            caption: caption.to_vec(),
        })),
    }
}

/// Joins each table with the paragraph `: Caption {#tbl-x}` that follows it.
pub(super) fn tables(blocks: Vec<Block>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let caption = match (joined.last(), &block) {
            (Some(Block::Table { .. }), Block::Paragraph(content)) => caption(content),
            _ => None,
        };
        match (caption, joined.pop()) {
            (Some((id, caption)), Some(table)) => {
                let placeholder = Placeholder::CaptionedTable {
                    id,
                    caption,
                    table: Box::new(table),
                };
                joined.push(Block::Placeholder(placeholder, None));
            }
            (_, last) => {
                joined.extend(last);
                joined.push(block);
            }
        }
    }
    joined
}

/// The id and the words of `: Words {#tbl-x}`.
fn caption(content: &[Inline]) -> Option<(String, Vec<Inline>)> {
    let mut content = content.to_vec();
    let Some(Inline::Text(first)) = content.first_mut() else {
        return None;
    };
    *first = first
        .strip_prefix(": ")
        .or_else(|| first.strip_prefix("Table: "))?
        .to_owned();
    let Some(Inline::Text(last)) = content.last_mut() else {
        return Some((String::new(), content));
    };
    let Some(start) = last.rfind('{') else {
        return Some((String::new(), content));
    };
    let Some(found) = attributes::parse(&last[start..]) else {
        return Some((String::new(), content));
    };
    let words = last[..start].trim_end().to_owned();
    *last = words;
    Some((found.id.unwrap_or_default(), content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_under_a_table_gives_it_an_id() {
        let table = Block::Table {
            columns: Vec::new(),
            header: Vec::new(),
            rows: Vec::new(),
        };
        let words = |text: &str| Block::Paragraph(vec![Inline::Text(text.to_owned())]);
        let joined = tables(vec![table.clone(), words(": Two rows {#tbl-own}"), words(": not one")]);
        let [
            Block::Placeholder(Placeholder::CaptionedTable { id, caption, .. }, None),
            Block::Paragraph(_),
        ] = joined.as_slice()
        else {
            panic!("{joined:?}");
        };
        assert_eq!((id.as_str(), plain_text(caption).as_str()), ("tbl-own", "Two rows"));
    }
}
