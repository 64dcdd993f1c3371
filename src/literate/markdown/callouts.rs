//! Quarto's callouts, `::: {.callout-note}` … `:::`, as the alerts that the Markdown parser knows.

use std::borrow::Cow;
use std::ops::Range;

use crate::literate::templates::Rendered;

/// The text with every callout turned into a quoted alert.
pub(super) fn as_alerts(rendered: &Rendered) -> Cow<'_, Rendered> {
    if !rendered.text.contains(":::") {
        return Cow::Borrowed(rendered);
    }
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut open = false;
    let mut start = 0;
    for line in rendered.text.split_inclusive('\n') {
        let content = line.trim_end();
        let range = start..start + content.len();
        match (open, fence(content)) {
            (false, Some(kind)) if !kind.is_empty() => {
                open = true;
                edits.push((range, format!("\n> [!{}]", alert(kind))));
            }
            (true, Some("")) => {
                open = false;
                edits.push((range, "\n".to_owned()));
            }
            (true, _) => edits.push((start..start, "> ".to_owned())),
            _ => {}
        }
        start += line.len();
    }
    Cow::Owned(rendered.edited(&edits))
}

/// The kind of callout that a line opens; empty for a line that closes one.
fn fence(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(':');
    if line.len() - rest.len() < 3 {
        return None;
    }
    let rest = rest.trim();
    if rest.is_empty() {
        return Some("");
    }
    let class = rest.strip_prefix("{.callout-")?;
    class.split(|c: char| !c.is_alphanumeric()).next()
}

fn alert(kind: &str) -> &'static str {
    match kind {
        "warning" | "caution" | "important" => "WARNING",
        _ => "NOTE",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_callout_becomes_an_alert() {
        let rendered = Rendered::plain("a\n\n::: {.callout-warning}\nBeware.\n:::\n\nb\n");
        assert_eq!(as_alerts(&rendered).text, "a\n\n\n> [!WARNING]\n> Beware.\n\n\n\nb\n");
        let rendered = Rendered::plain("a :::\n");
        assert_eq!(as_alerts(&rendered).text, "a :::\n");
    }
}
