use std::collections::BTreeSet;

/// The names of the sheets of a workbook: short, without signs that mean something in a formula, each once.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: BTreeSet<String>,
}

/// The most letters of a name.
const MOST: usize = 31;

impl Names {
    /// A name like the wanted one that no other sheet has.
    pub(super) fn name(&mut self, wanted: &str) -> String {
        let plain = wanted.replace(['[', ']', ':', '*', '?', '/', '\\', '\''], "-");
        let plain = plain.replace(char::is_control, " ");
        let plain = match plain.trim() {
            "" => "Sheet",
            plain => plain,
        };
        let mut name: String = plain.chars().take(MOST).collect();
        let mut number = 2;
        // Capitals make no difference.
        while !self.taken.insert(name.to_lowercase()) {
            let ending = format!(" ({number})");
            name = plain.chars().take(MOST - ending.len()).chain(ending.chars()).collect();
            number += 1;
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_plain_and_different() {
        let mut names = Names::default();
        assert_eq!(names.name("Table 1"), "Table 1");
        assert_eq!(names.name("table 1"), "table 1 (2)");
        assert_eq!(names.name("a/b: [c]"), "a-b- -c-");
        assert_eq!(names.name(&"я".repeat(40)), "я".repeat(31));
        assert_eq!(names.name(&"я".repeat(40)), format!("{} (2)", "я".repeat(27)));
        assert_eq!(names.name(" "), "Sheet");
    }
}
