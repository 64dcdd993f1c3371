//! Prepares a template for MiniJinja: marks where text comes from, lets arithmetic keep its origins,
//! turns claims into conditions that record what was printed.

use std::ops::Range;

use super::marks;
use super::operators::{self, Node};
use super::pieces::{Piece, PieceKind, pieces};
use super::sources::{Sources, Wording};
use super::tokens::{TokenKind, tokens};
use crate::literate::document::Origin;

/// A template as the engine sees it, with the way back to the source.
#[derive(Debug, Clone, Default)]
pub(super) struct Instrumented {
    pub text: String,
    runs: Vec<Run>,
    /// A claim without an end.
    pub unclosed: Option<Range<usize>>,
}

/// From `at` on, the text is source from `source` on, or was put in for what stands there.
#[derive(Debug, Clone, Copy)]
struct Run {
    at: usize,
    source: usize,
    copied: bool,
}

impl Instrumented {
    /// The place in the source that a place in the text comes from.
    pub(super) fn original(&self, offset: usize) -> usize {
        let after = self.runs.partition_point(|run| run.at <= offset);
        let Some(run) = after.checked_sub(1).map(|i| self.runs[i]) else {
            return 0;
        };
        if run.copied {
            run.source + (offset - run.at)
        } else {
            run.source
        }
    }

    fn run(&mut self, source: usize, copied: bool) {
        let at = self.text.len();
        self.runs.push(Run { at, source, copied });
    }
}

pub(super) fn instrument(source: &str, file: u32, sources: &mut Sources) -> Instrumented {
    let mut writer = Writer {
        source,
        file,
        sources,
        out: Instrumented::default(),
        claims: Vec::new(),
    };
    let pieces = pieces(source);
    for (position, piece) in pieces.iter().enumerate() {
        match piece.kind {
            PieceKind::Text => writer.text(piece.range.clone()),
            PieceKind::Comment => writer.copy(piece.range.clone()),
            PieceKind::Expression => writer.expression_tag(piece),
            PieceKind::Statement => writer.statement(piece, &pieces[position + 1..]),
        }
    }
    writer.out.unclosed = writer.claims.pop().map(|claim| claim.tag);
    writer.out
}

/// A claim whose end has not come.
struct OpenClaim {
    tag: Range<usize>,
    /// Whether it has a wording for all other cases.
    complete: bool,
}

struct Writer<'a> {
    source: &'a str,
    file: u32,
    sources: &'a mut Sources,
    out: Instrumented,
    /// The claims whose end has not come.
    claims: Vec<OpenClaim>,
}

