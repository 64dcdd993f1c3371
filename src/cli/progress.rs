use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

use crate::pipeline::Phase;

/// A bar on a terminal, a plain line a phase elsewhere.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    shown: bool,
}

impl Progress {
    /// Silent where nobody reads it.
    pub(super) fn new(shown: bool) -> Self {
        if !shown || !std::io::stderr().is_terminal() {
            return Self { bar: None, shown };
        }
        let bar = ProgressBar::new(Phase::ALL.len() as u64);
        let style = ProgressStyle::with_template("{bar:24} {msg}").unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style);
        Self { bar: Some(bar), shown }
    }

    pub(super) fn enter(&self, phase: Phase) {
        match &self.bar {
            Some(bar) => {
                let done = Phase::ALL.iter().position(|known| *known == phase).unwrap_or_default();
                bar.set_position(done as u64);
                bar.set_message(phase.to_string());
            }
            None if self.shown => super::say(&mut std::io::stderr(), phase),
            None => {}
        }
    }

    pub(super) fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
