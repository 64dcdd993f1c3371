use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use super::{GdpFile, GdpPerCapita};
use crate::ingest::RowPlace;
use crate::ingest::error::{IngestError, Place, Problem, Quantity};
use crate::model::{Economy, Year};

/// Reads `[meta, [{countryiso3code, date, value}, …]]`; a value of `null` is a gap.
pub(in crate::ingest) fn parse(path: &str, bytes: &[u8]) -> Result<GdpFile, IngestError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let fail = |line, problem| IngestError::new(Place::line(path, line), problem);
    let answer: Value = serde_json::from_slice(bytes)
        .map_err(|error| fail(error.line().max(1) as u64, Problem::Json(error.to_string())))?;
    let meta = answer.get(0).unwrap_or(&answer);
    if let Some(message) = meta.get("message") {
        return Err(fail(1, Problem::Answer(message_text(message))));
    }
    let records = records(&answer).map_err(|problem| fail(1, problem))?;
    let lines = record_lines(bytes);
    let mut file = GdpFile {
        values: GdpPerCapita::default(),
        vintage: meta.get("lastupdated").and_then(Value::as_str).map(str::to_owned),
        rows: records.len(),
        warning: missing_pages(meta).map(|pages| format!("{path}: {pages}")),
    };
    let shared_path: Arc<str> = path.into();
    let mut seen: BTreeMap<(Economy, Year), usize> = BTreeMap::new();
    for (index, record) in records.iter().enumerate() {
        let line = lines.get(index).copied().unwrap_or(1);
        let Some((economy, year, value)) = read_record(index, record).map_err(|problem| fail(line, problem))? else {
            continue;
        };
        if let Some(first) = seen.insert((economy.clone(), year), index) {
            let first = format!("`[1][{first}]`");
            let problem = Problem::GivenTwice { economy, year, first };
            return Err(fail(line, at(index, "", problem)));
        }
        let place = RowPlace {
            path: shared_path.clone(),
            line,
            column: None,
        };
        if let Some(value) = value {
            file.values.values.insert((economy, year), (value, place));
        }
    }
    Ok(file)
}

/// The list of records, the second element of the answer.
fn records(answer: &Value) -> Result<&[Value], Problem> {
    let expected = "`[{…}, [{\"countryiso3code\": …, \"date\": …, \"value\": …}, …]]`";
    let Some([_, second]) = answer.as_array().map(Vec::as_slice) else {
        let found = shown(answer);
        return Err(Problem::NotExpected { expected, found });
    };
    match second {
        Value::Array(records) if !records.is_empty() => Ok(records),
        Value::Array(_) | Value::Null => Err(Problem::Answer(shown(answer))),
        other => Err(Problem::AtPath {
            path: "[1]".to_owned(),
            problem: Box::new(Problem::NotExpected {
                expected: "a list of records",
                found: shown(other),
            }),
        }),
    }
}

type Observation = (Economy, Year, Option<f64>);

/// One record; none for an aggregate without a code.
fn read_record(index: usize, record: &Value) -> Result<Option<Observation>, Problem> {
    let field = |name: &str, expected: &'static str| {
        let missing = || {
            at(
                index,
                "",
                Problem::NotExpected {
                    expected,
                    found: shown(record),
                },
            )
        };
        record.get(name).ok_or_else(missing)
    };
    let text = |name: &'static str, expected: &'static str| {
        let value = field(name, expected)?;
        let found = || {
            at(
                index,
                name,
                Problem::NotExpected {
                    expected: "a text",
                    found: shown(value),
                },
            )
        };
        value.as_str().ok_or_else(found)
    };
    let code = text("countryiso3code", "a record with `countryiso3code`")?;
    let date = text("date", "a record with `date`")?;
    let value = field("value", "a record with `value`")?;
    let Some(economy) = Economy::parse(code) else {
        return Ok(None);
    };
    let year = date.parse().ok().filter(|year| (1900..=2200).contains(year));
    let year: Year = year.ok_or_else(|| at(index, "date", Problem::NotAYear(date.to_owned())))?;
    let value = match value {
        Value::Null => None,
        Value::Number(number) => number.as_f64(),
        other => return Err(at(index, "value", Problem::NotANumber(shown(other)))),
    };
    if let Some(value) = value.filter(|value| *value < 0.0) {
        let quantity = Quantity::GdpPerCapita;
        return Err(at(index, "value", Problem::Negative { value, quantity }));
    }
    Ok(Some((economy, year, value)))
}

