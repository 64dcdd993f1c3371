use std::io::Read;

use super::Keep;
use super::activities::Kind;
use super::fields::{Fault, Fields, each_line};
use super::file::TivaFile;
use super::reading::Reading;
use super::store::Slot;
use super::value;
use crate::ingest::error::IngestError;
use crate::ingest::lines::Lines;

/// Source economy and industry, exporting economy and industry, year, value.
const WIDTH: usize = 6;

/// Reads `EXGR_BSCI_YYYY.csv` of the editions 2016 and 2018, USD million: fields between bars, without a header.
///
/// Sums of areas and activities stand among their parts and are left out; the file does not say its edition.
pub(super) fn parse<R: Read>(path: &str, mut lines: Lines<R>, keep: &Keep<'_>) -> Result<TivaFile, IngestError> {
    let mut fields = Fields::default();
    let mut reading = Reading::new(keep);
    each_line(path, &mut lines, |line, text| {
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        if text.trim_ascii().is_empty() {
            return Ok(());
        }
        fields.cut(text, b'|');
        fields.check(text, WIDTH)?;
        reading.rows += 1;
        row(&mut reading, &fields, line, text)
    })?;
    Ok(reading.finish(path, None))
}

fn row(reading: &mut Reading<'_>, fields: &Fields, line: u64, text: &[u8]) -> Result<(), Fault> {
    let [source_area, source_activity, area, activity, period, value] = [0, 1, 2, 3, 4, 5];
    let year = value::year(fields.get(text, period)).map_err(|problem| (Some(period), problem))?;
    if !reading.keep.years.contains(year) {
        return Ok(());
    }
    let exporter = reading.area(fields.get(text, area), area)?;
    if !reading.is_exporter(exporter) {
        return Ok(());
    }
    let exporting = Slot {
        area: exporter,
        activity: reading.activity(fields.get(text, activity), activity)?,
    };
    let source = Slot {
        area: reading.area(fields.get(text, source_area), source_area)?,
        activity: reading.activity(fields.get(text, source_activity), source_activity)?,
    };
    if reading.kind(exporting.activity) != Kind::Leaf {
        return Ok(());
    }
    let Some(quantity) = reading.origin(exporting, source) else {
        return Ok(());
    };
    match value::observation(fields.get(text, value), 0).map_err(|problem| (Some(value), problem))? {
        Some(observed) => reading
            .put(quantity, year, observed, line)
            .map_err(|problem| (Some(value), problem)),
        None => Ok(()),
    }
}
