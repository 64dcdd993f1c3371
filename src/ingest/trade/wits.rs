use super::sheet::{FieldProblem, Sheet};
use super::tidy::{economy, parse_year};
use super::{Flow, Group, Partner, TradeFile, TradeRow, usd};
use crate::ingest::error::{IngestError, Problem};
use crate::ingest::records;
use crate::model::Economy;

const REQUIRED: [&str; 6] = [
    "ReporterISO3",
    "ProductCode",
    "PartnerISO3",
    "Year",
    "TradeFlowName",
    "TradeValue in 1000 USD",
];

/// Codes that left ISO 3166-1 and live on in WITS.
const FORMER: [(&str, &str); 3] = [("ROM", "ROU"), ("TMP", "TLS"), ("ZAR", "COD")];

/// Reads exports and imports by one-digit SITC section and in total from a WITS CSV, thousand USD.
///
/// Other flows (such as re-exports), finer product codes, and groups of economies are left out.
pub(in crate::ingest) fn parse(path: &str, bytes: &[u8]) -> Result<TradeFile, IngestError> {
    let sheet = Sheet::open(path, bytes, REQUIRED)?;
    let nomenclature_column = sheet.find("Nomenclature");
    let mut classification = None;
    let rows = sheet.rows(|line, record, columns| {
        let row = row(line, record, columns)?;
        if row.is_some() && classification.is_none() {
            classification = nomenclature_column
                .and_then(|column| records::text(record, column).ok())
                .filter(|text| !text.is_empty())
                .map(str::to_owned);
        }
        Ok(row)
    })?;
    Ok(TradeFile::new(path, rows, classification))
}

fn row(line: u64, record: &csv::ByteRecord, columns: [usize; 6]) -> Result<Option<TradeRow>, FieldProblem> {
    let [reporter, product, partner, year, flow, value] = columns;
    let at = |column: usize| move |problem: Problem| (column, problem);
    let text = |column: usize| records::text(record, column).map_err(at(column));
    let flow = match text(flow)? {
        "Export" | "Exports" | "Gross Exp." | "Gross Exports" => Flow::Export,
        "Import" | "Imports" | "Gross Imp." | "Gross Imports" => Flow::Import,
        _ => return Ok(None),
    };
    if text(reporter)? == "All" {
        return Ok(None);
    }
    let product = text(product)?;
    let total = product.eq_ignore_ascii_case("total").then_some(Group::Total);
    let Some(group) = total.or_else(|| Group::parse(product)) else {
        return Ok(None);
    };
    let partner = match text(partner)? {
        "WLD" => Partner::World,
        code => match Economy::parse(present(code)) {
            Some(economy) => Partner::Economy(economy),
            None => return Ok(None),
        },
    };
    Ok(Some(TradeRow {
        flow,
        line,
        year: parse_year(text(year)?).map_err(at(year))?,
        reporter: economy(present(text(reporter)?)).map_err(at(reporter))?,
        partner,
        group,
        usd: usd(record, value, 3)?,
    }))
}

fn present(code: &str) -> &str {
    FORMER
        .iter()
        .find(|(former, _)| *former == code)
        .map_or(code, |(_, present)| present)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_become_dollars_and_other_flows_are_left_out() {
        let text = "Nomenclature,ReporterISO3,ProductCode,ReporterName,PartnerISO3,PartnerName,Year,TradeFlowName,TradeFlowCode,TradeValue in 1000 USD\n\
                    S3,ROM,7,Romania,WLD,World,2018,Gross Exp.,6,0.123\n\
                    S3,ROM,7,Romania,WLD,World,2018,Gross Imp.,5,9\n\
                    S3,ROM,78,Romania,WLD,World,2018,Gross Exp.,6,9\n\
                    S3,All,7,All,WLD,World,2018,Gross Exp.,6,9\n\
                    S3,ROM,Total,Romania,HUN,Hungary,2018,Gross Exp.,6,1.5e2\n";
        let file = parse("w.csv", text.as_bytes()).expect("the file is well-formed");
        let kept: Vec<_> = file
            .rows
            .iter()
            .map(|row| (row.reporter.code(), row.group.to_string(), row.usd))
            .collect();
        assert_eq!(
            kept,
            [("ROU", "7".to_owned(), 123.0), ("ROU", "TOTAL".to_owned(), 150_000.0)]
        );
        assert_eq!(file.classification.as_deref(), Some("S3"));
    }
}
