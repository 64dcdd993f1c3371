//! `codecheck.yml`: what a codechecker has to make again, in version 1.0 of the specification.
//!
//! The part of the codechecker, who and when, is theirs to add.

use std::fmt::Write;

use super::package::Package;
use crate::settings::Author;

const SPECIFICATION: &str = "https://codecheck.org.uk/spec/config/1.0/";

/// The text of the file.
pub(super) fn yaml(package: &Package<'_>) -> String {
    let mut text = format!("---\nversion: {SPECIFICATION}\n\nmanifest:\n");
    for (file, comment) in manifest(package) {
        let _ = writeln!(text, "  - file: {}\n    comment: {}", scalar(&file), scalar(&comment));
    }
    let _ = writeln!(text, "\npaper:\n  title: {}", scalar(package.title()));
    let authors: &[Author] = package.authors();
    if !authors.is_empty() {
        text.push_str("  authors:\n");
        for author in authors {
            let _ = writeln!(text, "    - name: {}", scalar(&author.name));
        }
    }
    text
}

/// Every file that shows a table, a figure or the text, with what it is.
fn manifest(package: &Package<'_>) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    let exhibits = package.exhibits();
    for row in exhibits {
        for file in &row.files {
            if !files.iter().any(|(known, _)| known == file) {
                files.push((file.clone(), format!("{} ({}): {}", row.item, row.document, row.title)));
            }
        }
    }
    for output in package.material.outputs {
        let file = format!("{}/{}", super::OUTPUTS, output.path);
        let comment = match output.path.rsplit('/').next().unwrap_or_default() {
            "results.json" => "every result at full precision",
            "claims.json" => "every sentence with a condition, and the values that it rests on",
            name if name.ends_with(".html") || name.ends_with(".pdf") => "the document with every number in its text",
            _ => continue,
        };
        if !files.iter().any(|(known, _)| *known == file) {
            files.push((file, comment.to_owned()));
        }
    }
    files
}

/// A text in double quotes: as in JSON, which is also how YAML writes it.
fn scalar(text: &str) -> String {
    // A text has a form in JSON.
    serde_json::to_string(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_cannot_become_markup() {
        assert_eq!(scalar("a: \"b\" # c\n- д"), r#""a: \"b\" # c\n- д""#);
    }
}