impl Writer<'_> {
    fn copy(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.out.run(range.start, true);
            self.out.text.push_str(&self.source[range]);
        }
    }

    fn put(&mut self, text: &str, at: usize) {
        self.out.run(at, false);
        self.out.text.push_str(text);
    }

    fn origin(&self, offset: usize) -> Origin {
        Origin {
            file: self.file,
            offset: u32::try_from(offset).unwrap_or(u32::MAX),
        }
    }

    fn mark(&mut self, offset: usize) {
        if let Some(mark) = marks::source_mark(self.sources.marks.len()) {
            let origin = self.origin(offset);
            self.sources.marks.push(origin);
            self.put(&mark.to_string(), offset);
        }
    }

    /// Text with a mark before the first letter of each line: white space control still works.
    fn text(&mut self, range: Range<usize>) {
        let mut start = range.start;
        for line in self.source[range].split_inclusive('\n') {
            let blank = line.len() - line.trim_start().len();
            self.copy(start..start + blank);
            if blank < line.len() {
                self.mark(start + blank);
                self.copy(start + blank..start + line.len());
            }
            start += line.len();
        }
    }

    fn expression_tag(&mut self, piece: &Piece) {
        if !piece.trims_before {
            self.mark(piece.range.start);
        }
        self.copy(piece.range.start..piece.inner.start);
        self.expression(piece.inner.clone());
        self.copy(piece.inner.end..piece.range.end);
    }

    fn statement(&mut self, piece: &Piece, later: &[Piece]) {
        let inner = piece.inner.clone();
        let keyword_end = inner.start
            + self.source[inner.clone()]
                .find(|c: char| !c.is_alphanumeric())
                .unwrap_or(inner.len());
        let rest = keyword_end..inner.end;
        match &self.source[inner.start..keyword_end] {
            "claim" => return self.claim(piece, rest, later),
            "otherwise" if !self.claims.is_empty() => return self.otherwise(piece, rest, later),
            "endclaim" if !self.claims.is_empty() => return self.end_of_claim(piece),
            _ => {}
        }
        self.copy(piece.range.start..rest.start);
        match &self.source[inner.start..keyword_end] {
            "if" | "elif" | "do" => self.expression(rest.clone()),
            "set" => self.assignment(rest.clone()),
            "for" => self.loop_over(rest.clone()),
            _ => self.copy(rest.clone()),
        }
        self.copy(rest.end..piece.range.end);
    }

    /// `set x = …`; a block `{% set x %}` has no sign.
    fn assignment(&mut self, range: Range<usize>) {
        let sign = self.top_level(&range, |kind, text| kind == TokenKind::Sign && text == "=");
        let value = sign.map_or(range.end, |sign| sign.end);
        self.copy(range.start..value);
        self.expression(value..range.end);
    }

    /// `for x in … if …`
    fn loop_over(&mut self, range: Range<usize>) {
        let word = self.top_level(&range, |kind, text| kind == TokenKind::Word && text == "in");
        let parsed = word.and_then(|word| {
            let (node, rest) = operators::parse_iterable(self.source, word.end..range.end)?;
            Some((word.end, node, rest))
        });
        let Some((start, node, rest)) = parsed else {
            return self.copy(range);
        };
        self.copy(range.start..start);
        let end = self.node(&node, start, false);
        self.copy(end..rest);
        match self.source[rest..range.end].strip_prefix("if") {
            Some(condition) => {
                self.copy(rest..rest + 2);
                // `recursive` may follow the condition.
                let length = condition.find(" recursive").unwrap_or(condition.len());
                self.expression(rest + 2..rest + 2 + length);
                self.copy(rest + 2 + length..range.end);
            }
            None => self.copy(rest..range.end),
        }
    }

    /// The first token outside brackets that is wanted.
    fn top_level(&self, range: &Range<usize>, wanted: impl Fn(TokenKind, &str) -> bool) -> Option<Range<usize>> {
        let mut depth = 0;
        for token in tokens(self.source, range.clone())? {
            let text = &self.source[token.range.clone()];
            match text {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                _ if depth == 0 && wanted(token.kind, text) => return Some(token.range),
                _ => {}
            }
        }
        None
    }

    /// An expression whose operations keep their origins; what cannot be parsed stays as it is.
    fn expression(&mut self, range: Range<usize>) {
        match operators::parse(self.source, range.clone()) {
            Some(node) => {
                let end = self.node(&node, range.start, false);
                self.copy(end..range.end);
            }
            None => self.copy(range),
        }
    }

    /// The condition of a claim: each operand is remembered with its value.
    fn condition(&mut self, range: Range<usize>) {
        match operators::parse(self.source, range.clone()) {
            Some(node) => {
                let end = self.node(&node, range.start, true);
                self.copy(end..range.end);
            }
            None => self.copy(range),
        }
    }

    /// Writes a node whose source, with the space before it, starts at `from`; returns where it ends.
    fn node(&mut self, node: &Node, from: usize, observed: bool) -> usize {
        let range = node.range();
        self.copy(from..range.start);
        match node {
            Node::Logic(parts) => parts
                .iter()
                .fold(range.start, |from, part| self.node(part, from, observed)),
            Node::Operation {
                sign,
                compares,
                left,
                right,
            } => {
                let function = if *compares { "__compare" } else { "__calculate" };
                let text = self.source[sign.clone()].to_owned();
                let observe = observed && *compares;
                if observed && !*compares {
                    return self.observed(node);
                }
                self.put(&format!("{function}(\"{text}\", "), sign.start);
                let end = self.node(left, left.range().start, observe);
                self.put(", ", end);
                let end = self.node(right, right.range().start, observe);
                self.put(")", end);
                end
            }
            _ if observed && !node.is_literal(self.source) && !self.is_keyword(&range) => self.observed(node),
            Node::Negation { sign, of } if !of.is_literal(self.source) => {
                self.put("__calculate(\"-\", 0, ", sign.start);
                let end = self.node(of, of.range().start, false);
                self.put(")", end);
                end
            }
            Node::Negation { of, .. } => {
                self.copy(range.start..of.range().start);
                self.node(of, of.range().start, false)
            }
            Node::Sequence(parts) => parts
                .iter()
                .fold(range.start, |from, part| self.node(part, from, false)),
            Node::Source(_) => {
                self.copy(range.clone());
                range.end
            }
        }
    }

    fn is_keyword(&self, range: &Range<usize>) -> bool {
        matches!(&self.source[range.clone()], "and" | "or" | "not")
    }

    fn observed(&mut self, node: &Node) -> usize {
        let range = node.range();
        let index = self.sources.operands.len();
        self.sources.operands.push(one_line(&self.source[range.clone()]));
        self.put(&format!("__observe({index}, "), range.start);
        let end = self.node(node, range.start, false);
        self.put(")", end);
        end
    }

    fn claim(&mut self, piece: &Piece, rest: Range<usize>, later: &[Piece]) {
        let when = self.top_level(&rest, |kind, text| kind == TokenKind::Word && text == "when");
        let Some(when) = when else {
            // MiniJinja names the tag that it does not know.
            return self.copy(piece.range.clone());
        };
        let site = self.wording(piece, Some(when.end..rest.end), later);
        self.claims.push(OpenClaim {
            tag: piece.range.clone(),
            complete: false,
        });
        self.put(
            &format!("{{%{} if __claim(", dash(piece.trims_before)),
            piece.range.start,
        );
        self.expression(rest.start..when.start);
        self.put(", ", when.start);
        self.condition(when.end..rest.end);
        self.put(&format!(", {site}) %}}{}", open(piece)), piece.range.start);
    }

    fn otherwise(&mut self, piece: &Piece, rest: Range<usize>, later: &[Piece]) {
        let when = self.top_level(&rest, |kind, text| kind == TokenKind::Word && text == "when");
        let close = close(piece);
        match when {
            Some(when) => {
                let site = self.wording(piece, Some(when.end..rest.end), later);
                self.put(&format!("{close}{{% elif __otherwise("), piece.range.start);
                self.condition(when.end..rest.end);
                self.put(&format!(", {site}) %}}{}", open(piece)), piece.range.start);
            }
            None => {
                let site = self.wording(piece, None, later);
                if let Some(last) = self.claims.last_mut() {
                    last.complete = true;
                }
                let text = format!("{close}{{% else %}}{{{{ __last({site}) }}}}{}", open(piece));
                self.put(&text, piece.range.start);
            }
        }
    }

    fn end_of_claim(&mut self, piece: &Piece) {
        let complete = self.claims.pop().is_none_or(|claim| claim.complete);
        let missing = if complete {
            ""
        } else {
            "{% else %}{{ __unsupported() }}"
        };
        let text = format!("{}{missing}{{% endif {}%}}", close(piece), dash(piece.trims_after));
        self.put(&text, piece.range.start);
    }

    /// Records a wording; its sentence reaches to the next tag of the same claim.
    fn wording(&mut self, piece: &Piece, condition: Option<Range<usize>>, later: &[Piece]) -> usize {
        let mut depth = 0;
        let mut end = self.source.len();
        for next in later.iter().filter(|next| next.kind == PieceKind::Statement) {
            let text = &self.source[next.inner.clone()];
            if text.starts_with("claim") {
                depth += 1;
            } else if depth == 0 && (text.starts_with("otherwise") || text == "endclaim") {
                end = next.range.start;
                break;
            } else if text == "endclaim" {
                depth -= 1;
            }
        }
        let origin = self.origin(piece.range.start);
        self.sources.wordings.push(Wording {
            origin,
            condition: condition.map(|range| one_line(&self.source[range])),
            sentence: one_line(&self.source[piece.range.end..end]),
        });
        self.sources.wordings.len() - 1
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn dash(trims: bool) -> &'static str {
    if trims { "-" } else { "" }
}

