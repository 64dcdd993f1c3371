use std::io::Read;

use super::Keep;
use super::activities::Kind;
use super::columns::{Columns, Flow, flow_of};
use super::fields::{Fault, Fields, Header, each_line};
use super::file::TivaFile;
use super::quantity::{Measure, Quantity};
use super::reading::Reading;
use super::store::Slot;
use super::value::{self, MILLION};
use crate::ingest::error::{IngestError, Place, Problem};
use crate::ingest::lines::Lines;

/// Reads SDMX-CSV of the flows MAINLV, MAINSH and EXGRVA, plain or with labels.
///
/// A series is flow, measure and unit: levels are in USD, scaled by UNIT_MULT to USD million; shares of exports
/// (PT_EXGR) stay in percent. Rows may come in any order. Labels are never decoded.
pub(super) fn parse<R: Read>(path: &str, mut lines: Lines<R>, keep: &Keep<'_>) -> Result<TivaFile, IngestError> {
    let (header, line) = Header::read(path, &mut lines)?;
    let columns = Columns::find(&header).map_err(|problem| IngestError::new(Place::line(path, line), problem))?;
    let mut sheet = Sheet {
        header,
        columns,
        fields: Fields::default(),
        reading: Reading::new(keep),
        flow: None,
        edition_line: 0,
    };
    each_line(path, &mut lines, |line, text| sheet.row(line, text))?;
    let edition = sheet.reading.edition.map(|edition| edition.name().to_owned());
    Ok(sheet.reading.finish(path, edition))
}

struct Sheet<'a> {
    header: Header,
    columns: Columns,
    fields: Fields,
    reading: Reading<'a>,
    /// The last flow met, as the file writes it.
    flow: Option<(Vec<u8>, Flow)>,
    /// Where the edition was met first.
    edition_line: u64,
}

