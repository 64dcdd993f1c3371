//! Recognises a file by its first lines.

use super::error::Problem;
use super::tiva;

/// The formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// OECD inter-country input-output table.
    Icio,
    /// OECD TiVA: SDMX-CSV, OECD.Stat CSV or bulk file.
    Tiva,
    /// UN Comtrade, API v1 or web CSV.
    Comtrade,
    /// UN Comtrade as it was before.
    ComtradeLegacy,
    /// World Integrated Trade Solution, thousand USD.
    Wits,
    /// Bulk CSV of UNCTADstat.
    Unctad,
    /// `year,reporter,partner,group,usd`.
    Tidy,
    /// World Bank bulk CSV, with or without its preamble.
    Wdi,
    /// Answer of the World Bank's API.
    WdiJson,
}

impl Format {
    /// The name that `results.json` and messages use.
    pub fn id(self) -> &'static str {
        match self {
            Self::Icio => "icio",
            Self::Tiva => "tiva",
            Self::Comtrade | Self::ComtradeLegacy => "comtrade",
            Self::Wits => "wits",
            Self::Unctad => "unctadstat",
            Self::Tidy => "tidy-trade",
            Self::Wdi | Self::WdiJson => "wdi",
        }
    }

    pub(super) fn describe(self) -> &'static str {
        match self {
            Self::Icio => "an inter-country input-output table",
            Self::Tiva => "a TiVA file",
            Self::Comtrade | Self::ComtradeLegacy => "a Comtrade file",
            Self::Wits => "a WITS file",
            Self::Unctad => "an UNCTADstat file",
            Self::Tidy => "a tidy trade file",
            Self::Wdi | Self::WdiJson => "a World Bank file",
        }
    }
}

/// Decides what a file is, from its content alone.
pub(super) fn recognise(bytes: &[u8]) -> Result<Format, Problem> {
    let start = &bytes[..bytes.len().min(65_536)];
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(Problem::Refused {
            what: "an Excel workbook",
            hint: "the OECD Data Explorer cuts its Excel export at 6,000 cells: download the CSV instead (Download → Unfiltered data in tabular text)",
        });
    }
    if bytes.starts_with(b"7z\xbc\xaf\x27\x1c") {
        return Err(Problem::Refused {
            what: "a 7z archive",
            hint: "unpack it, and name the CSV file inside",
        });
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Problem::NotUtf8);
    }
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let lower = text.get(..text.len().min(200)).unwrap_or_default().to_ascii_lowercase();
    if lower.starts_with("<?xml") && lower.contains("<wb:") {
        return Err(Problem::Refused {
            what: "an XML answer of the World Bank",
            hint: "ask for JSON: add `format=json` to the address",
        });
    }
    if lower.starts_with("<!doctype") || lower.starts_with("<html") || lower.starts_with("<?xml") {
        return Err(Problem::Refused {
            what: "a web page",
            hint: "the server answered with a page instead of the data: open the address in a browser and save the CSV",
        });
    }
    if text.starts_with(['[', '{']) {
        return json(text);
    }
    if tiva::layout(start).is_some() {
        return Ok(Format::Tiva);
    }
    let (header, fields) = header(text);
    let has = |name: &str| fields.contains(&name);
    if describes_world_bank_data(&fields) {
        return Err(Problem::Refused {
            what: "a list of what is in World Bank data",
            hint: "the data are in the file `API_….csv` beside it",
        });
    }
    if has("DATAFLOW") || has("STRUCTURE") {
        return Err(Problem::Refused {
            what: "an OECD extract, and not one of TiVA",
            hint: "download the flows EXGRVA and MAINLV of TiVA as CSV",
        });
    }
    if has("reporterCode") || has("cmdCode") || has("reporterISO") {
        Ok(Format::Comtrade)
    } else if has("Trade Value (US$)") || has("Reporter ISO") {
        Ok(Format::ComtradeLegacy)
    } else if has("ReporterISO3") {
        Ok(Format::Wits)
    } else if has("Economy") && has("Partner") {
        Ok(Format::Unctad)
    } else if has("reporter") || has("usd") {
        Ok(Format::Tidy)
    } else if has("Data Source") || has("Country Code") {
        Ok(Format::Wdi)
    } else if fields.len() > 3 && fields[1..].iter().any(|label| label.contains('_')) {
        Ok(Format::Icio)
    } else {
        Err(Problem::UnknownFormat {
            start: header.chars().take(40).collect(),
        })
    }
}

/// Whether a file is one of the two that the World Bank adds to the data in its archives.
pub(super) fn is_world_bank_description(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    describes_world_bank_data(&header(text.trim_start_matches('\u{feff}').trim_start()).1)
}

fn describes_world_bank_data(fields: &[&str]) -> bool {
    let of_countries = fields.contains(&"Country Code") && fields.contains(&"IncomeGroup");
    of_countries || fields.contains(&"INDICATOR_CODE")
}

/// The first line, whole and as names.
fn header(text: &str) -> (&str, Vec<&str>) {
    let line = text.lines().next().unwrap_or_default();
    (
        line,
        line.split(',').map(|field| field.trim().trim_matches('"')).collect(),
    )
}

fn json(text: &str) -> Result<Format, Problem> {
    let marks = ["\"countryiso3code\"", "\"per_page\"", "\"message\""];
    if marks.iter().any(|mark| text.contains(mark)) {
        return Ok(Format::WdiJson);
    }
    Err(Problem::Refused {
        what: "a JSON file, and not an answer of the World Bank",
        hint: "of other sources, download the CSV",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells_the_format() {
        let cases = [
            ("\u{feff}V1,RUS_C26,RUS_HFCE,OUT\r\n", Format::Icio),
            ("\"\",\"AUS_C01T05AGR\",\"HFCE_AUS\",\"OUT\"\n", Format::Icio),
            ("typeCode,freqCode,reporterCode,cmdCode\n", Format::Comtrade),
            (
                "Classification,Year,Reporter ISO,Trade Value (US$)\n",
                Format::ComtradeLegacy,
            ),
            ("ReporterISO3,ProductCode,PartnerISO3\n", Format::Wits),
            (
                "\u{feff}Year,Economy,Economy Label,Partner,Partner Label\n",
                Format::Unctad,
            ),
            ("year,reporter,partner,group,usd\n", Format::Tidy),
            (
                "\u{feff}\"Data Source\",\"World Development Indicators\",\r\n",
                Format::Wdi,
            ),
            ("\"Country Name\",\"Country Code\",\"Indicator Name\"\n", Format::Wdi),
            ("[{\"page\":1,\"per_page\":50},[]]", Format::WdiJson),
        ];
        for (text, expected) in cases {
            assert_eq!(recognise(text.as_bytes()).ok(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_used_is_refused_by_name() {
        assert!(matches!(
            recognise(b"PK\x03\x04"),
            Err(Problem::Refused {
                what: "an Excel workbook",
                ..
            })
        ));
        assert!(matches!(
            recognise(b"<!DOCTYPE html><p>403"),
            Err(Problem::Refused { what: "a web page", .. })
        ));
        assert!(matches!(recognise(b"a;b;c"), Err(Problem::UnknownFormat { .. })));
    }
}
