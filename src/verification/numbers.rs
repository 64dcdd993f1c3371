//! Numbers in a text, whatever spaces and signs a language writes them with.

use std::collections::BTreeMap;

/// The numbers of a text without the spaces inside them: `1 234,5`, `1,234.5` and `−0.3` keep their
/// marks of the decimal and their signs.
pub(super) fn numbers_in(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let mut numbers = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        if !letters[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let mut number = String::new();
        if at > 0 && letters[at - 1] == '\u{2212}' {
            number.push('\u{2212}');
        }
        while at < letters.len() {
            let digit_follows = |ahead: usize| letters.get(at + ahead).is_some_and(char::is_ascii_digit);
            match letters[at] {
                digit if digit.is_ascii_digit() => number.push(digit),
                mark @ ('.' | ',') if digit_follows(1) => number.push(mark),
                // Groups of three after a no-break space.
                '\u{a0}' | '\u{202f}' if (1..=3).all(digit_follows) && !digit_follows(4) => {}
                _ => break,
            }
            at += 1;
        }
        numbers.push(number);
    }
    numbers
}

/// How often each number stands in a list.
pub(super) fn counted(numbers: Vec<String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for number in numbers {
        *counts.entry(number).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_marks_and_lose_spaces() {
        assert_eq!(
            numbers_in("K = 1,25; 1\u{a0}234\u{a0}567,8 и \u{2212}0.3%, p < 0.001, 1995–2020."),
            ["1,25", "1234567,8", "\u{2212}0.3", "0.001", "1995", "2020"]
        );
        assert_eq!(numbers_in("12\u{a0}5"), ["12", "5"]);
    }
}
