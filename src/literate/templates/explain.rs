//! Errors of MiniJinja, placed in the author's file.

use minijinja::{Error, ErrorKind};

use super::Templates;
use crate::diagnostic::{Diagnostic, Place};

impl Templates {
    /// MiniJinja's innermost error at what the author wrote.
    pub(super) fn explain(&self, error: &Error, root: &str) -> Diagnostic {
        let innermost = innermost(error);
        if innermost.kind() == ErrorKind::TemplateNotFound {
            return self.not_found(error, innermost, root);
        }
        let message = match innermost.detail() {
            Some(detail) => format!("{}: {}", innermost.kind(), plain_names(detail)),
            None => innermost.kind().to_string(),
        };
        let name = innermost.name().unwrap_or(root);
        let sources = self.sources();
        let Some((_, file)) = sources.by_name(name) else {
            return Diagnostic::error(message).at(Place::file(name));
        };
        match innermost.range() {
            Some(range) => file.at(file.original(range), message),
            None => {
                let line = innermost.line().unwrap_or(1);
                let start = file.text.split_inclusive('\n').take(line - 1).map(str::len).sum();
                file.at(start..start, message)
            }
        }
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
    detail.replace("__calculate", "arithmetic").replace("__compare", "a comparison")
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
