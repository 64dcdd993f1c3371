use std::fmt;

use serde::Serialize;

use super::Unpacked;
use crate::bundle::Program;
use crate::verification::Check;

/// What was found about a bundle.
#[derive(Debug, Serialize)]
pub struct Verdict {
    pub outcome: Outcome,
    pub study: String,
    pub synthetic: bool,
    pub made_by: Program,
    pub checked_by: Program,
    pub checks: Vec<Check>,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Every output has the same bytes.
    Reproduced,
    /// A rebuilt file has other bytes.
    Differs,
    /// The bundle is not as it was written; nothing was built.
    Altered,
    /// Data that the bundle may not hold are not there; nothing was built.
    Incomplete,
}

impl Outcome {
    fn sentence(self) -> &'static str {
        match self {
            Self::Reproduced => "reproduced: every output has the same bytes",
            Self::Differs => "differs: not every file has the same bytes",
            Self::Altered => "altered: the bundle is not as it was written, and nothing was built from it",
            Self::Incomplete => "incomplete: --data names the folder of a project with the missing files",
        }
    }
}

impl Verdict {
    /// What is known after unpacking.
    pub fn new(unpacked: &mut Unpacked) -> Self {
        Self {
            outcome: Outcome::Altered,
            study: unpacked.manifest.study.clone(),
            synthetic: unpacked.manifest.synthetic,
            made_by: unpacked.manifest.program.clone(),
            checked_by: Program::own(),
            checks: std::mem::take(&mut unpacked.checks),
        }
    }

    /// Whether nothing wrong has been found so far.
    pub fn passes(&self) -> bool {
        self.checks.iter().all(Check::passed)
    }

    /// Whether the same program made the bundle and checks it.
    pub fn is_same_program(&self) -> bool {
        self.made_by == self.checked_by
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}, made by {}", self.study, self.made_by.short())?;
        if !self.is_same_program() {
            let own = self.checked_by.short();
            writeln!(f, "note: this is another program, {own}: differences may be its own")?;
        }
        for check in &self.checks {
            writeln!(f, "{check}")?;
        }
        f.write_str(self.outcome.sentence())
    }
}
