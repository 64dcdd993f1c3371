//! Errors of MiniJinja, placed in the author's file.

use std::collections::BTreeSet;

use minijinja::{Error, ErrorKind};

use super::Templates;
use super::tokens::{TokenKind, tokens};
use crate::diagnostic::{Diagnostic, Place};
use crate::settings::nearest;

/// The filters of the program, for suggestions; MiniJinja does not list them.
const FILTERS: [&str; 17] = [
    "num", "pct", "pp", "int", "usd_mn", "usd", "pval", "count", "ordinal", "year", "abs", "plural", "name", "names",
    "cap", "listed", "length",
];

impl Templates {
    /// MiniJinja's innermost error at what the author wrote.
    pub(super) fn explain(&self, error: &Error, root: &str) -> Diagnostic {
        let innermost = innermost(error);
        if innermost.kind() == ErrorKind::TemplateNotFound {
            return self.not_found(error, innermost, root);
        }
        let message = match innermost.detail() {
            Some("unknown statement claim") => {
                "a claim needs an id and a condition: {% claim \"id\" when … %}".to_owned()
            }
            Some(detail) => format!("{}: {}", innermost.kind(), plain_names(detail)),
            None => innermost.kind().to_string(),
        };
        let hint = self.suggestion(innermost);
        let name = innermost.name().unwrap_or(root);
        if let Some(undefined) = self.undefined_name(name, innermost) {
            return undefined;
        }
        let sources = self.sources();
        let Some((_, file)) = sources.by_name(name) else {
            return Diagnostic::error(message).at(Place::file(name));
        };
        if let (Some(open), "syntax error") = (file.unclosed(), innermost.kind().to_string().as_str())
            && message.contains("end of input")
        {
            let message = "the claim is not closed";
            return file.at(open, message).hint("end it with {% endclaim %}");
        }
        let placed = match innermost.range() {
            Some(range) => file.at(file.original(range), message),
            None => {
                let line = innermost.line().unwrap_or(1);
                let start = file.text.split_inclusive('\n').take(line - 1).map(str::len).sum();
                file.at(start..start, message)
            }
        };
        match hint {
            Some(hint) => placed.hint(hint),
            None => placed,
        }
    }

    /// The function or filter that a mistyped name was meant to be.
    fn suggestion(&self, error: &Error) -> Option<String> {
        let detail = error.detail()?;
        let near = match error.kind() {
            ErrorKind::UnknownFunction => {
                let known = self.environment.globals().map(|(name, _)| name);
                nearest(detail.split(' ').next()?, known.filter(|name| !name.starts_with("__")))?
            }
            ErrorKind::UnknownFilter => nearest(detail.split(' ').nth(1)?, FILTERS)?,
            _ => return None,
        };
        Some(format!("did you mean `{near}`?"))
    }

    /// A function may have been given a name that stands for nothing, and say only that it is no text.
    fn undefined_name(&self, template: &str, error: &Error) -> Option<Diagnostic> {
        if error.kind() != ErrorKind::InvalidOperation || error.detail() != Some("value is not a string") {
            return None;
        }
        let parsed = self.environment.get_template(template).ok()?;
        let unknown = parsed.undeclared_variables(false);
        let globals: BTreeSet<&str> = self.environment.globals().map(|(name, _)| name).collect();
        let is_unknown =
            |word: &str| unknown.contains(word) && !self.context.contains_key(word) && !globals.contains(word);
        let sources = self.sources();
        let (_, file) = sources.by_name(template)?;
        let range = file.original(error.range()?);
        let words = tokens(&file.text, range)?;
        let found = words
            .into_iter()
            .find(|token| token.kind == TokenKind::Word && is_unknown(&file.text[token.range.clone()]))?;
        let name = &file.text[found.range.clone()];
        Some(file.at(found.range.clone(), format!("undefined value: `{name}` is undefined")))
    }

    fn not_found(&self, error: &Error, innermost: &Error, root: &str) -> Diagnostic {
        // MiniJinja names the template in quotes.
        let missing = innermost
            .detail()
            .and_then(|detail| detail.split(['"', '\'']).nth(1))
            .unwrap_or(root);
        let path = format!("{}/{missing}.{}.md", self.report, self.language.tag());
        let message = format!("there is no template `{path}` in templates/ of the project or of the program");
        let sources = self.sources();
        let placed = placed(error).and_then(|(name, line)| {
            let (_, file) = sources.by_name(name)?;
            let start: usize = file.text.split_inclusive('\n').take(line - 1).map(str::len).sum();
            let in_line = file.text[start..].lines().next()?.find(missing).unwrap_or(0);
            Some(file.at(start + in_line..start + in_line + missing.len(), message.clone()))
        });
        placed
            .unwrap_or_else(|| Diagnostic::error(message))
            .hint("check the name after `include`, `study.report` in rvc.toml, and --report")
    }
}

/// Names of the program's own functions have no place in a message.
fn plain_names(detail: &str) -> String {
    detail
        .replace("__calculate", "arithmetic")
        .replace("__compare", "a comparison")
}

/// The innermost template and line of a chain of errors.
fn placed(error: &Error) -> Option<(&str, usize)> {
    let inner = std::error::Error::source(error).and_then(|source| source.downcast_ref::<Error>());
    inner.and_then(placed).or_else(|| Some((error.name()?, error.line()?)))
}

/// The cause at the end of the chain that MiniJinja itself made.
fn innermost(error: &Error) -> &Error {
    let mut current = error;
    while let Some(inner) = std::error::Error::source(current).and_then(|source| source.downcast_ref::<Error>()) {
        current = inner;
    }
    current
}
