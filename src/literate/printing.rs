//! The forms in which a number can be printed; each template filter is one.

use std::fmt;
use std::str::FromStr;

use super::format::{Formatter, NO_BREAK_SPACE, Plural};
use super::lexicon::{Lexicon, LexiconError};
use crate::settings::Language;

/// A form of a number; written like the filter: `pct(1)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Format {
    /// A fixed count of decimals, with stars of significance after them.
    Number {
        decimals: u8,
        stars: usize,
    },
    Integer,
    /// A fraction in percent.
    Percent(u8),
    /// A fraction in percent, without the sign: the column says so.
    PercentNumber(u8),
    /// A difference of fractions in percentage points.
    Points(u8),
    /// USD million, named so.
    UsdMillion(u8),
    /// USD million in the scale that suits it: million, billion, trillion.
    Usd(u8),
    PValue,
    /// A whole number in words where the language does so.
    Count,
    Year,
    /// A place in an order, with an ending for languages that need one.
    Ordinal(String),
    /// A whole number as it is.
    Plain,
}

impl Format {
    pub fn number(decimals: u8) -> Self {
        Self::Number { decimals, stars: 0 }
    }

    /// The text of a value in this form.
    pub fn print(&self, value: f64, formatter: &Formatter, lexicon: &Lexicon) -> Result<String, LexiconError> {
        let whole = value as i64;
        Ok(match self {
            Self::Number { decimals, stars } => {
                format!("{}{}", formatter.number(value, *decimals), "*".repeat(*stars))
            }
            Self::Integer => formatter.integer(whole),
            Self::Percent(decimals) => formatter.percent(value, *decimals),
            Self::PercentNumber(decimals) => formatter.number(value * 100.0, *decimals),
            Self::Points(decimals) => with_unit(value * 100.0, *decimals, "percent-points", formatter, lexicon)?,
            Self::UsdMillion(decimals) => with_unit(value, *decimals, "usd-mn", formatter, lexicon)?,
            Self::Usd(decimals) => {
                let (scaled, unit) = match value.abs() {
                    size if size >= 1e6 => (value / 1e6, "usd-tn"),
                    size if size >= 1e3 => (value / 1e3, "usd-bn"),
                    _ => (value, "usd-mn"),
                };
                with_unit(scaled, *decimals, unit, formatter, lexicon)?
            }
            Self::PValue => formatter.p_value(value),
            Self::Count => usize::try_from(whole)
                .ok()
                .and_then(|n| COUNTS.get(n))
                .filter(|_| lexicon.language == Language::En)
                .map_or_else(|| formatter.integer(whole), |word| (*word).to_owned()),
            Self::Year | Self::Plain => whole.to_string(),
            Self::Ordinal(ending) => formatter.ordinal(whole, ending),
        })
    }
}

const COUNTS: [&str; 11] = [
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

fn with_unit(
    value: f64,
    decimals: u8,
    phrase: &str,
    formatter: &Formatter,
    lexicon: &Lexicon,
) -> Result<String, LexiconError> {
    let forms = lexicon.plural_phrase(phrase)?;
    let unit = plural_form(forms, formatter.plural(value.abs(), decimals)).unwrap_or_default();
    // An abbreviation of two parts is not torn apart: «п. п.».
    let unit = unit.replace(". ", &format!(".{NO_BREAK_SPACE}"));
    Ok(format!("{}{NO_BREAK_SPACE}{unit}", formatter.number(value, decimals)))
}

/// One, few and many, or one and many.
pub(super) fn plural_form(forms: &[String], plural: Plural) -> Option<&str> {
    let form = match (forms, plural) {
        ([one, ..], Plural::One) => one,
        ([_, few, _], Plural::Few) => few,
        ([_, _, many], Plural::Many) => many,
        ([_, many], _) => many,
        _ => return None,
    };
    Some(form)
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number { decimals, stars: 0 } => write!(f, "num({decimals})"),
            Self::Number { decimals, stars } => write!(f, "num({decimals},{stars})"),
            Self::Integer => f.write_str("int"),
            Self::Percent(decimals) => write!(f, "pct({decimals})"),
            Self::PercentNumber(decimals) => write!(f, "percent({decimals})"),
            Self::Points(decimals) => write!(f, "pp({decimals})"),
            Self::UsdMillion(decimals) => write!(f, "usd_mn({decimals})"),
            Self::Usd(decimals) => write!(f, "usd({decimals})"),
            Self::PValue => f.write_str("pval"),
            Self::Count => f.write_str("count"),
            Self::Year => f.write_str("year"),
            Self::Ordinal(ending) => write!(f, "ordinal({ending})"),
            Self::Plain => f.write_str("plain"),
        }
    }
}

impl FromStr for Format {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (name, argument) = match text.split_once('(') {
            Some((name, rest)) => (name, rest.strip_suffix(')').ok_or(())?),
            None => (text, ""),
        };
        let decimals = || argument.parse().map_err(|_| ());
        Ok(match name {
            "num" => {
                let (decimals, stars) = argument.split_once(',').unwrap_or((argument, "0"));
                Self::Number {
                    decimals: decimals.parse().map_err(|_| ())?,
                    stars: stars.parse().map_err(|_| ())?,
                }
            }
            "int" => Self::Integer,
            "pct" => Self::Percent(decimals()?),
            "percent" => Self::PercentNumber(decimals()?),
            "pp" => Self::Points(decimals()?),
            "usd_mn" => Self::UsdMillion(decimals()?),
            "usd" => Self::Usd(decimals()?),
            "pval" => Self::PValue,
            "count" => Self::Count,
            "year" => Self::Year,
            "ordinal" => Self::Ordinal(argument.to_owned()),
            "plain" => Self::Plain,
            _ => return Err(()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_reads_as_it_is_written() {
        for text in [
            "num(2)",
            "num(2,3)",
            "int",
            "pct(1)",
            "percent(0)",
            "pp(1)",
            "usd(1)",
            "ordinal(й)",
        ] {
            let format: Format = text.parse().expect("a form");
            assert_eq!(format.to_string(), text);
        }
        assert!("wide(3)".parse::<Format>().is_err());
    }
}