fn at(index: usize, field: &str, problem: Problem) -> Problem {
    let dot = if field.is_empty() { "" } else { "." };
    Problem::AtPath {
        path: format!("[1][{index}]{dot}{field}"),
        problem: Box::new(problem),
    }
}

/// What the API says instead of data: `[{"id": …, "key": …, "value": …}]`.
fn message_text(message: &Value) -> String {
    let parts: Vec<&str> = message
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|part| [part.get("key"), part.get("value")])
        .filter_map(|text| text?.as_str())
        .collect();
    if parts.is_empty() {
        shown(message)
    } else {
        parts.join(": ")
    }
}

/// What to say about an answer that is one page of several.
fn missing_pages(meta: &Value) -> Option<String> {
    let number = |name: &str| meta.get(name).and_then(Value::as_u64);
    let (page, pages) = (number("page")?, number("pages")?);
    (pages > 1)
        .then(|| format!("page {page} of {pages}: the others are needed too, or a request with `per_page=20000`"))
}

/// What of a value is shown.
const SHOWN: usize = 60;

/// The beginning of a value as JSON.
fn shown(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// The lines in which the records begin: objects inside two lists.
fn record_lines(bytes: &[u8]) -> Vec<u64> {
    let (mut lines, mut line, mut depth) = (Vec::new(), 1, 0);
    let (mut in_text, mut escaped) = (false, false);
    for byte in bytes {
        match byte {
            b'\n' => line += 1,
            _ if escaped => escaped = false,
            b'\\' => escaped = in_text,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'{' | b'[' => {
                if *byte == b'{' && depth == 2 {
                    lines.push(line);
                }
                depth += 1;
            }
            b'}' | b']' => depth -= 1,
            _ => {}
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_gaps_and_lines_are_read() {
        let text = "\u{feff}[{\"page\":1,\"pages\":2,\"lastupdated\":\"2026-02-24\"},\n[{\"indicator\":{\"id\":\"x\"},\"country\":{\"value\":\"a \\\"{[\"},\
                    \"countryiso3code\":\"KAZ\",\"date\":\"2019\",\"value\":9812.6},\n\
                    {\"countryiso3code\":\"KAZ\",\"date\":\"2020\",\"value\":null},\n\
                    {\"countryiso3code\":\"\",\"date\":\"2020\",\"value\":1}]]";
        let file = parse("g.json", text.as_bytes()).expect("the file is well-formed");
        let kaz = Economy::parse("KAZ").expect("a code");
        assert_eq!(file.values.get(&kaz, 2019), Some(9812.6));
        assert_eq!(file.values.get(&kaz, 2020), None);
        assert_eq!(file.values.place(&kaz, 2019).map(|place| place.line), Some(2));
        assert_eq!(record_lines(text.as_bytes()), [2, 3, 4]);
        assert_eq!((file.rows, file.vintage.as_deref()), (3, Some("2026-02-24")));
        assert!(
            file.warning
                .is_some_and(|warning| warning.starts_with("g.json: page 1 of 2"))
        );
    }

    #[test]
    fn an_answer_cut_short_anywhere_is_refused() {
        let text = "[{\"pages\":1},[{\"countryiso3code\":\"KAZ\",\"date\":\"2019\",\"value\":9812.6}]]";
        assert!(parse("g.json", text.as_bytes()).is_ok());
        for end in 1..text.len() {
            assert!(parse("g.json", &text.as_bytes()[..end]).is_err(), "{}", &text[..end]);
        }
    }
}
