//! Two builds of a report side by side, and the document that says what differs.

mod data;
mod document;
mod sides;

use std::path::PathBuf;
use std::sync::Arc;

pub use sides::{DiffSide, DiffSource};

use super::{Built, Format, Memories, Phase, PipelineError, Timings};
use crate::comparison::{self, Comparison};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::origins::Resources;
use crate::project::ReportFolder;
use crate::settings::Language;

/// Two builds to be compared.
#[derive(Debug, Clone)]
pub struct DiffRequest {
    pub old: DiffSide,
    pub new: DiffSide,
    /// All that both builds have by default.
    pub languages: Option<Vec<Language>>,
    /// Of the document; none where it is not wanted.
    pub formats: Vec<Format>,
    /// Where it is written.
    pub out: PathBuf,
    pub resources: Resources,
}

/// What differs, and the files that say it.
#[derive(Debug)]
pub struct Difference {
    pub comparison: Arc<Comparison>,
    /// None where no document is wanted.
    pub built: Option<Built>,
    pub warnings: Vec<Diagnostic>,
}

/// Compares two builds and makes the document about them in memory; nothing is written.
pub fn diff(request: &DiffRequest, memories: &Memories, progress: &dyn Fn(Phase)) -> Result<Difference, PipelineError> {
    if !request.formats.is_empty() {
        check_place(request)?;
    }
    let mut clock = Timings::start(progress);
    let old = request.old.read(memories, &mut clock)?;
    let new = request.new.read(memories, &mut clock)?;
    let mut comparison = comparison::compare(&old.snapshot, &new.snapshot);
    if comparison.languages.is_empty() {
        let message = format!(
            "{} and {} have no language in common",
            request.old.name, request.new.name
        );
        let hint = "build both in one language at least, with the same --lang";
        return Err(refused(Diagnostic::error(message).hint(hint)));
    }
    if let (Some(before), Some(after)) = (old.request, new.request) {
        data::add_details(&mut comparison, before, after, memories)?;
    }
    let comparison = Arc::new(comparison);
    let mut warnings: Vec<Diagnostic> = old.warnings.iter().chain(&new.warnings).cloned().collect();
    warnings.extend(left_out(&comparison));
    let built = if request.formats.is_empty() {
        None
    } else {
        let document = document::Wanted {
            request,
            old: &old,
            new: &new,
            comparison: &comparison,
            memories,
        };
        let (files, findings) = clock.time(Phase::Literate, || document.files())?;
        warnings.extend(findings);
        Some(Built {
            folder: request.out.clone(),
            files,
            warnings: Vec::new(),
            out_of_step: Vec::new(),
            failed: Vec::new(),
            timings: clock.finish(),
        })
    };
    Ok(Difference {
        comparison,
        built,
        warnings,
    })
}

/// Files of an earlier document are replaced: those of a report must not be.
fn check_place(request: &DiffRequest) -> Result<(), PipelineError> {
    if ReportFolder::open(&request.out).is_none() {
        return Ok(());
    }
    let message = format!("{} is the folder of a report", request.out.display());
    let hint = "choose another folder with --out: the document about the differences takes the place of what is there";
    Err(refused(Diagnostic::error(message).hint(hint)))
}

/// Documents that only one build has.
fn left_out(comparison: &Comparison) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (language, one) in &comparison.languages {
        for (documents, side) in [(&one.only_old, &comparison.old), (&one.only_new, &comparison.new)] {
            if !documents.is_empty() {
                let message = format!("only {} has {} in `{language}`", side.name, documents.join(", "));
                found.push(
                    Diagnostic::error(message)
                        .warning()
                        .hint("their text is compared with nothing"),
                );
            }
        }
    }
    found
}

/// Builds that cannot be compared.
fn refused(diagnostic: Diagnostic) -> PipelineError {
    PipelineError::Compared(Diagnostics(vec![diagnostic]))
}
