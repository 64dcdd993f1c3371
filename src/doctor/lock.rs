//! The data lock: whether there is one, and whether the data are as it has them.

use super::{Check, Topic};
use crate::pipeline::{self, Memories, Request, Study};

/// Differences that are too many to list.
const SHOWN: usize = 5;

/// What was found.
#[derive(Default)]
pub(super) struct Compared {
    pub checks: Vec<Check>,
    /// The messages about all differences, which a study has among its warnings too.
    pub said: Vec<String>,
}

impl From<Check> for Compared {
    fn from(check: Check) -> Self {
        Self {
            checks: vec![check],
            said: Vec::new(),
        }
    }
}

/// The built-in project has no lock; without a study nothing can be compared.
pub(super) fn look(request: &Request, study: Option<&Study>, memories: &Memories) -> Compared {
    let Some(path) = request.project.lock_path() else {
        return Compared::default();
    };
    let path = path.display();
    match request.project.read_lock() {
        Ok(None) => {
            let message = format!("there is no {path}: a revision of the data would go unnoticed");
            let hint = "`rvc-report lock` notes what the files hold, once they are complete";
            return Check::warning(Topic::Lock, message, hint).into();
        }
        Ok(Some(_)) if study.is_none() => {
            let message = format!("{path} is there; it is compared when the data can be read");
            return Check::ok(Topic::Lock, message).into();
        }
        // What is wrong with the lock is said below.
        Ok(Some(_)) | Err(_) => {}
    }
    let state = match pipeline::lock(request, memories) {
        Ok(state) => state,
        Err(error) => {
            let found = error.diagnostics();
            return Compared {
                checks: found.iter().map(|found| Check::of(Topic::Lock, found)).collect(),
                said: Vec::new(),
            };
        }
    };
    let differences = state.accepted();
    if differences.is_empty() {
        return Check::ok(Topic::Lock, format!("the data are as {path} has them")).into();
    }
    let shown = differences.iter().take(SHOWN);
    let mut checks: Vec<Check> = shown.map(|one| Check::of(Topic::Lock, one)).collect();
    let message = match differences.len().saturating_sub(SHOWN) {
        0 => format!("the data differ from {path}"),
        more => format!("the data differ from {path} in {more} more ways"),
    };
    checks.push(Check::warning(
        Topic::Lock,
        message,
        "`rvc-report lock --check` lists all of them, and `rvc-report lock` accepts the data",
    ));
    Compared {
        checks,
        said: differences.into_iter().map(|one| one.message).collect(),
    }
}
