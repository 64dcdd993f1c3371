use std::fmt::Write;

use minijinja::value::{Rest, Value, ValueKind};
use minijinja::{Environment, Error, Output, State};

use super::{Scope, from_lexicon, invalid};
use crate::literate::format::{NO_BREAK_SPACE, Plural};
use crate::settings::Language;

/// Characters that mean something in Markdown; text from data and names loses that meaning.
const MARKUP: &[char] = &[
    '\\', '`', '*', '_', '[', ']', '<', '>', '#', '|', '$', '@', '{', '}', '~', '^', '&',
];

/// Writes a value into the text. A raw fractional number or a missing value has no business there:
/// a filter must say how it is shown.
pub(in crate::literate) fn refuse_raw_numbers(
    out: &mut Output<'_>,
    _: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), Error> {
    match value.kind() {
        ValueKind::Number if !value.is_integer() => Err(invalid(format!(
            "the number {value} has no format: write `|num(2)`, `|pct(1)` or another number filter"
        ))),
        ValueKind::None => Err(invalid(
            "the value is undefined for these data: test it with `is none` first",
        )),
        ValueKind::String if !value.is_safe() => {
            let text = value.as_str().unwrap_or_default();
            for part in text.split_inclusive(MARKUP) {
                match part.chars().next_back().filter(|last| MARKUP.contains(last)) {
                    Some(last) => {
                        out.write_str(&part[..part.len() - last.len_utf8()])?;
                        out.write_char('\\')?;
                        out.write_char(last)?;
                    }
                    None => out.write_str(part)?,
                }
            }
            Ok(())
        }
        _ => write!(out, "{value}").map_err(|error| invalid(error.to_string())),
    }
}

pub(super) fn register(environment: &mut Environment<'_>, scope: &Scope) {
    let formatter = &scope.formatter;
    let f = formatter.clone();
    environment.add_filter("num", move |value: f64, decimals: u8| f.number(value, decimals));
    let f = formatter.clone();
    environment.add_filter("pct", move |fraction: f64, decimals: u8| f.percent(fraction, decimals));
    let f = formatter.clone();
    environment.add_filter("int", move |value: i64| f.integer(value));
    let f = formatter.clone();
    environment.add_filter("pval", move |p: f64| f.p_value(p));
    environment.add_filter("year", |year: u16| year.to_string());
    environment.add_filter("abs", f64::abs);
    let (f, lexicon) = (formatter.clone(), scope.lexicon.clone());
    environment.add_filter("pp", move |fraction: f64, decimals: u8| {
        let value = fraction * 100.0;
        let forms = lexicon.plural_phrase("percent-points").map_err(from_lexicon)?;
        let unit = plural_form(forms, f.plural(value.abs(), decimals))?;
        Ok::<_, Error>(format!("{}{NO_BREAK_SPACE}{}", f.number(value, decimals), glue(unit)))
    });
    let (f, lexicon) = (formatter.clone(), scope.lexicon.clone());
    environment.add_filter("usd_mn", move |value: f64, decimals: u8| {
        let forms = lexicon.plural_phrase("usd-mn").map_err(from_lexicon)?;
        let unit = plural_form(forms, f.plural(value.abs(), decimals))?;
        Ok::<_, Error>(format!("{}{NO_BREAK_SPACE}{unit}", f.number(value, decimals)))
    });
    let f = formatter.clone();
    environment.add_filter("plural", move |n: i64, forms: Rest<String>| {
        let forms: Vec<String> = forms.0;
        plural_form(&forms, f.plural(n as f64, 0)).map(str::to_owned)
    });
    let (f, language) = (formatter.clone(), scope.lexicon.language);
    environment.add_filter("count", move |n: i64| {
        usize::try_from(n)
            .ok()
            .and_then(|n| COUNTS.get(n))
            .filter(|_| language == Language::En)
            .map_or_else(|| f.integer(n), |word| (*word).to_owned())
    });
}

const COUNTS: [&str; 11] = [
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

/// One, few and many, or one and many.
fn plural_form(forms: &[String], plural: Plural) -> Result<&str, Error> {
    let form = match (forms, plural) {
        ([one, ..], Plural::One) => one,
        ([_, few, _], Plural::Few) => few,
        ([_, _, many], Plural::Many) => many,
        ([_, many], _) => many,
        _ => return Err(invalid("plural takes two forms (one, many) or three (one, few, many)")),
    };
    Ok(form)
}

/// An abbreviation of two parts is not torn apart: «п. п.».
fn glue(unit: &str) -> String {
    unit.replace(". ", &format!(".{NO_BREAK_SPACE}"))
}
