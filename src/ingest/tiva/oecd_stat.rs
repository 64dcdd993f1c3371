use std::io::Read;

use super::Keep;
use super::fields::{Fault, Fields, Header, each_line};
use super::file::TivaFile;
use super::quantity::{Measure, Quantity};
use super::reading::Reading;
use super::store::Slot;
use super::value::{self, MILLION};
use crate::ingest::error::{IngestError, Place, Problem};
use crate::ingest::lines::Lines;

/// Reads the CSV of OECD.Stat: TIVA_2018_C1, TIVA_2021_C1.
///
/// Values count in 10^`PowerCode Code` USD where that column has a number; without it they are taken for USD
/// million, as OECD.Stat showed them. Activities keep their codes (`D26`); a range such as `D20T21` is left out
/// where the file holds a part of it.
pub(super) fn parse<R: Read>(path: &str, mut lines: Lines<R>, keep: &Keep<'_>) -> Result<TivaFile, IngestError> {
    let (header, line) = Header::read(path, &mut lines)?;
    let columns = Columns::find(&header).map_err(|problem| IngestError::new(Place::line(path, line), problem))?;
    let mut sheet = Sheet {
        header,
        columns,
        fields: Fields::default(),
        reading: Reading::new(keep),
    };
    each_line(path, &mut lines, |line, text| sheet.row(line, text))?;
    Ok(sheet.reading.finish(path, data_set(path)))
}

/// The data set that OECD.Stat writes into the names of its files: the content does not say it.
fn data_set(path: &str) -> Option<String> {
    let name = path.rsplit(['/', '\\']).next()?;
    ["TIVA_2016_C1", "TIVA_2018_C1", "TIVA_2021_C1"]
        .into_iter()
        .find(|known| name.to_ascii_uppercase().starts_with(*known))
        .map(str::to_owned)
}

/// Where the columns are.
struct Columns {
    area: usize,
    partner: usize,
    activity: usize,
    measure: usize,
    period: usize,
    value: usize,
    unit: Option<usize>,
    multiplier: Option<usize>,
}

impl Columns {
    fn find(header: &Header) -> Result<Self, Problem> {
        Ok(Self {
            area: header.any(&["COU"])?,
            partner: header.any(&["PAR"])?,
            activity: header.any(&["IND"])?,
            measure: header.any(&["VAR", "INDICATOR", "Indicator"])?,
            period: header.any(&["TIME", "Time", "Year"])?,
            value: header.any(&["Value"])?,
            unit: header.find("Unit Code")?,
            multiplier: header.find("PowerCode Code")?,
        })
    }
}

struct Sheet<'a> {
    header: Header,
    columns: Columns,
    fields: Fields,
    reading: Reading<'a>,
}

impl Sheet<'_> {
    fn row(&mut self, line: u64, text: &[u8]) -> Result<(), Fault> {
        if text.trim_ascii().is_empty() || text == self.header.text {
            return Ok(());
        }
        self.fields.cut(text, b',');
        self.fields.check(text, self.header.width)?;
        self.reading.rows += 1;
        let Columns { period, value, .. } = self.columns;
        let year = value::year(self.fields.get(text, period)).map_err(|problem| (Some(period), problem))?;
        if !self.reading.keep.years.contains(year) {
            return Ok(());
        }
        let Some(quantity) = self.quantity(text)? else {
            return Ok(());
        };
        let power = if matches!(quantity, Quantity::Share(..)) {
            0
        } else {
            self.check_unit(text)?;
            self.power(text)? - MILLION
        };
        let observed =
            value::observation(self.fields.get(text, value), power).map_err(|problem| (Some(value), problem))?;
        match observed {
            Some(observed) => self
                .reading
                .put(quantity, year, observed, line)
                .map_err(|problem| (Some(value), problem)),
            None => Ok(()),
        }
    }

    /// What a row says; nothing for other measures, other exporters and sums.
    fn quantity(&mut self, text: &[u8]) -> Result<Option<Quantity>, Fault> {
        // `Indicator` may hold a label: `EXGR: Gross exports`.
        let field = self.fields.get(text, self.columns.measure);
        let code = field
            .split(|byte| *byte == b':')
            .next()
            .unwrap_or_default()
            .trim_ascii();
        let (measure, share) = (Measure::parse(code), Measure::parse_legacy_share(code));
        if measure.is_none() && share.is_none() {
            return Ok(None);
        }
        let Columns {
            area,
            partner,
            activity,
            ..
        } = self.columns;
        let slot = Slot {
            area: self.reading.area(self.fields.get(text, area), area)?,
            activity: self.reading.activity(self.fields.get(text, activity), activity)?,
        };
        let partner = match self.fields.get(text, partner) {
            b"" => None,
            code => Some(self.reading.area(code, partner)?).filter(|area| !self.reading.is_world(*area)),
        };
        Ok(match (measure, share) {
            (Some(measure), _) => self.reading.level(measure, slot, partner),
            (None, Some(part)) if partner.is_none() => Some(Quantity::Share(slot, part)),
            _ => None,
        })
    }

    fn check_unit(&self, text: &[u8]) -> Result<(), Fault> {
        let Some(column) = self.columns.unit else {
            return Ok(());
        };
        let unit = self.fields.get(text, column);
        if unit.is_empty() || memchr::memmem::find(unit, b"USD").is_some() {
            return Ok(());
        }
        let what = "unit of TiVA levels, which are in USD";
        let found = String::from_utf8_lossy(&unit[..unit.len().min(40)]).into_owned();
        Err((Some(column), Problem::UnknownCode { what, found }))
    }

    /// The power of ten in which a value counts.
    fn power(&self, text: &[u8]) -> Result<i32, Fault> {
        match self.columns.multiplier {
            Some(column) => match self.fields.get(text, column) {
                b"" => Ok(MILLION),
                field => value::power(field).map_err(|problem| (Some(column), problem)),
            },
            None => Ok(MILLION),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_set_is_in_the_name() {
        let name = data_set("data/tiva/TIVA_2021_C1_03042023120000.csv");
        assert_eq!(name.as_deref(), Some("TIVA_2021_C1"));
        assert_eq!(data_set("exports.csv"), None);
    }
}
