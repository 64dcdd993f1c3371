/// Rows of an input file that a number rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRows {
    /// As the results list it.
    pub path: String,
    /// Lines from 1, sorted.
    pub lines: Vec<u64>,
    /// The field of these lines, from 1, where it is one.
    pub column: Option<usize>,
    /// What the rows hold, as a phrase of the lexicon.
    pub content: &'static str,
}

impl SourceRows {
    /// The lines with runs joined: `12, 45–49`.
    pub fn shown_lines(&self) -> String {
        let mut runs: Vec<(u64, u64)> = Vec::new();
        for &line in &self.lines {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == line => *last = line,
                _ => runs.push((line, line)),
            }
        }
        let shown = runs
            .iter()
            .map(|&(a, b)| if a == b { a.to_string() } else { format!("{a}–{b}") });
        shown.collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_lines_are_joined() {
        let rows = SourceRows {
            path: "t.csv".into(),
            lines: vec![2, 3, 4, 9, 11, 12],
            column: None,
            content: "rows-trade",
        };
        assert_eq!(rows.shown_lines(), "2–4, 9, 11–12");
    }
}
