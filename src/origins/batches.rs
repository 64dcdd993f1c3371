//! How many tables fit into the memory at a time.

use std::ops::Range;

use super::Wanted;

/// As many economies as the tables of the OECD show.
const TYPICAL_ECONOMIES: u64 = 80;

/// Parts tables, given by the sizes of their texts in bytes, into batches that the memory can hold; at least one
/// table a batch.
///
/// A table takes about as many bytes as its text, since its factors replace it. With all economies as exporters the
/// solution takes as much again, and its lines, as text, some six times as much.
pub fn batches(sizes: &[u64], wanted: &Wanted, memory: u64) -> Vec<Range<usize>> {
    let exporters = wanted
        .exporters
        .as_ref()
        .map_or(TYPICAL_ECONOMIES, |exporters| exporters.len() as u64);
    let needed = sizes
        .iter()
        .map(|bytes| bytes + bytes * 7 * exporters / TYPICAL_ECONOMIES);
    let at_once = (memory / needed.max().unwrap_or(1).max(1)).max(1);
    let threads = rayon::current_num_threads() as u64;
    // Some more than threads, so that none waits for the last table of a batch at every turn.
    let size = usize::try_from(at_once.min(4 * threads)).unwrap_or(1);
    let starts = (0..sizes.len()).step_by(size);
    starts.map(|start| start..(start + size).min(sizes.len())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Sums;
    use crate::settings::ValueAddedDefinition;

    #[test]
    fn a_batch_fits_into_the_memory_and_nothing_is_left_out() {
        let wanted = Wanted {
            exporters: Some(Vec::new()),
            definition: ValueAddedDefinition::WithTaxes,
            sums: Sums::Checked,
        };
        let sizes = [100; 7];
        assert_eq!(batches(&sizes, &wanted, 250), [0..2, 2..4, 4..6, 6..7]);
        assert_eq!(batches(&sizes, &wanted, 1).len(), 7);
        assert!(batches(&[], &wanted, 1).is_empty());
    }
}
