//! Markup → elements.

/// A piece of markup.
#[derive(Debug)]
pub(super) enum Node {
    Text(String),
    Element(Element),
}

#[derive(Debug, Default)]
pub(super) struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

/// Elements without content and end.
const VOID: [&str; 3] = ["br", "hr", "img"];
/// Drawings hold nothing that is read.
const DRAWING: &str = "svg";

/// Parses markup in which every element has its end; nothing where one has not.
pub(super) fn parse(markup: &str) -> Option<Element> {
    let mut open = vec![Element::default()];
    let mut rest = markup;
    while let Some(start) = rest.find('<') {
        open.last_mut()?.text(&rest[..start]);
        let inside = &rest[start + 1..];
        let end = end_of_tag(inside)?;
        let tag = &inside[..end];
        rest = &inside[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let closed = open.pop().filter(|element| element.name == name.trim())?;
            open.last_mut()?.children.push(Node::Element(closed));
        } else if !tag.starts_with('!') {
            let element = Element::of_tag(tag.trim_end_matches('/'));
            if element.name == DRAWING {
                rest = rest.split_once("</svg>")?.1;
            } else if tag.ends_with('/') || VOID.contains(&element.name.as_str()) {
                open.last_mut()?.children.push(Node::Element(element));
            } else {
                open.push(element);
            }
        }
    }
    open.last_mut()?.text(rest);
    let root = open.pop();
    root.filter(|_| open.is_empty())
}

/// Where a tag ends: not within the value of an attribute.
fn end_of_tag(inside: &str) -> Option<usize> {
    let mut quoted = false;
    inside.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    })
}

impl Element {
    fn of_tag(tag: &str) -> Self {
        let (name, mut rest) = tag
            .split_once(|letter: char| letter.is_ascii_whitespace())
            .unwrap_or((tag, ""));
        let mut attributes = Vec::new();
        while let Some((name, after)) = rest.split_once('=') {
            let Some((value, after)) = after.strip_prefix('"').and_then(|after| after.split_once('"')) else {
                break;
            };
            // A name without a value may stand before it.
            let name = name.split_ascii_whitespace().next_back().unwrap_or_default();
            attributes.push((name.to_owned(), unescaped(value)));
            rest = after;
        }
        Self {
            name: name.to_owned(),
            attributes,
            children: Vec::new(),
        }
    }

    fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.children.push(Node::Text(unescaped(text)));
        }
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        attributes
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    pub(super) fn has_class(&self, class: &str) -> bool {
        let classes = self.attribute("class").unwrap_or_default();
        classes.split_ascii_whitespace().any(|known| known == class)
    }

    /// The elements directly within it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element at any depth for which something holds.
    pub(super) fn find(&self, holds: &dyn Fn(&Self) -> bool) -> Option<&Self> {
        self.elements().find_map(|element| {
            if holds(element) {
                Some(element)
            } else {
                element.find(holds)
            }
        })
    }
}

/// The letters that `escape` has written as entities.
fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    entities
        .iter()
        .fold(text.to_owned(), |text, (entity, letter)| text.replace(entity, letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outputs::html::escape::escape;

    #[test]
    fn attributes_and_text_lose_their_entities() {
        let hostile = "a < b > \"c\" & 'd' &lt;";
        let markup = format!(
            "<p hidden title=\"{0}\" class=\"one two\">{0}<br><img alt=\"x>y\"></p>",
            escape(hostile)
        );
        let root = parse(&markup).expect("markup");
        let paragraph = root.find(&|element| element.name == "p").expect("a paragraph");
        assert_eq!(paragraph.attribute("title"), Some(hostile));
        assert!(paragraph.has_class("two") && !paragraph.has_class("on"));
        assert!(matches!(&paragraph.children[0], Node::Text(text) if text == hostile));
        assert_eq!(paragraph.elements().count(), 2);
    }

    #[test]
    fn elements_without_their_end_are_refused() {
        for markup in ["<p>", "<p></div>", "</p>", "<p", "<svg><p>"] {
            assert!(parse(markup).is_none(), "{markup}");
        }
    }
}
