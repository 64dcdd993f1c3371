use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::Interval;
use super::digits::{is_minus, split_decimals, split_stars, without_brackets};

/// A number as an article prints it: `–16,91***`, `– 35,02***`, `(0.45)`, `133***`.
///
/// The sign may be a hyphen, a minus or a dash, with a space after it; the decimal mark a comma or a
/// point (a lone one is always the decimal mark); thousands may stand apart by spaces, or by the other
/// mark. Parentheses or brackets, as around standard errors, do not change the value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PrintedNumber {
    text: String,
    value: f64,
    decimals: usize,
    stars: usize,
}

/// What a text lacks to be a printed number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    #[error("there is no digit in it")]
    NoDigit,
    #[error("`{0}` has no meaning here")]
    Stray(char),
    #[error("it has more than one decimal mark")]
    Marks,
    #[error("its groups of thousands are not of three digits")]
    Groups,
    #[error("its bracket is not closed")]
    Bracket,
    #[error("it has more digits than a printed number can have")]
    TooLong,
}

/// More digits than this are beyond double precision.
const MAX_DIGITS: usize = 17;
/// The part of a unit of the last digit within which a value on the edge of a cell counts as inside.
const EDGE: f64 = 1e-9;

impl PrintedNumber {
    /// The text as printed.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn value(&self) -> f64 {
        self.value
    }

    /// How many digits follow the decimal mark.
    pub fn decimals(&self) -> usize {
        self.decimals
    }

    /// How many significance stars follow.
    pub fn stars(&self) -> usize {
        self.stars
    }

    /// One unit of the last printed digit, 10^−decimals.
    pub fn unit(&self) -> f64 {
        1.0 / (0..self.decimals).fold(1.0, |power, _| power * 10.0)
    }

    /// The values that round to the printed one, half a unit on both sides.
    pub fn rounding_cell(&self) -> Interval {
        let half = 0.5 * self.unit();
        Interval::new(self.value - half, self.value + half)
    }

    /// Whether a value rounds to the printed one; a tie on the edge of the cell does, whichever way it is rounded.
    pub fn is_rounding_of(&self, value: f64) -> bool {
        self.is_within(value, 0.5)
    }

    /// Whether a value is at most so many units of the last digit away, up to floating-point ties.
    pub fn is_within(&self, value: f64, units: f64) -> bool {
        let slack = EDGE * self.unit() + 4.0 * f64::EPSILON * self.value.abs();
        (value - self.value).abs() <= units * self.unit() + slack
    }

    /// Whether two printed numbers say the same to the digits that both have, the sign included.
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        if self.decimals <= other.decimals {
            self.is_rounding_of(other.value)
        } else {
            other.is_rounding_of(self.value)
        }
    }

    /// The number with the other sign, as prose gives a fall; its text stays as printed.
    pub fn negated(&self) -> Self {
        Self {
            value: -self.value,
            ..self.clone()
        }
    }
}

impl fmt::Display for PrintedNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl FromStr for PrintedNumber {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        let text = text.trim();
        let (body, stars) = split_stars(text);
        let body = without_brackets(body)?;
        // stars may stand inside the brackets
        let (body, inner_stars) = split_stars(body);
        let unsigned = body.trim_start_matches(is_minus);
        let is_negative = match body.chars().count() - unsigned.chars().count() {
            0 => false,
            1 => true,
            _ => return Err(NumberError::Stray('-')),
        };
        let unsigned = if is_negative {
            unsigned
        } else {
            body.strip_prefix('+').unwrap_or(body)
        };
        let (whole, fraction) = split_decimals(unsigned.trim())?;
        if whole.len() + fraction.len() > MAX_DIGITS {
            return Err(NumberError::TooLong);
        }
        let magnitude: f64 = format!("0{whole}.{fraction}0")
            .parse()
            .map_err(|_| NumberError::NoDigit)?;
        Ok(Self {
            text: text.to_owned(),
            value: if is_negative { -magnitude } else { magnitude },
            decimals: fraction.len(),
            stars: stars + inner_stars,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn number(text: &str) -> PrintedNumber {
        match text.parse() {
            Ok(number) => number,
            Err(error) => panic!("{text}: {error}"),
        }
    }

    #[test]
    fn numbers_are_read_as_articles_print_them() {
        for (text, value, decimals, stars) in [
            ("–16,91***", -16.91, 2, 3),
            ("– 35,02***", -35.02, 2, 3),
            ("0,00", 0.0, 2, 0),
            ("133***", 133.0, 0, 3),
            ("10.73", 10.73, 2, 0),
            ("7,1", 7.1, 1, 0),
            ("\u{2212}\u{a0}2,49 **", -2.49, 2, 2),
            ("-0,05", -0.05, 2, 0),
            ("(0.45)", 0.45, 2, 0),
            ("[1,20]*", 1.2, 2, 1),
            ("1 234,50", 1234.5, 2, 0),
            ("12,345.6", 12345.6, 1, 0),
            (".05", 0.05, 2, 0),
            ("+3", 3.0, 0, 0),
        ] {
            let read = number(text);
            assert_eq!(
                (read.value(), read.decimals(), read.stars()),
                (value, decimals, stars),
                "{text}"
            );
            assert_eq!(read.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_number_says_why() {
        for (text, error) in [
            ("", NumberError::NoDigit),
            ("***", NumberError::NoDigit),
            ("–", NumberError::NoDigit),
            ("n.a.", NumberError::Stray('n')),
            ("96%", NumberError::Stray('%')),
            ("1,2,3", NumberError::Marks),
            ("1.", NumberError::Marks),
            ("1 23", NumberError::Groups),
            ("(0,45", NumberError::Bracket),
            ("--1", NumberError::Stray('-')),
            ("1e5", NumberError::Stray('e')),
            ("123456789012345678", NumberError::TooLong),
        ] {
            assert_eq!(text.parse::<PrintedNumber>(), Err(error), "{text}");
        }
    }

    #[test]
    fn the_rounding_cell_is_half_a_unit_on_both_sides() {
        let cell = number("0,3").rounding_cell();
        assert!((cell.low - 0.25).abs() < 1e-15 && (cell.high - 0.35).abs() < 1e-15);
        for (text, inside, outside) in [
            ("0,3", 0.35, 0.3501),
            ("–2,49", -2.495, -2.4951),
            ("133", 132.5, 132.4999),
        ] {
            assert!(number(text).is_rounding_of(inside), "{text}");
            assert!(!number(text).is_rounding_of(outside), "{text}");
        }
    }

    #[test]
    fn two_printed_numbers_compare_by_the_digits_that_both_have() {
        assert!(number("6,3").says_the_same_as(&number("6,29***")));
        assert!(number("6,29***").says_the_same_as(&number("6,3")));
        assert!(!number("6,29").says_the_same_as(&number("–6,29")));
        assert!(number("2,49").negated().says_the_same_as(&number("–2,49***")));
    }
}