fn open(piece: &Piece) -> String {
    format!("{{{{ __open() {}}}}}", dash(piece.trims_after))
}

fn close(piece: &Piece) -> String {
    format!("{{{{{} __close() }}}}", dash(piece.trims_before))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instrumented(source: &str) -> (String, Sources) {
        let mut sources = Sources::default();
        let text = sources.add("t", "t.md", "t.md", source);
        let plain = text.chars().filter(|c| *c < '\u{e000}').collect();
        (plain, sources)
    }

    #[test]
    fn operations_become_calls_and_the_rest_stays() {
        for (source, expected) in [
            ("a {{ x + 1 }} b", "a {{ __calculate(\"+\", x, 1) }} b"),
            ("{% if a > b and c %}", "{% if __compare(\">\", a, b) and c %}"),
            (
                "{% for p in q if p != r %}",
                "{% for p in q if __compare(\"!=\", p, r) %}",
            ),
            ("{% set n.x = n.x * 2 %}", "{% set n.x = __calculate(\"*\", n.x, 2) %}"),
            ("{{ -x }}{{ -1 }}", "{{ __calculate(\"-\", 0, x) }}{{ -1 }}"),
            ("{% macro m(a, b=1) %}", "{% macro m(a, b=1) %}"),
            ("{{ f(a=b - 1)|g }}", "{{ f(a=__calculate(\"-\", b, 1))|g }}"),
        ] {
            assert_eq!(instrumented(source).0, expected);
        }
    }

    #[test]
    fn claims_become_conditions_that_record() {
        let (text, sources) = instrumented(
            "{%- claim \"up\" when x.last > x.first and ok %} It rose.{% otherwise when y %} No.{%- otherwise %}{% endclaim -%}",
        );
        assert_eq!(
            text,
            "{%- if __claim( \"up\" ,  __compare(\">\", __observe(0, x.last), __observe(1, x.first)) and __observe(2, ok), 0) %}{{ __open() }} It rose.\
             {{ __close() }}{% elif __otherwise( __observe(3, y), 1) %}{{ __open() }} No.\
             {{- __close() }}{% else %}{{ __last(2) }}{{ __open() }}{{ __close() }}{% endif -%}"
        );
        let wordings: Vec<_> = sources
            .wordings
            .iter()
            .map(|wording| (wording.condition.as_deref(), wording.sentence.as_str()))
            .collect();
        assert_eq!(
            wordings,
            [
                (Some("x.last > x.first and ok"), "It rose."),
                (Some("y"), "No."),
                (None, "")
            ]
        );
        let (open_end, _) = instrumented("{% claim \"a\" when b %}c{% endclaim %}");
        assert!(
            open_end.ends_with("{% else %}{{ __unsupported() }}{% endif %}"),
            "{open_end}"
        );
    }

    #[test]
    fn every_place_leads_back_to_the_source() {
        let source = "One {{ a + b }}\n  two";
        let mut sources = Sources::default();
        let text = sources.add("t", "t.md", "t.md", source);
        let file = &sources.files[0];
        let at = |part: &str| {
            file.original(text.find(part).map_or(0..0, |at| at..at + part.len()))
                .start
        };
        assert_eq!(&source[at("a, b")..][..1], "a");
        assert_eq!(&source[at("b)")..][..1], "b");
        assert_eq!(&source[at("two")..][..3], "two");
        assert_eq!(&source[at("__calculate")..][..1], "+");
    }
}
