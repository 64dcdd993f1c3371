//! Finds the arithmetic and the comparisons of an expression, so that numbers can keep their origin.
//!
//! MiniJinja calculates with plain numbers only. `a + b` becomes a call of a function that knows
//! where `a` and `b` come from; what is neither arithmetic nor comparison stays as it is written.

use std::ops::Range;

use super::tokens::{Token, TokenKind, tokens};

/// A part of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// Source as it stands.
    Source(Range<usize>),
    /// Parts one after the other, with the source between them.
    Sequence(Vec<Node>),
    /// `and`, `or` and `not` with their operands.
    Logic(Vec<Node>),
    /// Arithmetic or a comparison.
    Operation {
        sign: Range<usize>,
        compares: bool,
        left: Box<Node>,
        right: Box<Node>,
    },
    /// A minus in front.
    Negation { sign: Range<usize>, of: Box<Node> },
}

impl Node {
    /// The source that the part covers.
    pub(super) fn range(&self) -> Range<usize> {
        match self {
            Self::Source(range) => range.clone(),
            Self::Sequence(parts) | Self::Logic(parts) => {
                let start = parts.first().map_or(0, |part| part.range().start);
                start..parts.last().map_or(start, |part| part.range().end)
            }
            Self::Operation { left, right, .. } => left.range().start..right.range().end,
            Self::Negation { sign, of } => sign.start..of.range().end,
        }
    }

    /// Whether the part is a number, a string or a name of a constant.
    pub(super) fn is_literal(&self, source: &str) -> bool {
        let text = &source[self.range()];
        let constants = ["none", "None", "true", "True", "false", "False"];
        text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '"' | '\'')) || constants.contains(&text)
    }
}

/// Parses an expression; `None` where MiniJinja shall say what is wrong with it.
pub(super) fn parse(source: &str, range: Range<usize>) -> Option<Node> {
    let tokens = tokens(source, range)?;
    let mut parser = Parser { source, tokens, at: 0 };
    let node = parser.conditional()?;
    (parser.at == parser.tokens.len()).then_some(node)
}

/// Parses what `for … in` runs over, up to its `if`; returns it with where the rest begins.
pub(super) fn parse_iterable(source: &str, range: Range<usize>) -> Option<(Node, usize)> {
    let end = range.end;
    let tokens = tokens(source, range)?;
    let mut parser = Parser { source, tokens, at: 0 };
    let node = parser.disjunction()?;
    let rest = parser.tokens.get(parser.at).map_or(end, |token| token.range.start);
    Some((node, rest))
}

struct Parser<'a> {
    source: &'a str,
    tokens: Vec<Token>,
    at: usize,
}

