//! Texts under `templates/init/`, and what takes the place of `@@key@@` in them.

use super::toml_text::commented;
use crate::project::built_in_template;

/// A text that is compiled into the program, by its path under `templates/init/`.
pub(super) fn built_in(path: &str) -> &'static str {
    built_in_template(&format!("init/{path}")).unwrap_or_default()
}

/// Fills a text. A line that is nothing but a key is replaced by as many lines as the value has, also by none; empty lines
/// that come together become one, and comments at the ends of lines stand below each other.
pub(super) fn fill(text: &str, values: &[(&str, String)]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let alone = line.strip_prefix("@@").and_then(|rest| rest.strip_suffix("@@"));
        let block = values.iter().find(|(key, _)| alone == Some(*key));
        match (block, line.rsplit_once("  # ")) {
            (Some((_, value)), _) => lines.extend(value.lines().map(str::to_owned)),
            (None, Some((code, comment))) => lines.push(commented(&replaced(code, values), &replaced(comment, values))),
            (None, None) => lines.push(replaced(line, values)),
        }
    }
    lines.dedup_by(|line, before| line.is_empty() && before.is_empty());
    format!("{}\n", lines.join("\n").trim_matches('\n'))
}

fn replaced(text: &str, values: &[(&str, String)]) -> String {
    values.iter().fold(text.to_owned(), |text, (key, value)| {
        text.replace(&format!("@@{key}@@"), value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_become_values_and_empty_blocks_leave_no_hole() {
        let text = "a = @@a@@  # why\n\n@@none@@\n\n@@block@@\nend @@a@@\n";
        let values = [
            ("a", "1".to_owned()),
            ("none", String::new()),
            ("block", "x\ny".to_owned()),
        ];
        assert_eq!(fill(text, &values), format!("{:32}# why\n\nx\ny\nend 1\n", "a = 1"));
    }
}
