use std::collections::HashMap;

use crate::model::Year;

/// An area and an activity, by their numbers in the file's [`Codes`](super::codes::Codes).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Slot {
    pub area: u16,
    pub activity: u16,
}

/// Values by year, slot and entry, dense in the entries; each remembers its line.
#[derive(Default)]
pub(super) struct Store {
    positions: HashMap<(Year, Slot), usize>,
    /// In the order of the file.
    pub rows: Vec<StoredRow>,
}

/// The values of one slot in one year.
pub(super) struct StoredRow {
    pub year: Year,
    pub slot: Slot,
    /// NaN where the file says nothing; entries beyond the last are missing too.
    pub values: Vec<f64>,
    lines: Vec<u32>,
}

/// What became of a value.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Put {
    New,
    /// It stands in the file already.
    Same,
    /// Another one stands in the file already, in this line.
    Conflict(u64),
}

impl Store {
    pub fn put(&mut self, year: Year, slot: Slot, entry: usize, value: f64, line: u64) -> Put {
        let next = self.rows.len();
        let position = *self.positions.entry((year, slot)).or_insert(next);
        if position == next {
            self.rows.push(StoredRow {
                year,
                slot,
                values: Vec::new(),
                lines: Vec::new(),
            });
        }
        let row = &mut self.rows[position];
        if entry >= row.values.len() {
            row.values.resize(entry + 1, f64::NAN);
            row.lines.resize(entry + 1, 0);
        }
        let known = row.values[entry];
        if known.is_nan() {
            row.values[entry] = value;
            row.lines[entry] = u32::try_from(line).unwrap_or(u32::MAX);
            Put::New
        } else if known == value {
            Put::Same
        } else {
            Put::Conflict(u64::from(row.lines[entry]))
        }
    }
}

impl StoredRow {
    pub fn get(&self, entry: usize) -> Option<f64> {
        self.values.get(entry).copied().filter(|value| !value.is_nan())
    }

    /// The first and the last line that the row comes from.
    pub fn span(&self) -> (u64, u64) {
        let lines = || self.lines.iter().filter(|line| **line > 0);
        let first = lines().min().copied().unwrap_or_default();
        let last = lines().max().copied().unwrap_or_default();
        (u64::from(first), u64::from(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_kept_once_and_conflicts_name_the_line() {
        let slot = Slot { area: 0, activity: 1 };
        let mut store = Store::default();
        assert_eq!(store.put(2018, slot, 2, 5.0, 7), Put::New);
        assert_eq!(store.put(2018, slot, 2, 5.0, 8), Put::Same);
        assert_eq!(store.put(2018, slot, 2, 6.0, 9), Put::Conflict(7));
        assert_eq!(store.put(2019, slot, 0, 6.0, 9), Put::New);
        let row = &store.rows[0];
        assert_eq!((row.get(0), row.get(2), row.get(9)), (None, Some(5.0), None));
        assert_eq!(row.span(), (7, 7));
    }
}
