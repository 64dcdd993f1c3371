//! Flows as CSV. Codes of economies and activities hold no commas.

use std::io::Write as _;

use super::tidy::{AMOUNT, Flows};

/// About how long a line is, in bytes.
const LINE: usize = 48;

pub(super) fn header(columns: &[&str]) -> String {
    format!("{},{AMOUNT}\n", columns.join(","))
}

/// One line a flow; amounts in full.
pub(super) fn lines(flows: &Flows<'_>) -> Vec<u8> {
    let mut lines = Vec::with_capacity(flows.n_rows() * LINE);
    let year = flows.year;
    for (exporter, activity, ends, amount) in flows.rows() {
        // Memory takes every line.
        let _ = write!(lines, "{year},{exporter},{activity}");
        for end in ends {
            lines.push(b',');
            lines.extend_from_slice(end.as_bytes());
        }
        let _ = writeln!(lines, ",{amount}");
    }
    lines
}
