//! The JSON of UN Comtrade as the CSV of its API v1, which `ingest` reads.

use std::collections::BTreeSet;

use serde_json::Value;

use super::trouble::Trouble;
use crate::model::{Economy, Year};

/// The columns of the CSV, in its order.
const COLUMNS: [&str; 47] = [
    "typeCode",
    "freqCode",
    "refPeriodId",
    "refYear",
    "refMonth",
    "period",
    "reporterCode",
    "reporterISO",
    "reporterDesc",
    "flowCode",
    "flowDesc",
    "partnerCode",
    "partnerISO",
    "partnerDesc",
    "partner2Code",
    "partner2ISO",
    "partner2Desc",
    "classificationCode",
    "classificationSearchCode",
    "isOriginalClassification",
    "cmdCode",
    "cmdDesc",
    "aggrLevel",
    "isLeaf",
    "customsCode",
    "customsDesc",
    "mosCode",
    "motCode",
    "motDesc",
    "qtyUnitCode",
    "qtyUnitAbbr",
    "qty",
    "isQtyEstimated",
    "altQtyUnitCode",
    "altQtyUnitAbbr",
    "altQty",
    "isAltQtyEstimated",
    "netWgt",
    "isNetWgtEstimated",
    "grossWgt",
    "isGrossWgtEstimated",
    "cifvalue",
    "fobvalue",
    "primaryValue",
    "legacyEstimationFlag",
    "isReported",
    "isAggregate",
];

/// The code of the world, partner 0.
const WORLD: &str = "W00";

/// The records of an answer.
///
/// Fails where the answer is no list of records, or holds as many as the service gives at most.
pub(super) fn records(bytes: &[u8], max_records: usize) -> Result<Vec<Value>, Trouble> {
    let answer: Value = serde_json::from_slice(bytes).map_err(|_| Trouble::Content("the answer is no JSON"))?;
    let Value::Object(mut answer) = answer else {
        return Err(Trouble::Content("the answer is no list of records"));
    };
    let records = match answer.remove("data") {
        Some(Value::Array(records)) => records,
        // Some answers without records have no list either.
        Some(Value::Null) | None if answer.get("count").and_then(Value::as_u64) == Some(0) => Vec::new(),
        _ => return Err(Trouble::Content("the answer holds no list of records")),
    };
    if records.len() >= max_records {
        return Err(Trouble::Truncated { records: records.len() });
    }
    Ok(records)
}

/// The years of which there is no record.
pub(super) fn missing_years(records: &[Value], years: &[Year]) -> Vec<Year> {
    let found: BTreeSet<u64> = records
        .iter()
        .filter_map(|record| {
            let year = record.get("refYear").or_else(|| record.get("period"))?;
            year.as_u64().or_else(|| year.as_str()?.trim().parse().ok())
        })
        .collect();
    let is_missing = |year: &Year| !found.contains(&u64::from(*year));
    years.iter().copied().filter(is_missing).collect()
}

/// The records as CSV: values as given, missing ones empty.
///
/// The codes of economies that an answer leaves out are filled in from the numbers that were asked for.
pub(super) fn to_csv(records: &[Value], economies: &[(u16, Economy)]) -> Result<Vec<u8>, Trouble> {
    let failed = |error: csv::Error| Trouble::Disk(format!("the records cannot be written as CSV: {error}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS).map_err(failed)?;
    for record in records {
        let row = COLUMNS.map(|column| field(record, column, economies));
        writer.write_record(&row).map_err(failed)?;
    }
    writer
        .into_inner()
        .map_err(|error| Trouble::Disk(format!("the records cannot be written as CSV: {error}")))
}

fn field(record: &Value, column: &str, economies: &[(u16, Economy)]) -> String {
    let given = text(record.get(column));
    let number = match column {
        "reporterISO" => "reporterCode",
        "partnerISO" => "partnerCode",
        _ => return given,
    };
    if !given.is_empty() {
        return given;
    }
    match text(record.get(number)).parse::<u16>() {
        Ok(0) => WORLD.to_owned(),
        Ok(code) => economies
            .iter()
            .find(|(number, _)| *number == code)
            .map_or(given, |(_, economy)| economy.to_string()),
        Err(_) => given,
    }
}

fn text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWER: &[u8] = b"{\"count\":2,\"data\":[\
        {\"refYear\":2018,\"reporterCode\":398,\"reporterISO\":null,\"partnerCode\":643,\"partnerISO\":null,\
         \"cmdCode\":\"7\",\"cmdDesc\":\"Machinery, \\\"transport\\\"\",\"primaryValue\":12.5,\"isReported\":false},\
        {\"refYear\":2018,\"reporterCode\":398,\"reporterISO\":\"KAZ\",\"partnerCode\":0,\"partnerISO\":\"\"}]}";

    fn economies() -> Vec<(u16, Economy)> {
        [(398, "KAZ"), (643, "RUS")]
            .into_iter()
            .filter_map(|(number, code)| Some((number, Economy::parse(code)?)))
            .collect()
    }

    #[test]
    fn records_become_rows_with_codes_for_numbers() {
        let records = records(ANSWER, 500).expect("two records");
        let bytes = to_csv(&records, &economies()).expect("they can be written");
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let header = reader.headers().expect("a header").clone();
        assert_eq!(header.len(), COLUMNS.len());
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
        let value = |row: usize, name: &str| {
            let column = header.iter().position(|column| column == name).expect("a column");
            rows[row][column].to_owned()
        };
        assert_eq!(rows.len(), 2);
        assert_eq!(
            (value(0, "reporterISO"), value(0, "partnerISO")),
            ("KAZ".into(), "RUS".into())
        );
        assert_eq!(value(0, "cmdDesc"), "Machinery, \"transport\"");
        assert_eq!(
            (value(0, "primaryValue"), value(0, "isReported")),
            ("12.5".into(), "false".into())
        );
        assert_eq!(
            (value(1, "partnerISO"), value(1, "primaryValue")),
            ("W00".into(), String::new())
        );
    }

    #[test]
    fn missing_years_and_cut_answers_are_noticed() {
        let all = records(ANSWER, 500).expect("two records");
        assert_eq!(missing_years(&all, &[2017, 2018, 2019]), [2017, 2019]);
        assert!(matches!(records(ANSWER, 2), Err(Trouble::Truncated { records: 2 })));
        let empty = records(b"{\"count\":0,\"data\":[]}", 500).expect("no records");
        assert!(empty.is_empty());
        assert!(records(b"{\"statusCode\":401}", 500).is_err());
        assert!(records(b"<html>", 500).is_err());
    }
}
