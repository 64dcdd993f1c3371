//! Values as TOML spells them, and comments beside them.

use super::preset::Forms;
use crate::model::Window;

/// Where comments begin that stand beside a value.
const COLUMN: usize = 32;
/// The width of comments of their own.
const WIDTH: usize = 118;
/// The order in which forms of a name are written.
const FORMS: [&str; 9] = ["nom", "gen", "dat", "acc", "ins", "loc", "the", "short", "adj"];

/// A text inside of quotation marks, for a place that has them already.
pub(super) fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

pub(super) fn list<T: AsRef<str>>(items: &[T]) -> String {
    let quoted: Vec<String> = items.iter().map(|item| quoted(item.as_ref())).collect();
    format!("[{}]", quoted.join(", "))
}

pub(super) fn window(years: Window) -> String {
    format!("[{}, {}]", years.first(), years.last())
}

/// A line with a comment at its end.
pub(super) fn commented(code: &str, comment: &str) -> String {
    let code = code.trim_end();
    let gap = COLUMN.saturating_sub(code.chars().count()).max(2);
    format!("{code}{}# {comment}", " ".repeat(gap))
}

/// Lines of comment.
pub(super) fn remark(text: &str) -> String {
    let mut lines = Vec::new();
    let mut line = String::from("#");
    for word in text.split_whitespace() {
        if line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::replace(&mut line, String::from("#")));
        }
        line.push(' ');
        line.push_str(word);
    }
    lines.push(line);
    lines.join("\n")
}

/// The forms of a name, a line each.
pub(super) fn forms(forms: &Forms) -> String {
    in_order(forms).join("\n")
}

/// The forms of a name in a line.
pub(super) fn inline(forms: &Forms) -> String {
    format!("{{ {} }}", in_order(forms).join(", "))
}

fn in_order(forms: &Forms) -> Vec<String> {
    let known = FORMS.iter().filter_map(|form| Some((*form, forms.get(*form)?)));
    known
        .map(|(form, words)| format!("{form} = {}", quoted(words)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_stand_below_each_other() {
        assert_eq!(
            commented("seed = 1", "of random numbers"),
            format!("{:32}# of random numbers", "seed = 1")
        );
        let long = "a".repeat(40);
        assert_eq!(commented(&long, "x"), format!("{long}  # x"));
        assert_eq!(remark("a b"), "# a b");
        assert!(
            remark(&"word ".repeat(60))
                .lines()
                .all(|line| line.starts_with("# word") && line.len() <= WIDTH)
        );
    }

    #[test]
    fn what_is_quoted_reads_as_it_was() {
        let text = "a \"b\" \\ c";
        let value: toml::Value = toml::from_str(&format!("x = {}", list(&[text]))).expect("TOML");
        assert_eq!(value["x"][0].as_str(), Some(text));
    }
}
