//! `verify` without a PDF: a published article against the data, and against itself.

use std::fmt;
use std::io::{stderr, stdout};
use std::process::ExitCode;

use super::messages::{Messages, say};
use super::{FAILED, progress};
use crate::pipeline::{self, Memories, Request};
use crate::replication::consistency::Weight;
use crate::replication::{Agreement, Replication, Verdict};

/// What was asked for besides the verification itself.
pub(super) struct Options {
    /// The class below which the program fails.
    pub least: Option<Verdict>,
    pub json: bool,
    pub timings: bool,
}

pub(super) fn replicate(request: &Request, options: &Options, messages: &Messages) -> ExitCode {
    let progress = progress::Progress::new(messages.are_plain());
    let verified = pipeline::verify(request, &Memories::default(), &|phase| progress.enter(phase));
    let written = verified.and_then(|verified| {
        progress.enter(pipeline::Phase::Write);
        pipeline::write(&verified.built)?;
        Ok(verified)
    });
    progress.clear();
    let verified = match written {
        Ok(verified) => verified,
        Err(error) => return messages.fail(&error.diagnostics()),
    };
    messages.warn(&verified.built.warnings);
    let replication = &verified.replication;
    if options.json {
        let json = serde_json::to_string_pretty(&**replication).unwrap_or_default();
        say(&mut stdout(), json);
    } else {
        say(&mut stdout(), Summary(replication));
        for file in &verified.built.files {
            say(&mut stdout(), verified.built.folder.join(&file.path).display());
        }
    }
    if options.timings {
        say(&mut stderr(), &verified.built.timings);
    }
    let below = options
        .least
        .is_some_and(|least| replication.comparison.verdict < least);
    if below {
        ExitCode::from(FAILED)
    } else {
        ExitCode::SUCCESS
    }
}

/// The counts, for people.
struct Summary<'a>(&'a Replication);

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = self.0;
        let summary = &found.comparison.summary;
        let (numbers, signs, stars) = (&summary.numbers, &summary.signs, &summary.stars);
        if found.synthetic {
            writeln!(
                f,
                "The data are synthetic: agreement or disagreement with the article means nothing."
            )?;
        }
        writeln!(
            f,
            "{}, {}: verdict {}",
            found.published.article.key, found.published.table.place, found.comparison.verdict
        )?;
        write!(f, "  {} numbers:", numbers.total())?;
        for class in Agreement::ALL {
            write!(f, " {} {}", numbers.get(class), class.id().replace('_', " "))?;
            f.write_str(if class == Agreement::NotComputed { "\n" } else { "," })?;
        }
        writeln!(f, "  signs: {} of {} agree", signs.agree, signs.printed)?;
        let kinds: Vec<String> = found.comparison.ranking.tied.iter().map(ToString::to_string).collect();
        writeln!(
            f,
            "  stars: {} of {} agree, {} more are borderline; covariance that fits best: {}",
            stars.agree,
            stars.printed,
            stars.borderline,
            kinds.join(", ")
        )?;
        let rows = &found.consistency.classical_f;
        let contradictions = found.consistency.findings.iter();
        let contradictions = contradictions.filter(|finding| finding.weight == Weight::Contradiction);
        writeln!(
            f,
            "  the article against itself: contradictions {}, statements read {}; F fits R² in {} of {} rows",
            contradictions.count(),
            found.consistency.n_statements,
            rows.iter().filter(|row| row.fits).count(),
            rows.len()
        )?;
        write!(f, "  readings of the method tried: {}", found.grid.candidates.len())
    }
}
