//! Numbers as a sheet holds them, and how it shows them: as the document prints them, in the reader's own marks.

use crate::literate::Format;
use crate::literate::document::PrintedValue;

/// The number of a cell and its number format; `stars` is how many a cell of its column has at most.
pub(super) fn shown(value: &PrintedValue, stars: usize) -> (f64, String) {
    let (number, text) = (value.number.value(), value.text.as_str());
    match value.format {
        Format::Number { decimals, stars: own } => (number, starred(&grouped(decimals), own, stars)),
        Format::Integer => (number, grouped(0)),
        Format::Percent(decimals) => (number, format!("{}%", fixed(decimals))),
        Format::PercentNumber(decimals) => (number * 100.0, starred(&grouped(decimals), 0, stars)),
        Format::Points(decimals) => (number * 100.0, grouped(decimals) + &unit(text)),
        Format::UsdMillion(decimals) => (number, grouped(decimals) + &unit(text)),
        Format::Usd(decimals) => {
            // Each comma at the end shows thousands of the unit.
            let scale = match number.abs() {
                size if size >= 1e6 => ",,",
                size if size >= 1e3 => ",",
                _ => "",
            };
            (number, grouped(decimals) + scale + &unit(text))
        }
        Format::PValue if number < 0.001 => (number, quoted(text)),
        Format::PValue => (number, format!("\"p = \"{}", fixed(3))),
        Format::Ordinal(_) => (number, format!("0{}", unit(text))),
        Format::Count | Format::Year | Format::Plain => (number, "0".to_owned()),
    }
}

/// Digits with a fixed count of decimals.
fn fixed(decimals: u8) -> String {
    match decimals {
        0 => "0".to_owned(),
        decimals => format!("0.{}", "0".repeat(usize::from(decimals))),
    }
}

/// The same, in groups of three.
fn grouped(decimals: u8) -> String {
    format!("#,##{}", fixed(decimals))
}

/// Stars after the number; as much space as those of other cells take, so that decimals stand below each other.
fn starred(digits: &str, own: usize, most: usize) -> String {
    let stars = match own {
        0 => String::new(),
        own => quoted(&"*".repeat(own)),
    };
    format!("{digits}{stars}{}", "_*".repeat(most.saturating_sub(own)))
}

/// What the document prints after the digits.
fn unit(text: &str) -> String {
    let last = text.rfind(|letter: char| letter.is_ascii_digit());
    match last.map(|last| &text[last + 1..]) {
        None | Some("") => String::new(),
        Some(unit) => quoted(unit),
    }
}

/// Text inside a number format.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provenance::Number;

    #[track_caller]
    fn shows(format: Format, number: f64, text: &str, stars: usize, expected: (f64, &str)) {
        let value = PrintedValue {
            text: text.to_owned(),
            number: Number::constant(number),
            format,
        };
        let (number, format) = shown(&value, stars);
        assert_eq!((number, format.as_str()), expected);
    }

    #[test]
    fn numbers_are_shown_as_they_are_printed() {
        let starred = |stars| Format::Number { decimals: 2, stars };
        shows(starred(2), -1234.5, "−1,234.50**", 3, (-1234.5, "#,##0.00\"**\"_*"));
        shows(starred(0), 1.0, "1.00", 0, (1.0, "#,##0.00"));
        shows(Format::PercentNumber(1), 0.5, "50.0", 0, (50.0, "#,##0.0"));
        shows(Format::Percent(1), 0.125, "12,5\u{a0}%", 0, (0.125, "0.0%"));
        shows(Format::Year, 2020.0, "2020", 0, (2020.0, "0"));
        shows(Format::Integer, 12_345.0, "12,345", 0, (12_345.0, "#,##0"));
        let billions = "1.5\u{a0}billion US dollars";
        let format = "#,##0.0,\"\u{a0}billion US dollars\"";
        shows(Format::Usd(1), 1500.0, billions, 0, (1500.0, format));
        shows(Format::PValue, 0.0001, "p < 0.001", 0, (0.0001, "\"p < 0.001\""));
        shows(Format::PValue, 0.013, "p = 0.013", 0, (0.013, "\"p = \"0.000"));
        shows(Format::Ordinal("го".into()), 3.0, "3-го", 0, (3.0, "0\"-го\""));
    }
}
