use minijinja::value::{Rest, Value, ValueKind};
use minijinja::{Environment, Error};

use super::{Scope, from_lexicon};
use crate::literate::templates::is_mark;

pub(super) fn register(environment: &mut Environment<'_>, scope: &Scope) {
    let lexicon = scope.lexicon.clone();
    environment.add_filter("name", move |id: String, form: Option<String>| {
        lexicon
            .name(&id, form.as_deref().unwrap_or("nom"))
            .map_err(from_lexicon)
    });
    let lexicon = scope.lexicon.clone();
    environment.add_filter("names", move |ids: Vec<String>, options: Rest<String>| {
        let form = options.first().map_or("nom", String::as_str);
        let conjunction = options.get(1).map_or("and", String::as_str);
        lexicon.names(&ids, form, conjunction).map_err(from_lexicon)
    });
    environment.add_filter("cap", |text: Value| {
        let capitalised = capitalised(&text.to_string());
        // What is Markdown stays Markdown.
        match text.is_safe() || text.kind() == ValueKind::Plain {
            true => Value::from_safe_string(capitalised),
            false => Value::from(capitalised),
        }
    });
    let lexicon = scope.lexicon.clone();
    environment.add_filter("listed", move |words: Vec<String>, conjunction: Option<String>| {
        lexicon
            .joined(&words, conjunction.as_deref().unwrap_or("and"))
            .map_err(from_lexicon)
    });
    let lexicon = scope.lexicon.clone();
    environment.add_function("phrase", move |key: String| {
        lexicon.phrase(&key).map_err(from_lexicon) as Result<String, Error>
    });
}

/// The text with its first letter in upper case.
pub(in crate::literate) fn capitalised(text: &str) -> String {
    let start = text.find(|letter| !is_mark(letter)).unwrap_or(text.len());
    let (marks, rest) = text.split_at(start);
    let mut letters = rest.chars();
    letters.next().map_or_else(
        || marks.to_owned(),
        |first| marks.chars().chain(first.to_uppercase()).chain(letters).collect(),
    )
}
