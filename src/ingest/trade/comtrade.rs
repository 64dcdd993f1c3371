use super::tidy::{economy, parse_year};
use super::{Group, Partner, TradeFile, TradeRow};
use crate::ingest::error::{IngestError, Place, Problem, Quantity};
use crate::ingest::records::{self, Records};

/// Columns that a Comtrade file must have.
const REQUIRED: [&str; 7] = [
    "refYear",
    "reporterISO",
    "flowCode",
    "partnerCode",
    "partnerISO",
    "cmdCode",
    "primaryValue",
];

/// Columns that split a flow further, each with the value that means "all of it".
const BREAKDOWNS: [(&str, &str); 3] = [("partner2Code", "0"), ("customsCode", "C00"), ("motCode", "0")];

/// Reads exports by one-digit SITC section and in total, in USD, from a Comtrade API v1 or web CSV.
///
/// Other flows, finer commodity codes and the breakdowns by second partner, customs procedure and
/// mode of transport are left out; descriptions may be in Latin-1.
pub(in crate::ingest) fn parse(path: &str, bytes: &[u8]) -> Result<TradeFile, IngestError> {
    let bytes = records::latin1(bytes);
    let mut records = Records::new(path, &bytes);
    let Some((line, header)) = records.next()? else {
        return Err(IngestError::new(Place::file(path), Problem::Empty));
    };
    let columns =
        records::positions(header, REQUIRED).map_err(|problem| IngestError::new(Place::line(path, line), problem))?;
    let find = |name: &str| header.iter().position(|field| field.trim_ascii() == name.as_bytes());
    let breakdowns: Vec<(usize, &str)> = BREAKDOWNS
        .iter()
        .filter_map(|&(name, all)| Some((find(name)?, all)))
        .collect();
    let classification_column = find("classificationCode");
    let width = header
        .iter()
        .rposition(|field| !field.is_empty())
        .map_or(0, |last| last + 1);

    let mut file = TradeFile {
        path: path.to_owned(),
        rows: Vec::new(),
        classification: None,
    };
    while let Some((line, record)) = records.next()? {
        records::check_width(record, width).map_err(|problem| IngestError::new(Place::line(path, line), problem))?;
        if breakdowns
            .iter()
            .any(|&(column, all)| !matches!(records::text(record, column), Ok(text) if text == all || text.is_empty()))
        {
            continue;
        }
        let row = row(line, record, columns)
            .map_err(|(column, problem)| IngestError::new(Place::field(path, line, column + 1), problem))?;
        if file.classification.is_none() {
            file.classification = classification_column
                .and_then(|column| records::text(record, column).ok())
                .filter(|text| !text.is_empty())
                .map(str::to_owned);
        }
        file.rows.extend(row);
    }
    Ok(file)
}

fn row(line: u64, record: &csv::ByteRecord, columns: [usize; 7]) -> Result<Option<TradeRow>, (usize, Problem)> {
    let [year, reporter, flow, partner_code, partner, commodity, value] = columns;
    let at = |column: usize| move |problem: Problem| (column, problem);
    let text = |column: usize| records::text(record, column).map_err(at(column));
    if text(flow)? != "X" {
        return Ok(None);
    }
    let Some(group) = Group::parse(text(commodity)?) else {
        return Ok(None);
    };
    let partner = match (text(partner_code)?, text(partner)?) {
        ("0", _) | (_, "W00") => Partner::World,
        // Areas such as `_X ` (not elsewhere specified) are no economy of the study.
        (_, code) => match economy(code) {
            Ok(economy) => Partner::Economy(economy),
            Err(_) => return Ok(None),
        },
    };
    let usd = records::number(record.get(value).unwrap_or_default()).map_err(at(value))?;
    if usd < 0.0 {
        let quantity = Quantity::Exports;
        return Err((value, Problem::Negative { value: usd, quantity }));
    }
    Ok(Some(TradeRow {
        line,
        year: parse_year(text(year)?).map_err(at(year))?,
        reporter: economy(text(reporter)?).map_err(at(reporter))?,
        partner,
        group,
        usd,
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
        let file = parse("c.csv", text.as_bytes()).expect("the file is well-formed");
        let kept: Vec<_> = file.rows.iter().map(|row| (row.line, row.usd)).collect();
        assert_eq!(kept, [(2, 100.5), (4, 40.0)]);
        assert_eq!(file.classification.as_deref(), Some("S4"));
    }

    #[test]
    fn latin1_descriptions_do_no_harm() {
        let mut bytes = format!("{HEADER},partnerDesc\n2018,KAZ,X,0,W00,0,S4,7,C00,0,1,C").into_bytes();
        bytes.extend([0xf4, b'\n']);
        assert_eq!(parse("c.csv", &bytes).expect("Latin-1 is accepted").rows.len(), 1);
    }
}
