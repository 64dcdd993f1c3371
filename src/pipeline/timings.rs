use std::fmt;
use std::time::{Duration, Instant};

/// A part of the run, in the order of the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    Ingest,
    ValueAdded,
    Stages,
    Estimation,
    Exhibits,
    /// Only of a verification.
    Replication,
    Literate,
    Outputs,
    Write,
}

impl Phase {
    pub const ALL: [Self; 9] = [
        Self::Ingest,
        Self::ValueAdded,
        Self::Stages,
        Self::Estimation,
        Self::Exhibits,
        Self::Replication,
        Self::Literate,
        Self::Outputs,
        Self::Write,
    ];
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Ingest => "reading data",
            Self::ValueAdded => "tables, value added",
            Self::Stages => "stages I and II, series",
            Self::Estimation => "estimation, diagnostics",
            Self::Exhibits => "tables and figures",
            Self::Replication => "published article",
            Self::Literate => "composing text",
            Self::Outputs => "HTML, PDF, data files",
            Self::Write => "writing",
        })
    }
}

/// How long each phase took. The only clock of the program; no output depends on it.
#[derive(Debug, Clone, Default)]
pub struct Timings {
    pub phases: Vec<(Phase, Duration)>,
}

/// Times phases and reports the start of each.
pub(super) struct Clock<'a> {
    timings: Timings,
    progress: &'a dyn Fn(Phase),
}

impl Timings {
    pub(super) fn start(progress: &dyn Fn(Phase)) -> Clock<'_> {
        Clock {
            timings: Self::default(),
            progress,
        }
    }
}

impl Clock<'_> {
    #[expect(
        clippy::disallowed_methods,
        reason = "durations are shown with --timings and go nowhere else"
    )]
    pub(super) fn time<T>(&mut self, phase: Phase, work: impl FnOnce() -> T) -> T {
        (self.progress)(phase);
        let start = Instant::now();
        let result = work();
        self.timings.phases.push((phase, start.elapsed()));
        result
    }

    pub(super) fn finish(self) -> Timings {
        self.timings
    }
}

impl fmt::Display for Timings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let milliseconds = |duration: Duration| duration.as_secs_f64() * 1e3;
        for (phase, duration) in &self.phases {
            writeln!(f, "{phase:<24}{:>8.1} ms", milliseconds(*duration))?;
        }
        let total: Duration = self.phases.iter().map(|(_, duration)| *duration).sum();
        write!(f, "{:<24}{:>8.1} ms", "together", milliseconds(total))
    }
}
