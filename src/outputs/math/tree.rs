//! A formula as a tree, read from Typst's MathML: for formats that know neither Typst nor MathML.

use roxmltree::{Document, Node};

/// A part of a formula.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::outputs) enum Math {
    Row(Vec<Math>),
    Token {
        kind: TokenKind,
        text: String,
    },
    Space,
    Fraction {
        above: Box<Math>,
        below: Box<Math>,
        /// Whether a line stands between them.
        line: bool,
    },
    /// Beside the base.
    Scripts {
        base: Box<Math>,
        sub: Option<Box<Math>>,
        sup: Option<Box<Math>>,
    },
    /// Below and above the base.
    Limits {
        base: Box<Math>,
        under: Option<Box<Math>>,
        over: Option<Box<Math>>,
    },
    Accent {
        base: Box<Math>,
        mark: String,
    },
    Root {
        radicand: Box<Math>,
        index: Option<Box<Math>>,
    },
    /// Between signs that grow with their content; a sign may be missing.
    Fenced {
        open: String,
        body: Box<Math>,
        close: String,
    },
    Table(Vec<Vec<Math>>),
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::outputs) enum TokenKind {
    /// An italic letter, given as the plain one.
    Letter,
    /// An upright letter or sign.
    Sign,
    Number,
    /// An operator, a fence or the name of a function.
    Operator,
    /// Words.
    Text,
}

impl Math {
    /// Reads a `math` element; `None` where it is no well-formed XML.
    pub(in crate::outputs) fn parse(mathml: &str) -> Option<Self> {
        let document = Document::parse(mathml).ok()?;
        Some(row(children(document.root_element())))
    }

    /// The text of a lone token of the kind.
    pub(in crate::outputs) fn token(&self, wanted: TokenKind) -> Option<&str> {
        match self {
            Self::Token { kind, text } if *kind == wanted => Some(text),
            _ => None,
        }
    }

    /// The sign of a sum, a product or an integral, where the part is one with limits.
    pub(in crate::outputs) fn big_operator(&self) -> Option<&str> {
        let base = match self {
            Self::Scripts { base, .. } | Self::Limits { base, .. } => base,
            _ => return None,
        };
        base.token(TokenKind::Operator)
            .filter(|sign| sign.chars().count() == 1 && sign.chars().all(|sign| BIG.contains(sign)))
    }
}

const BIG: &str = "∑∏∐∫∬∭∮⋃⋂⨁⨂";
const OPENING: &str = "([{⟨⌊⌈|‖";
const CLOSING: &str = ")]}⟩⌋⌉|‖";

fn children<'a, 'b>(node: Node<'a, 'b>) -> Vec<Node<'a, 'b>> {
    node.children().filter(Node::is_element).collect()
}

fn row(nodes: Vec<Node<'_, '_>>) -> Math {
    let mut parts: Vec<Math> = nodes.into_iter().map(part).collect();
    match parts.len() {
        1 => parts.remove(0),
        _ => Math::Row(parts),
    }
}

fn part(node: Node<'_, '_>) -> Math {
    let parts = children(node);
    let child = |at: usize| Box::new(parts.get(at).map_or(Math::Row(Vec::new()), |child| part(*child)));
    let present = |at: usize| (at < parts.len()).then(|| child(at));
    match node.tag_name().name() {
        "mi" => identifier(words(node)),
        "mn" => token(TokenKind::Number, words(node)),
        "mo" => token(TokenKind::Operator, words(node)),
        "mtext" | "ms" => token(TokenKind::Text, words(node)),
        "mspace" => Math::Space,
        "mfrac" => Math::Fraction {
            above: child(0),
            below: child(1),
            line: node.attribute("linethickness") != Some("0"),
        },
        "msub" => scripts(child(0), present(1), None),
        "msup" => scripts(child(0), None, present(1)),
        "msubsup" | "mmultiscripts" => scripts(child(0), present(1), present(2)),
        "mover" if node.attribute("accent") == Some("true") => accent(child(0), &parts),
        "munder" if node.attribute("accentunder") == Some("true") => accent(child(0), &parts),
        "munder" => limits(child(0), present(1), None),
        "mover" => limits(child(0), None, present(1)),
        "munderover" => limits(child(0), present(1), present(2)),
        "msqrt" => Math::Root {
            radicand: Box::new(row(parts)),
            index: None,
        },
        "mroot" => Math::Root {
            radicand: child(0),
            index: present(1),
        },
        "mtable" => {
            let rows = parts.iter().map(|line| children(*line));
            Math::Table(
                rows.map(|cells| cells.into_iter().map(|cell| row(children(cell))).collect())
                    .collect(),
            )
        }
        "mrow" => fenced(&parts).unwrap_or_else(|| row(parts)),
        // Whatever else there is: its text, so that nothing of a formula is lost.
        _ if parts.is_empty() => token(TokenKind::Text, words(node)),
        _ => row(parts),
    }
}

