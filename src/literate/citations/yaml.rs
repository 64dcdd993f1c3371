//! Reads Hayagriva's YAML, and says everything that is wrong in it.

use hayagriva::Library;
use hayagriva::io::from_yaml_str;

use super::problems::{BibliographyProblem, offset, repeated};
use crate::settings::nearest;

/// The kinds of works that people cite; messages suggest one of them.
const TYPES: [&str; 13] = [
    "article",
    "anthos",
    "book",
    "chapter",
    "conference",
    "legislation",
    "misc",
    "newspaper",
    "proceedings",
    "report",
    "repository",
    "thesis",
    "web",
];

/// The works of a YAML file.
pub(super) fn parse(path: &str, text: &str) -> Result<Library, Vec<BibliographyProblem>> {
    let error = match from_yaml_str(text) {
        Ok(library) => return Ok(library),
        Err(error) => error,
    };
    // The parser gives up at the first error. Entry by entry, it finds one in each.
    let items = items(text);
    let mut problems = repeated(path, text, items.iter().map(|item| (item.key, item.start)));
    for item in &items {
        if let Err(error) = from_yaml_str(item.text) {
            let place = error.location().map(|place| (place.line(), place.column()));
            let message = error.to_string();
            // An anchor of another entry is not known in this one.
            if !message.contains("unknown anchor") {
                let at = item.start + place.map_or(0, |(line, column)| offset(item.text, line, column));
                problems.push(problem(path, text, at, &message));
            }
        }
    }
    if problems.is_empty() {
        let place = error.location().map(|place| offset(text, place.line(), place.column()));
        problems.push(problem(path, text, place.unwrap_or_default(), &error.to_string()));
    }
    problems.sort_by_key(|problem| problem.offset);
    Err(problems)
}

/// Where a key is defined.
pub(super) fn place(text: &str, key: &str) -> Option<usize> {
    items(text).iter().find(|item| item.key == key).map(|item| item.start)
}

/// One entry of a file.
struct Item<'a> {
    start: usize,
    text: &'a str,
    key: &'a str,
}

/// Cuts a file where a line begins with a key.
fn items(text: &str) -> Vec<Item<'_>> {
    let mut starts = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let begins_entry = line.starts_with(|c: char| c.is_alphanumeric() || "_\"'".contains(c));
        if let Some((key, _)) = line.split_once(':').filter(|_| begins_entry) {
            starts.push((start, key.trim().trim_matches(['"', '\''])));
        }
        start += line.len();
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
    let items = starts.iter().zip(ends);
    items
        .map(|((start, key), end)| Item {
            start: *start,
            text: &text[*start..end],
            key,
        })
        .collect()
}

/// One of the parser's errors in plain words.
fn problem(path: &str, text: &str, at: usize, error: &str) -> BibliographyProblem {
    let error = without_places(error);
    let (field, reason) = error.split_once(": ").unwrap_or(("", &error));
    let quoted = reason.split('`').nth(1).unwrap_or_default();
    let begins = |known: &str| reason.starts_with(known);
    let types = format!("the types are {}", TYPES.join(", "));
    let (message, hint) = if begins("no entry type") {
        (format!("the work `{quoted}` has no `type`"), types)
    } else if begins("unknown variant") && field.ends_with("type") {
        let near = nearest(quoted, TYPES).map(|near| format!("did you mean `{near}`?"));
        (format!("{field}: `{quoted}` is no type of work"), near.unwrap_or(types))
    } else if begins("duplicate field") {
        (
            format!("{field}: the field `{quoted}` stands twice"),
            "delete one".to_owned(),
        )
    } else if begins("data did not match") {
        (format!("{field}: `parent` is not understood"), PARENT.to_owned())
    } else {
        let value = VALUES.iter().find(|(known, ..)| begins(known));
        match value {
            Some((_, what, hint)) => (format!("{field}: this is no {what}"), (*hint).to_owned()),
            None => (error.clone(), SYNTAX.to_owned()),
        }
    };
    BibliographyProblem::at(path, text, at, message, hint)
}

/// How the parser's complaint about a value begins, what the value should be, and how it is written.
const VALUES: [(&str, &str, &str); 4] = [
    (
        "date format",
        "date",
        "write the year, `2020`, or `2020-05`, or `2020-05-31`",
    ),
    (
        "too many parts",
        "name of a person",
        "write `Family, Given`; several people are a list: `[\"Family, Given\", \"Family, Given\"]`",
    ),
    ("relative URL", "address", "write it in full, with `https://`"),
    ("Parser error", "language", "write its code: `ru`, `en`, `de`"),
];
const PARENT: &str =
    "write the journal or book that holds the work as `parent:` with `type` and `title` indented below";
const SYNTAX: &str = "a value with a colon or a quotation mark needs quotation marks around it; each field stands on a \
                      line of its own, indented by two spaces";

/// Without « at line 2 column 9», which counts from the entry.
fn without_places(message: &str) -> String {
    let mut pieces = message.split(" at line ");
    let mut clean = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let rest = piece.trim_start_matches(|c: char| c.is_ascii_digit());
        let rest = rest.strip_prefix(" column ").unwrap_or(rest);
        clean.push_str(rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    clean
}
