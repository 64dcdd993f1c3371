use std::fmt::{Display, Write};

/// A row of a table; what would end a cell or a row is taken out.
pub(super) fn row(out: &mut String, cells: &[&dyn Display]) {
    out.push('|');
    for cell in cells {
        let text = cell.to_string().replace('|', "\\|").replace(['\n', '\r'], " ");
        let _ = write!(out, " {text} |");
    }
    out.push('\n');
}

/// The first row of a table.
pub(super) fn head(out: &mut String, titles: &[&str]) {
    let _ = writeln!(out, "| {} |\n|{}", titles.join(" | "), "---|".repeat(titles.len()));
}

/// A text as a quotation.
pub(super) fn quoted(text: &str) -> String {
    let lines: Vec<String> = text.trim().lines().map(|line| format!("> {}", line.trim())).collect();
    lines.join("\n")
}

/// A size in bytes as people read it.
pub(super) fn size(bytes: u64) -> String {
    const KILO: u64 = 1_000;
    match bytes {
        0..KILO => format!("{bytes} bytes"),
        KILO..1_000_000 => format!("{} kB", bytes.div_ceil(KILO)),
        1_000_000..1_000_000_000 => format!("{} MB", bytes.div_ceil(1_000_000)),
        _ => format!("{} GB", bytes.div_ceil(1_000_000_000)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stay_in_their_row_and_sizes_round_up() {
        let mut out = String::new();
        row(&mut out, &[&"a|b", &1, &"c\nd"]);
        assert_eq!(out, "| a\\|b | 1 | c d |\n");
        assert_eq!(quoted(" one\n two "), "> one\n> two");
        let sizes = [999, 1_000, 1_001, 2_500_000, 3_000_000_001].map(size);
        assert_eq!(sizes, ["999 bytes", "1 kB", "2 kB", "3 MB", "4 GB"]);
    }
}