impl Parser<'_> {
    fn text(&self, ahead: usize) -> &str {
        self.tokens
            .get(self.at + ahead)
            .map_or("", |token| &self.source[token.range.clone()])
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token
    }

    fn take(&mut self, text: &str) -> Option<Node> {
        if self.text(0) != text {
            return None;
        }
        self.next().map(|token| Node::Source(token.range))
    }

    /// `a if b else c`
    fn conditional(&mut self) -> Option<Node> {
        let mut parts = vec![self.disjunction()?];
        while let Some(keyword) = self.take("if") {
            parts.extend([keyword, self.disjunction()?]);
            if let Some(keyword) = self.take("else") {
                parts.extend([keyword, self.conditional()?]);
            }
        }
        Some(joined(parts))
    }

    fn disjunction(&mut self) -> Option<Node> {
        let mut parts = vec![self.conjunction()?];
        while let Some(keyword) = self.take("or") {
            parts.extend([keyword, self.conjunction()?]);
        }
        Some(logic(parts))
    }

    fn conjunction(&mut self) -> Option<Node> {
        let mut parts = vec![self.negation()?];
        while let Some(keyword) = self.take("and") {
            parts.extend([keyword, self.negation()?]);
        }
        Some(logic(parts))
    }

    fn negation(&mut self) -> Option<Node> {
        match self.take("not") {
            Some(keyword) => Some(logic(vec![keyword, self.negation()?])),
            None => self.comparison(),
        }
    }

    fn comparison(&mut self) -> Option<Node> {
        let mut left = self.sum()?;
        loop {
            match (self.text(0), self.text(1)) {
                ("==" | "!=" | "<" | "<=" | ">" | ">=", _) => {
                    left = self.operation(left, true, Self::sum)?;
                }
                ("in", _) => left = Node::Sequence(vec![left, self.take("in")?, self.sum()?]),
                ("not", "in") => {
                    left = Node::Sequence(vec![left, self.take("not")?, self.take("in")?, self.sum()?]);
                }
                _ => return Some(left),
            }
        }
    }

    fn sum(&mut self) -> Option<Node> {
        let mut left = self.concatenation()?;
        while matches!(self.text(0), "+" | "-") {
            left = self.operation(left, false, Self::concatenation)?;
        }
        Some(left)
    }

    fn concatenation(&mut self) -> Option<Node> {
        let mut parts = vec![self.product()?];
        while let Some(sign) = self.take("~") {
            parts.extend([sign, self.product()?]);
        }
        Some(joined(parts))
    }

    fn product(&mut self) -> Option<Node> {
        let mut left = self.power()?;
        while matches!(self.text(0), "*" | "/" | "//" | "%") {
            left = self.operation(left, false, Self::power)?;
        }
        Some(left)
    }

    fn power(&mut self) -> Option<Node> {
        let mut left = self.unary()?;
        while self.text(0) == "**" {
            left = self.operation(left, false, Self::unary)?;
        }
        Some(left)
    }

    fn operation(&mut self, left: Node, compares: bool, operand: fn(&mut Self) -> Option<Node>) -> Option<Node> {
        let sign = self.next()?.range;
        Some(Node::Operation {
            sign,
            compares,
            left: Box::new(left),
            right: Box::new(operand(self)?),
        })
    }

    fn unary(&mut self) -> Option<Node> {
        if self.text(0) != "-" {
            return self.postfix();
        }
        let sign = self.next()?.range;
        let of = Box::new(self.unary()?);
        Some(Node::Negation { sign, of })
    }

    /// A value with its attributes, subscripts, calls, filters and tests.
    fn postfix(&mut self) -> Option<Node> {
        let mut parts = vec![self.primary()?];
        loop {
            match self.text(0) {
                "." => {
                    let dot = self.take(".")?;
                    parts.extend([dot, Node::Source(self.next()?.range)]);
                }
                "(" => parts.extend(self.group("(", ")")?),
                "[" => parts.extend(self.group("[", "]")?),
                "|" => {
                    let bar = self.take("|")?;
                    parts.extend([bar, Node::Source(self.next()?.range)]);
                }
                "is" => {
                    parts.push(self.take("is")?);
                    parts.extend(self.take("not"));
                    parts.push(Node::Source(self.next()?.range));
                    // `is divisibleby 3`: a test may take one plain value without parentheses.
                    let kind = self.tokens.get(self.at).map(|token| token.kind);
                    if matches!(kind, Some(TokenKind::Number | TokenKind::Text)) {
                        parts.push(self.primary()?);
                    }
                }
                _ => return Some(joined(parts)),
            }
        }
    }

    fn primary(&mut self) -> Option<Node> {
        let token = self.tokens.get(self.at)?.clone();
        match (token.kind, self.text(0)) {
            (_, "(") => self.group("(", ")").map(Node::Sequence),
            (_, "[") => self.group("[", "]").map(Node::Sequence),
            (_, "{") => self.group("{", "}").map(Node::Sequence),
            (TokenKind::Sign, _) => None,
            _ => {
                self.at += 1;
                Some(Node::Source(token.range))
            }
        }
    }

    /// Brackets with expressions in them, separated by `,`, `:` and, after a name, `=`.
    fn group(&mut self, open: &str, close: &str) -> Option<Vec<Node>> {
        let mut parts = vec![self.take(open)?];
        loop {
            if let Some(end) = self.take(close) {
                parts.push(end);
                return Some(parts);
            }
            if let Some(separator) = self.take(",").or_else(|| self.take(":")) {
                parts.push(separator);
            } else if self.text(1) == "=" {
                parts.push(Node::Source(self.next()?.range));
                parts.push(self.take("=")?);
            } else {
                parts.push(self.conditional()?);
            }
        }
    }
}

fn joined(mut parts: Vec<Node>) -> Node {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        last => {
            parts.extend(last);
            Node::Sequence(parts)
        }
    }
}

fn logic(mut parts: Vec<Node>) -> Node {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        last => {
            parts.extend(last);
            Node::Logic(parts)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree with operations in brackets.
    fn shown(source: &str) -> String {
        fn show(node: &Node, source: &str) -> String {
            match node {
                Node::Source(range) => source[range.clone()].to_owned(),
                Node::Sequence(parts) | Node::Logic(parts) => parts
                    .iter()
                    .map(|part| show(part, source))
                    .collect::<Vec<_>>()
                    .join(" "),
                Node::Operation { sign, left, right, .. } => {
                    format!(
                        "⟨{} {} {}⟩",
                        show(left, source),
                        &source[sign.clone()],
                        show(right, source)
                    )
                }
                Node::Negation { of, .. } => format!("⟨−{}⟩", show(of, source)),
            }
        }
        parse(source, 0..source.len()).map_or_else(|| "?".to_owned(), |node| show(&node, source))
    }

    #[test]
    fn precedence_is_that_of_the_template_language() {
        assert_eq!(shown("2 * fp > m and not x.y"), "⟨⟨2 * fp⟩ > m⟩ and not x . y");
        assert_eq!(shown("a + b|f(c - 1)"), "⟨a + b | f ( ⟨c - 1⟩ )⟩");
        assert_eq!(shown("a|pct(1) == b|pct(1)"), "⟨a | pct ( 1 ) == b | pct ( 1 )⟩");
        assert_eq!(shown("x is not none and -y < 0.5"), "x is not none and ⟨⟨−y⟩ < 0.5⟩");
        assert_eq!(
            shown("f(term=\"fp\", sign=\"+\") if a else [b + 1]"),
            "f ( term = \"fp\" , sign = \"+\" ) if a else [ ⟨b + 1⟩ ]"
        );
        assert_eq!(shown("p not in q"), "p not in q");
        assert_eq!(shown("a +"), "?");
    }
}
