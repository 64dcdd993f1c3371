//! The guide for newcomers, step by step: its files are written, its commands are run.

use std::path::Path;

use crate::project::{Run, files_below};

/// The fenced blocks of a Markdown text: what follows the fence, and the content.
pub fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, String, String)> = None;
    for line in text.lines() {
        match &mut open {
            None if line.starts_with("```") => {
                let fence: String = line.chars().take_while(|c| *c == '`').collect();
                open = Some((fence.clone(), line[fence.len()..].trim().to_owned(), String::new()));
            }
            Some((fence, info, content)) if line == fence => {
                blocks.push((std::mem::take(info), std::mem::take(content)));
                open = None;
            }
            Some((_, _, content)) => {
                content.push_str(line);
                content.push('\n');
            }
            None => {}
        }
    }
    blocks
}

#[test]
fn the_guide_leads_to_a_report() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("docs/guide.md")).expect("the guide");
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    let write = |path: &str, content: &[u8]| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        std::fs::write(path, content).expect("the file can be written");
    };
    for (path, content) in files_below(&root.join("data/demo")) {
        write(&format!("data/demo/{path}"), &content);
    }
    let (mut files, mut commands) = (0, 0);
    for (info, content) in blocks(&text) {
        match info.split_whitespace().collect::<Vec<_>>().as_slice() {
            ["toml" | "markdown" | "bibtex" | "bib" | "yaml", path] => {
                write(path, content.as_bytes());
                files += 1;
            }
            ["sh"] => {
                for line in content.lines().filter(|line| line.starts_with("rvc-report ")) {
                    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_rvc-report"));
                    command.current_dir(folder.path());
                    command.args(words(&line["rvc-report ".len()..]));
                    let run = Run::of(&mut command);
                    assert_eq!(run.code, Some(0), "{line}\n{}", run.stderr);
                    commands += 1;
                }
            }
            _ => {}
        }
    }
    assert!(files >= 6 && commands >= 4, "{files} files, {commands} commands");
    let made = files_below(folder.path());
    for name in ["note.en.html", "note.ru.html", "note.en.pdf", "note.ru.pdf"] {
        assert!(made.keys().any(|path| path.ends_with(name)), "{name}");
    }
}

/// The words of a command line; quotation marks hold words together.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for letter in line.chars() {
        match (quote, letter) {
            (Some(open), _) if open == letter => quote = None,
            (None, '"' | '\'') => quote = Some(letter),
            (None, ' ') => words.push(String::new()),
            _ => words.last_mut().expect("there is a word").push(letter),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
