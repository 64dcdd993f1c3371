use super::sheet::{FieldProblem, Sheet};
use super::tidy::{economy, parse_year};
use super::{Flow, Group, Partner, TradeFile, TradeRow, m49, usd};
use crate::ingest::error::{IngestError, Problem};
use crate::ingest::records;
use crate::model::Economy;

/// The names that a generation of Comtrade gives to columns and values.
pub(in crate::ingest) struct Generation {
    /// Year, reporter's code and number, flow, partner's number and code, commodity, value.
    required: [&'static str; 7],
    reporter_number: &'static str,
    exports: &'static str,
    imports: &'static str,
    /// Columns that split a flow further, each with the value that means "all of it".
    breakdowns: [(&'static str, &'static str); 3],
    classification: &'static str,
}

/// API v1 and the web site since 2022.
pub(in crate::ingest) const API_V1: Generation = Generation {
    required: [
        "refYear",
        "reporterISO",
        "flowCode",
        "partnerCode",
        "partnerISO",
        "cmdCode",
        "primaryValue",
    ],
    reporter_number: "reporterCode",
    exports: "X",
    imports: "M",
    breakdowns: [("partner2Code", "0"), ("customsCode", "C00"), ("motCode", "0")],
    classification: "classificationCode",
};

/// The site and the API before.
pub(in crate::ingest) const LEGACY: Generation = Generation {
    required: [
        "Year",
        "Reporter ISO",
        "Trade Flow",
        "Partner Code",
        "Partner ISO",
        "Commodity Code",
        "Trade Value (US$)",
    ],
    reporter_number: "Reporter Code",
    exports: "Export",
    imports: "Import",
    breakdowns: [
        ("2nd Partner Code", "0"),
        ("Customs Proc. Code", "C00"),
        ("Mode of Transport Code", "0"),
    ],
    classification: "Classification",
};

/// How the legacy site says in a CSV that it has nothing: in the first field of the first row.
const NO_DATA: &str = "No data matches";

/// Reads exports and imports by one-digit SITC section and in total, in USD, from a Comtrade CSV.
///
/// Other flows, finer commodity codes and the breakdowns by second partner, customs procedure and
/// mode of transport are left out; descriptions may be in Latin-1.
pub(in crate::ingest) fn parse(path: &str, bytes: &[u8], generation: &Generation) -> Result<TradeFile, IngestError> {
    let sheet = Sheet::open(path, bytes, generation.required)?;
    let breakdowns: Vec<(usize, &str)> = generation
        .breakdowns
        .iter()
        .filter_map(|&(name, all)| Some((sheet.find(name)?, all)))
        .collect();
    let classification_column = sheet.find(generation.classification);
    let number_column = sheet.find(generation.reporter_number);
    let mut classification = None;
    let rows = sheet.rows(|line, record, columns| {
        if let Some(answer) = records::text(record, 0).ok().filter(|text| text.starts_with(NO_DATA)) {
            return Err((0, Problem::Answer(answer.to_owned())));
        }
        let is_part = |&(column, all): &(usize, &str)| {
            !matches!(records::text(record, column), Ok(text) if text == all || text.is_empty())
        };
        if breakdowns.iter().any(is_part) {
            return Ok(None);
        }
        let row = row(line, record, columns, number_column, generation)?;
        if classification.is_none() {
            classification = classification_column
                .and_then(|column| records::text(record, column).ok())
                .filter(|text| !text.is_empty())
                .map(str::to_owned);
        }
        Ok(row)
    })?;
    Ok(TradeFile::new(path, rows, classification))
}

fn row(
    line: u64,
    record: &csv::ByteRecord,
    columns: [usize; 7],
    number: Option<usize>,
    generation: &Generation,
) -> Result<Option<TradeRow>, FieldProblem> {
    let [year, reporter, flow, partner_code, partner, commodity, value] = columns;
    let at = |column: usize| move |problem: Problem| (column, problem);
    let text = |column: usize| records::text(record, column).map_err(at(column));
    let flow = match text(flow)? {
        code if code == generation.exports => Flow::Export,
        code if code == generation.imports => Flow::Import,
        _ => return Ok(None),
    };
    let Some(group) = Group::parse(text(commodity)?) else {
        return Ok(None);
    };
    let partner = match (text(partner_code)?, text(partner)?) {
        ("0", _) | (_, "W00" | "WLD") => Partner::World,
        // Areas such as `_X ` (not elsewhere specified) are no economy of the study.
        (_, code) => match Economy::parse(code) {
            Some(economy) => Partner::Economy(economy),
            None => return Ok(None),
        },
    };
    let reporter = match (text(reporter)?, number) {
        // Areas such as "Other Asia, nes" have a number and no code.
        ("", Some(number)) => match m49::economy(text(number)?) {
            Some(economy) => economy,
            None => return Ok(None),
        },
        (code, _) => economy(code).map_err(at(reporter))?,
    };
    Ok(Some(TradeRow {
        flow,
        line,
        year: parse_year(text(year)?).map_err(at(year))?,
        reporter,
        partner,
        group,
        usd: usd(record, value, 0)?,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "refYear,reporterISO,flowCode,partnerCode,partnerISO,partner2Code,classificationCode,cmdCode,customsCode,motCode,primaryValue";

    #[test]
    fn only_whole_export_flows_of_sections_are_kept() {
        let text = format!(
            "{HEADER}\n\
             2018,KAZ,X,0,W00,0,S4,7,C00,0,100.5\n\
             2018,KAZ,M,0,W00,0,S4,7,C00,0,9\n\
             2018,KAZ,X,643,RUS,0,S4,TOTAL,C00,0,40\n\
             2018,KAZ,X,643,RUS,0,S4,78,C00,0,4\n\
             2018,KAZ,X,643,RUS,0,S4,7,C01,0,5\n\
             2018,KAZ,X,899,_X ,0,S4,7,C00,0,6,\n"
        );
        let file = parse("c.csv", text.as_bytes(), &API_V1).expect("the file is well-formed");
        let kept: Vec<_> = file.rows.iter().map(|row| (row.line, row.usd)).collect();
        assert_eq!(kept, [(2, 100.5), (4, 40.0)]);
        assert_eq!(file.classification.as_deref(), Some("S4"));
    }

    #[test]
    fn latin1_descriptions_do_no_harm() {
        let mut bytes = format!("{HEADER},partnerDesc\n2018,KAZ,X,0,W00,0,S4,7,C00,0,1,C").into_bytes();
        bytes.extend([0xf4, b'\n']);
        let file = parse("c.csv", &bytes, &API_V1).expect("Latin-1 is accepted");
        assert_eq!(file.rows.len(), 1);
    }

    #[test]
    fn legacy_reporters_without_a_code_are_known_by_their_number() {
        let text = "Classification,Year,Trade Flow,Reporter Code,Reporter ISO,Partner Code,Partner ISO,Commodity Code,Trade Value (US$)\n\
                    S4,2018,Export,398,,0,WLD,7,5\n\
                    S4,2018,Export,490,,0,WLD,7,6\n\
                    S4,2018,Re-Export,398,KAZ,0,WLD,7,1\n";
        let file = parse("c.csv", text.as_bytes(), &LEGACY).expect("the file is well-formed");
        let kept: Vec<_> = file.rows.iter().map(|row| (row.reporter.code(), row.usd)).collect();
        assert_eq!(kept, [("KAZ", 5.0)]);
    }
}