fn scripts(base: Box<Math>, sub: Option<Box<Math>>, sup: Option<Box<Math>>) -> Math {
    Math::Scripts { base, sub, sup }
}

fn limits(base: Box<Math>, under: Option<Box<Math>>, over: Option<Box<Math>>) -> Math {
    Math::Limits { base, under, over }
}

fn accent(base: Box<Math>, parts: &[Node<'_, '_>]) -> Math {
    let mark = parts.get(1).map(|mark| words(*mark)).unwrap_or_default();
    Math::Accent { base, mark }
}

/// A row between an opening and a closing sign.
fn fenced(parts: &[Node<'_, '_>]) -> Option<Math> {
    let sign = |node: &Node<'_, '_>, among: &str| {
        let text = words(*node);
        let is_sign = node.tag_name().name() == "mo" && text.chars().count() == 1 && among.contains(&text);
        is_sign.then_some(text)
    };
    let (first, rest) = parts.split_first()?;
    let open = sign(first, OPENING)?;
    let (last, inner) = rest.split_last()?;
    match sign(last, CLOSING) {
        Some(close) => Some(Math::Fenced {
            open,
            body: Box::new(row(inner.to_vec())),
            close,
        }),
        // Cases have no closing brace.
        None if inner.is_empty() && last.tag_name().name() == "mtable" => Some(Math::Fenced {
            open,
            body: Box::new(part(*last)),
            close: String::new(),
        }),
        None => None,
    }
}

fn words(node: Node<'_, '_>) -> String {
    let texts = node.descendants().filter(Node::is_text);
    texts.filter_map(|text| text.text()).collect()
}

fn token(kind: TokenKind, text: String) -> Math {
    Math::Token { kind, text }
}

/// Mathematical italic letters become plain ones: the other formats slant them by themselves.
fn identifier(text: String) -> Math {
    let plain: Option<String> = text.chars().map(plain_letter).collect();
    match plain {
        Some(plain) if !plain.is_empty() => token(TokenKind::Letter, plain),
        _ => token(TokenKind::Sign, text),
    }
}

/// Blocks of mathematical italic letters: where they begin, the plain letter, how many.
const ITALIC: [(u32, u32, u32); 4] = [
    (0x1d434, 'A' as u32, 26),
    (0x1d44e, 'a' as u32, 26),
    (0x1d6e2, 'Α' as u32, 25),
    (0x1d6fc, 'α' as u32, 25),
];

fn plain_letter(letter: char) -> Option<char> {
    // The letter that has no place among the others.
    if letter == '\u{210e}' {
        return Some('h');
    }
    let code = u32::from(letter);
    let block = ITALIC.iter().find(|(first, _, n)| (*first..first + n).contains(&code));
    block.and_then(|(first, plain, _)| char::from_u32(plain + (code - first)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(text: &str) -> Math {
        token(TokenKind::Letter, text.to_owned())
    }

    #[test]
    fn italic_letters_become_plain_and_upright_ones_stay() {
        assert_eq!(Math::parse("<math><mi>𝑡</mi></math>"), Some(letter("t")));
        assert_eq!(Math::parse("<math><mi>ℎ</mi></math>"), Some(letter("h")));
        assert_eq!(Math::parse("<math><mi>𝛽</mi></math>"), Some(letter("β")));
        assert_eq!(
            Math::parse("<math><mi>∞</mi></math>"),
            Some(token(TokenKind::Sign, "∞".to_owned()))
        );
    }

    #[test]
    fn brackets_hold_their_content() {
        let found = Math::parse("<math><mrow><mo>(</mo><mi>𝑞</mi><mo>)</mo></mrow></math>");
        let expected = Math::Fenced {
            open: "(".to_owned(),
            body: Box::new(letter("q")),
            close: ")".to_owned(),
        };
        assert_eq!(found, Some(expected));
    }

    #[test]
    fn a_sum_with_limits_is_a_big_operator_and_a_minus_is_none() {
        let sum = Math::parse("<math><msub><mo>∑</mo><mi>𝑟</mi></msub></math>");
        assert_eq!(sum.as_ref().and_then(Math::big_operator), Some("∑"));
        let minus = Math::parse("<math><msub><mo>−</mo><mi>𝑟</mi></msub></math>");
        assert_eq!(minus.as_ref().and_then(Math::big_operator), None);
        assert_eq!(Math::parse("<math><mi>"), None);
    }
}