impl Sheet<'_> {
    fn row(&mut self, line: u64, text: &[u8]) -> Result<(), Fault> {
        if text.trim_ascii().is_empty() || text == self.header.text {
            return Ok(());
        }
        self.fields.cut(text, b',');
        self.fields.check(text, self.header.width)?;
        self.reading.rows += 1;
        let flow = self.flow(line, text)?;
        let period = self.columns.period;
        let year = value::year(self.fields.get(text, period)).map_err(|problem| (Some(period), problem))?;
        if !self.reading.keep.years.contains(year) {
            return Ok(());
        }
        let quantity = match (flow, self.columns.main, self.columns.origins) {
            (Flow::Origins, _, Some(columns)) => self.origin(text, columns)?,
            (Flow::Levels | Flow::Shares, Some(columns), _) => self.indicator(text, flow, columns)?,
            _ => {
                let found = self.shown(text, self.columns.flow);
                let what = "flow of TiVA for these columns";
                return Err((Some(self.columns.flow), Problem::UnknownCode { what, found }));
            }
        };
        let Some(quantity) = quantity else {
            return Ok(());
        };
        self.check_frequency(text)?;
        let Columns { value, multiplier, .. } = self.columns;
        let power = value::power(self.fields.get(text, multiplier)).map_err(|problem| (Some(multiplier), problem))?;
        let unit = if flow == Flow::Shares { 0 } else { MILLION };
        let observed =
            value::observation(self.fields.get(text, value), power - unit).map_err(|problem| (Some(value), problem))?;
        match observed {
            Some(observed) => self
                .reading
                .put(quantity, year, observed, line)
                .map_err(|problem| (Some(value), problem)),
            None => Ok(()),
        }
    }

    /// The flow of a row; all rows must be of one edition.
    fn flow(&mut self, line: u64, text: &[u8]) -> Result<Flow, Fault> {
        let field = self.fields.get(text, self.columns.flow);
        if let Some((known, flow)) = &self.flow
            && known == field
        {
            return Ok(*flow);
        }
        let column = Some(self.columns.flow);
        let read = std::str::from_utf8(field).ok().and_then(flow_of);
        let Some((flow, edition)) = read else {
            let what = "flow of TiVA that can be used (MAINLV, MAINSH or EXGRVA, version 1.0 or 1.1)";
            let found = self.shown(text, self.columns.flow);
            return Err((column, Problem::UnknownCode { what, found }));
        };
        match self.reading.edition {
            None => {
                self.reading.edition = Some(edition);
                self.edition_line = line;
            }
            Some(first) if first != edition => {
                let problem = Problem::MixedEditions {
                    found: edition.name().to_owned(),
                    first: first.name().to_owned(),
                    at: format!("line {}", self.edition_line),
                };
                return Err((column, problem));
            }
            Some(_) => {}
        }
        self.flow = Some((field.to_vec(), flow));
        Ok(flow)
    }

    /// What a row of EXGRVA says; nothing for other exporters, other units and sums.
    fn origin(&mut self, text: &[u8], columns: [usize; 4]) -> Result<Option<Quantity>, Fault> {
        let [area, activity, source_area, source_activity] = columns;
        let exporter = self.reading.area(self.fields.get(text, area), area)?;
        if !self.reading.is_exporter(exporter) {
            return Ok(None);
        }
        let exporting = Slot {
            area: exporter,
            activity: self.reading.activity(self.fields.get(text, activity), activity)?,
        };
        if self.reading.kind(exporting.activity) != Kind::Leaf {
            return Ok(None);
        }
        let source = Slot {
            area: self.reading.area(self.fields.get(text, source_area), source_area)?,
            activity: self
                .reading
                .activity(self.fields.get(text, source_activity), source_activity)?,
        };
        let Some(quantity) = self.reading.origin(exporting, source) else {
            return Ok(None);
        };
        if !self.is_level(text)? {
            return Ok(None);
        }
        match self.fields.get(text, self.columns.measure) {
            b"EXGRVA" | b"EXGR_BSCI" => Ok(Some(quantity)),
            _ => {
                let what = "measure of the flow EXGRVA";
                let found = self.shown(text, self.columns.measure);
                Err((Some(self.columns.measure), Problem::UnknownCode { what, found }))
            }
        }
    }

    /// What a row of the principal indicators says; nothing for other measures, other units and sums.
    fn indicator(&mut self, text: &[u8], flow: Flow, columns: [usize; 3]) -> Result<Option<Quantity>, Fault> {
        let [area, activity, counterpart] = columns;
        let Some(measure) = Measure::parse(self.fields.get(text, self.columns.measure)) else {
            return Ok(None);
        };
        let slot = Slot {
            area: self.reading.area(self.fields.get(text, area), area)?,
            activity: self.reading.activity(self.fields.get(text, activity), activity)?,
        };
        let partner = match self.fields.get(text, counterpart) {
            b"" | b"_Z" | b"_T" => None,
            code => Some(self.reading.area(code, counterpart)?).filter(|area| !self.reading.is_world(*area)),
        };
        if flow == Flow::Shares {
            let is_share = self.fields.get(text, self.columns.unit) == b"PT_EXGR";
            return Ok(match measure {
                Measure::Content(part) if is_share && partner.is_none() => Some(Quantity::Share(slot, part)),
                _ => None,
            });
        }
        let quantity = self.reading.level(measure, slot, partner);
        Ok(if quantity.is_some() && self.is_level(text)? {
            quantity
        } else {
            None
        })
    }

    /// Whether a row is in USD; percentages are other series, anything else is an error.
    fn is_level(&self, text: &[u8]) -> Result<bool, Fault> {
        match self.fields.get(text, self.columns.unit) {
            b"USD" => Ok(true),
            unit if unit.starts_with(b"PT") => Ok(false),
            _ => {
                let what = "unit of TiVA levels, which are in USD";
                let found = self.shown(text, self.columns.unit);
                Err((Some(self.columns.unit), Problem::UnknownCode { what, found }))
            }
        }
    }

    fn check_frequency(&self, text: &[u8]) -> Result<(), Fault> {
        let Some(column) = self.columns.frequency else {
            return Ok(());
        };
        if matches!(self.fields.get(text, column), b"A" | b"") {
            return Ok(());
        }
        let what = "frequency of TiVA, which is annual (A)";
        let found = self.shown(text, column);
        Err((Some(column), Problem::UnknownCode { what, found }))
    }

    /// A field as messages show it.
    fn shown(&self, text: &[u8], column: usize) -> String {
        let field = self.fields.get(text, column);
        String::from_utf8_lossy(&field[..field.len().min(60)]).into_owned()
    }
}
