//! The only place where a number becomes text, in the form of a language.
//!
//! Decimal marks, grouping and plural categories come from CLDR through ICU4X. Rounding is half
//! away from zero on the decimal form of the number.

use fixed_decimal::{Decimal, FloatPrecision, SignDisplay, SignedRoundingMode, UnsignedRoundingMode};
use icu_decimal::DecimalFormatter;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_locale_core::{Locale, locale};
use icu_plurals::{PluralCategory, PluralOperands, PluralRules};

use crate::settings::{Date, Language};

/// A space that neither breaks nor stretches away from what it joins.
pub const NO_BREAK_SPACE: char = '\u{a0}';
const MINUS: char = '\u{2212}';
pub const EN_DASH: char = '–';

/// Formats numbers for one language.
pub struct Formatter {
    language: Language,
    decimal: DecimalFormatter,
    plurals: PluralRules,
    ordinals: PluralRules,
}

/// Which of a language's plural forms a number takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plural {
    One,
    Few,
    Many,
}

impl Formatter {
    /// Fails only where the compiled locale data lack the language.
    pub fn new(language: Language) -> Result<Self, String> {
        let locale = locale_of(language);
        let mut options = DecimalFormatterOptions::default();
        options.grouping_strategy = Some(GroupingStrategy::Auto);
        let decimal = DecimalFormatter::try_new((&locale).into(), options).map_err(|error| error.to_string())?;
        let plurals = PluralRules::try_new_cardinal((&locale).into()).map_err(|error| error.to_string())?;
        let ordinals = PluralRules::try_new_ordinal((&locale).into()).map_err(|error| error.to_string())?;
        Ok(Self {
            language,
            decimal,
            plurals,
            ordinals,
        })
    }

    /// A number with a fixed count of decimals: `−1,234.50`.
    pub fn number(&self, value: f64, decimals: u8) -> String {
        self.decimal
            .format(&exact(value, decimals))
            .to_string()
            .replace('-', &MINUS.to_string())
    }

    /// A number with at most six digits that matter: `4.8`, `0.0123457`.
    pub fn short(&self, value: f64) -> String {
        let magnitude = if value == 0.0 {
            0.0
        } else {
            libm::floor(libm::log10(value.abs()))
        };
        let decimals = (5.0 - magnitude).clamp(0.0, 12.0) as u8;
        let mut rounded = exact(value, decimals);
        rounded.absolute.trim_end();
        self.decimal
            .format(&rounded)
            .to_string()
            .replace('-', &MINUS.to_string())
    }

    /// A whole number with grouping: `12 345`.
    pub fn integer(&self, value: i64) -> String {
        self.decimal
            .format(&Decimal::from(value))
            .to_string()
            .replace('-', &MINUS.to_string())
    }

    /// A fraction in percent: `12.2%`, `12,2 %`.
    pub fn percent(&self, fraction: f64, decimals: u8) -> String {
        let number = self.number(fraction * 100.0, decimals);
        match self.language {
            Language::En => format!("{number}%"),
            Language::Ru => format!("{number}{NO_BREAK_SPACE}%"),
        }
    }

    /// A probability: `p = 0.013`, `p < 0.001`.
    pub fn p_value(&self, p: f64) -> String {
        let (relation, value) = if p < 0.001 { ('<', 0.001) } else { ('=', p) };
        format!("p{NO_BREAK_SPACE}{relation}{NO_BREAK_SPACE}{}", self.number(value, 3))
    }

    /// A place in an order: `1st`, `22nd`; in Russian «1-й», with another ending where one is given.
    pub fn ordinal(&self, value: i64, ending: &str) -> String {
        let number = self.integer(value);
        match self.language {
            Language::Ru if ending.is_empty() => format!("{number}-й"),
            Language::Ru => format!("{number}-{ending}"),
            Language::En => {
                let ending = match self.ordinals.category_for(value.unsigned_abs()) {
                    PluralCategory::One => "st",
                    PluralCategory::Two => "nd",
                    PluralCategory::Few => "rd",
                    _ => "th",
                };
                format!("{number}{ending}")
            }
        }
    }

