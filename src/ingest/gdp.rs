//! GDP per capita from the World Bank: the bulk CSV, or an answer of its API.

mod json;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::RowPlace;
use super::error::{IngestError, Place, Problem, Quantity};
use super::records::{self, Records};
use crate::model::{Economy, Year};
pub(super) use json::parse as parse_json;

/// GDP per capita in current USD by economy and year.
#[derive(Debug, Clone, Default)]
pub struct GdpPerCapita {
    values: BTreeMap<(Economy, Year), (f64, RowPlace)>,
}

impl GdpPerCapita {
    /// All values, sorted: economy, year, USD, place.
    pub fn entries(&self) -> impl Iterator<Item = (&Economy, Year, f64, &RowPlace)> {
        let values = self.values.iter();
        values.map(|((economy, year), (usd, place))| (economy, *year, *usd, place))
    }

    pub fn get(&self, economy: &Economy, year: Year) -> Option<f64> {
        self.values.get(&(economy.clone(), year)).map(|(value, _)| *value)
    }

    /// Where the value stands.
    pub fn place(&self, economy: &Economy, year: Year) -> Option<&RowPlace> {
        self.values.get(&(economy.clone(), year)).map(|(_, place)| place)
    }

    pub fn has_economy(&self, economy: &Economy) -> bool {
        self.values.keys().any(|(known, _)| known == economy)
    }

    /// Takes in another file; the first economy and year that both hold is returned as error.
    pub(super) fn merge(&mut self, other: Self) -> Result<(), (Economy, Year)> {
        for (key, value) in other.values {
            if self.values.insert(key.clone(), value).is_some() {
                return Err(key);
            }
        }
        Ok(())
    }
}

/// What a WDI file holds.
#[derive(Debug)]
pub(super) struct GdpFile {
    pub values: GdpPerCapita,
    /// The "Last Updated Date" of the preamble, or `lastupdated` of the answer.
    pub vintage: Option<String>,
    pub rows: usize,
    pub warning: Option<String>,
}

/// Reads the bulk CSV, with or without its preamble; aggregates such as `WLD` are kept as economies.
pub(super) fn parse(path: &str, bytes: &[u8]) -> Result<GdpFile, IngestError> {
    let mut records = Records::new(path, bytes);
    let mut vintage = None;
    let (code, years, width) = loop {
        let Some((line, record)) = records.next()? else {
            return Err(IngestError::new(
                Place::file(path),
                Problem::MissingColumn("`Country Code`".into()),
            ));
        };
        let at = |problem| IngestError::new(Place::line(path, line), problem);
        if record.get(0) == Some(b"Last Updated Date") {
            vintage = records::text(record, 1).ok().map(str::to_owned);
        }
        if record.iter().any(|field| field == b"Country Code") {
            let [code] = records::positions(record, ["Country Code"]).map_err(at)?;
            let years = year_columns(record).map_err(at)?;
            let width = record
                .iter()
                .rposition(|field| !field.is_empty())
                .map_or(0, |last| last + 1);
            break (code, years, width);
        }
    };
    let mut file = GdpFile {
        values: GdpPerCapita::default(),
        vintage,
        rows: 0,
        warning: None,
    };
    let mut lines: BTreeMap<String, u64> = BTreeMap::new();
    let shared_path: Arc<str> = path.into();
    while let Some((line, record)) = records.next()? {
        records::check_width(record, width).map_err(|problem| IngestError::new(Place::line(path, line), problem))?;
        let in_column = |column: usize| move |problem| IngestError::new(Place::field(path, line, column + 1), problem);
        let name = records::text(record, code).map_err(in_column(code))?;
        if let Some(first_line) = lines.insert(name.to_owned(), line) {
            return Err(in_column(code)(Problem::DuplicateKey {
                key: name.to_owned(),
                first_line,
            }));
        }
        file.rows += 1;
        let Some(economy) = Economy::parse(name) else { continue };
        for &(column, year) in &years {
            let field = record.get(column).unwrap_or_default();
            if field.trim_ascii().is_empty() {
                continue;
            }
            let value = records::number(field).map_err(in_column(column))?;
            if value < 0.0 {
                return Err(in_column(column)(Problem::Negative {
                    value,
                    quantity: Quantity::GdpPerCapita,
                }));
            }
            let place = RowPlace {
                path: shared_path.clone(),
                line,
                column: Some(column + 1),
            };
            file.values.values.insert((economy.clone(), year), (value, place));
        }
    }
    Ok(file)
}

fn year_columns(header: &csv::ByteRecord) -> Result<Vec<(usize, Year)>, Problem> {
    let years: Vec<(usize, Year)> = header
        .iter()
        .enumerate()
        .filter_map(|(column, field)| Some((column, std::str::from_utf8(field).ok()?.trim().parse().ok()?)))
        .collect();
    if years.is_empty() {
        return Err(Problem::MissingColumn("of any year, such as `2020`".to_owned()));
    }
    let twice = years
        .iter()
        .enumerate()
        .find(|(i, (_, year))| years[..*i].iter().any(|(_, seen)| seen == year));
    match twice {
        Some((_, (_, year))) => Err(Problem::DuplicateColumn(year.to_string())),
        None => Ok(years),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: &str = "\"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\",\"2019\",\"2020\",\r\n\
        \"Kazakhstan\",\"KAZ\",\"GDP per capita\",\"NY.GDP.PCAP.CD\",\"9812.6\",\"\",\r\n";

    #[test]
    fn preamble_bom_crlf_and_trailing_commas_are_as_the_bank_writes_them() {
        let preamble = "\u{feff}\"Data Source\",\"World Development Indicators\",\r\n\r\n\"Last Updated Date\",\"2026-02-24\",\r\n\r\n";
        let kaz = Economy::parse("KAZ").expect("a code");
        for (text, vintage) in [
            (format!("{preamble}{ROWS}"), Some("2026-02-24")),
            (ROWS.to_owned(), None),
        ] {
            let file = parse("g.csv", text.as_bytes()).expect("the file is well-formed");
            assert_eq!(file.vintage.as_deref(), vintage);
            assert_eq!(file.values.get(&kaz, 2019), Some(9812.6));
            assert_eq!(file.values.get(&kaz, 2020), None);
        }
    }

    #[test]
    fn a_country_that_stands_twice_is_refused() {
        let row = ROWS.lines().nth(1).expect("the second line");
        let error = parse("g.csv", format!("{ROWS}{row}\r\n").as_bytes()).expect_err("KAZ stands twice");
        assert!(
            error.to_string().starts_with("g.csv, line 3, column 2: the key KAZ"),
            "{error}"
        );
    }
}
