//! Text that Markdown takes as it is.

/// Running text: no sign of it means anything.
pub(super) fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            // A soft hyphen is for print.
            '\u{ad}' => {}
            '\n' | '\r' => out.push(' '),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '|' | '$' | '^' | '~' | '@' | '#' | '"'
            | '\'' | '&' | '!' => {
                out.push('\\');
                out.push(letter);
            }
            _ => out.push(letter),
        }
    }
    // Signs that are read as one in a row.
    out.replace("--", "\\-\\-").replace("...", "\\.\\.\\.")
}

/// A paragraph that cannot be taken for a list, a definition or a rule.
pub(super) fn begun(paragraph: &str) -> String {
    let first = paragraph.split(' ').next().unwrap_or_default();
    let is_mark = matches!(first, "-" | "+" | ":" | "%") || first.starts_with(":::");
    if is_mark {
        return format!("\\{paragraph}");
    }
    let number = first.trim_start_matches('(');
    match number.strip_suffix(['.', ')']) {
        Some(label) if label.len() <= 6 && label.chars().all(char::is_alphanumeric) => {
            let (before, after) = paragraph.split_at(first.len() - 1);
            format!("{before}\\{after}")
        }
        _ => paragraph.to_owned(),
    }
}

/// Code between as many marks as it needs.
pub(super) fn code(words: &str) -> String {
    let marks = "`".repeat(longest_run(words) + 1);
    let space = if words.starts_with('`') || words.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{marks}{space}{}{space}{marks}", words.replace('\n', " "))
}

/// How many marks of code stand in a row at most.
pub(super) fn longest_run(words: &str) -> usize {
    words
        .split(|letter| letter != '`')
        .map(str::len)
        .max()
        .unwrap_or_default()
}

/// A string in double quotes, for the title block and for attributes.
pub(super) fn quoted(words: &str) -> String {
    let plain = words.replace('\u{ad}', "").replace(['\n', '\r'], " ");
    format!("\"{}\"", plain.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The address of a link between angle brackets.
pub(super) fn address(url: &str) -> String {
    url.replace('<', "%3C").replace('>', "%3E").replace(['\n', '\r'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_means_nothing_else() {
        assert_eq!(text("a*b_c [1] $x$ <b> @k"), r"a\*b\_c \[1\] \$x\$ \<b\> \@k");
        assert_eq!(text("1995–2020 -- ... so\u{ad}ft"), r"1995–2020 \-\- \.\.\. soft");
    }

    #[test]
    fn paragraphs_do_not_begin_lists() {
        assert_eq!(begun("1. Belarus"), r"1\. Belarus");
        assert_eq!(begun("(a) first"), r"(a\) first");
        assert_eq!(begun("- so"), r"\- so");
        assert_eq!(begun("Belarus: 1. so"), "Belarus: 1. so");
        assert_eq!(begun("А. В. Белоусов"), r"А\. В. Белоусов");
    }

    #[test]
    fn code_has_enough_marks() {
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("x"), "`x`");
        assert_eq!(code("`"), "`` ` ``");
    }
}
