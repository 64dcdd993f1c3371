//! The sources keep the order of the design: who may use whom, which crate lives where, who may
//! touch the world outside.

mod directions;
mod doors;
mod templates;

use std::collections::BTreeSet;
use std::path::Path;

use crate::project::files_below;

/// A Rust source file without comments and without its tests.
struct Source {
    /// Relative to `src/`.
    path: String,
    code: String,
}

impl Source {
    /// The top-level module: the first part of the path.
    fn module(&self) -> &str {
        self.path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    /// The code with string literals emptied.
    fn without_strings(&self) -> String {
        let mut code = String::new();
        let (mut inside, mut escaped) = (false, false);
        for letter in self.code.replace("'\"'", "' '").chars() {
            match letter {
                '"' if !escaped => {
                    inside = !inside;
                    code.push('"');
                }
                letter if !inside => code.push(letter),
                _ => {}
            }
            escaped = inside && letter == '\\' && !escaped;
        }
        code
    }
}

/// A file of the repository, or all below a folder of it.
fn repository(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Every file under `src/`.
fn sources() -> Vec<Source> {
    let files = files_below(&repository("src"))
        .into_iter()
        .filter(|(path, _)| path.ends_with(".rs"));
    let sources: Vec<Source> = files
        .filter(|(path, _)| !path.ends_with("_tests.rs"))
        .map(|(path, content)| {
            let text = String::from_utf8(content).expect("sources are UTF-8");
            let program = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let lines = program
                .lines()
                .map(|line| if line.trim_start().starts_with("//") { "" } else { line });
            Source {
                path,
                code: lines.collect::<Vec<_>>().join("\n"),
            }
        })
        .collect();
    assert!(sources.len() > 50, "the sources are elsewhere");
    sources
}

/// The names that follow each `start` in a text.
fn names_after(text: &str, start: &str) -> BTreeSet<String> {
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '-';
    let found = text.split(start).skip(1);
    found
        .map(|rest| rest.chars().take_while(|letter| is_name(*letter)).collect())
        .collect()
}
