//! A decomposed year as bytes: one line of JSON with what has names, then numbers of eight bytes each.

use serde::{Deserialize, Serialize};

use super::YearOrigin;
use crate::ingest::TableOutline;
use crate::value_added::ExportOrigin;

#[derive(Serialize, Deserialize)]
struct Head {
    outline: TableOutline,
    /// The positions of the exporting cells.
    exporting: Vec<usize>,
}

/// About how many bytes a year takes.
pub(super) fn size(year: &YearOrigin) -> usize {
    let (n, m) = (year.outline.cells.len(), year.outline.economies.len());
    8 * (n + year.origin.parts().len() * (n + m)) + 100 * n
}

pub(super) fn encode(year: &YearOrigin) -> Vec<u8> {
    let head = Head {
        outline: TableOutline::clone(&year.outline),
        exporting: year.origin.parts().map(|(cell, ..)| cell).collect(),
    };
    let mut bytes = Vec::with_capacity(size(year));
    // Lists of numbers and names always have a form in JSON.
    serde_json::to_writer(&mut bytes, &head).unwrap_or_default();
    bytes.push(b'\n');
    let columns = year.origin.parts().flat_map(|(_, exports, origins)| [exports, origins]);
    for numbers in std::iter::once(year.origin.produced_by_cell()).chain(columns) {
        bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    }
    bytes
}

/// Reads a year back; `None` for bytes of any other shape.
pub(super) fn decode(bytes: &[u8]) -> Option<YearOrigin> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let Head { outline, exporting } = serde_json::from_slice(&bytes[..end]).ok()?;
    let (n, m) = (outline.cells.len(), outline.economies.len());
    let mut numbers = Numbers(&bytes[end + 1..]);
    let produced = numbers.take(n)?;
    let columns: Option<Vec<_>> = exporting
        .into_iter()
        .map(|cell| Some(((cell < n).then_some(cell)?, numbers.take(m)?, numbers.take(n)?)))
        .collect();
    let columns = columns?;
    let fits = outline.cells.iter().all(|cell| cell.economy < m);
    let origin = ExportOrigin::from_parts(
        outline.year,
        outline.economies.clone(),
        outline.cells.clone(),
        produced,
        columns,
    );
    (fits && numbers.0.is_empty()).then(|| YearOrigin::new(outline, origin))
}

/// Numbers that are still to be read.
struct Numbers<'a>(&'a [u8]);

impl Numbers<'_> {
    fn take(&mut self, count: usize) -> Option<Vec<f64>> {
        let (these, rest) = self.0.split_at_checked(count.checked_mul(8)?)?;
        self.0 = rest;
        let (numbers, _) = these.as_chunks::<8>();
        Some(numbers.iter().map(|bytes| f64::from_le_bytes(*bytes)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Cell;
    use crate::model::{Activity, Economy};

    fn year() -> YearOrigin {
        let cell = |economy, code| Cell {
            economy,
            activity: Activity::new(code),
        };
        let outline = TableOutline {
            year: 2018,
            economies: ["KAZ", "RUS"].into_iter().filter_map(Economy::parse).collect(),
            cells: vec![cell(0, "C17_18"), cell(1, "C26"), cell(1, "D")],
            output: Some(vec![0.1, 0.2, 1.0 / 3.0]),
            value_added: Some(vec![-0.5, 1e-300, 7.0]),
            exports: vec![0.0, 1.0, 2.0],
            lines: vec![2, 3, 4],
            span: (2, 9),
            imbalanced: 1,
        };
        let columns = [(2, vec![0.1, 0.7], vec![0.3, 1.0 / 7.0, -0.0])];
        let origin = ExportOrigin::from_parts(
            2018,
            outline.economies.clone(),
            outline.cells.clone(),
            vec![1.0, 2.0, 3.0],
            columns,
        );
        YearOrigin::new(outline, origin)
    }

    #[test]
    fn a_year_comes_back_to_the_last_bit() {
        let year = year();
        let back = decode(&encode(&year)).expect("well-formed");
        assert_eq!(back.outline, year.outline);
        assert_eq!(format!("{:?}", back.origin), format!("{:?}", year.origin));
    }

    #[test]
    fn bytes_of_another_shape_are_no_year() {
        let bytes = encode(&year());
        for cut in [0, 10, bytes.len() - 8, bytes.len() - 1] {
            assert!(decode(&bytes[..cut]).is_none(), "{cut}");
        }
        assert!(decode(&[bytes.as_slice(), &[0; 8]].concat()).is_none());
        assert!(decode(b"{}\n").is_none());
    }
}
