//! Which values of the data files differ, where both projects are there to be read.

use crate::comparison::{Comparison, InputChange, TextDifference, changed_cells};
use crate::ingest;
use crate::lock;
use crate::pipeline::lock::of_project;
use crate::pipeline::{Memories, PipelineError, Request};

/// Larger files are not read once more; in bytes, packed or not.
const LARGEST: u64 = 32 << 20;

/// Adds what the lock would say about the data, and the cells that differ.
pub(super) fn add_details(
    comparison: &mut Comparison,
    old: &Request,
    new: &Request,
    memories: &Memories,
) -> Result<(), PipelineError> {
    if comparison.inputs.is_empty() {
        return Ok(());
    }
    let (before, after) = (of_project(old, memories)?, of_project(new, memories)?);
    for finding in lock::compare(&before, &after, &new.settings()?) {
        for input in &mut comparison.inputs {
            if finding.paths.contains(&input.path) {
                input.notes.push(finding.change.to_string());
            }
        }
    }
    for input in &mut comparison.inputs {
        if input.change != InputChange::Revised {
            continue;
        }
        let texts = (
            input.old_path().and_then(|path| text(old, path)),
            text(new, &input.path),
        );
        if let (Some(before), Some(after)) = texts {
            let TextDifference { cells, n_cells } = changed_cells(&before, &after);
            input.cells = cells;
            input.n_cells = n_cells;
        }
    }
    Ok(())
}

/// The text of a data file; nothing where it is too large, or not text.
fn text(request: &Request, path: &str) -> Option<Vec<u8>> {
    let file = request.project.readable(path).ok()?;
    let size = file.size().ok()?;
    (size <= LARGEST).then(|| ingest::text_of(path, &file).ok()).flatten()
}