    /// The plural form that goes with a number of `decimals` shown decimals.
    pub fn plural(&self, value: f64, decimals: u8) -> Plural {
        let category = self
            .plurals
            .category_for(PluralOperands::from(&exact(value.abs(), decimals)));
        match category {
            PluralCategory::One => Plural::One,
            // In Russian, a number with decimals goes with the genitive singular, as after 2–4.
            PluralCategory::Few => Plural::Few,
            PluralCategory::Other if self.language == Language::Ru => Plural::Few,
            _ => Plural::Many,
        }
    }

    /// The date as the title block shows it.
    pub fn date(&self, date: Date) -> String {
        let month = usize::from(date.month.clamp(1, 12)) - 1;
        match self.language {
            Language::En => format!("{} {} {}", date.day, MONTHS_EN[month], date.year),
            Language::Ru => format!(
                "{}{NO_BREAK_SPACE}{} {}{NO_BREAK_SPACE}г.",
                date.day, MONTHS_RU[month], date.year
            ),
        }
    }
}

/// The number in decimal, rounded half away from zero; zero where it is not finite, which the
/// stages rule out.
fn exact(value: f64, decimals: u8) -> Decimal {
    let mut exact = Decimal::try_from_f64(value, FloatPrecision::RoundTrip).unwrap_or_default();
    let position = -i16::from(decimals);
    exact.round_with_mode(position, SignedRoundingMode::Unsigned(UnsignedRoundingMode::HalfExpand));
    exact.absolute.pad_end(position);
    exact.apply_sign_display(SignDisplay::Negative);
    exact
}

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_RU: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

fn locale_of(language: Language) -> Locale {
    match language {
        Language::Ru => locale!("ru"),
        // British English, as the prose; numbers are the same in every English locale.
        Language::En => locale!("en-GB"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formatters() -> (Formatter, Formatter) {
        let make = |language| Formatter::new(language).expect("the locale is compiled in");
        (make(Language::Ru), make(Language::En))
    }

    #[test]
    fn numbers_follow_the_language() {
        let (ru, en) = formatters();
        assert_eq!(en.number(1_234_567.891, 2), "1,234,567.89");
        assert_eq!(ru.number(1_234_567.891, 2), "1\u{a0}234\u{a0}567,89");
        assert_eq!(en.number(-2.5, 1), "−2.5");
        assert_eq!(en.number(-0.001, 2), "0.00");
        assert_eq!(en.number(0.125, 2), "0.13");
        assert_eq!(
            [4.800000000000001, 0.012345678, 3.0, -1234567.8].map(|x| en.short(x)),
            ["4.8", "0.0123457", "3", "−1,234,568"]
        );
        assert_eq!(ru.percent(0.1216, 1), "12,2\u{a0}%");
        assert_eq!(en.percent(0.1216, 1), "12.2%");
        assert_eq!(ru.integer(12_345), "12\u{a0}345");
        assert_eq!(ru.p_value(0.0004), "p\u{a0}<\u{a0}0,001");
    }

    #[test]
    fn plural_forms_follow_the_number_shown() {
        let (ru, en) = formatters();
        let forms = [1.0, 2.0, 5.0, 11.0, 21.0, 24.0].map(|n| ru.plural(n, 0));
        use Plural::{Few, Many, One};
        assert_eq!(forms, [One, Few, Many, Many, One, Few]);
        assert_eq!(ru.plural(1.5, 1), Few);
        assert_eq!(
            [en.plural(1.0, 0), en.plural(2.0, 0), en.plural(1.0, 1)],
            [One, Many, Many]
        );
    }

    #[test]
    fn ordinals_take_the_ending_of_the_language() {
        let (ru, en) = formatters();
        assert_eq!(
            [1, 2, 3, 4, 11, 22].map(|n| en.ordinal(n, "")),
            ["1st", "2nd", "3rd", "4th", "11th", "22nd"]
        );
        assert_eq!((ru.ordinal(2, ""), ru.ordinal(3, "го")), ("2-й".into(), "3-го".into()));
    }

    #[test]
    fn dates_are_written_out() {
        let (ru, en) = formatters();
        let date = Date {
            year: 2025,
            month: 4,
            day: 16,
        };
        assert_eq!(en.date(date), "16 April 2025");
        assert_eq!(ru.date(date), "16\u{a0}апреля 2025\u{a0}г.");
    }
}
