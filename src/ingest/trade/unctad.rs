use super::sheet::{FieldProblem, Sheet};
use super::tidy::{parse_year, unknown};
use super::{Flow, Group, Partner, TradeFile, TradeRow, m49, usd};
use crate::ingest::error::{IngestError, Place, Problem};
use crate::ingest::records;

const REQUIRED: [&str; 5] = ["Year", "Economy", "Partner", "Flow", "Product"];

/// How the column of values begins; beside it stand one of footnotes and one of reasons for gaps.
const VALUE: &str = "US$ at current prices";

/// Units that follow [`VALUE`], as powers of ten.
const UNITS: [(&str, i32); 3] = [("", 0), (" in thousands", 3), (" in millions", 6)];

/// Reads exports by one-digit SITC section and in total from a bulk CSV of UNCTADstat.
///
/// Economies are M49 numbers, the world is 0; groups of economies, other flows and finer product
/// codes are left out, and empty values are gaps.
pub(in crate::ingest) fn parse(path: &str, bytes: &[u8]) -> Result<TradeFile, IngestError> {
    let sheet = Sheet::open(path, bytes, REQUIRED)?;
    let values: Vec<(usize, i32)> = sheet
        .names()
        .filter_map(|(column, name)| Some((column, unit(name)?)))
        .collect();
    let problem = match *values.as_slice() {
        [] => Problem::MissingColumn(format!("`{VALUE} in thousands`")),
        [value] => {
            let label = sheet.find("Flow Label");
            let rows = sheet.rows(|line, record, columns| row(line, record, columns, label, value))?;
            return Ok(TradeFile::new(path, rows, None));
        }
        _ => Problem::DuplicateColumn(VALUE.to_owned()),
    };
    Err(IngestError::new(Place::line(path, 1), problem))
}

/// The power of ten of a column of values.
fn unit(name: &str) -> Option<i32> {
    let rest = name.strip_prefix(VALUE)?;
    UNITS.iter().find(|(unit, _)| *unit == rest).map(|(_, power)| *power)
}

fn row(
    line: u64,
    record: &csv::ByteRecord,
    columns: [usize; 5],
    label: Option<usize>,
    (value, power): (usize, i32),
) -> Result<Option<TradeRow>, FieldProblem> {
    let [year, reporter, partner, flow, product] = columns;
    let at = |column: usize| move |problem: Problem| (column, problem);
    let text = |column: usize| records::text(record, column).map_err(at(column));
    let number = |column: usize| {
        let text = text(column)?;
        text.parse::<u16>()
            .map_err(|_| (column, unknown("economy number (M49)", text)))
    };
    if !is_exports(text(flow)?, label.map(&text).transpose()?).map_err(at(flow))? {
        return Ok(None);
    }
    let Some(group) = Group::parse(text(product)?) else {
        return Ok(None);
    };
    let partner = match (number(partner)?, m49::economy(text(partner)?)) {
        (0, _) => Partner::World,
        (_, Some(economy)) => Partner::Economy(economy),
        (_, None) => return Ok(None),
    };
    number(reporter)?;
    let Some(reporter) = m49::economy(text(reporter)?) else {
        return Ok(None);
    };
    if text(value)?.is_empty() {
        return Ok(None);
    }
    Ok(Some(TradeRow {
        flow: Flow::Export,
        line,
        year: parse_year(text(year)?).map_err(at(year))?,
        reporter,
        partner,
        group,
        usd: usd(record, value, power)?,
    }))
}

/// Whether a flow is exports, by its code and its label, which must agree.
fn is_exports(code: &str, label: Option<&str>) -> Result<bool, Problem> {
    let by_code = match code {
        "02" | "2" => Some(true),
        "01" | "1" => Some(false),
        _ => None,
    };
    let by_label = label
        .filter(|label| !label.is_empty())
        .map(|label| label.starts_with("Export"));
    match (by_code, by_label) {
        (Some(a), Some(b)) if a == b => Ok(a),
        (Some(answer), None) | (None, Some(answer)) => Ok(answer),
        _ => {
            let found = format!("{code} {}", label.unwrap_or_default());
            Err(unknown("flow (01 imports, 02 exports)", found.trim()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_exports_of_economies_with_a_value_are_kept() {
        let text = "\u{feff}Year,Economy,Economy Label,Partner,Partner Label,Flow,Flow Label,Product,Product Label,\
                    US$ at current prices in thousands,US$ at current prices in thousands Footnote,US$ at current prices in thousands Missing value\n\
                    2018,051,Armenia,0000,World,02,Exports,TOTAL,Total all products,2.5,,\n\
                    2018,051,Armenia,643,Russian Federation,02,Exports,7,Machinery,0.3,Estimated,\n\
                    2018,051,Armenia,643,Russian Federation,01,Imports,7,Machinery,9,,\n\
                    2018,051,Armenia,5100,Africa,02,Exports,7,Machinery,9,,\n\
                    2018,0000,World,643,Russian Federation,02,Exports,7,Machinery,9,,\n\
                    2018,051,Armenia,398,Kazakhstan,02,Exports,7,Machinery,,,Not available\n";
        let file = parse("u.csv", text.as_bytes()).expect("the file is well-formed");
        let kept: Vec<_> = file
            .rows
            .iter()
            .map(|row| (row.reporter.code(), row.partner.to_string(), row.usd))
            .collect();
        assert_eq!(
            kept,
            [("ARM", "World".to_owned(), 2500.0), ("ARM", "RUS".to_owned(), 300.0)]
        );
    }
}
