use super::parse;
use crate::literate::document::{AdmonitionKind, Block, Inline, Pending, Placeholder};
use crate::literate::templates::Rendered;

fn parsed(text: &str) -> super::Parsed {
    parse(&Rendered::plain(text), &[])
}

#[test]
fn exhibits_formulas_and_headings_become_blocks_of_their_own() {
    let parsed = parsed(
        "# Data {#sec-data .unnumbered}\n\n![](exhibit:tbl-inputs)\n\n$$ a_1 $$ {#eq-a alt=\"a one\"}\n\nInline $x$ with @tbl-inputs.[^n]\n\n[^n]: A note.\n",
    );
    let [
        Block::Heading { id, number: None, .. },
        Block::Placeholder(Placeholder::Exhibit(exhibit), _),
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
    assert!(text.contains(&Inline::Math("x".into(), None)));
    assert!(text.contains(&Inline::Pending(Pending::Footnote("n".into()), None)));
    assert_eq!(
        parsed.footnotes["n"],
        [Block::Paragraph(vec![Inline::Text("A note.".into())])]
    );
}

#[test]
fn raw_html_and_escaped_marks_are_text() {
    assert_eq!(
        parsed("a <b>c</b> \\*d\\* \\@e").blocks,
        [Block::Paragraph(vec![Inline::Text("a <b>c</b> *d* @e".into())])]
    );
}

#[test]
fn lists_and_admonitions_nest() {
    let parsed = parsed("> [!WARNING]\n> Beware.\n\n1. one\n2. two\n");
    assert!(
        matches!(&parsed.blocks[0], Block::Admonition { kind: AdmonitionKind::Warning, content, .. } if content.len() == 1)
    );
    assert!(matches!(&parsed.blocks[1], Block::List { first: Some(1), items } if items.len() == 2));
}

#[test]
fn a_picture_with_a_caption_is_a_figure() {
    let parsed = parsed("![The *map*](pictures/map.svg){#fig-map alt=\"A map\"}\n");
    let [Block::Placeholder(Placeholder::Image(image), _)] = parsed.blocks.as_slice() else {
        panic!("{:#?}", parsed.blocks)
    };
    assert_eq!(
        (image.path.as_str(), image.id.as_str(), image.alt.as_str()),
        ("pictures/map.svg", "fig-map", "A map")
    );
}
