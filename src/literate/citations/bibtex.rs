//! Reads BibLaTeX, and says everything that is wrong in it.

use hayagriva::Library;
use hayagriva::io::{BibLaTeXError, from_biblatex_str};

use super::problems::{BibliographyProblem, repeated};

/// The works of a BibLaTeX file.
pub(super) fn parse(path: &str, text: &str) -> Result<Library, Vec<BibliographyProblem>> {
    let errors = match from_biblatex_str(text) {
        Ok(library) => return Ok(library),
        Err(errors) => errors,
    };
    // The parser gives up at the first error. Entry by entry, it finds one in each.
    let items = items(text);
    let usable = |item: &&Item| item.kind == "string" && from_biblatex_str(item.text).is_ok();
    let abbreviations: String = items.iter().filter(usable).map(|item| item.text).collect();
    let mut problems = Vec::new();
    for item in &items {
        let before = if item.kind == "string" {
            ""
        } else {
            abbreviations.as_str()
        };
        let errors = from_biblatex_str(&format!("{before}{}", item.text))
            .err()
            .unwrap_or_default();
        problems.extend(errors.iter().map(|error| {
            let (at, kind) = place_and_kind(error);
            problem(path, text, item, item.start + at.saturating_sub(before.len()), &kind)
        }));
    }
    let works = items.iter().filter(|item| item.is_work());
    problems.extend(repeated(path, text, works.map(|item| (item.key, item.start))));
    if problems.is_empty() {
        let whole = Item::new(text, 0);
        problems.extend(errors.iter().map(|error| {
            let (at, kind) = place_and_kind(error);
            problem(path, text, &whole, at, &kind)
        }));
    }
    problems.sort_by_key(|problem| problem.offset);
    Err(problems)
}

/// Where a key is defined.
pub(super) fn place(text: &str, key: &str) -> Option<usize> {
    let items = items(text);
    items
        .iter()
        .find(|item| item.is_work() && item.key == key)
        .map(|item| item.start)
}

/// One `@kind{key, …}` of a file, with whatever stands behind it.
struct Item<'a> {
    start: usize,
    text: &'a str,
    kind: String,
    key: &'a str,
}

impl<'a> Item<'a> {
    fn new(text: &'a str, start: usize) -> Self {
        let head = text.trim_start_matches('@');
        let (kind, rest) = head.split_at(head.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(head.len()));
        let rest = rest.trim_start().strip_prefix('{').unwrap_or_default().trim_start();
        let end = rest
            .find(|c: char| c.is_whitespace() || ",}=\"".contains(c))
            .unwrap_or(rest.len());
        Self {
            start,
            text,
            kind: kind.to_ascii_lowercase(),
            key: &rest[..end],
        }
    }

    fn is_work(&self) -> bool {
        !["string", "preamble", "comment"].contains(&self.kind.as_str())
    }
}

/// Cuts a file where a line begins with `@`.
fn items(text: &str) -> Vec<Item<'_>> {
    let mut starts = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let follows = line[indent..].strip_prefix('@').unwrap_or_default();
        if follows.starts_with(|c: char| c.is_ascii_alphabetic()) && (indent == 0 || follows.contains('{')) {
            starts.push(line_start + indent);
        }
        line_start += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| Item::new(&text[*start..end], *start))
        .collect()
}

fn place_and_kind(error: &BibLaTeXError) -> (usize, String) {
    match error {
        BibLaTeXError::Parse(error) => (error.span.start, error.kind.to_string()),
        BibLaTeXError::Type(error) => (error.span.start, error.kind.to_string()),
    }
}

/// One of the parser's errors in plain words; `kind` is what the parser calls it.
fn problem(path: &str, text: &str, item: &Item, at: usize, kind: &str) -> BibliographyProblem {
    let work = if item.key.is_empty() {
        "the entry".to_owned()
    } else {
        format!("the entry `{}`", item.key)
    };
    // A brace too few lets the entry swallow what follows, until its text ends.
    let is_at_end = text
        .get(at..item.start + item.text.len())
        .is_none_or(|rest| rest.trim().is_empty());
    let kind = if is_at_end { "unexpected end of file" } else { kind };
    let (at, message, hint) = match kind {
        "unexpected end of file" => (
            item.start,
            format!("{work} is not closed"),
            "each `{` and each `\"` needs its partner, and the entry a `}` at its end",
        ),
        "expected comma" => (
            at,
            format!("{work}: a comma is missing before this place"),
            "put a comma after the key and after each field",
        ),
        "expected equals" => (
            at,
            format!("{work}: `=` is expected between the name of a field and its value"),
            "write `title = {…},`",
        ),
        "expected identifier" => (
            at,
            format!("{work}: the name of a field is expected here"),
            "write `title = {…},` and `}` behind the last field",
        ),
        "expected opening brace" => (
            at,
            "`{` is expected after the kind of the entry".to_owned(),
            "write `@article{KEY,`",
        ),
        "expected closing brace" | "unexpected closing brace" => (
            at,
            format!("{work}: the braces do not match here"),
            "each `{` needs its `}`",
        ),
        "malformed command" => (
            at,
            format!("{work}: a TeX command is incomplete"),
            "write the character itself: ö, not \\\"o",
        ),
        _ => match kind.strip_prefix("unknown abbreviation ") {
            Some(word) => (
                at,
                format!("{work}: the value `{}` stands without braces", word.trim_matches('"')),
                "put it in braces, or define it: `@string{NAME = {…}}`",
            ),
            None => (
                at,
                format!("{work}: {}: {kind}", field_before(text, at)),
                "correct the value, or leave the field out",
            ),
        },
    };
    BibliographyProblem::at(path, text, at, message, hint.to_owned())
}

/// The field whose value stands at a place.
fn field_before(text: &str, at: usize) -> String {
    let before = &text[..text.floor_char_boundary(at)];
    let name = before
        .rsplit_once('=')
        .map(|(names, _)| names.trim_end())
        .unwrap_or_default();
    let start = name
        .rfind(|c: char| !c.is_ascii_alphanumeric())
        .map_or(0, |last| last + 1);
    if name[start..].is_empty() {
        "a field".to_owned()
    } else {
        format!("the field `{}`", &name[start..])
    }
}
