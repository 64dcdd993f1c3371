//! Elements → the parts of a document.

use super::elements::{Element, Node};
use super::exhibits::exhibit;
use crate::comparison::{Part, Passage, Shown};

/// The parts of a document in the order of reading.
pub(super) fn parts(content: &Element) -> Vec<Part> {
    let mut parts = Vec::new();
    blocks(content, &mut parts);
    parts
}

/// What stands in a line of text; everything else makes blocks.
const INLINE: [&str; 11] = [
    "a", "b", "br", "code", "em", "img", "math", "span", "strong", "sub", "sup",
];

fn blocks(element: &Element, parts: &mut Vec<Part>) {
    for child in element.elements() {
        match child.name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "h7" => parts.push(Part::Heading(passage(child).text)),
            "figure" if child.has_class("exhibit") => parts.push(Part::Exhibit(exhibit(child))),
            // A table in the text: a passage a row.
            "tr" => add(joined(child), parts),
            // The claims stand in claims.json; formulas are long and say no numbers.
            "dl" | "details" | "hr" | "img" => {}
            "div" if child.has_class("equation") => {}
            _ if is_line(child) => add(passage(child), parts),
            _ => blocks(child, parts),
        }
    }
}

/// Whether an element holds text and nothing that makes a block.
fn is_line(element: &Element) -> bool {
    element.elements().all(|child| INLINE.contains(&child.name.as_str()))
}

fn add(passage: Passage, parts: &mut Vec<Part>) {
    if !passage.text.is_empty() {
        parts.push(Part::Passage(passage));
    }
}

/// The text of an element.
pub(super) fn passage(element: &Element) -> Passage {
    let mut writer = Writer::default();
    writer.children(element);
    writer.finish()
}

/// The text of an element without one of the elements in it.
pub(super) fn passage_without(element: &Element, left_out: &dyn Fn(&Element) -> bool) -> Passage {
    let mut writer = Writer::default();
    for child in &element.children {
        match child {
            Node::Element(child) if left_out(child) => {}
            child => writer.node(child),
        }
    }
    writer.finish()
}

/// The cells of a row, one after the other.
fn joined(row: &Element) -> Passage {
    let mut writer = Writer::default();
    for (position, cell) in row.elements().enumerate() {
        if position > 0 {
            writer.text(" · ");
        }
        writer.children(cell);
    }
    writer.finish()
}

/// Gathers text; runs of spaces become one.
#[derive(Default)]
struct Writer {
    passage: Passage,
}

impl Writer {
    fn text(&mut self, text: &str) {
        let out = &mut self.passage.text;
        for letter in text.chars() {
            if !letter.is_ascii_whitespace() {
                out.push(letter);
            } else if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        }
    }

    fn children(&mut self, element: &Element) {
        element.children.iter().for_each(|child| self.node(child));
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Text(text) => self.text(text),
            Node::Element(element) => self.element(element),
        }
    }

    fn element(&mut self, element: &Element) {
        let value = || element.attribute("data-v")?.parse::<usize>().ok();
        match element.name.as_str() {
            "br" => self.text(" "),
            // Marks of footnotes, and links beside the text.
            "sup" if element.has_class("fn") => {}
            "a" if element.has_class("anchor") || element.has_class("backref") => {}
            "span" if element.has_class("claim") => {
                let id = element.attribute("id").and_then(|id| id.strip_prefix("claim-"));
                let at = self.passage.text.len();
                self.passage.claims.extend(id.map(|id| (at, id.to_owned())));
            }
            "span" if element.has_class("v") => {
                let start = self.passage.text.len();
                self.children(element);
                let range = start..self.passage.text.len();
                self.passage.values.extend(value().map(|node| Shown { range, node }));
            }
            _ => self.children(element),
        }
    }

    fn finish(mut self) -> Passage {
        let length = self.passage.text.trim_end().len();
        self.passage.text.truncate(length);
        self.passage
    }
}
