use super::sheet::{FieldProblem, Sheet};
use super::{Flow, Group, Partner, TradeFile, TradeRow, usd};
use crate::ingest::error::{IngestError, Problem};
use crate::ingest::records;
use crate::model::{Economy, Year};

/// Reads `year,reporter,partner,group,usd`; partner `World`, group a SITC section or `TOTAL`.
pub(in crate::ingest) fn parse(path: &str, bytes: &[u8]) -> Result<TradeFile, IngestError> {
    let sheet = Sheet::open(path, bytes, ["year", "reporter", "partner", "group", "usd"])?;
    let rows = sheet.rows(|line, record, columns| row(line, record, columns).map(Some))?;
    Ok(TradeFile::new(path, rows, None))
}

fn row(line: u64, record: &csv::ByteRecord, columns: [usize; 5]) -> Result<TradeRow, FieldProblem> {
    let [year, reporter, partner, group, value] = columns;
    let at = |column: usize| move |problem: Problem| (column, problem);
    let text = |column: usize| records::text(record, column).map_err(at(column));
    Ok(TradeRow {
        flow: Flow::Export,
        line,
        usd: usd(record, value, 0)?,
        year: parse_year(text(year)?).map_err(at(year))?,
        reporter: economy(text(reporter)?).map_err(at(reporter))?,
        partner: parse_partner(text(partner)?).map_err(at(partner))?,
        group: Group::parse(text(group)?)
            .ok_or_else(|| {
                unknown(
                    "commodity group (a SITC section 0–9 or TOTAL)",
                    text(group).unwrap_or_default(),
                )
            })
            .map_err(at(group))?,
    })
}

pub(super) fn parse_year(text: &str) -> Result<Year, Problem> {
    text.parse()
        .ok()
        .filter(|year| (1900..=2200).contains(year))
        .ok_or_else(|| Problem::NotAYear(text.to_owned()))
}

pub(super) fn economy(text: &str) -> Result<Economy, Problem> {
    Economy::parse(text).ok_or_else(|| unknown("economy code (three capital letters)", text))
}

fn parse_partner(text: &str) -> Result<Partner, Problem> {
    match text {
        "World" | "WLD" | "W00" => Ok(Partner::World),
        code => economy(code).map(Partner::Economy),
    }
}

pub(super) fn unknown(what: &'static str, found: &str) -> Problem {
    Problem::UnknownCode {
        what,
        found: found.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tidy_file_with_bom_and_crlf_is_read_by_column_name() {
        let text = "\u{feff}reporter,year,group,partner,usd\r\nKAZ,2018,7,World,12.5\r\nKAZ,2018,TOTAL,RUS,3\r\n";
        let file = parse("t.csv", text.as_bytes()).expect("the file is well-formed");
        assert_eq!(file.rows.len(), 2);
        assert_eq!(
            (file.rows[0].line, file.rows[0].usd, &file.rows[0].partner),
            (2, 12.5, &Partner::World)
        );
        assert_eq!(file.rows[1].group, Group::Total);
    }

    #[test]
    fn errors_name_line_and_column() {
        let message = |row: &str| {
            let text = format!("year,reporter,partner,group,usd\n{row}\n");
            parse("t.csv", text.as_bytes()).expect_err("the row is bad").to_string()
        };
        assert!(message("2018,KAZ,World,7,12 500").starts_with("t.csv, line 2, column 5: expected a number"));
        assert!(message("2018,Kaz,World,7,1").starts_with("t.csv, line 2, column 2: `Kaz` is not a known economy"));
        assert!(message("2018,KAZ,World,77,1").contains("column 4"));
        assert!(message("2018,KAZ,World,7").contains("4 fields, expected 5"));
    }
}
