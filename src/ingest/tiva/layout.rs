/// How a TiVA file is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Layout {
    /// SDMX-CSV of the Data Explorer or the API, with or without labels.
    Sdmx,
    /// CSV of OECD.Stat, editions 2018 and 2021.
    OecdStat,
    /// `EXGR_BSCI_YYYY.csv`, editions 2016 and 2018: no header, fields between bars.
    Bulk,
}

/// Whether the first bytes of a file are TiVA, and which layout; needs a line of data of SDMX.
pub(in crate::ingest) fn layout(start: &[u8]) -> Option<Layout> {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let end = memchr::memchr(b'\n', start).unwrap_or(start.len());
    let first = start[..end].trim_ascii_end();
    let has = |name: &str| {
        let mut names = first.split(|byte| *byte == b',');
        names.any(|field| trim(field) == name.as_bytes())
    };
    if has("MEASURE") && has("OBS_VALUE") && memchr::memmem::find(start, b"DSD_TIVA_").is_some() {
        return Some(Layout::Sdmx);
    }
    if ["COU", "PAR", "IND", "Value"].into_iter().all(has) {
        return Some(Layout::OecdStat);
    }
    let fields: Vec<&[u8]> = first.split(|byte| *byte == b'|').map(trim).collect();
    let [_, _, _, _, year, value] = fields.as_slice() else {
        return None;
    };
    let is_year = year.len() == 4 && year.iter().all(u8::is_ascii_digit);
    let is_number = std::str::from_utf8(value).is_ok_and(|text| text.parse::<f64>().is_ok());
    (is_year && is_number).then_some(Layout::Bulk)
}

/// A field without blanks and quotation marks.
fn trim(field: &[u8]) -> &[u8] {
    let field = field.trim_ascii();
    let inner = field.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\""));
    inner.unwrap_or(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_lines_tell_the_layout() {
        let sdmx = "\u{feff}DATAFLOW,MEASURE,OBS_VALUE\r\nOECD.STI.PIE:DSD_TIVA_MAINLV@DF_MAINLV(1.1),EXGR,1\r\n";
        let cases = [
            (sdmx, Some(Layout::Sdmx)),
            (
                "DATAFLOW,MEASURE,OBS_VALUE\nOECD.SDD:DSD_NAMAIN@DF_TABLE1(1.0),B1,1\n",
                None,
            ),
            (
                "\"COU\",\"Country\",\"PAR\",\"Partner\",\"IND\",\"VAR\",\"Value\"\n",
                Some(Layout::OecdStat),
            ),
            ("RUS|D24|KAZ|D28|2011|12.5\n", Some(Layout::Bulk)),
            ("RUS|D24|KAZ|D28|year|value\n", None),
            ("V1,RUS_C26,OUT\n", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(layout(text.as_bytes()), expected, "{text}");
        }
    }
}
