//! What the columns and flows of SDMX-CSV are.

use super::editions::Edition;
use super::fields::Header;
use crate::ingest::error::Problem;

/// The flows that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    Levels,
    Shares,
    Origins,
}

/// Reads `OECD.STI.PIE:DSD_TIVA_EXGRVA@DF_EXGRVA(1.1)`.
pub(super) fn flow_of(text: &str) -> Option<(Flow, Edition)> {
    let (structure, flow) = text.rsplit_once('@')?;
    if !structure.contains("DSD_TIVA_") {
        return None;
    }
    let (id, version) = flow.split_once('(')?;
    let flow = match id {
        "DF_MAINLV" => Flow::Levels,
        "DF_MAINSH" => Flow::Shares,
        "DF_EXGRVA" => Flow::Origins,
        _ => return None,
    };
    Some((flow, Edition::of_version(version.strip_suffix(')')?)?))
}

/// Where the columns are.
pub(super) struct Columns {
    pub flow: usize,
    pub measure: usize,
    pub unit: usize,
    pub frequency: Option<usize>,
    pub period: usize,
    pub value: usize,
    pub multiplier: usize,
    /// Area, activity and counterpart of the principal indicators.
    pub main: Option<[usize; 3]>,
    /// Exporting area and activity, source area and activity of EXGRVA.
    pub origins: Option<[usize; 4]>,
}

impl Columns {
    pub fn find(header: &Header) -> Result<Self, Problem> {
        let one = |name: &str| header.any(&[name]);
        let is_origins = header.find("EXPORTING_AREA")?.is_some();
        let origins = if is_origins {
            Some([
                one("EXPORTING_AREA")?,
                one("EXPORTING_ACTIVITY")?,
                one("VALUE_ADDED_SOURCE_AREA")?,
                one("VALUE_ADDED_SOURCE_ACTIVITY")?,
            ])
        } else {
            None
        };
        let main = if is_origins {
            None
        } else {
            Some([one("REF_AREA")?, one("ACTIVITY")?, one("COUNTERPART_AREA")?])
        };
        Ok(Self {
            flow: header.any(&["DATAFLOW", "STRUCTURE_ID"])?,
            measure: one("MEASURE")?,
            unit: one("UNIT_MEASURE")?,
            frequency: header.find("FREQ")?,
            period: one("TIME_PERIOD")?,
            value: one("OBS_VALUE")?,
            multiplier: one("UNIT_MULT")?,
            main,
            origins,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flow_and_edition_are_in_the_name_of_the_dataflow() {
        let cases = [
            (
                "OECD.STI.PIE:DSD_TIVA_EXGRVA@DF_EXGRVA(1.1)",
                Some((Flow::Origins, Edition::Tiva2025)),
            ),
            (
                "OECD.STI.PIE:DSD_TIVA_MAINLV@DF_MAINLV(1.0)",
                Some((Flow::Levels, Edition::Tiva2023)),
            ),
            ("OECD.STI.PIE:DSD_TIVA_MAINSH@DF_MAINSH(2.0)", None),
            ("OECD.STI.PIE:DSD_TIVA_FDVA@DF_FDVA(1.1)", None),
            ("OECD.SDD:DSD_X@DF_MAINLV(1.1)", None),
        ];
        for (text, expected) in cases {
            assert_eq!(flow_of(text), expected, "{text}");
        }
    }
}
